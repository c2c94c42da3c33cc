"""Words for money between the committee and its clients: statements, receipts and deposits."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StatementState(TextChoices):
    DRAFT = "draft", _("being drawn up")
    ISSUED = "issued", _("with the client, unpaid")
    SETTLED = "settled", _("settled")
    DISCARDED = "discarded", _("discarded")


STATED = (StatementState.ISSUED, StatementState.SETTLED)


class StatementLineKind(TextChoices):
    FEE = "fee", _("fee")
    CLAIM = "claim", _("claim")
    CREDIT = "credit", _("credit")


class ClaimCause(TextChoices):
    """Why the client is asked for pieces that it did not accept."""

    REJECTED_MATERIAL = "rejected_material", _("rejected for bad material")
    SHORT = "short", _("short at the client's")
    MATERIAL_AT_HAND_IN = "material_at_hand_in", _("bad material found at hand-in")
    DISPUTED = "disputed", _("disputed by the client")


class MatchKind(TextChoices):
    """What settles a part of a statement."""

    RECEIPT = "receipt", _("money received")
    DEDUCTION = "deduction", _("agreed deduction")
    BANK_CHARGE = "bank_charge", _("bank charge")
    GIVEN_UP = "given_up", _("claim given up")


class DepositKind(TextChoices):
    PAID = "paid", _("paid to the client")
    BACK = "back", _("came back")
    KEPT = "kept", _("kept by the client")
