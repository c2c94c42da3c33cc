"""Columns that many tables of production have."""

from django.db import models

# What a piece that was handed in can be, as columns of an entry.
QUANTITIES = ("good", "rework", "worker_fault", "material_fault", "returned", "lost")


def signed_by(label, *, later: bool = False, **options) -> models.ForeignKey:
    """Who did it. `later`: nobody has yet. Never queried from the user's side, so without an index."""
    if later:
        options |= {"null": True, "blank": True}
    return models.ForeignKey(
        "residents.User", models.PROTECT, related_name="+", db_index=False, verbose_name=label, **options
    )
