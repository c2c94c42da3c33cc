"""Ways in besides card and digits: two pictures, a telephone number, a daughter who looks for her mother."""

import datetime as dt

from microfactory.demo.members import Town
from residents.enums import ConsentWay, HelpWay, Picture, PinKind
from residents.models import AccessCard, PhonePin, Resident
from residents.operations.cards import issue_card, renew_pin
from residents.operations.helping import begin_help, end_help
from residents.operations.phone_pins import set_phone_pin
from residents.operations.trusted import name_trusted, note_look


def open_doors(town: Town, *, pictures: Resident, phone: Resident, mother: Resident, now: dt.datetime) -> None:
    """One resident has pictures, one a telephone number, one a daughter who looked twice and a helper who did once."""
    by = {"actor": town.social_worker, "now": now}
    issue_card(resident=pictures, kind=PinKind.PICTURES, **by)
    set_phone_pin(resident=phone, **by)
    daughter = {"name": "刘洋", "relation": "女儿", "phone": "19900000301", "way": ConsentWay.PAPER}
    trusted = name_trusted(resident=mother, **daughter, **by).card.trusted
    for page in ("me:home", "me:slips"):
        note_look(trusted=trusted, page=page, now=now + dt.timedelta(minutes=20))
    begin_help(resident=mother, way=HelpWay.PRESENT, **by)
    end_help(actor=town.social_worker, now=now + dt.timedelta(minutes=4))


def cards(now: dt.datetime) -> list[tuple[str, str, str]]:
    """Name, address and a fresh PIN of each card: a PIN can't be read, only made anew; as if she had asked for it."""
    rows = AccessCard.objects.live().filter(community__code="liuhe").select_related("resident__user", "trusted")
    found = []
    for card in rows.order_by("pk"):
        pin = renew_pin(card=card, actor=card.resident.user, now=now).pin
        words = " ".join(str(picture.label) for picture in Picture.of_pin(pin))
        name = f"{card.trusted.name} → {card.resident.name}" if card.trusted else card.resident.name
        found.append((name, card.token.reveal(), words or pin))
    return found


def phone_numbers(now: dt.datetime) -> list[tuple[str, str, str]]:
    """Name, number and six fresh digits of each resident who signs in by telephone number."""
    rows = PhonePin.objects.live().filter(community__code="liuhe").select_related("resident__user").order_by("pk")
    return [
        (row.resident.name, row.phone, set_phone_pin(resident=row.resident, actor=row.resident.user, now=now).pin)
        for row in list(rows)
    ]
