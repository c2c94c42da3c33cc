"""The two shapes of a page that acts: a form to fill in, and a question before something grave or final.

They are pages; residents.web, beside the views, holds what every page uses to act once and to ask for a right.
"""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from residents.web import act_once


def fill_in(
    request: HttpRequest, form, act: Callable[[], str], *, template: str = "residents/fill_in.html", **page
) -> HttpResponse:
    """Shows a form, and does `act` once it is filled in well.

    `page`: title, button, cancel_url; optional lead (a sentence above) and about (the resident it is about); what a
    `template` of its own needs besides.
    """
    if request.method == "POST" and form.is_valid() and (done := act_once(request, form, act)):
        return done
    return render(request, template, {"form": form, "lead": "", "about": None, **page})


def ask(
    request: HttpRequest, form, act: Callable[[], str], *, template: str = "residents/ask.html", **page
) -> HttpResponse:
    """Asks once more before `act`, as a page of its own.

    `page`: title, sentence (what will happen), button, cancel_url; optional grave (can't be taken back) and shown (a
    secret, shown this once instead of the question); what a `template` of its own needs besides.
    """
    return fill_in(request, form, act, template=template, **{"grave": False, "shown": "", **page})


def done(request: HttpRequest, sentence: str, url: str) -> str:
    """Says what was done on the next page, which is `url`."""
    messages.success(request, sentence)
    return url
