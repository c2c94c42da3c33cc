"""Corrections that wait because they would take too much of a resident's pay."""

from django.db.models import Exists, OuterRef, Q

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
