"""Employers, kept up by their form."""

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from jobs.forms.employers import EmployerForm
from jobs.models import Employer
from jobs.perms import can_post_jobs, can_see_jobs
from jobs.queries.employers import employer_list
from microfactory.kernel.http import allow
from microfactory.kernel.scoping import get_visible
from residents.web import act_once, staff_page


@allow("GET")
@staff_page(can_see_jobs)
def employers(request, community):
    """All employers by name, with how many of their postings are open."""
    page = {"employers": employer_list(request.access), "can_post": can_post_jobs(request.access)}
    return render(request, "jobs/employers.html", page)


@allow("GET", "POST")
@staff_page(can_post_jobs)
def new_employer(request, community):
    """One more employer."""
    form = EmployerForm(request.POST or None, access=request.access)
    if form.is_valid() and (done := act_once(request, form, lambda: _kept(request, form))):
        return done
    return render(request, "jobs/employer.html", {"form": form, "name": ""})


@allow("GET", "POST")
@staff_page(can_post_jobs)
def employer(request, community, pk):
    """An employer's address and telephone."""
    found = get_visible(Employer.objects, request.access, pk=pk)
    name = found.name
    form = EmployerForm(request.POST or None, instance=found, access=request.access)
    if form.is_valid() and (done := act_once(request, form, lambda: _kept(request, form))):
        return done
    return render(request, "jobs/employer.html", {"form": form, "name": name})


def _kept(request, form: EmployerForm) -> str:
    employer = form.save()
    messages.success(request, _("“%(name)s” is in the list of employers.") % {"name": employer})
    return reverse("jobs:employers", args=[request.community.code])
