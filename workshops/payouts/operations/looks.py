"""Papers and files that hold whole numbers: whoever fetches one is noted, once for each person in it."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from residents.models import SensitiveRead


@transaction.atomic
def note_looks(
    *, community, residents: Iterable[int], kinds: Iterable[str], reason: str, actor, now: dt.datetime
) -> None:
    """Notes that whole numbers (`kinds`) of these residents (ids) were read. One statement, however many."""
    kinds = list(kinds)
    SensitiveRead.objects.bulk_create(
        SensitiveRead(community=community, resident_id=resident, kind=kind, reason=reason[:120], actor=actor, at=now)
        for resident in sorted(set(residents))
        for kind in kinds
    )
