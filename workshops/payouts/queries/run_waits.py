"""Pay runs that wait for whoever approves or pays them."""

from django.db.models import Q

from microfactory.kernel.scoping import Access
from workshops.payouts.enums import RunState
from workshops.payouts.models import PayRun
from workshops.payouts.queries.runs import run_list

MOST = 5


def runs_for(access: Access, *, approves: bool, pays: bool) -> list[PayRun]:
    """What this person approves (not what she prepared) or pays (not what she approved): the first pay day on top.

    One query, or none.
    """
    user, theirs = access.user.pk, Q(pk__in=[])
    if approves:
        theirs |= Q(state=RunState.SUBMITTED) & ~Q(prepared_by=user) & ~Q(submitted_by=user)
    if pays:
        theirs |= Q(state__in=[RunState.APPROVED, RunState.PAYING]) & ~Q(approved_by=user)
    return list(run_list(access).filter(theirs).order_by("pay_date", "pk")[:MOST])
