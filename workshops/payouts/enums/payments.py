"""Words for payments, and how far the money of a slip has come."""

from enum import Enum, auto

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Method(TextChoices):
    BANK = "bank", _("to the bank card")
    CASH = "cash", _("in cash, signed for")


class PaymentState(TextChoices):
    READY = "ready", _("ready")
    SENT = "sent", _("sent to the bank")
    DONE = "done", _("arrived")
    FAILED = "failed", _("failed")
    VOIDED = "voided", _("taken back unsent")


LIVE_PAYMENT = (PaymentState.READY, PaymentState.SENT, PaymentState.DONE)


class HowPaid(Enum):
    """How far the money of a slip has come, as its resident is told."""

    HELD = auto()
    FAILED = auto()  # the bank refused it: she brings another card
    LATE = auto()  # its pay day has passed
    TO_COME = auto()
    ON_ITS_WAY = auto()
    TO_CARD = auto()
    IN_CASH = auto()
