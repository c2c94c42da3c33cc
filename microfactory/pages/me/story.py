"""Where the money of a slip comes from, in plain words: made, counted, delivered, accepted, paid for, paid to her."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from microfactory.kernel.dates import short_day
from workshops.payouts.queries.trail import EntryTrail

DONE, NEXT = "done", "next"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its picture, what happened (or hasn't yet), when or how much, and whether it is done."""

    icon: str
    label: str
    note: str
    state: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """All work of a slip on one product."""

    product: str
    steps: list[Step]


def chapters(trails: Iterable[EntryTrail], paid_on: dt.date | None) -> list[Chapter]:
    """The trails of a slip's entries, told product by product. `paid_on` is the day her money arrived, if it has."""
    trails, by_product = list(trails), {}
    here = {None, *(trail.entry.pk for trail in trails)}
    for trail in trails:
        by_product.setdefault(trail.entry.operation.work_order.product, []).append(trail)
    return [Chapter(product, _told(rows, here, paid_on)) for product, rows in by_product.items()]


def _told(rows: list[EntryTrail], here: set[int | None], paid_on: dt.date | None) -> list[Step]:
    """Corrections of work that isn't told here went to the company with it: only the day is named that they put right.

    `here` are the entries that are told (their ids).
    """
    days = _days(row.entry.work_date for row in rows if row.entry.corrects_id not in here)
    put_right = [_step("pencil", True, _("Puts right what was counted for %(day)s") % {"day": days}, "", "")]
    whole = [row for row in rows if row.entry.corrects_id in here]
    steps = _steps(whole, paid_on) if whole else [_paid(paid_on)]
    return [*steps[:-1], *(put_right if days else []), steps[-1]]


def _steps(rows: list[EntryTrail], paid_on: dt.date | None) -> list[Step]:
    operation = rows[0].entry.operation
    client = {"client": operation.work_order.client.name}
    good = sum(row.entry.good for row in rows)
    parts = [part for row in rows if not row.entry.corrects_id for part in row.parts]
    settled = [part for part in parts if part.accepted is not None]
    sent = sum(part.pieces - part.taken_back for part in parts)
    accepted = sum(part.accepted for part in settled)
    is_counted = all(row.entry.accepted_at for row in rows)
    is_sent = sent >= good > 0
    is_accepted = is_sent and len(settled) == len(parts)
    is_paid_for = is_accepted and sum(part.paid_for for part in parts) >= accepted
    counted = _("%(n)s %(unit)s") % {"n": good, "unit": operation.unit}
    return [
        _step("hand", True, _("You made it"), "", _days(row.entry.work_date for row in rows)),
        _step("package-check", is_counted, _("Counted and found good"), _("Not counted yet"), counted),
        _step(
            "truck",
            is_sent,
            _("Delivered to %(client)s") % client,
            (_("Not all delivered to %(client)s yet") if sent > 0 else _("Not delivered to %(client)s yet")) % client,
            _days(part.sent_on for part in parts),
        ),
        _step(
            "clipboard-check",
            is_accepted,
            _("The company accepted %(n)s %(unit)s") % {"n": accepted, "unit": operation.unit},
            _("The company is still looking through it"),
            _days(part.accepted_on for part in settled),
        ),
        _step(
            "factory",
            is_paid_for,
            _("The company paid"),
            _("The company has not paid; the care fund lent it") if paid_on else _("The company has not paid yet"),
            _days(money.received_on for part in parts for money in part.money),
        ),
        _paid(paid_on),
    ]


def _paid(paid_on: dt.date | None) -> Step:
    return _step("wallet", paid_on is not None, _("Paid to you"), _("Not paid to you yet"), _days([paid_on]))


def _step(icon: str, done: bool, label: str, not_yet: str, note: str) -> Step:
    return Step(icon, label if done else not_yet, note, DONE if done else NEXT)


def _days(days: Iterable[dt.date | None]) -> str:
    """One day, or the first and the last of several."""
    known = sorted({day for day in days if day})
    if not known:
        return ""
    if len(known) == 1:
        return short_day(known[0])
    return _("%(first)s to %(last)s") % {"first": short_day(known[0]), "last": short_day(known[-1])}
