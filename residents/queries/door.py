"""Who can open a resident's pages, who has them open, and who looked."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from microfactory.kernel.composed import Composed
from residents.models import AccessCard, HelpSession, MoveLog, PhonePin, Resident, SignIn, TrustedLook, TrustedPerson

CHANGES = (
    "card_issued card_replaced card_revoked card_unlocked card_pin phone_pin_set phone_pin_ended phone_unlocked "
    "signed_out trusted_named trusted_card trusted_ended pin_change_known"
).split()
# After these somebody else may know what she signs in with.
PIN_CHANGES = ("card_replaced", "card_pin", "phone_pin_set")
TOLD_FOR = dt.timedelta(days=7)


@dataclass(frozen=True)
class PinChange:
    """Who did what (see templatetags.door.CHANGES) to her card or digits, and on what day."""

    move: str
    by: str
    on: dt.date


@dataclass(frozen=True)
class Door:
    """Ways in besides the card, devices that are signed in (lately used first), the last helps."""

    phone_pin: PhonePin | None
    trusted: TrustedPerson | None
    devices: list[SignIn]
    helps: list[HelpSession]
    locked: bool


def door_of(resident: Resident, *, card, now: dt.datetime) -> Door:
    """All that a person's page shows of her door, in at most five queries; `card` is her own live one, or None."""
    phone_pin = PhonePin.objects.live().filter(resident=resident).first()
    trusted = trusted_of(resident)
    cards = [card, card_of_trusted(trusted) if trusted else None]
    return Door(
        phone_pin=phone_pin,
        trusted=trusted,
        devices=devices_of(resident, now=now),
        helps=list(helps_of(resident)[:5]),
        locked=any(way and way.locked_at for way in (*cards, phone_pin)),
    )


def own_card(resident: Resident) -> AccessCard | None:
    """Her own live card."""
    return AccessCard.objects.live().own().filter(resident=resident).first()


def last_card(resident: Resident) -> AccessCard | None:
    """Her own newest card, whether it lives or not."""
    return AccessCard.objects.own().filter(resident=resident).order_by("-pk").first()


def card_of_trusted(trusted: TrustedPerson) -> AccessCard | None:
    """The live card of a trusted person."""
    return AccessCard.objects.live().filter(trusted=trusted).first()


def trusted_of(resident: Resident) -> TrustedPerson | None:
    """The person she trusts today."""
    return TrustedPerson.objects.live().filter(resident=resident).select_related("resident__community").first()


def is_locked_out(resident: Resident) -> bool:
    """Whether a way of hers (card, telephone) or her trusted person's is locked after wrong tries. One query."""
    mine = {"resident": resident.pk, "locked_at__isnull": False}
    cards, numbers = AccessCard.objects.live().filter(**mine), PhonePin.objects.live().filter(**mine)
    return Resident.objects.filter(Exists(cards) | Exists(numbers), pk=resident.pk).exists()


def devices_of(resident: Resident, *, now: dt.datetime) -> list[SignIn]:
    """Devices that show her pages, hers and her trusted person's, lately used first."""
    rows = SignIn.objects.live(now).filter(resident=resident).select_related("card__trusted", "phone_pin")
    return list(rows.order_by("-last_used_at", "-pk"))


def helps_of(resident: Resident) -> QuerySet:
    """Who opened her pages beside her, newest first."""
    return HelpSession.objects.filter(resident=resident).select_related("helper").order_by("-began_at", "-pk")


def changes_of(resident: Resident) -> QuerySet:
    """What was done to her ways in (cards, digits, numbers, phones), by whom, newest first."""
    rows = MoveLog.objects.about(resident).filter(move__in=CHANGES).select_related("actor")
    return rows.order_by("-at", "-pk")


_HERS = {"subject_type": Resident._meta.label_lower}
_SHE_KNOWS = MoveLog.objects.filter(
    **_HERS, subject_id=OuterRef("subject_id"), move="pin_change_known", at__gte=OuterRef("at")
)
_CHANGED = Composed(
    lambda resident, herself, since: (
        MoveLog.objects.filter(~Exists(_SHE_KNOWS), **_HERS, subject_id=resident, move__in=PIN_CHANGES, at__gt=since)
        .exclude(actor=herself)
        .select_related("actor")
        .order_by("-at", "-pk")
    ),
    resident=int,
    herself=int,
    since=dt.datetime,
)


def pin_changed_by_others(resident: Resident, *, now: dt.datetime) -> PinChange | None:
    """The last time within a week that somebody else changed what she signs in with, until she says that she asked for
    it. One query."""
    line = _CHANGED.first(resident=resident.pk, herself=resident.user_id or 0, since=now - TOLD_FOR)
    return line and PinChange(line.move, line.actor.name, timezone.localdate(line.at))


def looks_of(trusted: TrustedPerson) -> QuerySet:
    """Every page that a trusted person opened, not ordered yet."""
    return TrustedLook.objects.filter(trusted=trusted)
