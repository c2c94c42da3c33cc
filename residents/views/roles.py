"""Roles over money or rights: who asked for them, a second person's word; new passwords for those who forgot."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from microfactory.kernel.http import allow
from microfactory.kernel.periods import today
from microfactory.kernel.scoping import get_visible
from residents.enums import GrantState
from residents.forms.base import AgreeForm
from residents.forms.members import PasswordForm
from residents.models import Membership, RoleGrant
from residents.operations.passwords import set_password_of
from residents.operations.roles import confirm_role, stop_role
from residents.perms import can_manage_settings, can_see_roles, can_stop_roles
from residents.queries.roles import grants
from residents.views.acts import ask, done, fill_in
from residents.web import staff_page


def _back(request: HttpRequest) -> str:
    return reverse("residents:roles", args=[request.community.code])


@allow("GET")
@staff_page(can_see_roles)
def roles(request: HttpRequest, community: str) -> HttpResponse:
    """Who was given a role over money or rights, by whom, and who confirmed it."""
    rows = list(grants(request.access)[:100])
    for row in rows:
        row.may_stop = row.state == GrantState.WAITING or (row.state == GrantState.DELAYED and row.starts_on > today())
        row.may_confirm = row.may_stop and request.user.pk not in (row.asked_by_id, row.user_id)
    page = {
        "grants": rows,
        "may_confirm": can_manage_settings(request.access),
        "may_stop": can_stop_roles(request.access),
    }
    return render(request, "residents/roles.html", page)


def _found(request: HttpRequest, pk: int) -> RoleGrant:
    return get_visible(RoleGrant.objects.select_related("user", "asked_by"), request.access, pk=pk)


@allow("GET", "POST")
@staff_page(can_manage_settings)
def role_confirm(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The second person says yes."""
    grant = _found(request, pk)
    words = {"name": grant.user.name, "role": grant.get_role_display(), "by": grant.asked_by.name}

    def act() -> str:
        confirm_role(grant=grant, actor=request.user, now=timezone.now())
        return done(request, _("%(name)s is %(role)s now.") % words, _back(request))

    return ask(
        request,
        AgreeForm(request.POST or None),
        act,
        title=_("Shall %(name)s be %(role)s?") % words,
        sentence=_(
            "%(by)s asked for it. Speak with %(name)s yourself first: is it so, and did she choose her password "
            "herself? Your name is kept with it."
        )
        % words,
        button=_("Yes, I confirm it"),
        cancel_url=_back(request),
    )


@allow("GET", "POST")
@staff_page(can_stop_roles)
def role_stop(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The role isn't given, before it begins."""
    grant = _found(request, pk)
    words = {"name": grant.user.name, "role": grant.get_role_display()}

    def act() -> str:
        stop_role(grant=grant, actor=request.user, now=timezone.now())
        return done(request, _("%(name)s is not made %(role)s.") % words, _back(request))

    return ask(
        request,
        AgreeForm(request.POST or None),
        act,
        title=_("Shall %(name)s not be %(role)s?") % words,
        sentence=_("The role isn't given. It can be asked for again at any time."),
        button=_("Stop it"),
        cancel_url=_back(request),
        grave=True,
    )


@sensitive_post_parameters("password")
@allow("GET", "POST")
@staff_page(can_manage_settings)
def member_password(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """A new first password for a colleague of today who forgot hers, unless it opens more than what staff may give."""
    present = Membership.objects.not_over(today()).select_related("user")
    user = get_visible(present, request.access, pk=pk).user
    form = PasswordForm(request.POST or None)
    members = reverse("residents:members", args=[community])

    def act() -> str:
        chosen = {"community": request.community, "password": form.cleaned_data["password"]}
        set_password_of(user=user, **chosen, actor=request.user, now=timezone.now())
        return done(request, _("%(name)s signs in with it and then chooses her own.") % {"name": user.name}, members)

    return fill_in(
        request,
        form,
        act,
        title=_("A new password for %(name)s") % {"name": user.name},
        lead=_("Only when she asked for it. You know this password, so she has to choose her own when she signs in."),
        button=_("Set it"),
        cancel_url=members,
    )
