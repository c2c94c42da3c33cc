"""Cards of residents and of those they trust: a link that nobody can guess, and a PIN."""

import datetime as dt
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from microfactory.kernel.encryption import Secret, blind_index
from microfactory.kernel.errors import RuleBroken
from residents.enums import MessageTemplate, PinKind, ResidentState
from residents.models import AccessCard, PhonePin, Resident, TrustedPerson, User
from residents.operations.door import pin_hash
from residents.operations.log import log_move
from residents.operations.messages import queue
from residents.rules.pins import new_pin


@dataclass(frozen=True)
class IssuedCard:
    """A new card or PIN. The PIN stands nowhere else: it is shown or printed once."""

    card: AccessCard
    pin: str


@transaction.atomic
def issue_card(*, resident: Resident, actor, now: dt.datetime, kind: str = PinKind.DIGITS) -> IssuedCard:
    """Gives a resident her card, and the sign-in that goes with it; a card from before is dead at once.

    `kind` says whether digits or two pictures go with it. Raises RuleBroken with the code left for whoever takes part
    no longer.
    """
    resident = taking_part(resident=resident, actor=actor)
    move = _move_of_new_card(resident)
    end_card(resident=resident, actor=actor, now=now)
    issued = _made(resident, None, kind, actor, now)
    log_move(resident, move=move, before="", after="", actor=actor, now=now)
    if move != "card_issued":
        queue(
            resident=resident,
            template=MessageTemplate.CARD_REPLACED,
            key=f"card-{issued.card.pk}",
            actor=actor,
            now=now,
        )
    return issued


@transaction.atomic
def issue_trusted_card(*, trusted: TrustedPerson, actor, now: dt.datetime, kind: str = PinKind.DIGITS) -> IssuedCard:
    """The same for a person whom a resident trusts. Raises RuleBroken with the codes left, or ended."""
    resident = taking_part(resident=trusted.resident, actor=actor)
    if not TrustedPerson.objects.live().filter(pk=trusted.pk).exists():
        raise RuleBroken(_("%(name)s may look no longer.") % {"name": trusted.name}, code="ended")
    end_trusted_card(trusted=trusted, actor=actor, now=now)
    issued = _made(resident, trusted, kind, actor, now)
    log_move(resident, move="trusted_card", before="", after="", actor=actor, now=now)
    return issued


@transaction.atomic
def end_card(*, resident: Resident, actor, now: dt.datetime) -> bool:
    """Revokes a resident's card: sessions begun with it end at their next page. Whether there was one."""
    return _revoked(AccessCard.objects.own().filter(resident=resident), "card_revoked", actor, now)


@transaction.atomic
def end_trusted_card(*, trusted: TrustedPerson, actor, now: dt.datetime) -> bool:
    """Revokes the card of a trusted person. Whether there was one."""
    return _revoked(AccessCard.objects.filter(trusted=trusted), "trusted_card_revoked", actor, now)


@transaction.atomic
def unlock_card(*, card: AccessCard, actor, now: dt.datetime) -> None:
    """Lifts the lock after wrong PINs; the PIN stays. A quiet no-op for a card that isn't locked."""
    card = _locked(card.pk)
    if card.locked_at is None:
        return
    card.wrong_pins, card.wrong_in_all, card.locked_at = 0, 0, None
    card.save(update_fields=["wrong_pins", "wrong_in_all", "locked_at"])
    log_move(card.resident, move="card_unlocked", before="", after="", actor=actor, now=now)


@transaction.atomic
def unlock_doors(*, resident: Resident, actor, now: dt.datetime) -> None:
    """Lifts every lock of a resident in one act: her card, her trusted person's card, her telephone number.

    For an hour from now her doors open from wherever she is, even where others mistyped too much (operations.door).
    """
    cards = list(AccessCard.objects.live().filter(resident=resident, locked_at__isnull=False).order_by("pk"))
    for card in cards:
        unlock_card(card=card, actor=actor, now=now)
    locked = PhonePin.objects.live().filter(resident=resident, locked_at__isnull=False)
    if locked.update(wrong_pins=0, locked_at=None):
        log_move(resident, move="phone_unlocked", before="", after="", actor=actor, now=now)
    elif not cards:
        log_move(resident, move="door_opened", before="", after="", actor=actor, now=now)


