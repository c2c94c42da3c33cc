"""What the counter shows: who stands there, what she may hand in, and what was logged today."""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from django.db.models import Count, Exists, F, OuterRef, Q, Sum
from django.utils import timezone

from microfactory.kernel.composed import Composed
from microfactory.kernel.encryption import blind_index
from microfactory.kernel.periods import Month
from microfactory.kernel.scoping import Access
from residents.models import AccessCard, Resident
from residents.queries.search import matching
from workshops.enums import EntrySource, EntryState
from workshops.models import DeliveryAllocation, Issue, Operation, PieceEntry, WorkOrder
from workshops.models.fields import QUANTITIES
from workshops.queries.facts import day_rate
from workshops.queries.holdings import open_slips

_CARD_LINK = re.compile(r"/c/([^/\s]+)/?\s*$")
_TOKEN = re.compile(r"[\w-]{20,}")


@dataclass(frozen=True)
class Person:
    """Somebody found. `namesake`: another active resident has this name, so house and year of birth must show."""

    resident: Resident
    namesake: bool


@dataclass(frozen=True)
class Found:
    """People that fit what was typed; `only` where there is no doubt: a card, or one match."""

    people: list[Person]
    more: bool
    by_card: bool = False

    @property
    def only(self) -> Person | None:
        """The one person it can be."""
        return self.people[0] if len(self.people) == 1 and not self.more else None


@dataclass(frozen=True)
class Choice:
    """A thing she may hand in: a slip with pieces in hand, or (issue None) a day's work in the workshop."""

    number: int
    operation: Operation
    rate: Decimal | None
    issue: Issue | None = None

    @property
    def done(self) -> int:
        """How much of the slip isn't in her hands any more."""
        return self.issue.quantity - self.issue.held if self.issue else 0

    @property
    def value(self) -> str:
        """What a form sends: `slip-12` or `day-34`."""
        return f"slip-{self.issue.pk}" if self.issue else f"day-{self.operation.pk}"


def find_people(*, access: Access, text: str, limit: int = 8) -> Found:
    """Who it may be, by a scanned card, a name, pinyin or its initials, a house, or the last four. Three queries."""
    text = text.strip()
    if not text:
        return Found([], more=False)
    residents = Resident.objects.visible_to(access).active().select_related("workshop")
    link = _CARD_LINK.search(text)
    token = link.group(1) if link else text
    if link or _TOKEN.fullmatch(token):
        cards = AccessCard.objects.visible_to(access).live().own().filter(token_hash=blind_index(token))
        people = list(residents.filter(pk__in=cards.values("resident"))[:1])
        if people or link:
            return Found([Person(person, namesake=False) for person in people], more=False, by_card=True)
    twins = Resident.objects.filter(community=access.community, name=OuterRef("name")).active()
    rows = matching(residents, text).annotate(namesake=Exists(twins.exclude(pk=OuterRef("pk"))))
    people = list(rows.by_name()[: limit + 1])
    return Found([Person(person, person.namesake) for person in people[:limit]], more=len(people) > limit)


def choices(*, resident: Resident, today: dt.date) -> list[Choice]:
    """What she may hand in, numbered from 1: her open slips, the one due first first, then day's work. Two queries.

    `rate` of a slip is the one it was issued at; what counts is decided when it is logged (rules.pay).
    """
    slips = open_slips(resident=resident, today=today)
    found = [Choice(number, slip.operation, slip.rate, slip) for number, slip in enumerate(slips, start=1)]
    work = Operation.objects.running().filter(community_id=resident.community_id)
    if resident.workshop_id:
        work = work.filter(work_order__workshop_id=resident.workshop_id)
    rows = work.annotate(**day_rate("pk", today)).filter(day_rate__isnull=False).select_related("work_order")
    for operation in rows.order_by("work_order__due_on", "work_order_id", "position", "pk"):
        found.append(Choice(len(found) + 1, operation, operation.day_rate))
    return found


def first_choice(choices: list[Choice], *, order: WorkOrder | None) -> str:
    """The value of the lot to begin with: one of `order` where she has one, else the one due first."""
    of_order = (choice for choice in choices if order and choice.operation.work_order_id == order.pk)
    first = next(of_order, choices[0] if choices else None)
    return first.value if first else ""


def _slip_of(slip, resident, access: Access):
    people = Resident.objects.visible_to(access).active().filter(pk=resident)
    return Issue.objects.filter(pk=slip, resident__in=people)


