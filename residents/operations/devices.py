"""Devices on which a resident, or the person she trusts, is signed in."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.models import AccessCard, PhonePin, Resident, SignIn
from residents.operations.log import log_move
from residents.queries.door import pin_changed_by_others
from residents.rules.visitor import device_of


@transaction.atomic
def begin_sign_in(*, opened: AccessCard | PhonePin, agent: str, now: dt.datetime) -> SignIn:
    """A device signs in with what opened the door; `agent` is what its browser calls itself."""
    card = opened if isinstance(opened, AccessCard) else None
    trusted = card.trusted if card else None
    return SignIn.objects.create(
        community_id=opened.community_id,
        resident=opened.resident,
        user=trusted.user if trusted else opened.resident.user,
        card=card,
        phone_pin=None if card else opened,
        device=device_of(agent),
        began_at=now,
        last_used_at=now,
    )


@transaction.atomic
def note_use(*, sign_in: SignIn, now: dt.datetime) -> None:
    """The device was used: its session lasts from now."""
    SignIn.objects.filter(pk=sign_in.pk).update(last_used_at=now)


@transaction.atomic
def end_sign_in(*, sign_in: SignIn, actor, now: dt.datetime) -> None:
    """One device is signed out. Repeated, a quiet no-op."""
    SignIn.objects.filter(pk=sign_in.pk, ended_at__isnull=True).update(ended_at=now, ended_by=actor)


@transaction.atomic
def end_sign_ins(*, resident: Resident, actor, now: dt.datetime, but: SignIn | None = None) -> int:
    """Signs all devices out that show a resident's pages (all but one, where it is named); how many."""
    rows = SignIn.objects.filter(resident=resident, ended_at__isnull=True)
    ended = (rows.exclude(pk=but.pk) if but else rows).update(ended_at=now, ended_by=actor)
    if ended:
        log_move(resident, move="signed_out", before="", after=str(ended), actor=actor, now=now)
    return ended


@transaction.atomic
def know_pin_change(*, sign_in: SignIn, actor, now: dt.datetime) -> None:
    """She says, on a device of hers, that she asked for what somebody else did to her card, digits or account.

    Nothing where nothing is asked. Raises RuleBroken with the code new_device on a device that was signed in after it:
    whoever changed her digits in bad faith holds them, and would answer in her place.
    """
    changed = pin_changed_by_others(sign_in.resident, now=now)
    if changed is None:
        return
    if not changed.may_be_answered_on(sign_in):
        raise RuleBroken(
            _("This phone came after the change, so it can't answer. Say it at the workshop."), code="new_device"
        )
    log_move(sign_in.resident, move="pin_change_known", before="", after="", actor=actor, now=now)


@transaction.atomic
def confirm_pin_change(*, resident: Resident, actor, now: dt.datetime) -> None:
    """She stands at the counter and says that she asked for it; `actor` writes it down. Else nothing is done.

    Raises RuleBroken with the code own_change for whoever made one of the changes.
    """
    changed = pin_changed_by_others(resident, now=now)
    if changed is None:
        return
    if not changed.may_be_confirmed_by(actor):
        raise RuleBroken(
            _("You changed it yourself. Somebody else asks %(name)s and writes it down.") % {"name": resident.name},
            code="own_change",
        )
    log_move(resident, move="pin_change_confirmed", before="", after="", actor=actor, now=now)
