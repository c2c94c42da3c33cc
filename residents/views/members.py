"""Who works for the community and in which role; its workshops."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.http import allow
from microfactory.kernel.periods import today
from microfactory.kernel.scoping import get_visible
from residents.forms.members import LeaderForm, MemberForm, RoleForm, WorkshopForm
from residents.forms.records import EndForm
from residents.models import Membership, RoleGrant, Workshop
from residents.operations.memberships import end_membership, make_leader
from residents.operations.roles import add_member, give_role
from residents.perms import can_manage_settings
from residents.queries.members import members, workshops
from residents.views.acts import ask, done, fill_in
from residents.views.people import found, person_url
from residents.web import staff_page


def _back(request: HttpRequest) -> str:
    return reverse("residents:members", args=[request.community.code])


def _given(given: Membership | RoleGrant) -> str:
    """What became of a role that was given, in a sentence."""
    words = {"name": given.user.name, "role": given.get_role_display(), "day": given.starts_on}
    if isinstance(given, RoleGrant):
        return _("%(name)s becomes %(role)s once another member of the staff has confirmed it.") % words
    if given.starts_on > today():
        return _("%(name)s is %(role)s from %(day)s on. Until then everybody here can see it.") % words
    return _("%(name)s is %(role)s now.") % words


@allow("GET")
@staff_page(can_manage_settings)
def member_list(request: HttpRequest, community: str) -> HttpResponse:
    """All who have or had a role here, and the workshops."""
    page = {"members": members(request.access, today=today()), "workshops": workshops(request.access)}
    return render(request, "residents/members.html", page)


@allow("GET", "POST")
@staff_page(can_manage_settings)
def member_new(request: HttpRequest, community: str) -> HttpResponse:
    """A sign-in for somebody new, with a first role."""
    form = MemberForm(request.access, request.POST or None)

    def act() -> str:
        data = {name: value for name, value in form.cleaned_data.items() if name != "once"}
        given = add_member(community=request.community, **data, actor=request.user, now=timezone.now())
        return done(request, _given(given), _back(request))

    return fill_in(
        request,
        form,
        act,
        title=_("Somebody new in the staff"),
        button=_("Add to the staff"),
        cancel_url=_back(request),
    )


@allow("GET", "POST")
@staff_page(can_manage_settings)
def member_role(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """One more role for somebody who has one here."""
    user = get_visible(Membership.objects.select_related("user"), request.access, pk=pk).user
    form = RoleForm(request.access, request.POST or None)

    def act() -> str:
        data = {name: form.cleaned_data[name] for name in ("role", "workshop", "starts_on")}
        given = give_role(user=user, community=request.community, **data, actor=request.user, now=timezone.now())
        return done(request, _given(given), _back(request))

    return fill_in(
        request,
        form,
        act,
        title=_("Another role for %(name)s") % {"name": user.name},
        button=_("Give this role"),
        cancel_url=_back(request),
    )


@allow("GET", "POST")
@staff_page(can_manage_settings)
def member_end(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Ends a role."""
    row = get_visible(Membership.objects.select_related("user"), request.access, pk=pk)
    form = EndForm(request.POST or None)

    def act() -> str:
        end_membership(membership=row, ends_on=form.cleaned_data["ends_on"], actor=request.user, now=timezone.now())
        return done(request, _("The role of %(name)s ends.") % {"name": row.user.name}, _back(request))

    return ask(
        request,
        form,
        act,
        title=_("%(name)s · %(role)s ends") % {"name": row.user.name, "role": row.get_role_display()},
        sentence=_("She may work until the end of that day. To stop it at once, write yesterday."),
        button=_("End this role"),
        cancel_url=_back(request),
    )


@allow("GET", "POST")
@staff_page(can_manage_settings)
def leader_new(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """A resident helps to run a workshop and gets a password of her own."""
    resident = found(request, pk)
    form = LeaderForm(request.access, request.POST or None, initial={"workshop": resident.workshop_id})

    def act() -> str:
        data = {name: value for name, value in form.cleaned_data.items() if name != "once"}
        make_leader(resident=resident, **data, actor=request.user, now=timezone.now())
        return done(request, _("%(name)s is a workshop leader now.") % {"name": resident.name}, person_url(resident))

    return fill_in(
        request,
        form,
        act,
        title=_("%(name)s becomes a workshop leader") % {"name": resident.name},
        lead=_("She signs in with user name and password to log for others, never for herself. Her card stays hers."),
        button=_("Make her a leader"),
        cancel_url=person_url(resident),
    )


@allow("GET", "POST")
@staff_page(can_manage_settings)
def workshop_edit(request: HttpRequest, community: str, pk: int | None = None) -> HttpResponse:
    """A workshop's name, address and hours: plain upkeep, saved by its form."""
    row = get_visible(Workshop.objects.all(), request.access, pk=pk) if pk else Workshop(community=request.community)
    form = WorkshopForm(request.POST or None, instance=row)

    def act() -> str:
        form.save()
        return done(request, _("Saved: %(name)s.") % {"name": row.name}, _back(request))

    title = _("Workshop %(name)s") % {"name": row.name} if pk else _("A new workshop")
    return fill_in(request, form, act, title=title, button=_("Save"), cancel_url=_back(request))
