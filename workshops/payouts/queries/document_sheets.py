"""Money documents as spreadsheets. Identity and account numbers are text cells, in full only where asked for."""

from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext as _

from microfactory.kernel.masking import mask_account
from microfactory.kernel.spreadsheets import Column, Sheet, write_workbook
from workshops.payouts.enums import SlipState, StatementLineKind
from workshops.payouts.models import PayLine, PayRun, Statement
from workshops.payouts.queries.runs import run_lines
from workshops.payouts.queries.statements import statement_page

ZERO = Decimal("0.00")


def run_sheet(run: PayRun, *, full: bool = False) -> bytes:
    """The payout sheet (发放表) as xlsx. `full` has whole identity and account numbers: note the look first."""
    lines = [line for line in run_lines(run) if line.slip.state != SlipState.REVERSED]
    work = work_of_slips(run)
    columns = [
        Column(_("No."), "count", 6),
        Column(_("resident"), width=12),
        Column(_("identity number"), width=22),
        Column(_("kind of piecework"), width=28),
        Column(_("pieces"), "count", 10),
        Column(_("gross"), "money", 12),
        Column(_("tax withheld"), "money", 12),
        Column(_("net"), "money", 12),
        Column(_("way of payment"), width=16),
        Column(_("account number"), width=24),
        Column(_("signature"), width=16),
        Column(_("note"), width=24),
    ]
    rows = [
        (
            place,
            line.slip.resident.name,
            line.slip.resident.identity_number.reveal() if full else line.slip.resident.masked_identity,
            *work.get(line.slip.pk, ("", 0)),
            line.slip.gross,
            line.slip.tax,
            line.slip.net,
            line.slip.get_method_display(),
            _account(line, full),
            "",
            line.slip.held_reason or line.slip.left_due_reason,
        )
        for place, line in enumerate(lines, 1)
    ]
    sums = [sum((getattr(line.slip, name) for line in lines), ZERO) for name in ("gross", "tax", "net")]
    title = _("Payout sheet %(number)s, pay day %(day)s") % {"number": run.number, "day": run.pay_date.isoformat()}
    totals = ("", _("total"), "", "", "", *sums)
    return write_workbook([Sheet(name=run.number, columns=columns, rows=rows, title=title, totals=totals)])


def _account(line, full: bool) -> str:
    if full and line.payment and line.payment.account_number:
        return line.payment.account_number.reveal()
    return mask_account(line.last4)


def work_of_slips(run: PayRun) -> dict[int, tuple[str, int]]:
    """What each slip pays for: the products, and how many pieces. One query."""
    rows = (
        PayLine.objects.filter(slip__run=run, entry__isnull=False, reverses__isnull=True)
        .values_list("slip_id", "work_order__product")
        .annotate(good=Sum("entry__good"), faulty=Sum("entry__paid_faulty"))
        .order_by("slip_id", "work_order__product")
    )
    found: dict[int, tuple[str, int]] = {}
    for slip, product, good, faulty in rows:
        products, pieces = found.get(slip, ("", 0))
        found[slip] = (f"{products}{_(', ')}{product}" if products else product, pieces + good + faulty)
    return found


def statement_sheet(statement: Statement) -> bytes:
    """A statement (对账单) as xlsx: fees and credits, then claims."""
    page = statement_page(statement)
    columns = [
        Column(_("No."), "count", 6),
        Column(_("delivered on"), "date", 12),
        Column(_("delivery"), width=18),
        Column(_("product"), width=24),
        Column(_("kind"), width=16),
        Column(_("quantity"), "count", 10),
        Column(_("price"), "price", 10),
        Column(_("amount"), "money", 14),
        Column(_("settled"), "money", 14),
        Column(_("note"), width=24),
    ]
    rows = [
        (
            line.position,
            line.delivery_line.delivery.sent_on if line.delivery_line else None,
            line.delivery_line.delivery.number if line.delivery_line else "",
            f"{line.work_order.product} {line.operation.name}",
            line.get_cause_display() if line.kind == StatementLineKind.CLAIM else line.get_kind_display(),
            line.pieces,
            line.price,
            line.amount,
            line.settled,
            line.note,
        )
        for line in page.lines
    ]
    owed = page.statement.fees + page.statement.claims
    title = _("Statement %(number)s to %(client)s") % {"number": statement.number, "client": page.statement.client}
    totals = ("", _("total"), "", "", "", "", "", owed)
    return write_workbook([Sheet(name=statement.number, columns=columns, rows=rows, title=title, totals=totals)])
