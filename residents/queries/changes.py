"""What was done to a resident's ways in or to her account, in words that she reads."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from microfactory.kernel.dates import short_day

# Everything that is told of, as her own list says it.
CHANGES = {
    "card_issued": _("gave you a card"),
    "card_added": _("gave you a card beside the telephone number"),
    "card_replaced": _("made a new card, the old one is dead"),
    "card_revoked": _("took the card back"),
    "card_unlocked": _("unlocked the card"),
    "card_pin": _("made new digits or pictures"),
    "phone_pin_set": _("set six digits for the telephone number"),
    "phone_pin_ended": _("ended the sign-in by telephone number"),
    "phone_unlocked": _("unlocked the telephone number"),
    "door_opened": _("let your phone in"),
    "signed_out": _("signed phones out"),
    "trusted_named": _("wrote down who may look"),
    "trusted_card": _("made a card for who may look"),
    "trusted_ended": _("ended that somebody looks"),
    "account": _("changed where your pay goes"),
    "pin_change_known": _("said: I asked for it"),
    "pin_change_confirmed": _("wrote down that you asked for it"),
}


@dataclass(frozen=True)
class Change:
    """Who did what (see CHANGES), and on what day."""

    move: str
    by: str
    on: dt.date

    @property
    def sentence(self) -> str:
        """All of it, as it is told to her."""
        said = {"day": short_day(self.on), "name": self.by, "did": change_words(self.move)}
        return _("On %(day)s %(name)s %(did)s.") % said


def change_words(move: str) -> str:
    """An act on a resident's ways in, in words."""
    return str(CHANGES[move])
