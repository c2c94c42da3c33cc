"""What may wait of messages."""

from django.utils.translation import ngettext_lazy

from microfactory.pages.needs.kind import GRAVE, SOON, Kind
from residents.perms import can_send_messages

MESSAGES = (
    Kind(
        can_send_messages,
        lambda found: found.failed,
        ngettext_lazy("%(count)s message could not be sent", "%(count)s messages could not be sent", "count"),
        "residents:messages",
        GRAVE,
    ),
    Kind(
        can_send_messages,
        lambda found: found.stuck,
        ngettext_lazy(
            "%(count)s text message should be gone by now", "%(count)s text messages should be gone by now", "count"
        ),
        "residents:messages",
        GRAVE,
    ),
    Kind(
        can_send_messages,
        lambda found: found.by_hand,
        ngettext_lazy(
            "%(count)s message waits to be handed over", "%(count)s messages wait to be handed over", "count"
        ),
        "residents:messages",
        SOON,
    ),
)
