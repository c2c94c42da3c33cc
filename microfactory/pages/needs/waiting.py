"""What needs me today: each thing that waits in a sentence with its figure, and the page where it is done."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone

from microfactory.kernel.money import yuan
from microfactory.kernel.periods import today
from microfactory.kernel.scoping import Access
from microfactory.pages.needs.disputes import DISPUTES
from microfactory.pages.needs.kind import GRAVE, Kind
from microfactory.pages.needs.messages import MESSAGES
from microfactory.pages.needs.money import MONEY
from microfactory.pages.needs.work import WORK
from residents.middleware import access_to
from residents.models import Community
from residents.queries.messages import outbox
from workshops.payouts.queries import today as money
from workshops.payouts.queries.disputes import clocks
from workshops.queries import today as work


@dataclass(frozen=True)
class Need:
    """One thing that waits: how much (as text), a sentence that has the figure in it, and where; `tone` is bad where
    somebody is kept waiting."""

    count: str
    label: str
    url: str
    tone: str = ""


def needs(access: Access, day: dt.date) -> list[Need]:
    """What waits for this person's roles, the gravest first; nothing that is zero. At most thirteen queries."""
    tables = (
        (WORK, lambda: work.waiting(access, day)),
        (MONEY, lambda: money.waiting(access)),
        (DISPUTES, lambda: clocks(access, day)),
        (MESSAGES, lambda: outbox(access, timezone.now())),
    )
    found = [need for kinds, read in tables for need in _waiting(access, kinds, read)]
    return sorted(found, key=lambda need: need.tone != GRAVE)


def needs_everywhere(user) -> list[Need]:
    """What waits for a user in all communities that she works for, as the admin's first page shows it."""
    day = today()
    communities = Community.objects.of_member(user, day)
    return [need for community in communities for need in needs(access_to(user, community.code), day)]


def _waiting(access: Access, kinds: tuple[Kind, ...], read: Callable[[], Any]) -> Iterator[Need]:
    mine = [kind for kind in kinds if kind.may(access)]
    found = read() if mine else None
    for kind in mine:
        if count := kind.count(found):
            figure = yuan(count) if isinstance(count, Decimal) else count
            label = kind.words % {"count": figure, **kind.facts(found)}
            yield Need(str(figure), str(label), reverse(kind.view, args=[access.community.code]), kind.tone)
