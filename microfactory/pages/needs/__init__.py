"""What needs somebody today: one table a subject of what may wait, and what waits for whom."""

from microfactory.pages.needs.kind import GRAVE
from microfactory.pages.needs.waiting import Need, needs, needs_everywhere

__all__ = ["GRAVE", "Need", "needs", "needs_everywhere"]
