"""All moves of money between states, on one screen."""

from django.utils.translation import gettext_lazy as _

from microfactory.kernel.moves import Move, MoveTable
from workshops.payouts.enums import DisputeState, PaymentState, RunState, SlipState, StatementState

STATEMENT = MoveTable(
    _("statement"),
    StatementState,
    Move("issue", (StatementState.DRAFT,), StatementState.ISSUED),
    Move("settle", (StatementState.ISSUED,), StatementState.SETTLED),
    Move("open_again", (StatementState.SETTLED,), StatementState.ISSUED, reason=True),
    Move("discard", (StatementState.DRAFT,), StatementState.DISCARDED),
)

RUN = MoveTable(
    _("pay run"),
    RunState,
    Move("submit", (RunState.DRAFT,), RunState.SUBMITTED),
    Move("send_back", (RunState.SUBMITTED,), RunState.DRAFT, reason=True),
    Move("approve", (RunState.SUBMITTED,), RunState.APPROVED),
    Move("pay", (RunState.APPROVED,), RunState.PAYING),
    Move("close", (RunState.PAYING,), RunState.CLOSED),
    Move("discard", (RunState.DRAFT,), RunState.DISCARDED),
    Move("reverse", (RunState.APPROVED,), RunState.REVERSED, reason=True),
)

SLIP = MoveTable(
    _("pay slip"),
    SlipState,
    Move("hold", (SlipState.DUE,), SlipState.HELD, reason=True),
    Move("release", (SlipState.HELD,), SlipState.DUE),
    Move("pay", (SlipState.DUE,), SlipState.PAID),
    Move("confirm", (SlipState.PAID,), SlipState.CONFIRMED),
    Move("doubt", (SlipState.CONFIRMED,), SlipState.PAID),
    Move("come_back", (SlipState.PAID, SlipState.CONFIRMED), SlipState.DUE),
    Move("reverse", (SlipState.DUE, SlipState.HELD), SlipState.REVERSED, reason=True),
)

PAYMENT = MoveTable(
    _("payment"),
    PaymentState,
    Move("send", (PaymentState.READY,), PaymentState.SENT),
    Move("arrive", (PaymentState.SENT,), PaymentState.DONE),
    Move("fail", (PaymentState.SENT,), PaymentState.FAILED, reason=True),
    Move("come_back", (PaymentState.DONE,), PaymentState.FAILED, reason=True),
    Move("void", (PaymentState.READY,), PaymentState.VOIDED),
)

DISPUTE = MoveTable(
    _("dispute"),
    DisputeState,
    Move("answer", (DisputeState.OPEN, DisputeState.REOPENED, DisputeState.ANSWERED), DisputeState.ANSWERED),
    Move("close", (DisputeState.ANSWERED,), DisputeState.CLOSED),
    Move("reopen", (DisputeState.ANSWERED, DisputeState.CLOSED), DisputeState.REOPENED),
    Move("withdraw", (DisputeState.OPEN, DisputeState.ANSWERED, DisputeState.REOPENED), DisputeState.WITHDRAWN),
)
