"""Where the client's material is."""

from decimal import Decimal

from django.db.models import Q, Sum

from workshops.enums import MovementKind as K
from workshops.models import Material, MaterialMovement, WorkOrder

NOTHING = Decimal(0)


def _sums(path: str = "") -> dict[str, Sum]:
    """What came into the store and what left it; `path` leads from the row that is asked about to its movements."""
    came = Q(**{f"{path}kind__in": [K.RECEIVED, K.RETURNED]})
    lost_here = Q(**{f"{path}kind": K.LOST, f"{path}issue__isnull": True})
    went = Q(**{f"{path}kind__in": [K.ISSUED, K.SENT_BACK]}) | lost_here
    return {
        "came": Sum(f"{path}quantity", filter=came, default=NOTHING),
        "went": Sum(f"{path}quantity", filter=went, default=NOTHING),
    }


def in_store(material: Material) -> Decimal:
    """What lies in the store, in the material's unit. Read it under a lock before something leaves."""
    sums = MaterialMovement.objects.filter(material=material).aggregate(**_sums())
    return sums["came"] - sums["went"]


def stores(order: WorkOrder) -> list[tuple[Material, Decimal]]:
    """The materials of an order, each with what lies in the store, in its unit; one query."""
    rows = order.materials.select_related("operation").annotate(**_sums("movements__")).order_by("pk")
    return [(material, material.came - material.went) for material in rows]


def movements(order: WorkOrder) -> list[MaterialMovement]:
    """The newest hundred movements of an order's materials; one query."""
    rows = MaterialMovement.objects.filter(material__work_order=order).select_related("material", "by", "issue")
    return list(rows.order_by("-at", "-pk")[:100])
