"""Rounds: both sides in turn, and the median of the rounds' ratios; so other load falls on both."""

import statistics
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass
class Figure:
    """One line of the table. `against` says what the ratio compares with; `target` is what performance.md asks for."""

    ms: float | None = None
    statements: int | None = None
    ratio: float | None = None
    against: str = ""
    target: str = ""
    reached: bool | None = None
    note: str = ""

    def as_json(self) -> dict:
        """For .bench/latest.json."""
        return asdict(self)


def median(values) -> float:
    return statistics.median(values)


def alternate(app: Callable[[], float], base: Callable[[], float], rounds: int) -> tuple[float, float, float]:
    """Median milliseconds of both, and the median of the ratios of each round. A round before them warms both up."""
    app(), base()
    pairs = []
    for place in range(rounds):
        first, second = (app, base) if place % 2 else (base, app)
        one, two = first(), second()
        pairs.append((one, two) if place % 2 else (two, one))
    return median(a for a, _b in pairs), median(b for _a, b in pairs), median(a / b for a, b in pairs)
