"""A form on a page of its own, under what is known so far: nobody corrects what she can't see."""

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from residents.web import act_once


def fill_in_knowing(
    request: HttpRequest, form, act: Callable[[], str], *, facts: Sequence[tuple[str, str]], **page
) -> HttpResponse:
    """Shows `facts` (label, value) above a form, and does `act` once it is filled in well.

    `page`: title, button, cancel_url; optional lead (a sentence above).
    """
    if request.method == "POST" and form.is_valid() and (done := act_once(request, form, act)):
        return done
    return render(request, "workshops/knowing.html", {"form": form, "facts": facts, "lead": "", **page})
