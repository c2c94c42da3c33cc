"""Asking once more before money moves: the sum in large and in capitals, on a page of its own."""

from collections.abc import Callable
from decimal import Decimal

from django.http import HttpRequest, HttpResponse

from residents.views.acts import fill_in


def ask_money(request: HttpRequest, form, act: Callable[[], str], *, amount: Decimal, **page) -> HttpResponse:
    """Asks before an act that moves `amount` (yuan).

    `page`: title, sentence (what will happen), button, cancel_url; optional facts (label, value), grave,
    and more (url and words of a link to what should be looked at first).
    """
    page = {"facts": [], "grave": False, "more": None, **page}
    return fill_in(request, form, act, template="payouts/ask.html", amount=amount, **page)
