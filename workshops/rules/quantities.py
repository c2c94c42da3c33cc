"""Quantities of a hand-in: five outcomes, and what staff report as lost."""

from dataclasses import asdict, astuple, dataclass

from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken

# More than this in one entry is a slip of the finger (the largest real one is some 15,000 bead strings).
MOST = 1_000_000


@dataclass(frozen=True)
class Quantities:
    """Pieces by outcome. In a correction they are signed."""

    good: int = 0
    rework: int = 0
    worker_fault: int = 0
    material_fault: int = 0
    returned: int = 0
    lost: int = 0

    @property
    def taken(self) -> int:
        """Pieces that are no longer in the resident's hands. Rework is no way out: she still has it."""
        return self.good + self.worker_fault + self.material_fault + self.returned + self.lost

    @property
    def reported(self) -> int:
        """Pieces that were laid on the table."""
        return self.taken + self.rework

    def as_columns(self) -> dict[str, int]:
        """By the names of the entry's columns."""
        return asdict(self)

    def __add__(self, other: "Quantities") -> "Quantities":
        return Quantities(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    def __neg__(self) -> "Quantities":
        return Quantities(*(-value for value in astuple(self)))

    def __sub__(self, other: "Quantities") -> "Quantities":
        return self + -other

    def __bool__(self) -> bool:
        return any(astuple(self))


def check_reported(quantities: Quantities) -> None:
    """Something was entered, and nothing of it is negative or absurd. Raises RuleBroken naming the field."""
    for field, value in quantities.as_columns().items():
        if value < 0:
            raise RuleBroken(
                _("A quantity can't be negative. To take something back, undo or correct the entry."),
                code="negative",
                field=field,
            )
        if value > MOST:
            raise RuleBroken(
                _("%(count)s in one go can't be right. Please look at the figures again.") % {"count": f"{value:,}"},
                code="too_many",
                field=field,
            )
    if not quantities:
        raise RuleBroken(_("Please enter at least one quantity."), code="nothing_entered", field="good")
