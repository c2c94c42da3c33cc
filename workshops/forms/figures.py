"""Figures as people type them."""

import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _

MOST = 9_999_999


class PiecesField(forms.CharField):
    """Whole pieces: blank is 0, full-width figures count; fractions, signs and words are refused with a sentence."""

    def __init__(self, **kwargs):
        kwargs.setdefault("required", False)
        super().__init__(max_length=12, **kwargs)

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"inputmode": "numeric", "autocomplete": "off"}

    def clean(self, value) -> int:
        text = unicodedata.normalize("NFKC", str(value or "")).strip().replace(",", "")
        if not text:
            return 0
        if not text.isascii() or not text.isdigit():
            raise forms.ValidationError(
                _("“%(typed)s” is no number of pieces. Whole pieces only, without a sign."),
                code="pieces",
                params={"typed": text},
            )
        if int(text) > MOST:
            raise forms.ValidationError(
                _("%(typed)s pieces are too many to be right. Please look again."),
                code="too_many",
                params={"typed": text},
            )
        return int(text)
