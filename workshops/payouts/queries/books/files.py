"""Files for the bank: their bytes, and each row of them against the payment that it pays."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.formulas import harmless
from microfactory.kernel.money import yuan
from microfactory.kernel.spreadsheets import Cell, read_table
from workshops.payouts.enums import Encoding
from workshops.payouts.models import BankFile, Payment
from workshops.payouts.queries.books.reading import Check
from workshops.payouts.rules.bank_files import holder_name
from workshops.payouts.rules.bank_templates import MOST_DIGITS

FILES = (
    Check(
        gettext_lazy("Payment %(number)s is called try %(attempt)s of its slip; by the rows it is try %(right)s."),
        """SELECT * FROM (
            SELECT p.number, p.attempt, ROW_NUMBER() OVER tries AS right, LAG(p.state) OVER tries AS before
            FROM payouts_payment p WHERE p.community_id = %(community)s
            WINDOW tries AS (PARTITION BY p.slip_id ORDER BY p.attempt)
        ) x WHERE attempt <> x.right OR before NOT IN ('failed', 'voided')""",
    ),
    Check(
        gettext_lazy("Payment %(number)s stands in bank file %(name)s, but is of another run or no payment by bank."),
        """SELECT p.number, f.name FROM payouts_payment p JOIN payouts_bankfile f ON f.id = p.bank_file_id
        JOIN payouts_payslip s ON s.id = p.slip_id
        WHERE f.community_id = %(community)s AND (s.run_id <> f.run_id OR p.community_id <> f.community_id
            OR p.method <> 'bank')""",
    ),
)


def files_unchanged(community) -> Iterator[str]:
    """Opens the seal of each bank file, and looks at its bytes, its rows and its total, and at every row of it. Two
    queries for a few files each."""
    payments = Prefetch("payments", Payment.objects.order_by("number"))
    files = BankFile.objects.filter(community=community).prefetch_related(payments).order_by("pk")
    for file in files.iterator(chunk_size=5):
        paid = list(file.payments.all())
        total = sum((payment.amount for payment in paid), Decimal("0.00"))
        whole = file.content.holds(file.digest)
        if not whole or total != file.total:
            yield _("Bank file %(name)s isn't what was made: it says %(total)s, its payments come to %(paid)s.") % {
                "name": file.name,
                "total": yuan(file.total),
                "paid": yuan(total),
            }
        rows = _rows(file) if whole else []
        if not file.rows == len(paid) == len(rows):
            yield _("Bank file %(name)s says %(said)s rows and has %(rows)s; its payments are %(payments)s.") % {
                "name": file.name,
                "said": file.rows,
                "rows": len(rows),
                "payments": len(paid),
            }
            continue
        # A template may leave the holders out, but then of all rows.
        holders = {name for payment in paid for name in _holder(payment)}
        named = any(cell in holders for row in rows for cell in row)
        for place, (row, payment) in enumerate(zip(rows, paid, strict=True), 1):
            if not _pays(row, payment, named):
                yield _("Bank file %(name)s, row %(row)s: name, account or amount isn't that of %(number)s.") % {
                    "name": file.name,
                    "row": place,
                    "number": payment.number,
                }


def _rows(file: BankFile) -> list[list[Cell]]:
    """The rows of a file that pay somebody: those with an account number. None if it can't be read any more."""
    content = file.content.reveal()
    try:
        if content.startswith(b"PK"):
            return _paying(row.cells for row in read_table(content).rows)
        # The template may have another separator by now.
        text = _text(content)
        signs = sorted({sign for sign in text if not sign.isalnum()} - set("\r\n\"'"))
        tables = (_paying(csv.reader(io.StringIO(text, newline=""), delimiter=sign)) for sign in signs)
        return max(tables, key=len, default=[])
    except (RuleBroken, UnicodeDecodeError, csv.Error):
        return []


def _text(content: bytes) -> str:
    try:
        return content.decode(Encoding.UTF8)
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _paying(rows: Iterable[Sequence[Cell]]) -> list[list[Cell]]:
    return [list(row) for row in rows if any(_is_account(cell) for cell in row)]


def _is_account(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.isdecimal() and len(cell) > MOST_DIGITS


def _pays(row: Sequence[Cell], payment: Payment, named: bool) -> bool:
    """Whether a row says account and amount of a payment and, where holders are named at all, its holder."""
    account = payment.account_number.reveal()
    right = account in row and account[-4:] == payment.last4 and payment.amount in map(_amount, row)
    return right and (not named or any(name in row for name in _holder(payment)))


def _holder(payment: Payment) -> tuple[str, str]:
    """The holder's name as files have it, with and without what keeps it from running as a formula."""
    name = holder_name(payment.holder)
    return name, harmless(name)


def _amount(cell: Cell) -> Decimal | None:
    try:
        return Decimal(cell) if isinstance(cell, str | Decimal) else None
    except InvalidOperation:
        return None
