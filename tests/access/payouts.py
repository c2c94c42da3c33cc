"""Money: pay runs, slips, payments; statements, receipts and the fund."""

from tests.access.table import form, page

SEES = "social_worker staff approver cashier"
PREPARES = "social_worker staff"
APPROVES = "approver"
PAYS = "cashier"
REVERSES = "staff approver cashier"

RUNS = [
    page("payouts:runs", SEES),
    form("payouts:run_new", PREPARES),
    page("payouts:run", SEES, pk="draft_run"),
    form("payouts:run_redraft", PREPARES, pk="draft_run"),
    form("payouts:run_submit", PREPARES, pk="draft_run"),
    form("payouts:run_discard", PREPARES, pk="draft_run"),
    form("payouts:run_approve", APPROVES, pk="submitted_run"),
    form("payouts:run_send_back", APPROVES, pk="submitted_run"),
    form("payouts:run_reverse", REVERSES, pk="approved_run"),
    form("payouts:run_close", PAYS, pk="paid_run"),
]

PAYING = [
    form("payouts:run_file", PAYS, pk="approved_run"),
    form("payouts:run_arrived", PAYS, pk="approved_run"),
    form("payouts:run_cash", PAYS, pk="approved_run"),
    page("payouts:file_download", PAYS, pk="bank_file"),
    form("payouts:file_sent", PAYS, pk="bank_file"),
    form("payouts:file_withdraw", PAYS, pk="bank_file"),
    form("payouts:payment_failed", PAYS, pk="payment"),
    form("payouts:payment_again", PAYS, pk="payment"),
]

SLIPS = [
    page("payouts:slip", SEES, pk="payslip"),
    page("payouts:slip_trail", SEES, pk="payslip"),
    form("payouts:slip_hold", PREPARES, pk="due_slip"),
    form("payouts:slip_release", PREPARES, pk="due_slip"),
    form("payouts:slip_to_cash", PREPARES, pk="due_slip"),
    form("payouts:slip_to_bank", PREPARES, pk="due_slip"),
    form("payouts:slip_reverse", REVERSES, pk="due_slip"),
]

TABLE = [*RUNS, *PAYING, *SLIPS]
