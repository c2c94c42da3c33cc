"""All moves of production between states, on one screen."""

from django.utils.translation import gettext_lazy as _

from microfactory.kernel.moves import Move, MoveTable
from workshops.enums import DeliveryState, EntryState, ImportState, IssueState, OrderState

ORDER = MoveTable(
    _("work order"),
    OrderState,
    Move("close", (OrderState.OPEN,), OrderState.CLOSED),
)

ISSUE = MoveTable(
    _("issue slip"),
    IssueState,
    Move("finish", (IssueState.OPEN,), IssueState.FINISHED),
    Move("reopen", (IssueState.FINISHED,), IssueState.OPEN),
    Move("cancel", (IssueState.OPEN,), IssueState.CANCELLED),
    Move("undo", (IssueState.OPEN, IssueState.FINISHED), IssueState.CANCELLED),  # a day slip with its entry
)

ENTRY = MoveTable(
    _("piece entry"),
    EntryState,
    Move("accept", (EntryState.PENDING,), EntryState.ACCEPTED),
    Move("send_back", (EntryState.PENDING,), EntryState.SENT_BACK, reason=True),
    Move("resubmit", (EntryState.SENT_BACK,), EntryState.PENDING),
    Move("void", (EntryState.PENDING, EntryState.SENT_BACK, EntryState.ACCEPTED), EntryState.VOIDED),
)

DELIVERY = MoveTable(
    _("delivery"),
    DeliveryState,
    Move("send", (DeliveryState.DRAFT,), DeliveryState.SENT),
    Move("accept", (DeliveryState.SENT,), DeliveryState.ACCEPTED),
    Move("cancel", (DeliveryState.DRAFT,), DeliveryState.CANCELLED),
)

IMPORT = MoveTable(
    _("import"),
    ImportState,
    Move("store", (ImportState.DRAFT,), ImportState.STORED),
    Move("discard", (ImportState.DRAFT,), ImportState.DISCARDED),
)
