"""Disability certificates: the identity number, a digit for the kind, one for the grade, `B1` for a re-issue."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.rules.text import compact

_SHAPE = re.compile(r"(\d{17}[\dX])([1-7])([1-4])(B\d)?")


@dataclass(frozen=True)
class Certificate:
    """A certificate's number and what it says: kind 1 (sight) … 7 (several), grade 1 (most severe) … 4."""

    number: str
    kind: int
    grade: int

    @property
    def last_four(self) -> str:
        """The part that stays visible."""
        return self.number[-4:]


def parse_certificate(text: str, *, identity_number: str = "") -> Certificate:
    """Reads a certificate's number of 20 characters (22 when re-issued).

    Raises RuleBroken with the code bad_certificate, or disability_mismatch when it isn't of the holder of
    `identity_number` (unchecked where that is unknown).
    """
    number = compact(text)
    parts = _SHAPE.fullmatch(number)
    if not parts:
        raise RuleBroken(
            _(
                "A disability certificate's number is the identity number with two digits more: "
                "the kind (1 to 7) and the grade (1 to 4)."
            ),
            code="bad_certificate",
            field="certificate_number",
        )
    if identity_number and parts[1] != identity_number:
        raise RuleBroken(
            _("This disability certificate belongs to another identity number."),
            code="disability_mismatch",
            field="certificate_number",
        )
    return Certificate(number, int(parts[2]), int(parts[3]))
