"""Lists of money as spreadsheets: runs, statements, claims, receipts, orders, the journal. No numbers of people."""

from django.utils.translation import gettext as _

from microfactory.kernel.spreadsheets import MOST_ROWS, Column, Sheet, newest, write_workbook
from workshops.payouts.queries.fund import whole_journal
from workshops.payouts.queries.margins import all_margins
from workshops.payouts.queries.runs import run_list
from workshops.payouts.queries.statements import open_claims, receipt_list, statement_list


def runs_list_sheet(access) -> bytes:
    """All pay runs, the newest first."""
    found, title = newest(run_list(access).order_by("-pk"))
    columns = [
        Column(_("number"), width=20),
        Column(_("pay day"), "date", 12),
        Column(_("work up to"), "date", 12),
        Column(_("people"), "count", 8),
        Column(_("gross"), "money", 14),
        Column(_("net"), "money", 14),
        Column(_("state"), width=14),
        Column(_("prepared by"), width=12),
        Column(_("approved by"), width=12),
    ]
    rows = [
        (
            run.number,
            run.pay_date,
            run.cut_off,
            run.people,
            run.gross,
            run.net,
            run.get_state_display(),
            run.prepared_by.name,
            run.approved_by.name if run.approved_by else "",
        )
        for run in found
    ]
    return write_workbook([Sheet(name=_("Pay runs"), columns=columns, rows=rows, title=title)])


def statements_list_sheet(access) -> bytes:
    """All statements, the newest first, with what is open."""
    found, title = newest(statement_list(access).order_by("-pk"))
    columns = [
        Column(_("number"), width=20),
        Column(_("client"), width=24),
        Column(_("issued on"), "date", 12),
        Column(_("fees"), "money", 14),
        Column(_("fees open"), "money", 14),
        Column(_("claims"), "money", 14),
        Column(_("claims open"), "money", 14),
        Column(_("state"), width=14),
    ]
    rows = [
        (
            row.number,
            row.client.name,
            row.issued_on,
            row.fees,
            row.open_fees if row.issued_on else 0,
            row.claims,
            row.open_claims if row.issued_on else 0,
            row.get_state_display(),
        )
        for row in found
    ]
    return write_workbook([Sheet(name=_("Statements"), columns=columns, rows=rows, title=title)])


def receipts_list_sheet(access) -> bytes:
    """All receipts, the newest first; what was taken back stands there with both of its rows, so sums are right."""
    found, title = newest(receipt_list(access, whole=True).order_by("-pk"))
    columns = [
        Column(_("received on"), "date", 12),
        Column(_("client"), width=24),
        Column(_("bank's reference"), width=24),
        Column(_("amount"), "money", 14),
        Column(_("Not matched yet"), "money", 14),
        Column(_("booked by"), width=12),
        Column(_("note"), width=24),
    ]
    rows = [
        (row.received_on, row.client.name, row.bank_reference, row.amount, row.unmatched, row.booked_by.name, row.note)
        for row in found
    ]
    return write_workbook([Sheet(name=_("Receipts"), columns=columns, rows=rows, title=title)])


def journal_sheet(access) -> bytes:
    """The journal, the newest first, a row a line: debit and credit side by side."""
    found, title = newest(whole_journal(access, count=MOST_ROWS + 1))
    columns = [
        Column(_("No."), "count", 8),
        Column(_("on"), "date", 12),
        Column(_("act"), width=18),
        Column(_("ledger account"), width=32),
        Column(_("debit"), "money", 14),
        Column(_("credit"), "money", 14),
        Column(_("narrative"), width=32),
        Column(_("who"), width=12),
    ]
    rows = (
        (
            entry.pk,
            entry.on,
            entry.get_act_display(),
            str(line.account),
            line.amount if line.amount > 0 else None,
            -line.amount if line.amount < 0 else None,
            entry.narrative,
            entry.actor.name,
        )
        for entry in found
        for line in entry.lines.all()
    )
    return write_workbook([Sheet(name=_("Journal"), columns=columns, rows=rows, title=title)])


def claims_list_sheet(access) -> bytes:
    """Claims that are open, the oldest first."""
    columns = [
        Column(_("number"), width=20),
        Column(_("client"), width=24),
        Column(_("issued on"), "date", 12),
        Column(_("claims"), "money", 14),
        Column(_("claims open"), "money", 14),
    ]
    found = open_claims(access.community)
    rows = [(row.number, row.client.name, row.issued_on, row.claims, row.open_claims) for row in found]
    totals = ("", _("total"), "", sum(row.claims for row in found), sum(row.open_claims for row in found))
    return write_workbook([Sheet(name=_("Claims"), columns=columns, rows=rows, totals=totals)])


def margins_list_sheet(access) -> bytes:
    """What each order brought, cost and left, the newest first, and where that goes."""
    found, title = newest(all_margins(access, count=MOST_ROWS + 1))
    columns = [
        Column(_("number"), width=20),
        Column(_("product"), width=24),
        Column(_("client"), width=24),
        Column(_("state"), width=10),
        Column(_("fees"), "money", 14),
        Column(_("claims"), "money", 14),
        Column(_("borne by the fund"), "money", 14),
        Column(_("Residents' pay, deductions"), "money", 14),
        Column(_("Margin"), "money", 14),
        Column(_("To the fund"), "money", 14),
        Column(_("To the surplus"), "money", 14),
        Column(_("Already passed on"), "money", 14),
        Column(_("Advanced by the fund"), "money", 14),
    ]
    rows = [
        (
            order.number,
            order.product,
            order.client.name,
            order.get_state_display(),
            money.fees,
            money.claims,
            money.borne,
            money.cost,
            money.result,
            money.to_fund,
            money.to_surplus,
            money.handed_on,
            money.fronted,
        )
        for order, money in found
    ]
    return write_workbook([Sheet(name=_("Orders' money"), columns=columns, rows=rows, title=title)])
