"""What the consent form of a resident says."""

import datetime as dt

from residents.enums import ConsentPurpose
from residents.models import Consent
from residents.rules.notice import NOTICES, VERSION, Notice

__all__ = ["VERSION", "purposes_of"]


def purposes_of(resident) -> list[tuple[str, Notice, dt.date | None]]:
    """Each purpose in words, its notice, and since when she agrees to it (None: she doesn't). One query."""
    given = dict(Consent.objects.live().filter(resident=resident).order_by("pk").values_list("purpose", "given_on"))
    return [(purpose.label, NOTICES[purpose], given.get(purpose)) for purpose in ConsentPurpose]
