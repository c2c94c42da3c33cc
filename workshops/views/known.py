"""A form on a page of its own, under what is known so far: nobody corrects what she can't see."""

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse

from residents.views.acts import fill_in


def fill_in_knowing(
    request: HttpRequest, form, act: Callable[[], str], *, facts: Sequence[tuple[str, str]], **page
) -> HttpResponse:
    """Shows `facts` (label, value) above a form, and does `act` once it is filled in well.

    `page`: title, button, cancel_url; optional lead (a sentence above).
    """
    return fill_in(request, form, act, template="workshops/knowing.html", facts=facts, **page)
