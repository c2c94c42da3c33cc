"""Tries at the resident's door: a card with its PIN, or a telephone number with six digits.

Nothing tells a stranger whether a link or a number exists: an unknown one, a wrong PIN, a locked one and an address
with too many tries get the same answer, after the same work (hash, count, look up, note).

Limits stand in the database, so that no restart and no second process forgets them: tries in a row per card (five
for digits, three for pictures: two of nine pictures make 72 pairs only, and they hold because the link itself has 144
bits) and twelve in all, whatever right ones came between, until the counter lifts the lock; tries in a row per
telephone number (five); and tries per address and hour, which shut out whoever has
opened nothing from there before: except whom the counter gave a card, a PIN or digits, unlocked or let in within the
hour, so that nobody who guesses in the workshop keeps new phones out.
"""

import datetime as dt

from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Value, When
from django.utils.crypto import constant_time_compare

from microfactory.kernel.encryption import blind_index
from residents.enums import PinKind, ResidentState
from residents.models import AccessCard, MoveLog, PhonePin, Resident
from residents.operations.tries import RESIDENT, WITHIN, give_back_try, take_try
from residents.rules.pins import WRONG_IN_ALL, WRONG_PHONE_TRIES, WRONG_TRIES

# What the counter does with her in front of it: her own tries count from then on, not those of her neighbours.
_LETS_IN = (
    "card_issued card_added card_replaced card_unlocked card_pin phone_pin_set phone_unlocked trusted_card door_opened"
).split()
_TAKES_PART = {"resident__state": ResidentState.ACTIVE, "community__active": True}


@transaction.atomic
def try_pin(*, token: str, pin: str, now: dt.datetime, address: str = "", known: bool = False) -> AccessCard | None:
    """The card, if it lives, isn't locked and the PIN is right; else None, and one more wrong try is counted.

    The row is locked meanwhile, so tries at the same moment are counted one after the other. From an address that is
    used up nothing opens and nothing is counted against a card, whatever is typed: except on a phone that opened this
    card before (`known`), or for whom the counter let in within the hour, since a whole village may share an address.
    `wrong_untold` of the card that is returned says how often somebody tried since it was opened last: whoever comes
    in now is told.
    """
    allowed = take_try(door=RESIDENT, address=address, now=now) or known
    card = (
        AccessCard.objects.select_for_update(of=("self",), no_key=True)
        .live()
        .filter(token_hash=blind_index(token), **_TAKES_PART)
        .select_related("resident__user", "trusted__user", "community")
        .annotate(let_in=_let_in(now))
        .first()
    )
    right = constant_time_compare(pin_hash(token, pin), card.pin_hash if card else "")
    if card is None or not (allowed or card.let_in) or not _counted(card, right, now):
        return None
    if card.wrong_untold or card.pin_used_at is None:
        AccessCard.objects.filter(pk=card.pk).update(wrong_untold=0, pin_used_at=card.pin_used_at or now)
    give_back_try(door=RESIDENT, address=address)
    return card


@transaction.atomic
def try_own_pin(*, card: AccessCard, pin: str, now: dt.datetime) -> bool:
    """Whether a resident typed the right PIN on somebody else's screen; wrong tries count and lock as at the door."""
    card = AccessCard.objects.select_for_update(of=("self",), no_key=True).live().filter(pk=card.pk).first()
    if card is None:
        return False
    return _counted(card, constant_time_compare(pin_hash(card.token.reveal(), pin), card.pin_hash), now)


@transaction.atomic
def try_phone(*, phone: str, pin: str, now: dt.datetime, address: str = "") -> PhonePin | None:
    """Whom a telephone number and six digits belong to; else None, and a wrong try is counted for that number.

    A number may be two people's: the digits tell whose. A wrong try counts for both, since nobody knows who it was;
    the right digits clear the one's count alone. A number that she no longer has opens nothing.
    """
    allowed = take_try(door=RESIDENT, address=address, now=now)
    there = PhonePin.objects.live().filter(phone=phone, resident__phone=F("phone"), **_TAKES_PART).values("pk")
    rows = list(
        PhonePin.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=there)
        .select_related("resident__user", "community")
        .annotate(let_in=_let_in(now))
        .order_by("pk")
    )
    hashed = phone_hash(phone, pin)
    fitting = [row for row in rows if constant_time_compare(row.pin_hash, hashed)]
    tried = [row for row in rows if allowed or row.let_in]
    one = next((row for row in fitting if row in tried and row.locked_at is None), None)
    if one is None:
        wrong = [] if fitting else [row.pk for row in tried]
        locks = Case(When(wrong_pins__gte=WRONG_PHONE_TRIES - 1, then=Value(now)), default=F("locked_at"))
        PhonePin.objects.filter(pk__in=[0, *wrong]).update(wrong_pins=F("wrong_pins") + 1, locked_at=locks)
        return None
    one.wrong_pins, one.last_used_at = 0, now
    one.save(update_fields=["wrong_pins", "last_used_at"])
    give_back_try(door=RESIDENT, address=address)
    return one


def pin_hash(token: str, pin: str) -> str:
    """A keyed hash of PIN and link.

    Four digits are guessed in no time from any hash that a thief of the database could compute himself; so the key
    (from the environment) and the link (encrypted in the row) go into it, and the count of tries guards the door.
    """
    return blind_index(f"pin {token} {pin}")


def phone_hash(phone: str, pin: str) -> str:
    """The same of six digits and a telephone number."""
    return blind_index(f"phone {phone} {pin}")


def pin_kind_asked(token: str) -> str:
    """What the page of a link asks for: digits or pictures.

    A link that doesn't exist asks for one of the two as well, always the same, so that pictures prove nothing.
    """
    known = AccessCard.objects.filter(token_hash=blind_index(token)).values_list("pin_kind", flat=True).first()
    made_up = PinKind.PICTURES if int(blind_index(f"kind {token}")[:2], 16) % 4 == 0 else PinKind.DIGITS
    return known or made_up


def _let_in(now: dt.datetime) -> Exists:
    hers = MoveLog.objects.filter(subject_type=Resident._meta.label_lower, subject_id=OuterRef("resident_id"))
    return Exists(hers.filter(move__in=_LETS_IN, at__gt=now - WITHIN))


def _counted(card: AccessCard, right: bool, now: dt.datetime) -> bool:
    """Notes a try at a card whose row is locked; whether it opens."""
    if card.locked_at:
        return False
    if right:
        card.wrong_pins, card.last_used_at = 0, now
        card.save(update_fields=["wrong_pins", "last_used_at"])
        return True
    card.wrong_pins += 1
    card.wrong_in_all += 1
    card.wrong_untold += 1
    locks = card.wrong_pins >= WRONG_TRIES[card.pin_kind] or card.wrong_in_all >= WRONG_IN_ALL
    card.locked_at = now if locks else None
    card.save(update_fields=["wrong_pins", "wrong_in_all", "wrong_untold", "locked_at"])
    return False
