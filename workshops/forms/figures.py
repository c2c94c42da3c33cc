"""Figures as people type them."""

from django.utils.translation import gettext_lazy as _

from microfactory.kernel.fields import CountField

MOST = 9_999_999


class PiecesField(CountField):
    """Whole pieces: blank is 0; fractions, signs and words are refused with a sentence."""

    default_error_messages = dict.fromkeys(
        ("invalid", "whole"), _("“%(typed)s” is no number of pieces. Whole pieces only, without a sign.")
    )

    def __init__(self, **kwargs):
        super().__init__(**{"required": False, "max_value": MOST, **kwargs})

    def to_python(self, value) -> int | None:
        pieces = super().to_python(value)
        if pieces is None:
            return None if self.required else 0
        if pieces < 0:
            raise self.refused("invalid", value)
        return pieces