# For whoever sees the whole community.
_SLIP_OF = Composed(
    lambda slip, resident, community: _slip_of(slip, resident, Access(None, community, frozenset())),
    slip=int,
    resident=int,
    community=int,
)


def slip_sent(value: str, *, access: Access, resident: int) -> Issue | None:
    """The slip that a form named by its `value`, where it is this resident's and she may be seen. One query at most.

    Whether anything is left on it is asked after its lock, when it is logged.
    """
    kind, _dash, number = value.partition("-")
    if kind != "slip" or not number.isdecimal() or len(number) > 9:
        return None
    if access.workshop_ids is None:
        return _SLIP_OF.first(slip=int(number), resident=resident, community=access.community.pk)
    return _slip_of(int(number), resident, access).first()


def today_entries(*, access: Access, day: dt.date, limit: int = 40) -> list[PieceEntry]:
    """What was handed in and logged on a day, the latest first, nothing of an import. One query.

    Each has `can_undo` (neither claimed nor delivered).
    """
    rows = _logged_on(access, day).select_related("resident", "operation__work_order", "logged_by")
    return list(_undoable(rows).order_by("-logged_at", "-pk")[:limit])


@dataclass(frozen=True)
class Again:
    """One of `times` entries of a day that say the very same; `at` is when the one before it was logged."""

    entry: PieceEntry
    times: int
    at: dt.datetime


def again(said: PieceEntry, entries: list[PieceEntry]) -> Again | None:
    """Whether what was just logged stands among the day's `entries` more than once: two bags of 50, or one bag logged
    twice (back in the browser and pressed anew, two at two desks). Only they on the spot know which. No query."""
    same = [entry for entry in entries if _same_words(entry, said)]
    own = next((entry for entry in same if entry.pk == said.pk), None)
    before = [entry.logged_at for entry in same if entry.pk < said.pk]
    return Again(own, len(before) + 1, before[0]) if own and before else None


def _same_words(entry: PieceEntry, other: PieceEntry) -> bool:
    of = attrgetter("resident_id", "operation_id", "work_date", *QUANTITIES)
    return of(entry) == of(other)


def count_today(*, access: Access, day: dt.date) -> int:
    """How many entries were logged on a day, without those of an import."""
    return _logged_on(access, day).count()


@dataclass(frozen=True)
class MonthSum:
    """What somebody's month comes to so far: inspected work with its corrections, and entries that still wait."""

    month: Month
    amount: Decimal
    entries: int
    waiting: int


def month_of(*, resident: Resident, day: dt.date) -> MonthSum:
    """The month of a day for one resident, by days of work. One query."""
    month = Month.of(day)
    rows = PieceEntry.objects.filter(resident=resident, work_date__range=(month.first, month.last))
    inspected, waiting = Q(state=EntryState.ACCEPTED), Q(state=EntryState.PENDING)
    sums = rows.aggregate(
        amount=Sum("amount", filter=inspected, default=Decimal(0)),
        entries=Count("pk", filter=inspected & Q(corrects__isnull=True)),
        waiting=Count("pk", filter=waiting),
    )
    return MonthSum(month, **sums)


def waiting_entries(*, access: Access, limit: int = 50) -> list[PieceEntry]:
    """Leaders' entries that wait for inspection or were sent back, the oldest first, each with `disputed`: the number
    of what its resident says is wrong with it, or None. One query."""
    rows = PieceEntry.objects.visible_to(access).filter(state__in=[EntryState.PENDING, EntryState.SENT_BACK])
    rows = rows.select_related("resident", "operation__work_order", "logged_by", "issue")
    return list(rows.annotate(disputed=F("freeze__reference")).order_by("logged_at", "pk")[:limit])


def _logged_on(access: Access, day: dt.date):
    begin = timezone.make_aware(dt.datetime.combine(day, dt.time.min))
    rows = PieceEntry.objects.visible_to(access).filter(
        logged_at__gte=begin, logged_at__lt=begin + dt.timedelta(days=1)
    )
    return rows.originals().exclude(state=EntryState.VOIDED).exclude(source=EntrySource.IMPORT)


def _undoable(entries):
    out = Exists(DeliveryAllocation.objects.filter(entry=OuterRef("pk")))
    corrected = Exists(PieceEntry.objects.filter(corrects=OuterRef("pk")))
    free = Q(claim__isnull=True) & ~Q(out) & ~Q(corrected)
    return entries.annotate(can_undo=free)
