"""Telephone number and six digits, for a resident who asked for it at the counter."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.models import PhonePin, Resident
from residents.operations.cards import taking_part, tell_pin_changed
from residents.operations.door import phone_hash
from residents.operations.log import log_move
from residents.rules.pins import is_weak, new_phone_pin


@dataclass(frozen=True)
class IssuedPhonePin:
    """Six digits, shown or printed once: they stand nowhere else."""

    row: PhonePin
    pin: str


@transaction.atomic
def set_phone_pin(*, resident: Resident, actor, now: dt.datetime, pin: str = "") -> IssuedPhonePin:
    """Six digits that open her pages with her telephone number; those from before hold no longer.

    Without `pin` they are drawn. Of several people with one number, each pair of number and digits is one person's:
    digits that somebody else on that number has are refused with the words for weak ones, so nobody learns whose they
    are. Raises RuleBroken with the codes left, no_phone or weak_pin.
    """
    resident = taking_part(resident=resident, actor=actor)
    phone = resident.phone
    if not phone:
        raise RuleBroken(_("Write down her telephone number first."), code="no_phone")
    if not pin:
        pin = new_phone_pin(phone=phone, born_on=resident.born_on)
        while _taken(resident, phone, pin):
            pin = new_phone_pin(phone=phone, born_on=resident.born_on)
    elif is_weak(pin, phone=phone, born_on=resident.born_on) or _taken(resident, phone, pin):
        raise RuleBroken(
            _("These six digits can't be used: too easy to guess. Choose others, or let them be drawn."),
            code="weak_pin",
            field="pin",
        )
    end_phone_pin(resident=resident, actor=actor, now=now)
    row = PhonePin.objects.create(
        community_id=resident.community_id,
        resident=resident,
        phone=phone,
        pin_hash=phone_hash(phone, pin),
        set_at=now,
        set_by=actor,
    )
    log_move(resident, move="phone_pin_set", before="", after="", actor=actor, now=now)
    tell_pin_changed(resident=resident, key=f"phone-pin-{row.pk}", actor=actor, now=now)
    return IssuedPhonePin(row, pin)


@transaction.atomic
def end_phone_pin(*, resident: Resident, actor, now: dt.datetime) -> bool:
    """No sign-in by telephone number any more; devices that used it are signed out. Whether there was one."""
    row = PhonePin.objects.select_for_update(of=("self",), no_key=True).live().filter(resident=resident).first()
    if row is None:
        return False
    row.ended_at, row.ended_by = now, actor
    row.save(update_fields=["ended_at", "ended_by"])
    log_move(resident, move="phone_pin_ended", before="", after="", actor=actor, now=now)
    return True


def _taken(resident: Resident, phone: str, pin: str) -> bool:
    others = PhonePin.objects.live().exclude(resident=resident)
    return others.filter(pin_hash=phone_hash(phone, pin)).exists()
