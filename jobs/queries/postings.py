"""Postings as the staff see them and as the public does."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count

from jobs.enums import PostingAct, PostingState
from jobs.models import Posting
from jobs.rules.fees import asked_of_worker
from microfactory.kernel.paging import Page, page_of
from microfactory.kernel.scoping import Access
from residents.models import Community, MoveLog

STAFF_PAGE = 30
PUBLIC_PAGE = 10


@dataclass(frozen=True)
class StateCount:
    """How many postings of the list stand in a state."""

    state: str
    label: str
    count: int


@dataclass(frozen=True)
class Step:
    """One thing that was done to a posting; `who` is None where the calendar did it."""

    at: dt.datetime
    what: str
    who: str | None
    reason: str


@dataclass(frozen=True)
class Board:
    """The public list of one community."""

    community: Community
    postings: Page


def staff_list(access: Access, *, state: str = "", after: str = "", before: str = "") -> Page:
    """All postings that the person may see, in one state or in all. One query."""
    postings = Posting.objects.visible_to(access).select_related("employer")
    if state:
        postings = postings.filter(state=state)
    return page_of(postings, order=("-pk",), after=after, before=before, size=STAFF_PAGE)


def state_counts(access: Access) -> list[StateCount]:
    """How many postings stand in each state, in the order of a posting's life. One query."""
    counted = Posting.objects.visible_to(access).order_by("state").values_list("state").annotate(Count("pk"))
    found = dict(counted)
    return [StateCount(state.value, state.label, found.get(state.value, 0)) for state in PostingState]


def money_asked(posting: Posting) -> str:
    """The first words by which a posting seems to ask workers for money or papers; empty where nothing does."""
    return asked_of_worker(posting.title, posting.pay_text, posting.hours, posting.requirements)


def history(posting: Posting) -> list[Step]:
    """What was done to the posting, oldest first. One query."""
    return [
        Step(
            at=line.at,
            what=PostingAct(line.move).label,
            who=None if line.move == PostingAct.EXPIRE else line.actor.name,
            reason=line.reason,
        )
        for line in MoveLog.objects.about(posting).select_related("actor")
    ]


def board(code: str, *, day: dt.date, after: str = "", before: str = "") -> Board | None:
    """What anybody may see of a community on a day; None where there is no such community. Two queries."""
    community = _open_community(code)
    if community is None:
        return None
    postings = Posting.objects.filter(community=community).open_on(day).select_related("employer")
    return Board(community, page_of(postings, order=("-pk",), after=after, before=before, size=PUBLIC_PAGE))


def on_board(code: str, pk: int, *, day: dt.date) -> Posting | None:
    """One posting of the public list; None for any that isn't on it. One query."""
    open_now = Posting.objects.open_on(day).select_related("employer", "community")
    return open_now.filter(community__code=code, community__active=True, pk=pk).first()


def _open_community(code: str) -> Community | None:
    return Community.objects.filter(code=code, active=True).first()
