"""What all workers use is loaded once, before they are forked, so that they share its memory."""

import gc

from django.conf import settings
from django.urls import get_resolver
from django.utils import translation


def load_shared() -> None:
    """Loads pages and words into the server's first process, and keeps the collector's hands off them.

    The collector writes into every object it looks at, which would make each worker a copy of the whole: 60 MB for two
    of them (docs/performance.md).
    """
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            translation.gettext("today")
            get_resolver().reverse_dict  # noqa: B018 - being asked, it imports all views
    gc.collect()
    gc.freeze()
