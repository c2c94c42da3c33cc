"""Money: always Decimal. Unit prices have 4 places, money 2 (fen), exact amounts 4 until they are rounded once."""

from decimal import ROUND_HALF_UP, Decimal

from django.db import models

from microfactory.kernel.fields import FigureField

FEN = Decimal("0.01")
MINUS = "\N{MINUS SIGN}"


def round_fen(value: Decimal) -> Decimal:
    """Yuan rounded to the fen, half up and away from zero (13.335 → 13.34, −0.005 → −0.01)."""
    return value.quantize(FEN, rounding=ROUND_HALF_UP)


def amount(value: Decimal | None) -> str:
    """Yuan as figures with thousands separators and a real minus: `−1,234.50`. Nothing for None."""
    if value is None:
        return ""
    text = f"{round_fen(abs(value)):,.2f}"
    return MINUS + text if value < 0 and text.strip("0.,") else text


def yuan(value: Decimal | None) -> str:
    """Yuan with its sign: `¥1,234.50`, `−¥8.00`. Nothing for None."""
    if value is None:
        return ""
    figures = amount(value)
    return f"{MINUS}¥{figures[1:]}" if figures.startswith(MINUS) else f"¥{figures}"


def unit_price(value: Decimal | None) -> str:
    """A price per piece with all its decimals and none too many: `0.035`, `8`, `1.35`. Nothing for None."""
    if value is None:
        return ""
    text = f"{value:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", MINUS)


def exact(value: Decimal | None) -> str:
    """An amount before rounding: two decimals at least, four at most (`500.01`, `22.365`). Nothing for None."""
    if value is None:
        return ""
    whole, _, decimals = f"{value:,.4f}".partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}".replace("-", MINUS)


class _Fixed(models.DecimalField):
    """A DecimalField whose digits are given by its kind, not by each model."""

    digits = 14
    places = 2

    def __init__(self, *args, **kwargs):
        kwargs["max_digits"], kwargs["decimal_places"] = self.digits, self.places
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": FigureField, **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_digits"], kwargs["decimal_places"]
        return name, path, args, kwargs


class MoneyField(_Fixed):
    """Yuan to the fen: what is owed, paid or posted."""


class UnitPriceField(_Fixed):
    """Yuan per piece, 4 decimals (a bead string earns 0.035)."""

    digits, places = 12, 4


class ExactMoneyField(_Fixed):
    """Yuan before rounding, 4 decimals: pieces × unit price."""

    digits, places = 18, 4


class QuantityField(_Fixed):
    """Material in its own unit, 3 decimals. Pieces are whole numbers and use an integer field."""

    digits, places = 14, 3
