"""Passwords that one person gives to another: known to two people until the owner chooses her own."""

import datetime as dt

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.enums import GUARDED_ROLES
from residents.models import Community, Membership, RoleGrant, User
from residents.operations.log import log_move


@transaction.atomic
def set_password_of(*, user: User, community: Community, password: str, actor, now: dt.datetime) -> None:
    """A new first password for somebody who forgot hers: she chooses her own when she signs in with it.

    Whoever holds a role over money or rights (or waits for one) gets it from a superuser alone, since it would open
    that role to whoever set it. So does whoever works outside of `community`, where the actor asks, too: the password
    opens all of her work. Her other sessions end. Raises RuleBroken with the codes own_password, guarded, elsewhere or
    weak_password.
    """
    if user.pk == actor.pk:
        raise RuleBroken(_("Change your own password on its own page."), code="own_password")
    today = timezone.localdate(now)
    if not actor.is_superuser and is_guarded(user, today):
        raise RuleBroken(
            _("%(name)s holds a role over money or rights: only the administrator of the system sets her password.")
            % {"name": user.name},
            code="guarded",
        )
    elsewhere = Membership.objects.not_over(today).filter(user=user).exclude(community=community)
    if not actor.is_superuser and elsewhere.exists():
        raise RuleBroken(
            _("%(name)s works for another community too: only the administrator of the system sets her password.")
            % {"name": user.name},
            code="elsewhere",
        )
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise RuleBroken(" ".join(error.messages), code="weak_password", field="password") from error
    user.set_password(password)
    user.save(update_fields=["password"])
    note_given(user=user, actor=actor, now=now)


@transaction.atomic
def note_given(*, user: User, actor, now: dt.datetime) -> None:
    """Somebody else knows this password: its owner chooses her own at her next page, and the log says who set it."""
    user.must_choose_password = True
    user.save(update_fields=["must_choose_password"])
    for membership in user.memberships.live_on(timezone.localdate(now)).order_by("pk"):
        log_move(membership, move="password_set", before="", after="", actor=actor, now=now)


@transaction.atomic
def choose_password(*, password: str, actor) -> None:
    """She chooses a password of her own; nobody else knows it."""
    actor.set_password(password)
    actor.must_choose_password = False
    actor.save(update_fields=["password", "must_choose_password"])


def is_guarded(user: User, today: dt.date) -> bool:
    """Whether somebody holds, or waits for, a role over money or rights, or all of them."""
    held = Membership.objects.not_over(today).filter(user=user, role__in=GUARDED_ROLES)
    return user.is_superuser or held.exists() or RoleGrant.objects.waiting().filter(user=user).exists()
