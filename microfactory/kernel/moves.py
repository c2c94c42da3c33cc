"""Moves between states as data: a table per noun, checked by its operation, mirrored by a CHECK in the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken


@dataclass(frozen=True)
class Move:
    """One move: its name, the states it may start from, where it ends, and whether it needs a reason in words."""

    name: str
    sources: tuple[str, ...]
    target: str
    reason: bool = False


class MoveTable:
    """All moves of one noun. `label` is what people call the noun, `states` its TextChoices."""

    def __init__(self, label: str, states, *moves: Move):
        self.label = label
        self.states = states
        self.moves = {move.name: move for move in moves}
        unknown = {state for move in moves for state in (*move.sources, move.target)} - set(states.values)
        if unknown or len(self.moves) != len(moves):
            raise ValueError(f"the move table of {label} names unknown states {unknown} or a move twice")

    def check(self, name: str, state: str, reason: str = "") -> str:
        """The state the move ends in. Raises RuleBroken where it may not start from `state` or lacks its reason."""
        move = self.moves[name]
        if state not in move.sources:
            raise RuleBroken(
                _("This %(noun)s is “%(state)s” now, so that can't be done. Reload the page to see where it stands.")
                % {"noun": self.label, "state": self.states(state).label},
                code="wrong_state",
            )
        if move.reason and not reason.strip():
            raise RuleBroken(_("Please write the reason in a few words."), code="reason_missing", field="reason")
        return move.target

    def done(self, name: str, state: str) -> bool:
        """Whether the move was made already: repeating a finished act is a quiet no-op."""
        move = self.moves[name]
        return state == move.target and state not in move.sources


def state_agrees(state_field: str, filled: Mapping[str, Iterable[str]], states: Iterable[str]) -> Q:
    """A CHECK condition: each field in `filled` is set in exactly the states listed for it and null in the others."""
    condition = Q()
    for field, where in filled.items():
        within = set(where)
        outside = set(states) - within
        condition &= Q(**{f"{state_field}__in": sorted(within), f"{field}__isnull": False}) | Q(
            **{f"{state_field}__in": sorted(outside), f"{field}__isnull": True}
        )
    return condition
