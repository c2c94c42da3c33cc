"""Every component on three pages (staff, phone, paper), for whoever builds pages. Not there in production."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from microfactory.demo.samples import samples
from microfactory.kernel.http import allow

TEMPLATES = {"staff": "gallery/staff.html", "phone": "gallery/phone.html", "paper": "gallery/paper.html"}


@login_not_required
@allow("GET")
def gallery(request: HttpRequest, surface: str = "staff") -> HttpResponse:
    """The components of one surface. 404 for a surface that doesn't exist."""
    if surface not in TEMPLATES:
        raise Http404
    return render(request, TEMPLATES[surface], {"surfaces": list(TEMPLATES), "surface": surface, **samples()})
