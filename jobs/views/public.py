"""The public list of jobs, on the phone and without a sign-in: only what is open today."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from jobs.queries.postings import board, on_board
from microfactory.kernel.http import allow
from microfactory.kernel.paging import asked_keys
from microfactory.kernel.periods import today


@login_not_required
@allow("GET")
def public_postings(request: HttpRequest, code: str) -> HttpResponse:
    """What is open in a community."""
    found = board(code, day=today(), **asked_keys(request.GET))
    if found is None:
        raise Http404
    return render(request, "jobs/public_postings.html", {"community": found.community, "postings": found.postings})


@login_not_required
@allow("GET")
def public_posting(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One job that is open; 404 for all others, whatever became of them."""
    posting = on_board(code, pk, day=today())
    if posting is None:
        raise Http404
    return render(request, "jobs/public_posting.html", {"community": posting.community, "posting": posting})
