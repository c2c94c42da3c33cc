"""Where the money of a slip comes from, in plain words: made, counted, delivered, accepted, paid for, paid to her."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from microfactory.kernel.dates import short_day
from workshops.payouts.queries.trail import EntryTrail

DONE, NOW, NEXT = "done", "now", "next"


@dataclass(frozen=True)
class Step:
    """One step: what happened, when or how much, and whether it is done."""

    label: str
    note: str
    state: str


@dataclass(frozen=True)
class Chapter:
    """All work of a slip on one product."""

    product: str
    steps: list[Step]


def chapters(trails: Iterable[EntryTrail], paid_on: dt.date | None) -> list[Chapter]:
    """The trails of a slip's entries, told product by product. `paid_on` is the day her money arrived, if it has."""
    by_product: dict[str, list[EntryTrail]] = {}
    for trail in trails:
        by_product.setdefault(trail.entry.operation.work_order.product, []).append(trail)
    return [Chapter(product, _steps(rows, paid_on)) for product, rows in by_product.items()]


def _steps(rows: list[EntryTrail], paid_on: dt.date | None) -> list[Step]:
    originals = [row for row in rows if not row.entry.corrects_id]
    operation = rows[0].entry.operation
    good = sum(row.entry.good for row in rows)
    parts = [part for row in originals for part in row.parts]
    sent = sum(part.pieces - part.taken_back for part in parts)
    settled = [part for part in parts if part.accepted is not None]
    accepted = sum(part.accepted for part in settled)
    paid_for = sum(part.paid_for for part in parts)
    client = operation.work_order.client.name
    counted = _("%(n)s %(unit)s") % {"n": good, "unit": operation.unit}
    facts = [
        (_("You made it"), _days(row.entry.work_date for row in rows), True),
        (_("Counted and found good"), counted, True),
        (_("Delivered to %(client)s") % {"client": client}, _days(part.sent_on for part in parts), sent >= good > 0),
        (
            _("The company accepted %(n)s") % {"n": accepted},
            _days(part.accepted_on for part in settled),
            bool(settled) and len(settled) == len(parts) and sent >= good,
        ),
        (
            _("The company paid"),
            _days(money.received_on for part in parts for money in part.money if money.received_on),
            paid_for >= accepted > 0,
        ),
        (_("Paid to you"), short_day(paid_on) if paid_on else "", paid_on is not None),
    ]
    waiting = next((place for place, (_label, _note, done) in enumerate(facts) if not done), len(facts))
    return [
        Step(label, note, DONE if done else NOW if place == waiting else NEXT)
        for place, (label, note, done) in enumerate(facts)
    ]


def _days(days: Iterable[dt.date | None]) -> str:
    """One day, or the first and the last of several."""
    known = sorted({day for day in days if day})
    if not known:
        return ""
    if len(known) == 1:
        return short_day(known[0])
    return _("%(first)s to %(last)s") % {"first": short_day(known[0]), "last": short_day(known[-1])}
