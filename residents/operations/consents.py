"""Consents: what a resident agreed to, how and when, and when she took it back."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.enums import ConsentPurpose, ConsentWay
from residents.models import Consent, Resident
from residents.operations.log import log_move
from residents.rules.notice import VERSION


@transaction.atomic
def record_consent(
    *,
    resident: Resident,
    purpose: str,
    way: str,
    given_on: dt.date,
    actor,
    now: dt.datetime,
    witness: str = "",
    notice_version: str = VERSION,
) -> Consent:
    """Notes a consent to one purpose. A live one of the same purpose is a quiet no-op.

    Raises RuleBroken with the codes witness_missing (a spoken consent) or in_future.
    """
    Resident.objects.select_for_update(of=("self",), no_key=True).get(pk=resident.pk)
    if live := Consent.objects.live().filter(resident=resident, purpose=purpose).first():
        return live
    if way == ConsentWay.ORAL and not witness.strip():
        raise RuleBroken(_("A spoken consent needs the name of a witness."), code="witness_missing", field="witness")
    _not_ahead(given_on, now, "given_on")
    return Consent.objects.create(
        community_id=resident.community_id,
        resident=resident,
        purpose=ConsentPurpose(purpose),
        way=way,
        given_on=given_on,
        witness=witness.strip(),
        notice_version=notice_version,
        recorded_by=actor,
    )


@transaction.atomic
def withdraw_consent(*, consent: Consent, withdrawn_on: dt.date, actor, now: dt.datetime) -> Consent:
    """Notes that a resident took a consent back: as easy as giving it. Once more is a quiet no-op.

    Raises RuleBroken with the codes before_given or in_future.
    """
    consent = Consent.objects.select_for_update(of=("self",), no_key=True).get(pk=consent.pk)
    if consent.withdrawn_on:
        return consent
    if withdrawn_on < consent.given_on:
        raise RuleBroken(_("It can't be withdrawn before it was given."), code="before_given", field="withdrawn_on")
    _not_ahead(withdrawn_on, now, "withdrawn_on")
    consent.withdrawn_on = withdrawn_on
    consent.save(update_fields=["withdrawn_on"])
    log_move(consent, move="withdrawn", before=consent.purpose, after="", actor=actor, now=now)
    return consent


def _not_ahead(day: dt.date, now: dt.datetime, field: str) -> None:
    if day > timezone.localdate(now):
        raise RuleBroken(_("This day hasn't come yet."), code="in_future", field=field)
