"""Acts of correction: what they come to, and those that wait because they would take too much of her pay."""

from decimal import Decimal

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from workshops.models import PieceEntry
from workshops.payouts.enums import APPROVED
from workshops.payouts.models import PayLine


def may_be_borne(community, *, entry: int) -> bool:
    """Whether an entry (id) is a correction that takes, of work that an approved run pays, and no run has taken it."""
    root = OuterRef("corrects")
    paid = PayLine.objects.filter(Q(entry=root) | Q(entry__corrects=root), live=True, slip__run__state__in=APPROVED)
    rows = PieceEntry.objects.accepted().unclaimed().filter(Exists(paid), community=community, pk=entry)
    return rows.filter(corrects__isnull=False, amount__lt=0).exists()


def rows_of_act(entry: PieceEntry):
    """The rows of the act of correction that an entry is of, of those that count."""
    act = PieceEntry.objects.accepted().filter(corrects__isnull=False, corrects=entry.corrects_id)
    return act.filter(logged_at=entry.logged_at).exclude(amount=0)


def act_sum(path: str = "") -> Case:
    """What the act comes to that an entry is of: a correction of its rate takes off one row and adds another. Of work
    that corrects nothing its own sum. To annotate rows with; `path` leads from them to the entry ("correction__")."""
    act = PieceEntry.objects.filter(corrects=OuterRef(f"{path}corrects"), logged_at=OuterRef(f"{path}logged_at"))
    total = act.accepted().order_by().values("corrects").annotate(total=Sum("amount")).values("total")
    return Case(
        When(**{f"{path}corrects__isnull": True}, then=F(f"{path}amount")),
        default=Coalesce(Subquery(total), Value(Decimal(0))),
    )
