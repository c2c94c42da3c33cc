"""Giving roles. One over money or over rights (social worker, staff, approver, cashier) is never one person's act.

A member of the staff asks for it; another one, who is neither she nor the one who gets it, confirms. Where the
community has no second member of the staff, the role begins three days later at the earliest, and until two weeks
after that everybody who works there sees on the home page and on pay runs who gave it to whom; social worker, staff
and approver can stop it before it begins. Staff and social worker are guarded too, else an account made up for the
purpose would confirm a role, or inspect work and prepare pay beside its maker's own duty.
The database keeps the three people apart and the delay.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.enums import GUARDED_ROLES, GrantState, Role
from residents.models import Community, Membership, RoleGrant, User, Workshop
from residents.models.role_grant import DELAY
from residents.operations.log import log_move
from residents.operations.memberships import grant_membership, make_user
from residents.queries.roles import has_second_person, has_staff


@transaction.atomic
def add_member(
    *,
    community: Community,
    username: str,
    name: str,
    password: str,
    role: str,
    starts_on: dt.date,
    actor,
    now: dt.datetime,
    workshop: Workshop | None = None,
) -> Membership | RoleGrant:
    """Makes a sign-in for somebody of the staff, with a first role.

    Raises RuleBroken as `make_user` and `give_role` do.
    """
    user = make_user(username=username, name=name, password=password, actor=actor)
    return give_role(
        user=user, community=community, role=role, workshop=workshop, starts_on=starts_on, actor=actor, now=now
    )


@transaction.atomic
def give_role(
    *,
    user: User,
    community: Community,
    role: str,
    starts_on: dt.date,
    actor,
    now: dt.datetime,
    workshop: Workshop | None = None,
) -> Membership | RoleGrant:
    """A membership where the role begins by itself; a RoleGrant where it waits for a second person.

    The first staff of a community begins at once: nobody is there to confirm. Raises RuleBroken with the codes
    own_role, asked_already, or those of `grant_membership`.
    """
    given = {"user": user, "community": community, "role": role}
    if role not in GUARDED_ROLES:
        return grant_membership(**given, starts_on=starts_on, workshop=workshop, actor=actor, now=now)
    today = timezone.localdate(now)
    if user.pk == actor.pk:
        raise RuleBroken(_("Nobody gives herself a role: a colleague asks for it."), code="own_role", field="role")
    if RoleGrant.objects.waiting().filter(**given).exists():
        raise RuleBroken(_("This role is waiting for a second person already."), code="asked_already", field="role")
    asked = {**given, "asked_by": actor, "asked_at": now, "asked_on": today}
    if has_second_person(community, asker=actor, receiver=user, today=today):
        grant = RoleGrant.objects.create(**asked, starts_on=starts_on)
        log_move(grant, move="asked", before="", after=role, actor=actor, now=now)
        return grant
    if has_staff(community, today):
        state, starts_on = GrantState.DELAYED, max(starts_on, today + DELAY)
    else:
        state = GrantState.FIRST
    membership = grant_membership(**given, starts_on=starts_on, actor=actor, now=now)
    RoleGrant.objects.create(**asked, starts_on=starts_on, state=state, membership=membership)
    return membership


@transaction.atomic
def confirm_role(*, grant: RoleGrant, actor, now: dt.datetime) -> RoleGrant:
    """The second person says that the role is right; it begins on its day, today at the earliest.

    One that would begin by itself after the delay begins today.

    Raises RuleBroken with the codes answered, same_person, not_entitled, or first_password: whoever gets the role must
    have chosen a password of her own, since whoever made the account knows the first one.
    """
    grant = _locked(grant, GrantState.WAITING, GrantState.DELAYED)
    if actor.pk in (grant.asked_by_id, grant.user_id):
        raise RuleBroken(
            _("Whoever confirms is neither the one who asked nor the one who gets the role."), code="same_person"
        )
    today = timezone.localdate(now)
    staff = Membership.objects.live_on(today).filter(community=grant.community, role=Role.STAFF, user=actor)
    if not actor.is_superuser and not staff.exists():
        raise RuleBroken(_("Only another member of the staff confirms a role."), code="not_entitled")
    if grant.user.must_choose_password:
        raise RuleBroken(
            _("%(name)s has not chosen a password of her own yet. She signs in first, then confirm.")
            % {"name": grant.user.name},
            code="first_password",
        )
    if grant.membership is None:
        given = {"user": grant.user, "community": grant.community, "role": grant.role}
        starts_on = max(grant.starts_on, today)
        grant.membership = grant_membership(**given, starts_on=starts_on, actor=actor, now=now)
    elif grant.membership.starts_on > today:
        grant.membership.starts_on = today
        grant.membership.save(update_fields=["starts_on"])
    _answer(grant, GrantState.CONFIRMED, actor, now)
    return grant


@transaction.atomic
def stop_role(*, grant: RoleGrant, actor, now: dt.datetime) -> RoleGrant:
    """The role isn't given: a waiting one, or one that has not begun yet. Raises RuleBroken with the code begun.

    A role that began is ended as any other.
    """
    grant = _locked(grant, GrantState.WAITING, GrantState.DELAYED)
    membership = grant.membership
    if membership and membership.starts_on <= timezone.localdate(now):
        raise RuleBroken(_("This role has begun already. End it on the staff page."), code="begun")
    grant.membership = None
    _answer(grant, GrantState.REFUSED, actor, now)
    if membership:
        membership.delete()  # it never held for a day; its history keeps it
    return grant


def _answer(grant: RoleGrant, state: str, actor, now: dt.datetime) -> None:
    log_move(grant, move=state, before=grant.state, after=state, actor=actor, now=now)
    grant.state, grant.answered_by, grant.answered_at = state, actor, now
    grant.save(update_fields=["state", "answered_by", "answered_at", "membership"])


def _locked(grant: RoleGrant, *states: str) -> RoleGrant:
    grant = RoleGrant.objects.select_for_update(of=("self",), no_key=True).select_related("user").get(pk=grant.pk)
    if grant.state not in states:
        raise RuleBroken(_("Somebody has answered that already."), code="answered")
    return grant
