"""All tables of money."""

from workshops.payouts.models.bank_files import BankFile, BankFileColumn, BankFileProfile
from workshops.payouts.models.dispute_messages import DisputeMessage, DisputeVoice
from workshops.payouts.models.disputes import Dispute
from workshops.payouts.models.fund import BorneCorrection, Deposit, Donation
from workshops.payouts.models.ledger import Account, JournalEntry, JournalLine
from workshops.payouts.models.payments import Payment
from workshops.payouts.models.receipts import ClientReceipt, ReceiptMatch
from workshops.payouts.models.runs import PayRun
from workshops.payouts.models.slips import PayLine, Payslip, SlipAnswer
from workshops.payouts.models.statements import Statement, StatementLine
from workshops.payouts.models.tallies import JournalTally, RunTally

__all__ = [
    "Account",
    "BankFile",
    "BankFileColumn",
    "BankFileProfile",
    "BorneCorrection",
    "ClientReceipt",
    "Deposit",
    "Dispute",
    "DisputeMessage",
    "DisputeVoice",
    "Donation",
    "JournalEntry",
    "JournalLine",
    "JournalTally",
    "PayLine",
    "PayRun",
    "Payment",
    "Payslip",
    "ReceiptMatch",
    "RunTally",
    "SlipAnswer",
    "Statement",
    "StatementLine",
]
