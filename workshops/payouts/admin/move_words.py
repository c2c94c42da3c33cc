"""What the log of moves says of money."""

from django.utils.translation import pgettext_lazy

from residents.admin.move_words import tell
from workshops.models import PieceEntry
from workshops.payouts.models import (
    BankFileProfile,
    ClientReceipt,
    Dispute,
    JournalEntry,
    Payment,
    PayRun,
    Payslip,
    ReceiptMatch,
    Statement,
)

tell(
    PieceEntry,
    {
        "freeze": pgettext_lazy("move", "held back for a dispute"),
        "thaw": pgettext_lazy("move", "dispute over"),
        "note": pgettext_lazy("move", "said in a dispute"),
        "bear": pgettext_lazy("move", "correction borne by the community"),
        "bear_back": pgettext_lazy("move", "no longer borne"),
    },
)
tell(
    Statement,
    {
        "draft": pgettext_lazy("move", "statement drawn up"),
        "issue": pgettext_lazy("move", "given to the company"),
        "settle": pgettext_lazy("move", "paid in full"),
        "open_again": pgettext_lazy("move", "open again"),
        "discard": pgettext_lazy("move", "made void"),
        "credit": pgettext_lazy("move", "credit note"),
    },
)
tell(
    ClientReceipt,
    {
        "take_back": pgettext_lazy("move", "receipt taken back"),
    },
)
tell(
    ReceiptMatch,
    {
        "take_back": pgettext_lazy("move", "match taken back"),
    },
)
tell(
    JournalEntry,
    {
        "take_back": pgettext_lazy("move", "booking taken back"),
    },
)
tell(
    PayRun,
    {
        "draft": pgettext_lazy("move", "drawn up"),
        "redraft": pgettext_lazy("move", "drawn up anew"),
        "submit": pgettext_lazy("move", "handed in"),
        "send_back": pgettext_lazy("move", "sent back"),
        "approve": pgettext_lazy("move", "approved"),
        "pay": pgettext_lazy("move", "paying began"),
        "take_out": pgettext_lazy("move", "somebody taken out"),
        "close": pgettext_lazy("move", "closed"),
        "discard": pgettext_lazy("move", "made void"),
        "reverse": pgettext_lazy("move", "reversed"),
    },
)
tell(
    Payslip,
    {
        "hold": pgettext_lazy("move", "held back"),
        "release": pgettext_lazy("move", "no longer held back"),
        "pay": pgettext_lazy("move", "paid"),
        "confirm": pgettext_lazy("move", "confirmed by the resident"),
        "doubt": pgettext_lazy("move", "confirmation taken back"),
        "come_back": pgettext_lazy("move", "money came back"),
        "reverse": pgettext_lazy("move", "reversed"),
        "method": pgettext_lazy("move", "paid another way"),
    },
)
tell(
    Payment,
    {
        "make": pgettext_lazy("move", "made"),
        "send": pgettext_lazy("move", "given to the bank"),
        "arrive": pgettext_lazy("move", "arrived"),
        "fail": pgettext_lazy("move", "failed"),
        "come_back": pgettext_lazy("move", "came back from the bank"),
        "void": pgettext_lazy("move", "made void"),
    },
)
tell(
    Dispute,
    {
        "open": pgettext_lazy("move", "raised"),
        "assign": pgettext_lazy("move", "given to somebody else"),
        "answer": pgettext_lazy("move", "answered"),
        "close": pgettext_lazy("move", "closed by the resident"),
        "reopen": pgettext_lazy("move", "raised again"),
        "withdraw": pgettext_lazy("move", "withdrawn"),
    },
)
tell(
    BankFileProfile,
    {
        "edit": pgettext_lazy("move", "template edited"),
    },
)