@transaction.atomic
def renew_pin(*, card: AccessCard, actor, now: dt.datetime, kind: str | None = None) -> IssuedCard:
    """A new PIN for the same card, for whoever forgot it or wants another kind; it lifts a lock too.

    Devices that are signed in stay so. Raises RuleBroken with the code card_dead for a revoked card.
    """
    card = _locked(card.pk)
    if card.revoked_at:
        raise RuleBroken(_("This card was revoked. Give out a new one."), code="card_dead")
    card.pin_kind = kind or card.pin_kind
    pin = new_pin(card.pin_kind)
    card.pin_hash = pin_hash(card.token.reveal(), pin)
    card.pin_made_at, card.pin_made_by, card.pin_used_at = now, actor, None
    card.wrong_pins, card.wrong_in_all, card.locked_at = 0, 0, None
    pin_fields = ["pin_kind", "pin_hash", "pin_made_at", "pin_made_by", "pin_used_at"]
    card.save(update_fields=[*pin_fields, "wrong_pins", "wrong_in_all", "locked_at"])
    log_move(card.resident, move="card_pin", before="", after=card.pin_kind, actor=actor, now=now)
    if card.trusted_id is None:
        tell_pin_changed(resident=card.resident, key=f"pin-{card.pk}-{now:%Y%m%d%H%M%S%f}", actor=actor, now=now)
    return IssuedCard(card, pin)


def tell_pin_changed(*, resident: Resident, key: str, actor, now: dt.datetime) -> None:
    """Tells a resident that somebody else changed what she signs in with; `key` as `queue` wants it."""
    if actor.pk != resident.user_id:
        queue(resident=resident, template=MessageTemplate.PIN_CHANGED, key=key, actor=actor, now=now)


@transaction.atomic
def taking_part(*, resident: Resident, actor) -> Resident:
    """Her row, locked, with a sign-in of its own. Raises RuleBroken with the code left."""
    resident = Resident.objects.select_for_update(of=("self",), no_key=True).get(pk=resident.pk)
    if resident.state != ResidentState.ACTIVE:
        raise RuleBroken(
            _("%(name)s takes part no longer, so there is no card.") % {"name": resident.name}, code="left"
        )
    if resident.user_id is None:
        user = User(username=f"resident-{resident.pk}", name=resident.name, is_resident=True)
        user.set_unusable_password()
        user.save(force_insert=True)
        resident.user = user
        resident.save(update_fields=["user"])
    return resident


def _move_of_new_card(resident: Resident) -> str:
    """What a new card is to her: one after another (dead by now or in a moment), a second way in, or the first."""
    if AccessCard.objects.own().filter(resident=resident).exists():
        return "card_replaced"
    return "card_added" if PhonePin.objects.live().filter(resident=resident).exists() else "card_issued"


def _made(resident: Resident, trusted: TrustedPerson | None, kind: str, actor, now: dt.datetime) -> IssuedCard:
    token = secrets.token_urlsafe(18)
    pin = new_pin(kind)
    card = AccessCard.objects.create(
        community_id=resident.community_id,
        resident=resident,
        trusted=trusted,
        token=Secret.seal(token),
        token_hash=blind_index(token),
        pin_kind=PinKind(kind),
        pin_hash=pin_hash(token, pin),
        pin_made_at=now,
        pin_made_by=actor,
        issued_at=now,
        issued_by=actor,
    )
    return IssuedCard(card, pin)


def _revoked(cards, move: str, actor, now: dt.datetime) -> bool:
    card = cards.live().select_for_update(of=("self",), no_key=True).select_related("resident").first()
    if card is None:
        return False
    card.revoked_at, card.revoked_by = now, actor
    card.save(update_fields=["revoked_at", "revoked_by"])
    log_move(card.resident, move=move, before="", after="", actor=actor, now=now)
    return True


def _locked(pk: int) -> AccessCard:
    return AccessCard.objects.select_for_update(of=("self",), no_key=True).select_related("resident").get(pk=pk)
