"""Amounts that the law or the community sets, as they stood on a day."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from django.db.models import F, Q
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.models import PolicyParameter


def parameters(keys, *, community, on: dt.date) -> dict[str, Decimal]:
    """The values in force on that day by key, in one query; the community's own win. A key without one is absent."""
    rows = PolicyParameter.objects.filter(Q(community=community) | Q(community=None), key__in=keys).in_force(on)
    return dict(rows.order_by(F("community").asc(nulls_first=True), "pk").values_list("key", "value"))


def values_by_day(keys, *, community) -> Callable[[dt.date], dict[str, Decimal]]:
    """The same for many days: all periods of the keys are read once, in one query."""
    rows = PolicyParameter.objects.filter(Q(community=community) | Q(community=None), key__in=keys)
    rows = rows.order_by(F("community").asc(nulls_first=True), "pk")
    periods = list(rows.values_list("key", "value", "starts_on", "ends_on"))

    def on(day: dt.date) -> dict[str, Decimal]:
        return {key: value for key, value, first, last in periods if first <= day and (last is None or day <= last)}

    return on


def parameter(key: str, *, community, on: dt.date, default: Decimal | None = None) -> Decimal:
    """The value in force on that day, the community's own before the general one.

    Raises RuleBroken with the code parameter_missing where there is none and no default.
    """
    value = parameters([key], community=community, on=on).get(key, default)
    if value is None:
        raise RuleBroken(
            _("No amount “%(key)s” is in force on %(day)s. Enter it under “policy amounts”, with its source.")
            % {"key": key, "day": on.isoformat()},
            code="parameter_missing",
        )
    return value
