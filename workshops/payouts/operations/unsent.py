"""Payments that were made and never sent: taken back, so that their slips are paid anew. Their numbers stay used."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from residents.operations.log import log_moves, moved
from workshops.payouts.enums import PaymentState
from workshops.payouts.models import Payment


@transaction.atomic(savepoint=False)
def take_back_unsent(*, payments: Iterable[Payment], actor, now: dt.datetime, reason: str = "") -> None:
    """Part of an act that holds their run: takes ready payments back."""
    payments, target = list(payments), PaymentState.VOIDED
    log_moves(
        moved(payment, move="void", before=payment.state, after=target, actor=actor, now=now, reason=reason)
        for payment in payments
    )
    keys = [payment.pk for payment in payments]
    Payment.objects.filter(pk__in=keys).update(state=target, voided_at=now, voided_by=actor)
