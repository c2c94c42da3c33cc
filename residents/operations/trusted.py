"""The person whom a resident trusts to look at her pages."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.enums import ConsentWay, PinKind
from residents.models import Resident, TrustedLook, TrustedPerson, User
from residents.operations.cards import IssuedCard, end_trusted_card, issue_trusted_card, taking_part
from residents.operations.log import log_move
from residents.rules.contact import clean_phone
from residents.rules.text import normal


@transaction.atomic
def name_trusted(
    *,
    resident: Resident,
    name: str,
    relation: str,
    phone: str,
    way: str,
    actor,
    now: dt.datetime,
    witness: str = "",
    kind: str = PinKind.DIGITS,
) -> IssuedCard:
    """A resident lets somebody look at her pages, who gets a card: a link and a PIN, shown once.

    `way` is how she agreed: on her own phone (screen), on paper, or spoken before a witness. Raises RuleBroken with
    the codes left, named_already, witness_missing, bad_phone.
    """
    resident = taking_part(resident=resident, actor=actor)
    if TrustedPerson.objects.live().filter(resident=resident).exists():
        raise RuleBroken(_("She has named a trusted person already. End that first."), code="named_already")
    if way == ConsentWay.ORAL and not witness.strip():
        raise RuleBroken(_("A spoken consent needs the name of a witness."), code="witness_missing", field="witness")
    user = User(username=f"trusted-{uuid.uuid4().hex[:12]}", name=normal(name), is_resident=True)
    user.set_unusable_password()
    user.save(force_insert=True)
    trusted = TrustedPerson.objects.create(
        community_id=resident.community_id,
        resident=resident,
        user=user,
        name=normal(name),
        relation=normal(relation),
        phone=clean_phone(phone),
        way=ConsentWay(way),
        witness=normal(witness),
        named_at=now,
        named_by=actor,
    )
    log_move(resident, move="trusted_named", before="", after="", actor=actor, now=now)
    return issue_trusted_card(trusted=trusted, kind=kind, actor=actor, now=now)


@transaction.atomic
def end_trusted(*, resident: Resident, actor, now: dt.datetime) -> bool:
    """The trusted person may look no longer, from this moment on. Whether there was one."""
    trusted = (
        TrustedPerson.objects.select_for_update(of=("self",), no_key=True).live().filter(resident=resident).first()
    )
    if trusted is None:
        return False
    end_trusted_card(trusted=trusted, actor=actor, now=now)
    trusted.ended_at, trusted.ended_by = now, actor
    trusted.save(update_fields=["ended_at", "ended_by"])
    log_move(resident, move="trusted_ended", before="", after="", actor=actor, now=now)
    return True


@transaction.atomic
def note_look(*, trusted: TrustedPerson, page: str, now: dt.datetime) -> None:
    """A trusted person opened a page; the resident sees that she did."""
    TrustedLook.objects.create(community_id=trusted.community_id, trusted=trusted, page=page[:60], at=now)
