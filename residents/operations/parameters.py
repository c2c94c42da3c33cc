"""Amounts of law and custom, written down with their source when a system is set up."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from residents.models import PolicyParameter


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount for all communities: its key, value and unit, the days it holds, and where it stands written."""

    key: str
    value: Decimal
    unit: str
    source: str
    starts_on: dt.date
    ends_on: dt.date | None = None


@transaction.atomic
def seed_parameters(*, amounts: Sequence[Amount], actor, now: dt.datetime) -> int:
    """Writes down the amounts whose key no general row has yet; what somebody entered or ended stays. Gives how many
    were written. At set-up nobody acts: `actor` is None, and nobody has checked them."""
    known = set(PolicyParameter.objects.filter(community=None).order_by("pk").values_list("key", flat=True))
    rows = [
        PolicyParameter(
            key=amount.key,
            value=amount.value,
            unit=amount.unit,
            source=amount.source,
            starts_on=amount.starts_on,
            ends_on=amount.ends_on,
            verified_on=timezone.localdate(now) if actor else None,
            verified_by=actor.name if actor else "",
        )
        for amount in amounts
        if amount.key not in known
    ]
    PolicyParameter.objects.bulk_create(rows)
    return len(rows)
