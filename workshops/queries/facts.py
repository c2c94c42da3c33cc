"""What an act must know about a slip or an operation, each in one query, read after the lock."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, Subquery

from microfactory.kernel.composed import Composed
from workshops.models import Issue, Operation, PieceRate
from workshops.queries.duties import roles_column


@dataclass(frozen=True)
class WorkFacts:
    """The rate in force on a day (None without one) and since when, and the roles of whoever acts."""

    rate: Decimal | None
    rate_since: dt.date | None
    roles: frozenset[str]


@dataclass(frozen=True)
class SlipFacts(WorkFacts):
    """The same of a slip, with the pieces that its resident still holds."""

    held: int


def day_rate(operation: str, day: dt.date) -> dict[str, Subquery]:
    """Two columns: the rate in force on `day` of the operation whose id stands in column `operation`."""
    rates = PieceRate.objects.in_force(day).filter(operation=OuterRef(operation)).order_by("pk")
    return {"day_rate": Subquery(rates.values("rate")[:1]), "day_rate_since": Subquery(rates.values("starts_on")[:1])}


def _slip_facts(slip, day, today, actor, community):
    roles = roles_column(actor=actor, community_id=community, day=today)
    rows = Issue.objects.filter(pk=slip).with_held().annotate(**day_rate("operation", day), roles=roles)
    return rows.values_list("held", "day_rate", "day_rate_since", "roles")


_SLIP_FACTS = Composed(_slip_facts, slip=int, day=dt.date, today=dt.date, actor=int, community=int)


def slip_facts(issue: Issue, *, day: dt.date, today: dt.date, actor) -> SlipFacts:
    """What logging work of `day` on this slip depends on."""
    asked = {"slip": issue.pk, "day": day, "today": today, "actor": actor.pk, "community": issue.community_id}
    held, rate, since, roles = _SLIP_FACTS.first(**asked)
    return SlipFacts(rate, since, frozenset(roles), held)


def work_facts(operation: Operation, *, day: dt.date, today: dt.date, actor) -> WorkFacts:
    """What issuing an operation, or logging a day's work of it, depends on."""
    roles = roles_column(actor=actor, community_id=operation.community_id, day=today)
    rows = Operation.objects.filter(pk=operation.pk).annotate(**day_rate("pk", day), roles=roles)
    rate, since, roles = rows.values_list("day_rate", "day_rate_since", "roles").get()
    return WorkFacts(rate, since, frozenset(roles))
