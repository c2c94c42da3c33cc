"""Looks at sensitive data: allowed with a reason, noted for ever."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from microfactory.kernel.encryption import Secret
from microfactory.kernel.errors import RuleBroken
from residents.enums import Hardship, SensitiveKind
from residents.models import BankAccount, HardshipRecord, Resident, SensitiveRead


@transaction.atomic
def note_look(*, resident: Resident, kind: str, reason: str, actor, now: dt.datetime) -> SensitiveRead:
    """Notes that somebody looks at sensitive data. Raises RuleBroken without a reason in words."""
    reason = reason.strip()
    if len(reason) < 2:
        raise RuleBroken(_("Please write why you need it, in a few words."), code="reason_missing", field="reason")
    return SensitiveRead.objects.create(
        community_id=resident.community_id, resident=resident, kind=kind, reason=reason[:120], actor=actor, at=now
    )


@transaction.atomic
def reveal(*, resident: Resident, kind: str, reason: str, actor, now: dt.datetime) -> str:
    """A resident's identity, certificate or account number in full, once the look is noted.

    Raises RuleBroken with the codes reason_missing, or number_missing where there is none.
    """
    secret = _secret(resident, kind)
    if not secret:
        raise RuleBroken(_("There is no number to show."), code="number_missing")
    note_look(resident=resident, kind=kind, reason=reason, actor=actor, now=now)
    return secret.reveal()


def _secret(resident: Resident, kind: str) -> Secret | None:
    if kind == SensitiveKind.IDENTITY:
        return resident.identity_number
    if kind == SensitiveKind.ACCOUNT:
        return BankAccount.objects.live().filter(resident=resident).values_list("number", flat=True).first()
    records = HardshipRecord.objects.filter(resident=resident, kind=Hardship.DISABLED).exclude(certificate_hash="")
    return records.order_by("-starts_on", "-pk").values_list("certificate", flat=True).first()
