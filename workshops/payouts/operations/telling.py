"""Telling people that money went out, each as she wishes and her workshop's group chat; or that it couldn't."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from residents.enums import MessageTemplate
from residents.models import Workshop
from residents.operations.messages import Note, queue, queue_groups, queue_many
from workshops.payouts.enums import Method
from workshops.payouts.models import Payment, PayRun, Payslip


@transaction.atomic
def tell_money_sent(*, run: PayRun, payments: Sequence[Payment], actor, now: dt.datetime) -> None:
    """Writes a message for each payment that arrived at a bank, and once a run for each workshop's group chat.

    Cash needs none: it was counted into her hand. Five statements, however many payments.
    """
    sent = {payment.slip_id: payment.number for payment in payments if payment.method == Method.BANK}
    if not sent:
        return
    told = {"template": MessageTemplate.MONEY_SENT, "actor": actor, "now": now}
    slips = list(Payslip.objects.filter(pk__in=sent).select_related("resident").order_by("pk"))
    notes = [Note(slip.resident, f"pay-{sent[slip.pk]}", {"day": run.pay_date}) for slip in slips]
    queue_many(community=run.community, notes=notes, **told)
    workshops = Workshop.objects.filter(pk__in={slip.resident.workshop_id for slip in slips}).order_by("pk")
    queue_groups(community=run.community, workshops=workshops, key=f"run-{run.number}", day=run.pay_date, **told)


@transaction.atomic
def tell_money_failed(*, payment: Payment, actor, now: dt.datetime) -> None:
    """Asks whoever a bank could not pay to look at the number of her account, once a try. Not of cash."""
    if payment.method == Method.BANK:
        told = {"template": MessageTemplate.MONEY_FAILED, "key": f"pay-{payment.number}-failed"}
        queue(resident=payment.slip.resident, **told, actor=actor, now=now)
