"""Words for kinds and states of money, and useful subsets."""

from enum import Enum, auto

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AccountKind(TextChoices):
    """What an account counts. The subset that it belongs to says whose it is."""

    BANK = "bank", _("bank")
    CASH = "cash", _("cash box")
    FUND = "fund", _("care fund")
    TAX = "tax", _("tax withheld")
    ROUNDING = "rounding", _("rounding")
    SURPLUS = "surplus", _("community's surplus")
    DEPOSIT = "deposit", _("deposit with the client")
    RECEIVABLE = "receivable", _("owed by the client")
    CLAIM = "claim", _("claimed from the client")
    UNMATCHED = "unmatched", _("received, not yet matched")
    FEE = "fee", _("fee of the order")
    CLAIM_FEE = "claim_fee", _("claims of the order")
    COST = "cost", _("cost of the order")
    FRONTED = "fronted", _("fronted for the order")
    DUE_TO_FUND = "due_to_fund", _("due to the fund")
    BORNE = "borne", _("borne by the fund")
    RESULT = "result", _("result of the order, handed on")
    PAYABLE = "payable", _("owed to the resident")


OF_COMMUNITY = (
    AccountKind.BANK,
    AccountKind.CASH,
    AccountKind.FUND,
    AccountKind.TAX,
    AccountKind.ROUNDING,
    AccountKind.SURPLUS,
)
OF_CLIENT = (AccountKind.DEPOSIT, AccountKind.RECEIVABLE, AccountKind.CLAIM, AccountKind.UNMATCHED)
OF_ORDER = (
    AccountKind.FEE,
    AccountKind.CLAIM_FEE,
    AccountKind.COST,
    AccountKind.FRONTED,
    AccountKind.DUE_TO_FUND,
    AccountKind.BORNE,
    AccountKind.RESULT,
)
# An order's own accounts: what they come to is its result.
MARGIN = (AccountKind.FEE, AccountKind.CLAIM_FEE, AccountKind.COST, AccountKind.BORNE)
# Their balance is shown turned round: a credit is what the name says (there is so much in the fund, we owe so much).
CREDIT_SIDE = (
    AccountKind.FUND,
    AccountKind.TAX,
    AccountKind.SURPLUS,
    AccountKind.UNMATCHED,
    AccountKind.FEE,
    AccountKind.CLAIM_FEE,
    AccountKind.DUE_TO_FUND,
    AccountKind.BORNE,
    AccountKind.PAYABLE,
)


class Act(TextChoices):
    """What an entry of the journal posts: the left column of the ledger table."""

    OPENING = "opening", _("opening balance of the fund")
    DONATION = "donation", _("donation")
    DEPOSIT_PAID = "deposit_paid", _("deposit paid")
    DEPOSIT_BACK = "deposit_back", _("deposit came back")
    DEPOSIT_KEPT = "deposit_kept", _("deposit kept by the client")
    STATEMENT = "statement", _("statement issued")
    CLAIM = "claim", _("claim raised")
    CLAIM_GIVEN_UP = "claim_given_up", _("claim given up")
    RECEIPT = "receipt", _("receipt booked")
    RECEIPT_BACK = "receipt_back", _("receipt taken back")
    MATCH = "match", _("receipt matched")
    MATCH_BACK = "match_back", _("match taken back")
    DEDUCTION = "deduction", _("agreed deduction")
    BANK_CHARGE = "bank_charge", _("bank charge")
    RUN = "run", _("pay run approved")
    REVERSAL = "reversal", _("pay reversed")
    FRONT = "front", _("fund fronts")
    FRONT_BACK = "front_back", _("fund gets back")
    FRONT_GIVEN_UP = "front_given_up", _("front given up")
    PAID = "paid", _("payment done")
    PAID_BACK = "paid_back", _("payment came back")
    CASH_DRAWN = "cash_drawn", _("cash drawn")
    TAX_PAID = "tax_paid", _("tax paid over")
    ORDER_SETTLED = "order_settled", _("order's result handed on")
    BOOKING_BACK = "booking_back", _("booking of the fund taken back")


