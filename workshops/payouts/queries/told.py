"""What of a resident's pay she is told or asked on her home page: it failed, it was answered for her, has it come."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from microfactory.kernel.composed import Composed
from workshops.payouts.enums import Answer, How, HowPaid, Method, PaymentState, SlipState
from workshops.payouts.models import Dispute, Payment, Payslip, SlipAnswer
from workshops.payouts.queries.answers import last_word
from workshops.payouts.queries.earnings import ARRIVED, slips_of

ASKED_FOR = dt.timedelta(days=60)  # after its pay day nobody is asked about a slip any more
TOLD_FOR = dt.timedelta(days=7)  # that the staff wrote her answer down


@dataclass(frozen=True, slots=True)
class Told:
    """Slips to speak of on home. `failed` carries `failed_reason`; `written` carries `said_at` and `word`."""

    failed: Payslip | None = None
    written: Payslip | None = None
    question: Payslip | None = None

    @property
    def answer(self) -> str:
        """What the staff wrote down for her, in words."""
        return Answer(self.written.word).label if self.written else ""


def how_paid(slip: Payslip, payment: Payment | None, today: dt.date) -> HowPaid:
    """How far the money of a slip (with its run) has come; `payment` is its newest try."""
    state = payment.state if payment else None
    if slip.state == SlipState.HELD:
        return HowPaid.HELD
    if state == PaymentState.DONE:
        return HowPaid.TO_CARD if payment.last4 else HowPaid.IN_CASH
    if state == PaymentState.SENT:
        return HowPaid.ON_ITS_WAY
    if state == PaymentState.FAILED and slip.method == Method.BANK:
        return HowPaid.FAILED
    return HowPaid.LATE if slip.run.pay_date < today else HowPaid.TO_COME


def newest_try(slip: Payslip) -> Payment | None:
    """The last try to pay a slip that wasn't taken back unsent, whether it succeeded or not. One query."""
    return slip.payments.tried().order_by("-attempt", "-pk").first()


def _slips(resident, paid_since, said_since):
    said = SlipAnswer.objects.filter(slip=OuterRef("pk")).order_by("-at", "-pk")
    tried = Payment.objects.tried().filter(slip=OuterRef("pk")).order_by("-attempt", "-pk")
    lately = Q(run__pay_date__gte=paid_since) | Q(state=SlipState.DUE)
    return (
        slips_of(resident)
        .filter(lately | Q(Exists(said.filter(at__gt=said_since))))
        .annotate(
            word=last_word(),
            said_how=said.values("how")[:1],
            said_at=said.values("at")[:1],
            disputed=Exists(Dispute.objects.unsettled().filter(slip=OuterRef("pk"))),
            tried=tried.values("state")[:1],
            failed_reason=tried.values("failed_reason")[:1],
        )
    )


_SLIPS = Composed(_slips, resident=int, paid_since=dt.date, said_since=dt.datetime)


def told(resident, *, today: dt.date, now: dt.datetime) -> Told:
    """The newest slip whose transfer failed; the newest answer of a week that the staff wrote down for her and that
    stands; and the newest slip that arrived, if she hasn't said anything about it and disputes nothing of it.

    One query.
    """
    since = today - ASKED_FOR
    slips = _SLIPS(resident=resident.pk, paid_since=since, said_since=now - TOLD_FOR)
    arrived = next((slip for slip in slips if slip.state in ARRIVED and slip.run.pay_date >= since), None)
    for_her = [slip for slip in slips if _written(slip, now - TOLD_FOR)]
    return Told(
        failed=next((slip for slip in slips if _failed(slip)), None),
        written=max(for_her, key=lambda slip: slip.said_at, default=None),
        question=arrived if arrived and _open(arrived) else None,
    )


def _failed(slip: Payslip) -> bool:
    return slip.state == SlipState.DUE and slip.method == Method.BANK and slip.tried == PaymentState.FAILED


def _written(slip: Payslip, since: dt.datetime) -> bool:
    lately = slip.said_at is not None and slip.said_at > since
    return lately and slip.said_how != How.OWN and slip.word not in (None, Answer.DENIED)


def _open(slip: Payslip) -> bool:
    return slip.state == SlipState.PAID and slip.word in (None, Answer.DENIED) and not slip.disputed
