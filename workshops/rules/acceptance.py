"""What the client says to a line, shared out to the entries that its pieces come from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken


@dataclass(frozen=True)
class NamedReject:
    """So many pieces rejected for the worker's fault that are known to come from an entry, or from a resident."""

    pieces: int
    entry_id: int | None = None
    resident_id: int | None = None


@dataclass(frozen=True)
class LineOutcome:
    """What the client says to one line of a delivery."""

    line_id: int
    accepted: int
    rejected_material: int = 0
    rejected_worker: int = 0
    short: int = 0
    named: tuple[NamedReject, ...] = ()

    @property
    def total(self) -> int:
        """All pieces that it speaks of."""
        return self.accepted + self.rejected_material + self.rejected_worker + self.short


@dataclass(frozen=True)
class Allocated:
    """Pieces of an entry in a line, as the allocation says it."""

    id: int
    entry_id: int
    resident_id: int
    operation_id: int
    pieces: int


@dataclass
class Share:
    """What became of the pieces of one allocation."""

    accepted: int = 0
    rejected_material: int = 0
    rejected_worker: int = 0
    short: int = 0
    named: int = 0


def check_outcome(outcome: LineOutcome, *, delivered: int, product: str, unit: str) -> None:
    """Accepted, rejected and short add up to what was delivered, none negative. Raises RuleBroken with the numbers."""
    parts = (outcome.accepted, outcome.rejected_material, outcome.rejected_worker, outcome.short)
    if min(parts) < 0 or outcome.total != delivered:
        raise RuleBroken(
            _(
                "%(delivered)s %(unit)s of %(product)s were delivered, but accepted, rejected and short come to "
                "%(total)s. Please count again."
            )
            % {"delivered": delivered, "unit": unit, "product": product, "total": outcome.total},
            code="outcome_total",
            field="accepted",
        )
    if sum(reject.pieces for reject in outcome.named) > outcome.rejected_worker:
        raise RuleBroken(
            _("More pieces of %(product)s are put down to somebody than were rejected for the worker's fault.")
            % {"product": product},
            code="named_total",
            field="rejected_worker",
        )


def name_rejects(outcome: LineOutcome, allocations: Sequence[Allocated]) -> dict[int, int]:
    """Allocation id → pieces known to be rejected for its maker's fault; a resident's newest pieces first.

    Where all pieces of the line are one resident's, it is hers without being said. Raises RuleBroken where somebody is
    named who has not so many pieces in the line.
    """
    named: dict[int, int] = {}
    for reject in [*outcome.named, *_nobody_elses(outcome, allocations)]:
        left = reject.pieces
        for allocation in reversed(allocations):
            if reject.entry_id not in (None, allocation.entry_id):
                continue
            if reject.entry_id is None and reject.resident_id != allocation.resident_id:
                continue
            take = min(left, allocation.pieces - named.get(allocation.id, 0))
            if take:
                named[allocation.id] = named.get(allocation.id, 0) + take
                left -= take
        if left:
            raise RuleBroken(
                _("Whoever you named has %(count)s fewer pieces in this delivery than that.") % {"count": left},
                code="named_not_in_line",
                field="rejected_worker",
            )
    return named


def _nobody_elses(outcome: LineOutcome, allocations: Sequence[Allocated]) -> list[NamedReject]:
    """The rejects that nobody is named for, where only one resident can have made them."""
    left = outcome.rejected_worker - sum(reject.pieces for reject in outcome.named)
    makers = {allocation.resident_id for allocation in allocations}
    return [NamedReject(left, resident_id=makers.pop())] if left and len(makers) == 1 else []


def share_out(outcome: LineOutcome, allocations: Sequence[Allocated], named: dict[int, int]) -> dict[int, Share]:
    """The outcome of a line over the allocations of one operation, given oldest first.

    Named rejects go where they belong. Of the rest, the oldest pieces are the accepted ones; what was rejected for
    the material, for the worker's fault, or is short, lies with the newest, in this order.
    """
    shares = {allocation.id: Share() for allocation in allocations}
    room = {}
    for allocation in allocations:
        known = named.get(allocation.id, 0)
        shares[allocation.id].rejected_worker = shares[allocation.id].named = known
        room[allocation.id] = allocation.pieces - known
    parts = {
        "accepted": outcome.accepted,
        "rejected_material": outcome.rejected_material,
        "rejected_worker": outcome.rejected_worker - sum(share.named for share in shares.values()),
        "short": outcome.short,
    }
    for part, count in parts.items():
        _pour(part, count, room, shares)
    return shares


def _pour(part: str, count: int, room: dict[int, int], shares: dict[int, Share]) -> None:
    for key, free in room.items():
        take = min(free, count)
        room[key] -= take
        count -= take
        share = shares[key]
        setattr(share, part, getattr(share, part) + take)


def newest_first(allocations: Iterable[Allocated], room: dict[int, int], count: int) -> dict[int, int]:
    """Takes `count` pieces off the allocations that have room, the newest first. Allocation id → pieces."""
    taken = {}
    for allocation in reversed(list(allocations)):
        take = min(room.get(allocation.id, 0), count)
        if take:
            taken[allocation.id] = take
            count -= take
    return taken
