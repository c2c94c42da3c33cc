"""Words for accounts and entries of the journal."""

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
