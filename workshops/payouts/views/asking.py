"""Asking once more before money moves: the sum in large and in capitals, on a page of its own."""

from collections.abc import Callable
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from residents.web import act_once


def ask_money(request: HttpRequest, form, act: Callable[[], str], *, amount: Decimal, **page) -> HttpResponse:
    """Asks before an act that moves `amount` (yuan).

    `page`: title, sentence (what will happen), button, cancel_url; optional facts (label, value), grave,
    and more (url and words of a link to what should be looked at first).
    """
    if request.method == "POST" and form.is_valid() and (done := act_once(request, form, act)):
        return done
    page = {"facts": [], "grave": False, "more": None, **page}
    return render(request, "payouts/ask.html", {"form": form, "amount": amount, **page})
