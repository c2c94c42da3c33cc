"""The list of people, one person, and the acts on her row."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.http import allow
from microfactory.kernel.paging import asked_keys, page_of
from microfactory.kernel.periods import today
from microfactory.kernel.scoping import get_visible
from residents.enums import ResidentState
from residents.forms.base import AgreeForm
from residents.forms.people import LeaveForm, PeopleSearch, PersonForm
from residents.models import Resident
from residents.operations.people import Registration, come_back, leave, register_resident, update_resident
from residents.perms import can_manage_people, can_see_money_of_people, can_see_people, rights_over_people
from residents.queries.door import door_of
from residents.queries.people import people, profile
from residents.views.acts import ask, done, fill_in
from residents.web import staff_page


def found(request: HttpRequest, pk: int) -> Resident:
    """The resident of that number whom this person may see; 404 else."""
    rows = Resident.objects.select_related("workshop", "household", "community")
    return get_visible(rows, request.access, pk=pk)


def person_url(resident: Resident) -> str:
    """Her page."""
    return reverse("residents:person", args=[resident.community.code, resident.pk])


@allow("GET")
@staff_page(can_see_people)
def people_list(request: HttpRequest, community: str) -> HttpResponse:
    """All people of the community, or a leader's of her workshop; searched, filtered, a page at a time."""
    search = PeopleSearch(request.access, request.GET or {"state": ResidentState.ACTIVE})
    terms = search.terms()
    rows = people(
        request.access,
        typed=terms.get("q", ""),
        workshop=terms.get("workshop"),
        state=terms.get("state", ""),
        missing=terms.get("missing", ""),
    )
    page = page_of(rows, order=("pinyin_key", "pk"), **asked_keys(request.GET))
    context = {"search": search, "page": page, "rights": rights_over_people(request.access)}
    return render(request, "residents/people.html", context)


@allow("GET")
@staff_page(can_see_people)
def person(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """One person, in the sections that residents owns."""
    return render(request, "residents/person.html", person_sections(request, found(request, pk)))


def person_sections(request: HttpRequest, resident: Resident) -> dict:
    """What templates/residents/sections/ need: `profile`, `door` and `rights`."""
    with_account = can_see_money_of_people(request.access)
    shown = profile(resident, today=today(), with_account=with_account)
    return {
        "profile": shown,
        "door": door_of(resident, card=shown.card, now=timezone.now()),
        "rights": rights_over_people(request.access),
    }


@allow("GET", "POST")
@staff_page(can_manage_people)
def person_new(request: HttpRequest, community: str) -> HttpResponse:
    """Registers somebody."""
    form = PersonForm(request.access, request.POST or None)

    def act() -> str:
        registration = Registration(**form.person())
        resident = register_resident(
            community=request.community, registration=registration, actor=request.user, now=timezone.now()
        )
        return done(request, _("%(name)s is registered.") % {"name": resident.name}, person_url(resident))

    cancel_url = reverse("residents:people", args=[community])
    return fill_in(request, form, act, title=_("Register a resident"), button=_("Register"), cancel_url=cancel_url)


@allow("GET", "POST")
@staff_page(can_manage_people)
def person_edit(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Writes a person's data anew."""
    resident = found(request, pk)
    form = PersonForm(request.access, request.POST or None, resident=resident)

    def act() -> str:
        registration = Registration(**form.person())
        update_resident(resident=resident, registration=registration, actor=request.user, now=timezone.now())
        return done(request, _("Changed."), person_url(resident))

    return fill_in(
        request,
        form,
        act,
        title=_("Change what is written about %(name)s") % {"name": resident.name},
        button=_("Save"),
        cancel_url=person_url(resident),
    )


@allow("GET", "POST")
@staff_page(can_manage_people)
def person_leave(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Notes that somebody takes part no longer."""
    resident = found(request, pk)
    form = LeaveForm(request.POST or None)

    def act() -> str:
        leave(
            resident=resident,
            left_on=form.cleaned_data["left_on"],
            reason=form.cleaned_data["reason"],
            actor=request.user,
            now=timezone.now(),
        )
        return done(request, _("%(name)s takes part no longer.") % {"name": resident.name}, person_url(resident))

    return ask(
        request,
        form,
        act,
        title=_("%(name)s stops taking part") % {"name": resident.name},
        sentence=_(
            "Her card is dead at once. Her work, her pay and her history stay, and what is owed is still paid."
        ),
        button=_("Yes, she has left"),
        cancel_url=person_url(resident),
    )


@allow("GET", "POST")
@staff_page(can_manage_people)
def person_come_back(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Somebody who had left takes part again."""
    resident = found(request, pk)

    def act() -> str:
        come_back(resident=resident, actor=request.user, now=timezone.now())
        return done(request, _("%(name)s takes part again.") % {"name": resident.name}, person_url(resident))

    return ask(
        request,
        AgreeForm(request.POST or None),
        act,
        title=_("%(name)s takes part again") % {"name": resident.name},
        sentence=_("She is offered for work again. She needs a new card."),
        button=_("Yes, she is back"),
        cancel_url=person_url(resident),
    )
