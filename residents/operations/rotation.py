"""A new encryption key: whatever is sealed is sealed again under the first key of the environment."""

from collections.abc import Iterator

from django.apps import apps
from django.db import transaction

from microfactory.kernel.encryption import SealedField


def rotate_seals() -> int:
    """Seals every value of every sealed column anew, some rows a transaction, and tells how many.

    May be stopped and repeated at any time. Put the new key first in FIELD_ENCRYPTION_KEYS, run this, then take the
    old key out. The hashes stay: they have a key of their own. No actor: an act on the keys of a machine, not on a
    person's data.
    """
    return sum(_rotate(model, field) for model, field in sealed_columns())


def sealed_columns() -> Iterator[tuple]:
    """Model and field of whatever is sealed, in all apps: a column counts because of its class, no list names it."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, SealedField):
                yield model, field


def _rotate(model, field: SealedField) -> int:
    count, last = 0, 0
    while batch := _rotated(model, field, last):
        count, last = count + len(batch), batch[-1].pk
    return count


@transaction.atomic
def _rotated(model, field: SealedField, after: int) -> list:
    rows = model._base_manager.select_for_update(of=("self",), no_key=True).filter(pk__gt=after)
    batch = list(rows.exclude(**{field.name: field.get_default()}).only(field.name).order_by("pk")[: field.at_once])
    for row in batch:
        setattr(row, field.name, getattr(row, field.name).rotated())
    if batch:
        model._base_manager.bulk_update(batch, [field.name])
    return batch
