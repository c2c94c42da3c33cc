"""A new encryption key: every personal number is sealed again under the first key of the environment."""

from django.db import transaction

from residents.models import AccessCard, BankAccount, HardshipRecord, Resident

SEALED = (
    (Resident, "identity_number"),
    (HardshipRecord, "certificate"),
    (BankAccount, "number"),
    (AccessCard, "token"),
)
_BATCH = 500


def rotate_numbers() -> int:
    """Seals all numbers anew, a batch a transaction, and tells how many. May be stopped and repeated at any time.

    Put the new key first in FIELD_ENCRYPTION_KEYS, run this, then take the old key out. The hashes stay: they have a
    key of their own. No actor: an act on the keys of a machine, not on a person's data.
    """
    return sum(_rotate(model, field) for model, field in SEALED)


def _rotate(model, field: str) -> int:
    count, last = 0, 0
    while True:
        with transaction.atomic():
            rows = model.objects.select_for_update(of=("self",), no_key=True).filter(pk__gt=last)
            batch = list(rows.exclude(**{field: ""}).only(field).order_by("pk")[:_BATCH])
            if not batch:
                return count
            for row in batch:
                setattr(row, field, getattr(row, field).rotated())
            model.objects.bulk_update(batch, [field])
        count, last = count + len(batch), batch[-1].pk
