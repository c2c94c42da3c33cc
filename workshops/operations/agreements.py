"""What is agreed with a client."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.operations.log import log_move
from residents.operations.references import next_number
from workshops.enums import RejectPolicy
from workshops.models import Agreement, Client


@transaction.atomic
def sign_agreement(
    *,
    client: Client,
    signed_on: dt.date,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    reject_policy: str = RejectPolicy.GUARANTEED,
    pays_material_fault: bool = False,
    claims_material_fault: bool = False,
    fund_share: Decimal = Decimal(0),
    deposit: Decimal = Decimal(0),
    note: str = "",
    actor,
    now: dt.datetime,
) -> Agreement:
    """Notes an agreement under the next number (WX). `fund_share` in percent, `deposit` in yuan.

    Once an order stands on it, its policy on rejects and on material's faults stays: residents were promised it.
    """
    if ends_on is not None and ends_on < starts_on:
        raise RuleBroken(_("The last day can't lie before the first."), code="period", field="ends_on")
    if not 0 <= fund_share <= 100:
        raise RuleBroken(_("The share lies between 0 and 100 percent."), code="fund_share", field="fund_share")
    if deposit < 0:
        raise RuleBroken(_("A deposit can't be negative."), code="deposit", field="deposit")
    agreement = Agreement.objects.create(
        community=client.community,
        client=client,
        number=next_number(community=client.community, prefix="WX", day=timezone.localdate(now)),
        signed_on=signed_on,
        starts_on=starts_on,
        ends_on=ends_on,
        reject_policy=reject_policy,
        pays_material_fault=pays_material_fault,
        claims_material_fault=claims_material_fault,
        fund_share=fund_share,
        deposit=deposit,
        note=note.strip(),
    )
    log_move(agreement, move="sign", before="", after="", actor=actor, now=now)
    return agreement
