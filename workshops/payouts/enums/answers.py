"""Words for a resident's answer about her pay, and how she gave it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Answer(TextChoices):
    """A resident's answer to "have you received it?"."""

    RECEIVED = "received", _("received, and right")
    NOT_RECEIVED = "not_received", _("not received yet")
    WRONG_AMOUNT = "wrong_amount", _("the amount is wrong")
    DENIED = "denied", _("that wasn't said by me")  # of an answer that the staff wrote down for her


ASKED = (Answer.RECEIVED, Answer.NOT_RECEIVED, Answer.WRONG_AMOUNT)
COMPLAINTS = (Answer.NOT_RECEIVED, Answer.WRONG_AMOUNT, Answer.DENIED)


class How(TextChoices):
    """How a resident's word was given. Never by a tick of the staff's."""

    OWN = "own", _("on her own phone")
    PIN = "pin", _("with her PIN, at the counter")
    WITNESSES = "witnesses", _("before two witnesses")
