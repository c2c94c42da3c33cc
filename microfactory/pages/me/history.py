"""What she handed in: the months of a year, the days of a month, one day, one entry, and what is still to come."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from microfactory.kernel.http import allow
from microfactory.kernel.periods import Month, today
from microfactory.pages.me import rows, words
from microfactory.pages.me.story import chapters
from workshops.payouts.queries import earnings, whereabouts
from workshops.payouts.queries.disputable import open_about
from workshops.payouts.queries.trail import trail_of_entry
from workshops.payouts.queries.whereabouts import Part

YEARS = range(2000, 2101)


@allow("GET")
def history(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The months of one year as bars, each with its sum, newest first."""
    if year is not None and year not in YEARS:
        raise Http404
    years = earnings.years(request.resident)
    shown = year or (years[0] if years else today().year)
    months = earnings.months_earned(request.resident, shown)
    context = {
        "place": "history",
        "year": shown,
        "years": [other for other in years if other != shown],
        "months": months,
        "most": max((row.earned.total for row in months), default=earnings.NOTHING),
        "total": sum((row.earned.total for row in months), earnings.NOTHING),
    }
    return render(request, "me/history.html", context)


@allow("GET")
def month(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """One month: how far its money is, what it still waits for, and each day."""
    shown = _month(year, number)
    entries = whereabouts.of_days(request.resident, shown.first, shown.last)
    earned, _earlier = earnings.month_earned(request.resident, shown)
    context = {
        "place": "history",
        "month": shown,
        "total": sum((own.counts for own in entries), rows.NOTHING),
        "parts": _parts(entries),
        "taxed": words.taxed(earned.got, earned.tax),
        "days": rows.days(entries),
    }
    return render(request, "me/month.html", context)


@allow("GET")
def part(request: HttpRequest, year: int, number: int, part: str) -> HttpResponse:
    """What one of the three sums of a month counts, by what it waits for."""
    shown = _month(year, number)
    if part not in (Part.COUNTING, Part.WAITING, Part.GOT):
        raise Http404
    entries = whereabouts.of_days(request.resident, shown.first, shown.last)
    return _part(request, Part(part), [own for own in entries if own.at.part == part], shown)


@allow("GET")
def waiting(request: HttpRequest) -> HttpResponse:
    """All work of whatever month whose money is still to come."""
    return _part(request, Part.WAITING, whereabouts.unpaid(request.resident, today()), None)


@allow("GET")
def day(request: HttpRequest, year: int, number: int, day: int) -> HttpResponse:
    """One day: each entry."""
    date = date_of(year, number, day)
    entries = whereabouts.of_days(request.resident, date, date)
    context = {
        "place": "history",
        "month": Month.of(date),
        "day": date,
        "total": sum((own.counts for own in entries), rows.NOTHING),
        "lines": [rows.line(own) for own in entries],
    }
    return render(request, "me/day.html", context)


@allow("GET")
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry: what counted, what didn't and why, and where its money is."""
    own = whereabouts.one(request.resident, pk)
    if own is None:
        raise Http404
    context = {
        "place": "history",
        "entry": own.entry,
        "at": own.at,
        "amount": own.counts,
        "work": rows.work_of(own.entry),
        "part": words.part(own.at.part),
        "tone": words.TONES[own.at.part],
        "why": words.why(own.at),
        "unpaid": rows.unpaid_pieces(own.entry),
        "disputed": open_about(own.entry),
        "chapters": chapters([trail_of_entry(own.entry)], own.at.paid_on) if own.entry.good > 0 else [],
    }
    return render(request, "me/entry.html", context)


def date_of(year: int, number: int, day: int) -> dt.date:
    """The day that an address names; 404 where there is no such day."""
    if not 1 <= day <= _month(year, number).last.day:
        raise Http404
    return dt.date(year, number, day)


def _month(year: int, number: int) -> Month:
    if not 1 <= number <= 12 or year not in YEARS:
        raise Http404
    return Month(year, number)


def _parts(entries) -> list[tuple[Part, str, object]]:
    """The sums of a month that aren't zero: key, word, yuan."""
    sums = {which: rows.NOTHING for which in (Part.COUNTING, Part.WAITING, Part.GOT)}
    for own in entries:
        if own.at.part in sums:
            sums[own.at.part] += own.counts
    return [(which, words.part(which), total) for which, total in sums.items() if total]


def _part(request: HttpRequest, which: Part, entries, shown: Month | None) -> HttpResponse:
    context = {
        "place": "history",
        "month": shown,
        "part": words.part(which),
        "total": sum((own.counts for own in entries), rows.NOTHING),
        "groups": rows.groups(entries),
    }
    return render(request, "me/part.html", context)
