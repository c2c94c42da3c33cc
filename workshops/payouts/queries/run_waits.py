"""Pay runs that wait for whoever approves or pays them."""

from django.db.models import Q, Sum

from microfactory.kernel.scoping import Access
from workshops.payouts.enums import RunState, SlipState
from workshops.payouts.models import PayRun, RunTally
from workshops.payouts.queries.runs import run_list

MOST = 5


def runs_for(access: Access, *, approves: bool, pays: bool) -> list[PayRun]:
    """What this person approves (not what she prepared) or pays (not what she approved): the first pay day on top.

    A run that is wound up is paid on where money of it came back from the bank.

    One query, or none.
    """
    user, theirs = access.user.pk, Q(pk__in=[])
    if approves:
        theirs |= Q(state=RunState.SUBMITTED) & ~Q(prepared_by=user) & ~Q(submitted_by=user)
    if pays:
        payable = Q(state__in=[RunState.APPROVED, RunState.PAYING]) | Q(pk__in=_bounced(access))
        theirs |= payable & ~Q(approved_by=user)
    return list(run_list(access).filter(theirs).order_by("pay_date", "pk")[:MOST])


def _bounced(access: Access):
    """Ids of runs that are wound up and still owe somebody: by their tallies, so whatever the number of slips."""
    due = RunTally.objects.filter(community=access.community, state=SlipState.DUE, run__state=RunState.CLOSED)
    return due.order_by().values("run").annotate(due=Sum("people")).filter(due__gt=0).values("run")
