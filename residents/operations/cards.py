"""The resident's card: a link that nobody can guess, and a PIN. Five wrong PINs in a row lock it."""

import datetime as dt
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from microfactory.kernel.encryption import Secret, blind_index
from microfactory.kernel.errors import RuleBroken
from residents.enums import ResidentState
from residents.models import AccessCard, Resident, User
from residents.operations.log import log_move

PIN_DIGITS = 4
WRONG_PINS = 5
_TOO_EASY = {"0123", "1234", "2345", "3456", "4567", "5678", "6789", "9876", "4321", "1314", "2580"}


@dataclass(frozen=True)
class IssuedCard:
    """A new card or PIN. The PIN stands nowhere else: it is shown or printed once."""

    card: AccessCard
    pin: str


@transaction.atomic
def issue_card(*, resident: Resident, actor, now: dt.datetime) -> IssuedCard:
    """Gives a resident her card, and the sign-in that goes with it; a card from before is dead at once.

    Raises RuleBroken with the code left for whoever takes part no longer.
    """
    resident = Resident.objects.select_for_update(of=("self",), no_key=True).get(pk=resident.pk)
    if resident.state != ResidentState.ACTIVE:
        raise RuleBroken(
            _("%(name)s takes part no longer, so there is no card.") % {"name": resident.name}, code="left"
        )
    if resident.user_id is None:
        resident.user = _sign_in_of(resident)
        resident.save(update_fields=["user"])
    replaced = end_card(resident=resident, actor=actor, now=now)
    token = secrets.token_urlsafe(18)
    pin = new_pin()
    card = AccessCard.objects.create(
        community_id=resident.community_id,
        resident=resident,
        token=Secret.seal(token),
        token_hash=blind_index(token),
        pin_hash=pin_hash(token, pin),
        issued_at=now,
        issued_by=actor,
    )
    log_move(resident, move="card_replaced" if replaced else "card_issued", before="", after="", actor=actor, now=now)
    return IssuedCard(card, pin)


@transaction.atomic
def end_card(*, resident: Resident, actor, now: dt.datetime) -> bool:
    """Revokes a resident's card: sessions begun with it end at their next page. Whether there was one."""
    card = AccessCard.objects.select_for_update(of=("self",), no_key=True).live().filter(resident=resident).first()
    if card is None:
        return False
    card.revoked_at, card.revoked_by = now, actor
    card.save(update_fields=["revoked_at", "revoked_by"])
    log_move(resident, move="card_revoked", before="", after="", actor=actor, now=now)
    return True


@transaction.atomic
def unlock_card(*, card: AccessCard, actor, now: dt.datetime) -> None:
    """Lifts the lock after wrong PINs; the PIN stays. A quiet no-op for a card that isn't locked."""
    card = _locked(card.pk)
    if card.locked_at is None:
        return
    _set_tries(card, 0, None)
    log_move(card.resident, move="card_unlocked", before="", after="", actor=actor, now=now)


@transaction.atomic
def renew_pin(*, card: AccessCard, actor, now: dt.datetime) -> IssuedCard:
    """A new PIN for the same card, for whoever forgot it; it lifts a lock too.

    Raises RuleBroken with the code card_dead for a revoked card.
    """
    card = _locked(card.pk)
    if card.revoked_at:
        raise RuleBroken(_("This card was revoked. Give out a new one."), code="card_dead")
    pin = new_pin()
    card.pin_hash = pin_hash(card.token.reveal(), pin)
    card.wrong_pins, card.locked_at = 0, None
    card.save(update_fields=["pin_hash", "wrong_pins", "locked_at"])
    log_move(card.resident, move="card_pin", before="", after="", actor=actor, now=now)
    return IssuedCard(card, pin)


@transaction.atomic
def try_pin(*, token: str, pin: str, now: dt.datetime) -> AccessCard | None:
    """The card, if it lives, isn't locked and the PIN is right; else None, and one more wrong try is counted.

    The row is locked meanwhile, so tries at the same moment are counted one after the other. A stranger can't tell
    an unknown link from a wrong PIN or a locked card.
    """
    card = (
        AccessCard.objects.select_for_update(of=("self",), no_key=True)
        .live()
        .filter(token_hash=blind_index(token), resident__state=ResidentState.ACTIVE, community__active=True)
        .select_related("resident__user", "community")
        .first()
    )
    right = constant_time_compare(pin_hash(token, pin), card.pin_hash if card else "")
    if card is None or card.locked_at:
        return None
    if not right:
        wrong = card.wrong_pins + 1
        _set_tries(card, wrong, now if wrong >= WRONG_PINS else None)
        return None
    card.wrong_pins, card.last_used_at = 0, now
    card.save(update_fields=["wrong_pins", "last_used_at"])
    return card


def new_pin() -> str:
    """Random digits, none that everybody tries first."""
    while True:
        pin = f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}d}"
        if len(set(pin)) > 1 and pin not in _TOO_EASY:
            return pin


def pin_hash(token: str, pin: str) -> str:
    """A keyed hash of PIN and link.

    Four digits are guessed in no time from any hash that a thief of the database could compute himself; so the key
    (from the environment) and the link (encrypted in the row) go into it, and the count of tries guards the door.
    """
    return blind_index(f"pin {token} {pin}")


def _sign_in_of(resident: Resident) -> User:
    user = User(username=f"resident-{resident.pk}", name=resident.name, is_resident=True)
    user.set_unusable_password()
    user.save(force_insert=True)
    return user


def _set_tries(card: AccessCard, wrong: int, locked_at: dt.datetime | None) -> None:
    card.wrong_pins, card.locked_at = wrong, locked_at
    card.save(update_fields=["wrong_pins", "locked_at"])


def _locked(pk: int) -> AccessCard:
    return AccessCard.objects.select_for_update(of=("self",), no_key=True).select_related("resident").get(pk=pk)
