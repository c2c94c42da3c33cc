"""Form fields for what people type: yuan, other decimals, counts, days.

A browser's own number field swallows １２．５０ and 1,234 without a word. These are fields of text that bring up the
right keys on a phone, read figures as people write them, and say what is wrong with the rest.
"""

import datetime as dt
import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.periods import today
from microfactory.kernel.typed import bare_figure, narrow, read_day

MOST = 10_000_000
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_WHOLE = re.compile(r"([+-]?[0-9]{1,18})(?:\.0{0,2})?")  # 1.000 may be a thousand
_SHORT_YEAR = re.compile(r"[0-9]{2}[-/.\u5e74]\s*[0-9]{1,2}[-/.\u6708]\s*[0-9]")
_NEAR = 5  # years: 26.11.3 is this year's; 85.3.1 or 03/11/26 may be anything
_SHOWN = 24  # signs of what was typed that a sentence repeats
_LONGEST = 40  # signs of a figure that are read at all

FIGURE_SENTENCES = {
    "invalid": _("“%(typed)s” is no number. Write it in digits, such as 12.50."),
    "comma": _("“%(typed)s”: is the comma a decimal point? Write 12.50 with a full stop, and 1234 without a comma."),
    "min_value": _("%(show_value)s is too small: %(limit_value)s is the least. Please look again."),
    "max_value": _("%(show_value)s is too large: %(limit_value)s is the most. Is there a digit too many?"),
    "max_digits": _("%(value)s is too large to be right. Is there a digit too many?"),
    "max_whole_digits": _("%(value)s is too large to be right. Is there a digit too many?"),
    "max_decimal_places": _("%(value)s has too many decimals: at most %(max)s digits behind the point."),
}


class _Typed:
    """What fields for figures share: the keys that a phone shows, the alignment, and what is said of a bad figure."""

    widget = forms.TextInput
    keys = "decimal"
    default_error_messages = FIGURE_SENTENCES

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {
            "inputmode": self.keys,
            "autocomplete": "off",
            "class": f"{widget.attrs.get('class', '')} num text-end".strip(),
        }

    def refused(self, code: str, value) -> ValidationError:
        """The sentence for `code`, with what was typed in it."""
        typed = narrow(str(value))
        typed = typed if len(typed) <= _SHOWN else f"{typed[:_SHOWN]}…"
        params = {"typed": typed, "value": typed, "show_value": typed, "limit_value": self.max_value}
        return ValidationError(self.error_messages[code], code=code, params=params)


class FigureField(_Typed, forms.DecimalField):
    """A decimal."""

    def to_python(self, value):
        if value in self.empty_values or not str(value).strip():
            return None
        figure = bare_figure(str(value))
        if not _DECIMAL.fullmatch(figure):
            raise self.refused("comma" if "," in figure else "invalid", value)
        if len(figure) > _LONGEST:
            raise self.refused("max_digits", value)
        return super().to_python(figure)

    def prepare_value(self, value):
        """A stored 8.5000 stands there as 8.5; what was typed stays as it was typed."""
        if not isinstance(value, Decimal):
            return value
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text


class YuanField(FigureField):
    """Yuan to the fen, unless more places are asked for; never negative."""

    def __init__(self, **kwargs):
        super().__init__(**{"min_value": 0, "max_digits": 14, "decimal_places": 2, **kwargs})


class PriceField(YuanField):
    """Yuan a piece, with four decimals (a bead string earns 0.035)."""

    def __init__(self, **kwargs):
        super().__init__(**{"max_digits": 12, "decimal_places": 4, **kwargs})


class CountField(_Typed, forms.IntegerField):
    """A whole number that a person would write: what is larger is a slip of the finger, and no column holds it."""

    keys = "numeric"
    default_error_messages = {
        "invalid": _("“%(typed)s” is no number. Write it in digits, such as 12."),
        "whole": _("“%(typed)s” is no whole number. Only whole ones count here, such as 12."),
    }

    def __init__(self, **kwargs):
        super().__init__(**{"min_value": 0, "max_value": MOST, **kwargs})

    def to_python(self, value):
        if value in self.empty_values or not str(value).strip():
            return None
        figure = bare_figure(str(value))
        if match := _WHOLE.fullmatch(figure):
            return int(match[1])
        if re.fullmatch(r"[0-9]+", figure):
            raise self.refused("max_value", value)
        if "," in figure:
            raise self.refused("comma", value)
        raise self.refused("whole" if _DECIMAL.fullmatch(figure) else "invalid", value)


class DayField(forms.DateField):
    """A day, picked or typed in any usual way; on the wire it is YYYY-MM-DD."""

    default_error_messages = {
        "required": _("The day is missing. Please choose one."),
        "invalid": _("“%(typed)s” is no day. Write it like 2026-11-03."),
    }

    def __init__(self, **kwargs):
        picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(**{"widget": picker, **kwargs})

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, dt.date):
            return super().to_python(value)
        day = read_day(str(value))
        typed = narrow(str(value))
        guessed = day and _SHORT_YEAR.match(typed) and abs(day.year - today().year) > _NEAR
        if day is None or guessed or not 1900 <= day.year <= 2200:
            typed = typed[:_SHOWN]
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"typed": typed})
        return day
