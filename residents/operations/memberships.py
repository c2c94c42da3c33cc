"""Who does what in a community, and since when."""

import datetime as dt

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.enums import Role
from residents.models import Community, Membership, Resident, User, Workshop
from residents.operations.log import log_move


@transaction.atomic
def make_user(*, username: str, name: str, password: str, actor) -> User:
    """A sign-in for somebody of the staff, with a first password that she changes.

    Raises RuleBroken with the codes username_taken or weak_password.
    """
    user = User(name=name.strip())
    _give_password(user, username, password)
    return user


@transaction.atomic
def make_leader(
    *,
    resident: Resident,
    username: str,
    password: str,
    workshop: Workshop,
    starts_on: dt.date,
    actor,
    now: dt.datetime,
) -> Membership:
    """A resident helps to run a workshop: she gets a password of her own for the staff pages.

    She stays the same person (so nobody logs her own work), and her card still opens her own pages only.
    Raises RuleBroken with the code has_password for whoever has one (it may open more than a workshop), or those of
    `make_user`.
    """
    resident = Resident.objects.select_for_update(of=("self",), no_key=True).get(pk=resident.pk)
    user = resident.user or User(name=resident.name)
    if user.pk and user.has_usable_password():
        raise RuleBroken(
            _("%(name)s signs in with a password already. Give her the role on the staff page.")
            % {"name": resident.name},
            code="has_password",
        )
    _give_password(user, username, password)
    if resident.user_id is None:
        resident.user = user
        resident.save(update_fields=["user"])
    return grant_membership(
        user=user,
        community=resident.community,
        role=Role.LEADER,
        workshop=workshop,
        starts_on=starts_on,
        actor=actor,
        now=now,
    )


@transaction.atomic
def grant_membership(
    *,
    user: User,
    community: Community,
    role: str,
    starts_on: dt.date,
    actor,
    now: dt.datetime,
    workshop: Workshop | None = None,
) -> Membership:
    """Gives a user a role in a community; staff may open the admin too.

    A part of `roles.give_role` and `roles.confirm_role`, which ask who may give it. Raises RuleBroken with the codes
    workshop_missing (a leader without one) or role_twice.
    """
    user = User.objects.select_for_update(of=("self",), no_key=True).get(pk=user.pk)
    if role == Role.LEADER and workshop is None:
        raise RuleBroken(_("A workshop leader needs a workshop."), code="workshop_missing", field="workshop")
    held = Membership.objects.filter(user=user, community=community, role=role).exclude(ends_on__lt=starts_on)
    if held.exists():
        raise RuleBroken(
            _("%(name)s is %(role)s already. End that first.") % {"name": user.name, "role": Role(role).label},
            code="role_twice",
            field="role",
        )
    membership = Membership.objects.create(
        user=user,
        community=community,
        role=role,
        workshop=workshop if role == Role.LEADER else None,
        starts_on=starts_on,
    )
    if role == Role.STAFF and not user.is_staff:
        user.is_staff = True
        user.save(update_fields=["is_staff"])
    log_move(membership, move="granted", before="", after=role, actor=actor, now=now)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, ends_on: dt.date, actor, now: dt.datetime) -> Membership:
    """Ends a role; `ends_on` is its last day.

    Raises RuleBroken with the codes period_reversed, own_role (nobody takes the staff role from herself), or
    ended_already: a later day would give the role anew, past whoever has to confirm it.
    """
    membership = Membership.objects.select_for_update(of=("self",), no_key=True).get(pk=membership.pk)
    if ends_on < membership.starts_on:
        raise RuleBroken(_("The last day can't lie before the first."), code="period_reversed", field="ends_on")
    if membership.role == Role.STAFF and membership.user_id == actor.pk:
        raise RuleBroken(_("Your own staff role is ended by another member of the staff."), code="own_role")
    if membership.ends_on and ends_on > membership.ends_on:
        raise RuleBroken(
            _("This role ends on %(day)s already. To go on, it is given anew.") % {"day": membership.ends_on},
            code="ended_already",
            field="ends_on",
        )
    membership.ends_on = ends_on
    membership.save(update_fields=["ends_on"])
    log_move(membership, move="ended", before=membership.role, after="", actor=actor, now=now)
    return membership


def _give_password(user: User, username: str, password: str) -> None:
    """Stores a user name and a password good enough."""
    username = User.normalize_username(username.strip())
    if User.objects.filter(username__iexact=username).exclude(pk=user.pk).exists():
        raise RuleBroken(
            _("The user name “%(username)s” is taken. Choose another.") % {"username": username},
            code="username_taken",
            field="username",
        )
    user.username, user.is_resident, user.must_choose_password = username, False, True
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise RuleBroken(" ".join(error.messages), code="weak_password", field="password") from error
    user.set_password(password)
    if user.pk is None:
        user.save(force_insert=True)
    else:
        user.save(update_fields=["username", "is_resident", "password", "must_choose_password"])
