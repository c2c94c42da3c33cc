"""Figures in the admin as everywhere else: yuan with two decimals, rates and quantities without empty ones."""

from collections.abc import Callable

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from microfactory.kernel.money import ExactMoneyField, MoneyField, amount, exact, unit_price

_WRITTEN = ((MoneyField, amount), (ExactMoneyField, exact), (models.DecimalField, unit_price))


def figure_columns(model: type[models.Model], names) -> list:
    """The same columns, those of a decimal as they are written on paper."""
    return [_column(model, name) or name for name in names]


def _column(model: type[models.Model], name) -> Callable | None:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    kept = getattr(field, "output_field", field)  # of a generated column, what it comes out as
    if not isinstance(kept, models.DecimalField):
        return None
    write = next(write for kind, write in _WRITTEN if isinstance(kept, kind))

    def column(row):
        value = getattr(row, field.attname)
        return None if value is None else write(value)

    column.__name__ = field.name
    column.short_description, column.admin_order_field = field.verbose_name, field.name
    return column
