"""The report of an import for the shell: by person, with identity numbers in clear, so each look is noted."""

import datetime as dt
from collections import defaultdict
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from residents.enums import SensitiveKind
from residents.models import Resident, SensitiveRead
from workshops.enums import ImportKind
from workshops.operations.imports import Stored
from workshops.rules.imports.pieces import totals


@transaction.atomic
def report(*, stored: Stored, actor, now: dt.datetime) -> dict:
    """What came of a file, with reason codes by row number; for a piece log also the exact sum of each person by
    identity number, or by name where there is none. Sums carry 2 places, or 4 where a rate has more than 2."""
    result = dict(stored.batch.result)
    for name in ("rejected", "warned"):
        result[name] = {row: code for row, (code, _sentence) in result[name].items()}
    if stored.batch.kind == ImportKind.PIECES:
        by_person, by_product, total = totals(stored.rows)
        people = Resident.objects.in_bulk(by_person)
        SensitiveRead.objects.bulk_create(
            SensitiveRead(
                community_id=person.community_id,
                resident=person,
                kind=SensitiveKind.IDENTITY,
                reason=_("report of an import"),
                actor=actor,
                at=now,
            )
            for person in people.values()
            if person.identity_number
        )
        named: dict[str, Decimal] = defaultdict(Decimal)
        for key, amount in by_person.items():
            named[people[key].identity_number.reveal() or people[key].name] += amount
        result["gross_by_person"] = {name: str(named[name]) for name in sorted(named)}
        result["pieces_by_operation"] = dict(by_product)
        result["gross_total"] = str(total)
    return result
