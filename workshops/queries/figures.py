"""Pieces of operations by where they are.

Sums over all that ever was come from the tallies (models.tallies); what is in hand is counted slip by slip.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from workshops.enums import DeliveryState, EntryState
from workshops.models import DeliveryLine, Issue, Material, MaterialTally, Operation, OperationTally

OUTCOMES = ("good", "worker_fault", "material_fault", "returned", "lost")
_OF_PIECES = ("issued", "repairs", *OUTCOMES, "waiting", "imported", "settled_outside", "repaired")
_OF_STUFF = ("received", "issued", "returned", "sent_back", "lost_in_store", "lost_by_residents")


@dataclass
class Pieces:
    """Pieces of one operation.

    `issued` is without repairs; `held_open` is counted slip by slip; the outcomes are those of slips, imported good
    pieces stand apart.
    """

    operation: Operation
    issued: int = 0
    repairs: int = 0
    holders: int = 0
    held_open: int = 0
    rework: int = 0
    good: int = 0
    worker_fault: int = 0
    material_fault: int = 0
    returned: int = 0
    lost: int = 0
    waiting: int = 0
    imported: int = 0
    repaired: int = 0
    settled_outside: int = 0
    free: int = 0
    delivered: int = 0
    accepted: int = 0
    rejected_material: int = 0
    rejected_worker: int = 0
    short: int = 0
    on_the_way: int = 0
    came_back: int = 0

    @property
    def given(self) -> int:
        """Pieces that were put into somebody's hands: handed out, or come back to be repaired."""
        return self.issued + self.repairs

    @property
    def taken(self) -> int:
        """Pieces of slips that are no longer in anybody's hands."""
        return sum(getattr(self, name) for name in OUTCOMES)

    @property
    def made(self) -> int:
        """All good pieces, imported ones too."""
        return self.good + self.imported

    @property
    def rejected(self) -> int:
        """Pieces that the client refused, for whatever cause."""
        return self.rejected_material + self.rejected_worker


@dataclass
class Stuff:
    """A material in its own unit, by where it is."""

    material: Material
    received: Decimal = Decimal(0)
    issued: Decimal = Decimal(0)
    returned: Decimal = Decimal(0)
    sent_back: Decimal = Decimal(0)
    lost_in_store: Decimal = Decimal(0)
    lost_by_residents: Decimal = Decimal(0)
    held: Decimal = Decimal(0)
    used: Decimal = Decimal(0)
    good: Decimal = Decimal(0)

    @property
    def lost(self) -> Decimal:
        """What was written off, in the store and with residents."""
        return self.lost_in_store + self.lost_by_residents

    @property
    def may_be_lost(self) -> Decimal:
        """What the company puts up with: its percentage of what the good pieces took (rules-china.md §7.2)."""
        return self.good * self.material.loss_allowed / 100

    @property
    def in_store(self) -> Decimal:
        """What lies in the store."""
        return self.received - self.issued + self.returned - self.sent_back - self.lost_in_store


def figures(operations: Iterable[Operation]) -> dict[int, Pieces]:
    """Operation id → its pieces. Three queries, whatever the number of operations."""
    found = {operation.pk: Pieces(operation) for operation in operations}
    ids = list(found)
    for rows in (_tallied(ids), _held(ids), _delivered(ids)):
        for row in rows:
            pieces = found[row.pop("operation")]
            for name, value in row.items():
                setattr(pieces, name, value)
    return found


def stuff(operations: dict[int, Pieces]) -> dict[int, Stuff]:
    """Material id → where it is, for operations whose pieces are known. Three queries."""
    rows = Material.objects.filter(operation__in=operations).select_related("operation").order_by("name", "pk")
    found = {material.pk: Stuff(material) for material in rows}
    moved = MaterialTally.objects.filter(material__in=found).order_by()
    for row in moved.values("material").annotate(**{name: Sum(name) for name in _OF_STUFF}):
        material = found[row.pop("material")]
        for name, value in row.items():
            setattr(material, name, value)
    made = _made({row.material.operation_id for row in found.values()})
    for row in found.values():
        for name, pieces in made.get(row.material.operation_id, {}).items():
            setattr(row, name, row.material.per_piece * pieces)
    return found


def _tallied(ids: list[int]):
    tallies = OperationTally.objects.filter(operation__in=ids).order_by()
    return tallies.values("operation").annotate(
        free=Sum("inspected") - Sum("out"), **{name: Sum(name) for name in _OF_PIECES}
    )


def _held(ids: list[int]):
    """Open slips one by one: what is held on each, and how much of it was given back to be reworked."""
    rework = Coalesce(
        Sum("entries__rework", filter=Q(entries__state__in=[EntryState.PENDING, EntryState.ACCEPTED])), 0
    )
    slips = Issue.objects.open().filter(operation__in=ids).with_held().annotate(again=rework).filter(held__gt=0)
    found: dict[int, dict] = {}
    holders: dict[int, set] = {}
    for operation, resident, held, again in slips.order_by().values_list("operation", "resident", "held", "again"):
        row = found.setdefault(operation, {"operation": operation, "held_open": 0, "rework": 0})
        row["held_open"] += held
        row["rework"] += min(max(again, 0), held)
        holders.setdefault(operation, set()).add(resident)
    return [row | {"holders": len(holders[key])} for key, row in found.items()]


def _delivered(ids: list[int]):
    lines = DeliveryLine.objects.with_client().filter(operation__in=ids).order_by()
    return lines.values("operation").annotate(
        delivered=Sum("quantity"),
        accepted=Coalesce(Sum("accepted"), 0),
        rejected_material=Coalesce(Sum("rejected_material"), 0),
        rejected_worker=Coalesce(Sum("rejected_worker"), 0),
        short=Coalesce(Sum("short"), 0),
        on_the_way=Coalesce(Sum("quantity", filter=Q(delivery__state=DeliveryState.SENT)), 0),
        came_back=Sum("came_back"),
    )


def _made(ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """Operation id → pieces held, made and good of material that we handed out: no repairs, nothing imported."""
    names = ("issued", *OUTCOMES, "repaired", "repairs_used", "repairs_gone")
    tallies = OperationTally.objects.filter(operation__in=list(ids)).order_by().values("operation")
    found = {}
    for row in tallies.annotate(**{name: Sum(name) for name in names}):
        used = row["good"] + row["worker_fault"] + row["material_fault"] - row["repairs_used"]
        gone = sum(row[name] for name in OUTCOMES) - row["repairs_gone"]
        good = row["good"] - row["repaired"]
        found[row["operation"]] = {"held": row["issued"] - gone, "used": used, "good": good}
    return found
