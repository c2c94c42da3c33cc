"""What she handed in: the months of a year, the days of a month, one day, one entry."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from microfactory.kernel.http import allow
from microfactory.kernel.periods import Month, today
from workshops.payouts.queries import earnings


@allow("GET")
def history(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The months of one year, each with its sum, newest first."""
    if year is not None and not 2000 <= year <= 2100:
        raise Http404
    years = earnings.years(request.resident)
    shown = year or (years[0] if years else today().year)
    months = earnings.months_earned(request.resident, shown)
    context = {"place": "history", "year": shown, "years": years, "months": months}
    return render(request, "me/history.html", context)


@allow("GET")
def month(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """One month: each day, each entry."""
    if not (1 <= number <= 12 and 2000 <= year <= 2100):
        raise Http404
    shown = Month(year, number)
    days = earnings.days_earned(request.resident, shown)
    total = sum((day.total for day in days), earnings.NOTHING)
    return render(request, "me/month.html", {"place": "history", "month": shown, "days": days, "total": total})
