"""Who can open a resident's pages, who has them open, and who looked."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from microfactory.kernel.composed import Composed
from residents.models import AccessCard, HelpSession, MoveLog, PhonePin, Resident, SignIn, TrustedLook, TrustedPerson
from residents.queries.changes import CHANGES, Change

# After these somebody else may know what she signs in with, or her pay goes elsewhere (ACCOUNT).
PIN_CHANGES = ("card_replaced", "card_added", "card_pin", "phone_pin_set")
ACCOUNT = "account"
ANSWERS = ("pin_change_known", "pin_change_confirmed")
TOLD_FOR = dt.timedelta(days=7)


@dataclass(frozen=True)
class PinChange(Change):
    """The last change that nobody has answered, and those `earlier`, oldest first: one answer is for all of them.

    `since` is when the first one happened, `makers` who made any of them.
    """

    since: dt.datetime
    makers: frozenset[int]
    earlier: tuple[Change, ...] = ()

    @property
    def told(self) -> str:
        """Every one of them in a sentence, the oldest first."""
        return "".join(change.sentence for change in (*self.earlier, self))

    def may_be_answered_on(self, sign_in: SignIn | None) -> bool:
        """Whether a device may say that she asked for it: one that was signed in before it all.

        On a later one sits whoever holds the new card or digits, and that may be the one who made them.
        """
        return sign_in is not None and sign_in.began_at < self.since

    def may_be_confirmed_by(self, user) -> bool:
        """Whether the counter's word counts: of whoever made none of these changes."""
        return user.pk not in self.makers


@dataclass(frozen=True)
class Door:
    """Ways in besides the card, devices that are signed in (lately used first) and what they ask about, the last
    helps."""

    phone_pin: PhonePin | None
    trusted: TrustedPerson | None
    devices: list[SignIn]
    helps: list[HelpSession]
    locked: bool
    changed: PinChange | None


def door_of(resident: Resident, *, card, now: dt.datetime) -> Door:
    """All that a person's page shows of her door, in at most six queries; `card` is her own live one, or None."""
    phone_pin = PhonePin.objects.live().filter(resident=resident).first()
    trusted = trusted_of(resident)
    cards = [card, card_of_trusted(trusted) if trusted else None]
    devices = devices_of(resident, now=now)
    return Door(
        phone_pin=phone_pin,
        trusted=trusted,
        devices=devices,
        helps=list(helps_of(resident)[:5]),
        locked=any(way and way.locked_at for way in (*cards, phone_pin)),
        changed=pin_changed_by_others(resident, now=now) if devices else None,
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
_ANSWERED = MoveLog.objects.filter(
    **_HERS, subject_id=OuterRef("subject_id"), move__in=ANSWERS, at__gte=OuterRef("at")
)
_ANOTHER_ACCOUNT = Q(move=ACCOUNT) & ~Q(before="")
_CHANGED = Composed(
    lambda resident, herself, since: (
        MoveLog.objects.filter(Q(move__in=PIN_CHANGES) | _ANOTHER_ACCOUNT, **_HERS, subject_id=resident, at__gt=since)
        .filter(~Exists(_ANSWERED))
        .exclude(actor=herself)
        .select_related("actor")
        .order_by("-at", "-pk")
    ),
    resident=int,
    herself=int,
    since=dt.datetime,
)


def pin_changed_by_others(resident: Resident, *, now: dt.datetime) -> PinChange | None:
    """What somebody else changed within a week of what she signs in with or where her pay goes, until it is answered.

    One query.
    """
    lines = _CHANGED(resident=resident.pk, herself=resident.user_id or 0, since=now - TOLD_FOR)
    if not lines:
        return None
    told = [Change(line.move, line.actor.name, timezone.localdate(line.at)) for line in reversed(lines)]
    makers, last = frozenset(line.actor_id for line in lines), told[-1]
    earlier = tuple(dict.fromkeys(change for change in told if change != last))
    return PinChange(last.move, last.by, last.on, lines[-1].at, makers, earlier)


def looks_of(trusted: TrustedPerson) -> QuerySet:
    """Every page that a trusted person opened, not ordered yet."""
    return TrustedLook.objects.filter(trusted=trusted)
