"""One cell of a day sheet, as it comes from the page or from a test."""

from collections.abc import Hashable
from dataclasses import dataclass

from workshops.rules.quantities import Quantities


@dataclass(frozen=True)
class Cell:
    """One cell of the sheet. `key` is the caller's own name for it."""

    key: Hashable
    resident_id: int
    operation_id: int
    good: int = 0
    rework: int = 0
    worker_fault: int = 0
    material_fault: int = 0

    @property
    def pair(self) -> tuple[int, int]:
        """Whose work of what."""
        return self.resident_id, self.operation_id

    @property
    def quantities(self) -> Quantities:
        """Its figures."""
        return Quantities(self.good, self.rework, self.worker_fault, self.material_fault)
