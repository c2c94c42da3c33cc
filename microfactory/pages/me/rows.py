"""Rows of the phone's pages, as finished strings: lots in hand, days of a month, work that waits for one thing."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from microfactory.kernel.dates import short_day, weekday
from microfactory.kernel.money import unit_price
from microfactory.pages.me import words
from workshops.models import Issue, PieceEntry
from workshops.payouts.queries.whereabouts import OwnEntry, Part

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Lot:
    """Work that she has in hand: what, how much is left at which rate, and until when."""

    product: str
    left: str
    due: str
    tone: str


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in a list: what it was, how much of it, and where its money is."""

    url: str
    work: str
    count: str
    amount: Decimal
    part: str
    tone: str


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day: what it came to, and the word of the least far of its work."""

    url: str
    day: str
    total: Decimal
    part: str
    tone: str


@dataclass(frozen=True, slots=True)
class Group:
    """Work that is equally far: one sentence, its sum, its days, and her slip where it is in one."""

    why: str
    total: Decimal
    days: list[DayRow]
    slip_url: str


def lots(slips: Iterable[Issue], today: dt.date) -> list[Lot]:
    """What she has in hand, the one due first first; the slips carry `held`."""
    found = []
    for slip in slips:
        left = {"held": slip.held, "unit": slip.operation.unit, "rate": unit_price(slip.rate)}
        words_of_due, tone = words.due(slip.due_on, today)
        told = _("%(held)s %(unit)s left, %(rate)s yuan each") % left
        found.append(Lot(slip.operation.work_order.product, told, words_of_due, tone))
    return found


def line(own: OwnEntry) -> Line:
    """An entry in the list of its day."""
    entry, at = own.entry, own.at
    url = reverse("me:entry", args=[entry.pk])
    return Line(url, work_of(entry), good_of(entry), own.counts, words.part(at.part), words.TONES[at.part])


def work_of(entry: PieceEntry) -> str:
    """Product and step; the step alone where the product says the same."""
    operation = entry.operation
    return " ".join(dict.fromkeys([operation.work_order.product, operation.name]))


def good_of(entry: PieceEntry) -> str:
    """What counts of an entry, and at which rate."""
    told = {"good": entry.good, "unit": entry.operation.unit, "rate": unit_price(entry.rate)}
    return _("%(good)s %(unit)s good, %(rate)s yuan each") % told


def days(entries: Iterable[OwnEntry]) -> list[DayRow]:
    """The days of these entries, in their order."""
    by_day: dict[dt.date, list[OwnEntry]] = {}
    for own in entries:
        by_day.setdefault(own.entry.work_date, []).append(own)
    return [_day(day, rows) for day, rows in by_day.items()]


def _day(day: dt.date, rows: list[OwnEntry]) -> DayRow:
    parts = {own.at.part for own in rows}
    least = next((which for which in (Part.COUNTING, Part.WAITING, Part.GOT) if which in parts), Part.NONE)
    url = reverse("me:day", args=[day.year, day.month, day.day])
    total = sum((own.counts for own in rows), NOTHING)
    return DayRow(url, f"{short_day(day)} {weekday(day)}", total, words.part(least), words.TONES[least])


def groups(entries: Iterable[OwnEntry]) -> list[Group]:
    """The same by what it waits for, the largest sum first."""
    by_reason: dict[tuple, list[OwnEntry]] = {}
    for own in entries:
        by_reason.setdefault((own.at.reason, own.at.slip_id, own.at.note, own.at.pay_date), []).append(own)
    found = [_group(rows) for rows in by_reason.values()]
    return sorted(found, key=lambda group: -group.total)


def _group(rows: list[OwnEntry]) -> Group:
    at = rows[0].at
    total = sum((own.counts for own in rows), NOTHING)
    url = reverse("me:slip", args=[at.slip_id]) if at.slip_id else ""
    return Group(words.why(at), total, days(rows), url)


def unpaid_pieces(entry: PieceEntry) -> list[str]:
    """One plain sentence for each kind of piece that wasn't paid, and for a correction."""
    unit = entry.operation.unit
    told = [
        (entry.rework, _("%(n)s %(unit)s have to be mended. They count when they are good.")),
        (entry.worker_fault, _("%(n)s %(unit)s were spoilt in the making: not paid, and nothing is taken off.")),
        (entry.material_fault if not entry.paid_faulty else 0, _("%(n)s %(unit)s were of bad material: not paid.")),
        (entry.paid_faulty, _("%(n)s %(unit)s were of bad material: paid all the same.")),
        (entry.returned, _("%(n)s %(unit)s were brought back undone: not paid.")),
        (entry.lost, _("%(n)s %(unit)s were lost: not paid.")),
    ]
    sentences = [sentence % {"n": abs(count), "unit": unit} for count, sentence in told if count]
    if entry.corrects_id:
        return [_("Put right: %(reason)s") % {"reason": entry.reason}]
    return sentences


def unpaid_of_month(entries: Iterable[PieceEntry]) -> list[str]:
    """Why pieces of a month weren't paid, added up by work; each sentence after the name of the work."""
    sums: dict[str, PieceEntry] = {}
    for entry in entries:
        if entry.corrects_id:
            continue
        total = sums.setdefault(work_of(entry), PieceEntry(operation=entry.operation, paid_faulty=0))
        for name in ("rework", "worker_fault", "returned", "lost"):
            setattr(total, name, getattr(total, name) + getattr(entry, name))
        total.material_fault += entry.material_fault - entry.paid_faulty
    return [
        _("%(work)s: %(sentence)s") % {"work": work, "sentence": sentence}
        for work, total in sums.items()
        for sentence in unpaid_pieces(total)
    ]
