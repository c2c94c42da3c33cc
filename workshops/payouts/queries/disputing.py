"""What the acts of a dispute need to know: who may not answer, who could, what a piece of work is now."""

import datetime as dt

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from residents.enums import Role
from residents.models import Membership
from workshops.enums import EntryState
from workshops.models import PieceEntry
from workshops.payouts.enums import UNANSWERED, DisputeAbout
from workshops.payouts.models import Dispute, PayLine, Payslip

ANSWERERS = (Role.SOCIAL_WORKER, Role.STAFF)


def root_of(entry: PieceEntry) -> PieceEntry:
    """The entry that was logged first; a correction points at it."""
    return entry.corrects if entry.corrects_id else entry


def loggers_of(entry: PieceEntry | None, *, until: dt.datetime) -> set[int]:
    """Users who logged or inspected this work, or a correction of it, before it was disputed. One query."""
    if entry is None:
        return set()
    rows = PieceEntry.objects.filter(Q(pk=entry.pk) | Q(corrects=entry.pk, logged_at__lt=until))
    found = set()
    for logged_by, accepted_by, accepted_at in rows.values_list("logged_by", "accepted_by", "accepted_at"):
        found |= {logged_by, accepted_by} if accepted_at and accepted_at <= until else {logged_by}
    return found


def hands_in(slip: Payslip, *, until: dt.datetime) -> set[int]:
    """Users who logged or inspected any work that a slip pays, before its sum was disputed. One query."""
    rows = PieceEntry.objects.filter(pk__in=slip.lines.filter(live=True).values("entry"), logged_at__lt=until)
    return {user for row in rows.values_list("logged_by", "accepted_by") for user in row} - {None}


def answerers(community, *, day: dt.date, but: set[int]) -> list:
    """Who could answer, whoever has least to answer first. Their users, each with `waiting`. Two queries."""
    rows = Membership.objects.live_on(day).filter(community=community, role__in=ANSWERERS, user__is_active=True)
    users = {row.user_id: row.user for row in rows.exclude(user__in=but).select_related("user").order_by("pk")}
    waiting = Dispute.objects.filter(community=community, state__in=UNANSWERED, assigned_to__in=users)
    counts = dict(waiting.values_list("assigned_to").annotate(Count("pk")).order_by())
    for user in users.values():
        user.waiting = counts.get(user.pk, 0)
    return sorted(users.values(), key=lambda user: (user.waiting, user.pk))


def drafted_lines(entry: PieceEntry):
    """Live lines of runs that aren't approved yet, for this entry and its corrections."""
    return PayLine.objects.filter(
        Q(entry=entry.pk) | Q(entry__corrects=entry.pk), live=True, slip__run__state__in=["draft", "submitted"]
    )


def paid_line(entry: PieceEntry) -> PayLine | None:
    """The live line of an approved run that pays this entry; None while it waits."""
    rows = PayLine.objects.filter(entry=entry.pk, live=True).exclude(slip__run__state__in=["draft", "submitted"])
    return rows.select_related("slip").first()


def logged_since(dispute: Dispute):
    """Work of hers that was logged after she said that some is missing, newest first; where a sum is wrong, also what
    corrects work of that slip, or work of which it has a correction."""
    named = Q(corrects__isnull=True)
    if dispute.about == DisputeAbout.TOTAL:
        paid = dispute.slip.lines.filter(live=True, entry__isnull=False)
        named |= Q(corrects__in=paid.values(root=Coalesce("entry__corrects", "entry")))
    rows = PieceEntry.objects.filter(
        named,
        resident=dispute.resident,
        logged_at__gte=dispute.opened_at,
        state=EntryState.ACCEPTED,
        settled_outside=False,
    )
    return rows.select_related("operation__work_order").order_by("-logged_at", "-pk")
