"""Money in the admin: to be looked at. Only amounts of law and custom are kept up here."""

from workshops.payouts.admin import (
    amount_words,
    bank_files,
    clients,
    disputes,
    fund,
    law,
    ledger,
    move_words,
    pay,
    tallies,
)

__all__ = [
    "amount_words", "bank_files", "clients", "disputes", "fund", "law", "ledger", "move_words", "pay", "tallies",
]  # fmt: skip
