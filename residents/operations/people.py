"""Registering residents, changing what is written about them, their leaving and coming back."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.encryption import Secret, blind_index
from microfactory.kernel.errors import RuleBroken
from residents.enums import Hardship
from residents.models import BankAccount, HardshipRecord, MoveLog, Resident
from residents.moves import RESIDENT
from residents.operations.accounts import new_account
from residents.operations.cards import end_card
from residents.operations.hardship import sealed_certificate
from residents.operations.log import log_move, log_moves, moved
from residents.operations.phone_pins import end_phone_pin
from residents.operations.trusted import end_trusted
from residents.queries.people import holders_of
from residents.rules.names import pinyin_initials, pinyin_key
from residents.rules.registration import Reading, Registration, read


@dataclass(frozen=True)
class Registered:
    """What became of many registrations, each by its place in the list."""

    residents: dict[int, Resident]
    refused: dict[int, RuleBroken]
    warned: dict[int, tuple[str, ...]]


@transaction.atomic
def register_resident(*, community, registration: Registration, actor, now: dt.datetime) -> Resident:
    """Registers one person; see `residents.rules.registration` for what is refused.

    Raises RuleBroken, also with the code duplicate, naming the person who has this identity number already.
    """
    done = register_residents(community=community, registrations=[registration], actor=actor, now=now)
    if done.refused:
        raise done.refused[0]
    return done.residents[0]


@transaction.atomic
def register_residents(*, community, registrations: Sequence[Registration], actor, now: dt.datetime) -> Registered:
    """Registers many people in a constant number of statements: the good are stored, the others come back refused."""
    readings, refused = {}, {}
    today = timezone.localdate(now)
    for place, registration in enumerate(registrations):
        try:
            readings[place] = read(registration, today=today)
        except RuleBroken as error:
            refused[place] = error
    refused |= _duplicates(community, readings)
    good = {place: reading for place, reading in readings.items() if place not in refused}
    residents = {place: _fill(Resident(community=community), reading) for place, reading in good.items()}
    Resident.objects.bulk_create(residents.values())
    HardshipRecord.objects.bulk_create(
        record for place, reading in good.items() for record in _hardships(residents[place], reading, actor)
    )
    BankAccount.objects.bulk_create(
        _account(residents[place], reading, actor, now) for place, reading in good.items() if reading.account_number
    )
    log_moves(_came(resident, actor, now) for resident in residents.values())
    return Registered(residents, refused, {place: r.warnings for place, r in good.items() if r.warnings})


@transaction.atomic
def update_resident(*, resident: Resident, registration: Registration, actor, now: dt.datetime) -> Reading:
    """Writes a person's data anew; an empty identity number leaves the stored one as it is.

    Another telephone number ends her sign-in by the old one, and the devices that used it. Hardship and accounts have
    acts of their own and are not touched. Raises RuleBroken as `register_resident` does.
    """
    resident = _locked(resident)
    kept = resident.identity_number.reveal() if not registration.identity_number else ""
    reading = read(
        replace(registration, identity_number=registration.identity_number or kept),
        today=timezone.localdate(now),
    )
    holder = holders_of(resident.community, [reading.identity_number]).get(reading.identity_number)
    if holder is not None and holder.pk != resident.pk:
        raise duplicate(holder)
    if resident.phone != reading.phone:
        end_phone_pin(resident=resident, actor=actor, now=now)
    _fill(resident, reading)
    resident.save(update_fields=_FILLED)
    return reading


@transaction.atomic
def leave(*, resident: Resident, left_on: dt.date, reason: str, actor, now: dt.datetime) -> Resident:
    """Notes that somebody takes part no longer; her card is dead at once, all her history stays.

    Raises RuleBroken where she has left already, the reason is missing or the day lies before her first or ahead.
    """
    resident = _locked(resident)
    target = RESIDENT.check("leave", resident.state, reason)
    if not resident.joined_on <= left_on <= timezone.localdate(now):
        raise RuleBroken(
            _("The last day lies between the first one (%(first)s) and today.") % {"first": resident.joined_on},
            code="left_on_wrong",
            field="left_on",
        )
    end_card(resident=resident, actor=actor, now=now)
    end_phone_pin(resident=resident, actor=actor, now=now)
    end_trusted(resident=resident, actor=actor, now=now)
    log_move(resident, move="leave", before=resident.state, after=target, actor=actor, now=now, reason=reason)
    resident.state, resident.left_on, resident.left_reason = target, left_on, reason.strip()[:80]
    resident.save(update_fields=["state", "left_on", "left_reason"])
    return resident


@transaction.atomic
def come_back(*, resident: Resident, actor, now: dt.datetime) -> Resident:
    """Somebody who had left takes part again. She needs a new card."""
    resident = _locked(resident)
    if RESIDENT.done("come_back", resident.state):
        return resident
    target = RESIDENT.check("come_back", resident.state)
    log_move(resident, move="come_back", before=resident.state, after=target, actor=actor, now=now)
    resident.state, resident.left_on, resident.left_reason = target, None, ""
    resident.save(update_fields=["state", "left_on", "left_reason"])
    return resident


def duplicate(holder: Resident) -> RuleBroken:
    """The refusal that names who has the identity number already."""
    return RuleBroken(
        _("%(name)s (%(house)s) is registered with this identity number already. Nothing was merged.")
        % {"name": holder.name, "house": holder.house or _("house unknown")},
        code="duplicate",
        field="identity_number",
    )


_FILLED = [
    "name", "pinyin_key", "pinyin_initials", "sex", "born_on", "identity_number", "identity_hash", "identity_last4",
    "no_identity_reason", "phone", "house", "workshop", "usual_place", "list_order", "joined_on", "note",
]  # fmt: skip


def _fill(resident: Resident, reading: Reading) -> Resident:
    written, number = reading.registration, reading.identity_number
    if number == "" or blind_index(number) != resident.identity_hash:
        resident.identity_number = Secret.seal(number)
        resident.identity_hash = blind_index(number)
    resident.identity_last4 = number[-4:]
    resident.no_identity_reason = "" if number else written.no_identity_reason.strip()
    resident.name, resident.phone, resident.house = reading.name, reading.phone, reading.house
    resident.pinyin_key, resident.pinyin_initials = pinyin_key(reading.name), pinyin_initials(reading.name)
    resident.sex, resident.born_on, resident.joined_on = reading.sex, reading.born_on, written.joined_on
    resident.workshop, resident.usual_place = written.workshop, written.usual_place
    resident.list_order, resident.note = written.list_order, written.note
    return resident


def _duplicates(community, readings: dict[int, Reading]) -> dict[int, RuleBroken]:
    """Refusals of those who are registered already, or who stand further up in the same list."""
    here = holders_of(community, [reading.identity_number for reading in readings.values()])
    refused = {}
    for place, reading in readings.items():
        number = reading.identity_number
        if number in here:
            refused[place] = duplicate(here[number])
        elif number:
            here[number] = Resident(name=reading.name, house=reading.house)
    return refused


def _hardships(resident: Resident, reading: Reading, actor) -> list[HardshipRecord]:
    return [
        HardshipRecord(
            community_id=resident.community_id,
            resident=resident,
            kind=kind,
            starts_on=resident.joined_on,
            checked_by=actor,
            **(sealed_certificate(reading.certificate) if kind == Hardship.DISABLED else {}),
        )
        for kind in reading.hardships
    ]


def _account(resident: Resident, reading: Reading, actor, now: dt.datetime) -> BankAccount:
    written = reading.registration
    return new_account(
        resident=resident,
        holder=written.account_holder or resident.name,
        bank=written.bank,
        branch=written.branch,
        number=reading.account_number,
        actor=actor,
        now=now,
    )


def _came(resident: Resident, actor, now: dt.datetime) -> MoveLog:
    return moved(resident, move="register", before="", after=resident.state, actor=actor, now=now)


def _locked(resident: Resident) -> Resident:
    return Resident.objects.select_for_update(of=("self",), no_key=True).get(pk=resident.pk)
