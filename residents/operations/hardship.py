"""Hardship records: what kind, since when, on which proof. They have a right and a table of their own."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from microfactory.kernel.encryption import Secret, blind_index
from microfactory.kernel.errors import RuleBroken
from residents.enums import Hardship
from residents.models import HardshipRecord, Resident
from residents.rules.certificate import Certificate, parse_certificate


def sealed_certificate(certificate: Certificate | None) -> dict:
    """The columns of a record that hold a certificate."""
    number = certificate.number if certificate else ""
    return {
        "certificate": Secret.seal(number),
        "certificate_hash": blind_index(number),
        "certificate_last4": number[-4:],
    }


@transaction.atomic
def add_hardship(
    *,
    resident: Resident,
    kind: str,
    starts_on: dt.date,
    actor,
    ends_on: dt.date | None = None,
    proof: str = "",
    certificate_number: str = "",
    note: str = "",
) -> HardshipRecord:
    """Notes a kind of hardship for a period, checked by `actor`.

    Raises RuleBroken with the codes hardship_twice, period_reversed, certificate_kind, bad_certificate or
    disability_mismatch.
    """
    resident = Resident.objects.select_for_update(of=("self",), no_key=True).get(pk=resident.pk)
    _check_period(resident, kind, starts_on, ends_on)
    if certificate_number and kind != Hardship.DISABLED:
        raise RuleBroken(
            _("Only the record of a disability carries a certificate."),
            code="certificate_kind",
            field="certificate_number",
        )
    certificate = (
        parse_certificate(certificate_number, identity_number=resident.identity_number.reveal())
        if certificate_number
        else None
    )
    return HardshipRecord.objects.create(
        community_id=resident.community_id,
        resident=resident,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        proof=proof.strip(),
        note=note.strip(),
        checked_by=actor,
        **sealed_certificate(certificate),
    )


@transaction.atomic
def end_hardship(*, record: HardshipRecord, ends_on: dt.date, actor) -> HardshipRecord:
    """Notes the last day of a hardship; who ended it and when stands in the row's history.

    Raises RuleBroken with the code period_reversed for a day before its first.
    """
    record = HardshipRecord.objects.select_for_update(of=("self",), no_key=True).get(pk=record.pk)
    if ends_on < record.starts_on:
        raise _reversed()
    record.ends_on, record.checked_by = ends_on, actor
    record.save(update_fields=["ends_on", "checked_by"])
    return record


def _check_period(resident: Resident, kind: str, starts_on: dt.date, ends_on: dt.date | None) -> None:
    if ends_on and ends_on < starts_on:
        raise _reversed()
    others = HardshipRecord.objects.filter(resident=resident, kind=kind).exclude(ends_on__lt=starts_on)
    if ends_on:
        others = others.filter(starts_on__lte=ends_on)
    if others.exists():
        raise RuleBroken(
            _("“%(kind)s” is recorded for a part of these days already. End that record first.")
            % {"kind": Hardship(kind).label},
            code="hardship_twice",
            field="kind",
        )


def _reversed() -> RuleBroken:
    return RuleBroken(_("The last day can't lie before the first."), code="period_reversed", field="ends_on")