# Entries that turn an earlier one round, and name it.
TURNS_ROUND = (Act.REVERSAL, Act.MATCH_BACK, Act.RECEIPT_BACK, Act.BOOKING_BACK)
# What is booked for the fund by hand, and may be taken back by hand.
FUND_BOOKINGS = (Act.OPENING, Act.DONATION, Act.CASH_DRAWN)


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


class Method(TextChoices):
    BANK = "bank", _("to the bank card")
    CASH = "cash", _("in cash, signed for")


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


class DisputeAbout(TextChoices):
    """What a resident says is wrong."""

    LINE = "line", _("a line of a pay slip")
    ENTRY = "entry", _("work that isn't paid yet")
    MISSING = "missing", _("work that is missing")
    TOTAL = "total", _("the sum of a pay slip")


class DisputeState(TextChoices):
    OPEN = "open", _("waits for an answer")
    ANSWERED = "answered", _("answered")
    REOPENED = "reopened", _("not settled, waits again")
    CLOSED = "closed", _("settled, she says")
    WITHDRAWN = "withdrawn", _("withdrawn by her")


# What waits for an answer of ours; what freezes its line.
UNANSWERED = (DisputeState.OPEN, DisputeState.REOPENED)
UNSETTLED = (*UNANSWERED, DisputeState.ANSWERED)


class Clock(TextChoices):
    """Whose turn it is, and whether it is late."""

    RUNNING = "running", _("we answer")
    LATE = "late", _("our answer is late")
    HERS = "hers", _("answered; she says whether it is settled")
    RESTING = "resting", _("answered, not closed")
    OVER = "over", _("over")


class Said(TextChoices):
    """What a message of a dispute is. The first six are hers, the others ours."""

    OPENED = "opened", _("she says")
    MORE = "more", _("she adds")
    REOPENED = "reopened", _("not settled, she says")
    UNSETTLED = "unsettled", _("still not settled, she says: she asks for mediation")
    CLOSED = "closed", _("settled, she says")
    WITHDRAWN = "withdrawn", _("withdrawn by her")
    ANSWERED = "answered", _("our answer")
    ASKED = "asked", _("we ask")
    NOTED = "noted", _("what happened meanwhile")


HERS = (Said.OPENED, Said.MORE, Said.REOPENED, Said.UNSETTLED, Said.CLOSED, Said.WITHDRAWN)


class Outcome(TextChoices):
    """What an answer comes to."""

    RIGHT = "right", _("it was right")
    CORRECTED = "corrected", _("it is put right")
    PAID_EXTRA = "paid_extra", _("the difference comes with the next pay")


class VoiceType(TextChoices):
    """Kinds of recordings that browsers and phones make, told by their first bytes."""

    WEBM = "audio/webm", "WebM"
    OGG = "audio/ogg", "Ogg"
    MP4 = "audio/mp4", "MP4"
    MP3 = "audio/mpeg", "MP3"
    AAC = "audio/aac", "AAC"
    WAV = "audio/wav", "WAV"
    AMR = "audio/amr", "AMR"


class DepositKind(TextChoices):
    PAID = "paid", _("paid to the client")
    BACK = "back", _("came back")
    KEPT = "kept", _("kept by the client")


class FileFormat(TextChoices):
    XLSX = "xlsx", _("Excel (.xlsx)")
    CSV = "csv", _("text (.csv)")


class Encoding(TextChoices):
    GBK = "gbk", "GBK"
    UTF8 = "utf-8-sig", "UTF-8"


class FileField(TextChoices):
    """What a column of a bank file can hold."""

    POSITION = "position", _("running number")
    HOLDER = "holder", _("account holder")
    ACCOUNT = "account", _("account number")
    BANK = "bank", _("bank")
    BRANCH = "branch", _("branch")
    AMOUNT = "amount", _("amount")
    NUMBER = "number", _("payment number")
    PURPOSE = "purpose", _("purpose")
    PHONE = "phone", _("telephone")
    FIXED = "fixed", _("always the same text")


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
