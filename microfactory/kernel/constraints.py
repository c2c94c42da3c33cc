"""Constraints of the database, each with a sentence a person can read."""

from collections.abc import Sequence

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db.models import CheckConstraint, F, Func, Q, UniqueConstraint


class _DateRange(Func):
    """daterange(first, last, '[]'): both days belong to the period, an open end lasts for ever."""

    function = "DATERANGE"


def check(name: str, condition: Q, sentence: str) -> CheckConstraint:
    """A row that breaks `condition` is refused with `sentence`."""
    return CheckConstraint(name=name, condition=condition, violation_error_message=sentence)


def unique(
    name: str,
    fields: Sequence[str],
    sentence: str,
    *,
    condition: Q | None = None,
    nulls_distinct: bool | None = None,
) -> UniqueConstraint:
    """A second row with the same `fields` is refused with `sentence`; with `condition`, only among such rows."""
    return UniqueConstraint(
        name=name,
        fields=fields,
        condition=condition,
        nulls_distinct=nulls_distinct,
        violation_error_message=sentence,
    )


def no_overlap(
    name: str, keys: Sequence[str], start: str, end: str, sentence: str, *, condition: Q | None = None
) -> ExclusionConstraint:
    """Two rows with equal `keys` whose periods [start, end] share a day are refused. `end` null means still open."""
    period = _DateRange(F(start), F(end), RangeBoundary(inclusive_lower=True, inclusive_upper=True))
    return ExclusionConstraint(
        name=name,
        expressions=[(key, RangeOperators.EQUAL) for key in keys] + [(period, RangeOperators.OVERLAPS)],
        condition=condition,
        violation_error_message=sentence,
    )
