"""Words for pay runs, their slips, and work that no run has yet."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RunState(TextChoices):
    DRAFT = "draft", _("being prepared")
    SUBMITTED = "submitted", _("waits for approval")
    APPROVED = "approved", _("approved")
    PAYING = "paying", _("being paid")
    CLOSED = "closed", _("wound up")
    DISCARDED = "discarded", _("discarded")
    REVERSED = "reversed", _("reversed")


UNAPPROVED = (RunState.DRAFT, RunState.SUBMITTED)
APPROVED = (RunState.APPROVED, RunState.PAYING, RunState.CLOSED)


class SlipState(TextChoices):
    DUE = "due", _("to be paid")
    HELD = "held", _("held back")
    PAID = "paid", _("paid out")
    CONFIRMED = "confirmed", _("received, she says")
    REVERSED = "reversed", _("reversed")


class PayLineKind(TextChoices):
    """Only `entry` is made so far; the others have their place."""

    ENTRY = "entry", _("piecework")
    SHARE_OF_LOSS = "share_of_loss", _("share of a loss")
    ADVANCE = "advance", _("advance")
    ALLOWANCE = "allowance", _("allowance")


class WaitReason(TextChoices):
    """Why work isn't in a pay run."""

    PENDING = "pending", _("waits for inspection")
    SENT_BACK = "sent_back", _("sent back to the leader")
    NOT_DELIVERED = "not_delivered", _("not delivered yet")
    NOT_ACCEPTED = "not_accepted", _("the company has not accepted yet")
    NOT_PAID = "not_paid", _("the company has not paid yet")
    DISPUTED = "disputed", _("disputed by the company")
    IN_DISPUTE = "in_dispute", _("she disputes it")
    AFTER_CUT_OFF = "after_cut_off", _("done after the cut-off")
    OVER_CAP = "over_cap", _("the fund's limit is used up")
    CORRECTION = "correction", _("correction waits, it would take too much")
    UNDER_A_FEN = "under_a_fen", _("less than one fen so far")
    TAXED_AWAY = "taxed_away", _("the tax would take all of it")
    OTHER_RUN = "other_run", _("in another run that is being prepared")
