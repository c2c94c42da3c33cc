"""Employers, kept up by their form."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from jobs.forms.employers import EmployerForm
from jobs.models import Employer
from jobs.perms import can_post_jobs, can_see_jobs
from jobs.queries.employers import employer_list
from microfactory.kernel.http import allow
from microfactory.kernel.scoping import get_visible
from residents.views.acts import done, fill_in
from residents.web import staff_page


@allow("GET")
@staff_page(can_see_jobs)
def employers(request: HttpRequest, community: str) -> HttpResponse:
    """All employers by name, with how many of their postings are open."""
    page = {"employers": employer_list(request.access), "can_post": can_post_jobs(request.access)}
    return render(request, "jobs/employers.html", page)


@allow("GET", "POST")
@staff_page(can_post_jobs)
def new_employer(request: HttpRequest, community: str) -> HttpResponse:
    """One more employer."""
    form = EmployerForm(request.POST or None, access=request.access)
    return _kept_up(request, form, _("Write down an employer"))


@allow("GET", "POST")
@staff_page(can_post_jobs)
def employer(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """An employer's address and telephone."""
    found = get_visible(Employer.objects, request.access, pk=pk)
    return _kept_up(request, EmployerForm(request.POST or None, instance=found, access=request.access), found.name)


def _kept_up(request: HttpRequest, form: EmployerForm, title: str) -> HttpResponse:
    list_url = reverse("jobs:employers", args=[request.community.code])

    def act() -> str:
        return done(request, _("“%(name)s” is in the list of employers.") % {"name": form.save()}, list_url)

    return fill_in(request, form, act, title=title, button=pgettext("job", "Write down"), cancel_url=list_url)
