"""Money: pay runs, slips, payments; statements, receipts and the fund."""

from tests.access.table import form, page

SEES = "social_worker staff approver cashier"
PREPARES = "social_worker staff"
APPROVES = "approver"
PAYS = "cashier"
TAKES_HER_WORD = "social_worker staff cashier"
REVERSES = "staff approver cashier"
STATES = SETTLES = "staff"
BOOKS = "staff cashier"

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
    form("payouts:run_postpone", REVERSES, pk="approved_run"),
    form("payouts:run_close", PAYS, pk="paid_run"),
    page("payouts:run_paper", SEES, pk="paid_run"),
    form("payouts:run_paper_full", PAYS, pk="paid_run"),
    page("payouts:run_notice", SEES, pk="paid_run"),
    page("payouts:run_xlsx", SEES, pk="paid_run"),
    form("payouts:run_xlsx_full", PAYS, pk="paid_run"),
    page("payouts:runs_xlsx", SEES),
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
    page("payouts:slip_paper", SEES, pk="payslip"),
    page("payouts:slip_trail", SEES, pk="payslip"),
    form("payouts:slip_hold", PREPARES, pk="due_slip"),
    form("payouts:slip_release", PREPARES, pk="due_slip"),
    form("payouts:slip_to_cash", PREPARES, pk="due_slip"),
    form("payouts:slip_to_bank", PREPARES, pk="due_slip"),
    form("payouts:slip_reverse", REVERSES, pk="due_slip"),
]

DISPUTES = [
    page("payouts:disputes", SEES),
    page("payouts:dispute", SEES, pk="dispute"),
    page("payouts:dispute_file", SEES, pk="dispute"),
    form("payouts:dispute_answer", PREPARES, pk="dispute"),
    form("payouts:dispute_ask", PREPARES, pk="dispute"),
    form("payouts:dispute_assign", PREPARES, pk="dispute"),
    page("payouts:dispute_voice", PREPARES, pk="dispute_voice"),
    form("payouts:dispute_word", TAKES_HER_WORD, pk="answered_dispute", said="=settled", how="=pin"),
    form("payouts:dispute_new", TAKES_HER_WORD, pk="resident", how="=witnesses"),
    form("payouts:slip_answer", TAKES_HER_WORD, pk="payslip", answer="=received", how="=pin"),
]

CLIENTS = [
    page("payouts:statements", SEES),
    page("payouts:statements_xlsx", SEES),
    form("payouts:statement_new", STATES),
    page("payouts:statement", SEES, pk="statement"),
    form("payouts:statement_issue", STATES, pk="draft_statement"),
    form("payouts:statement_discard", STATES, pk="draft_statement"),
    form("payouts:statement_credit", STATES, pk="draft_statement"),
    form("payouts:statement_deduct", BOOKS, pk="statement"),
    page("payouts:statement_paper", SEES, pk="statement"),
    page("payouts:statement_xlsx", SEES, pk="statement"),
    page("payouts:claims", SEES),
    page("payouts:claims_xlsx", SEES),
    form("payouts:claim_give_up", APPROVES, pk="statement"),
    page("payouts:receipts", SEES),
    page("payouts:receipts_xlsx", SEES),
    form("payouts:receipt_new", BOOKS),
    page("payouts:receipt", SEES, pk="receipt"),
    form("payouts:receipt_match", BOOKS, pk="receipt"),
    form("payouts:receipt_take_back", BOOKS, pk="receipt"),
    form("payouts:match_take_back", BOOKS, pk="match"),
]

FUND = [
    page("payouts:fund", SEES),
    page("payouts:deposits_paper", SEES),
    form("payouts:fund_open", BOOKS),
    form("payouts:fund_donate", BOOKS),
    form("payouts:cash_draw", BOOKS),
    form("payouts:booking_take_back", BOOKS, pk="booking"),
    form("payouts:tax_pay", BOOKS),
    form("payouts:deposit_pay", BOOKS),
    form("payouts:deposit_back", BOOKS),
    form("payouts:deposit_kept", BOOKS),
    page("payouts:templates", BOOKS),
    form("payouts:template_new", BOOKS),
    form("payouts:template", BOOKS, pk="bank_template"),
]

LEDGER = [
    page("payouts:journal", SEES),
    page("payouts:journal_xlsx", SEES),
    page("payouts:margins", SEES),
    page("payouts:margins_xlsx", SEES),
    page("payouts:order", SEES, pk="order"),
    form("payouts:order_settle", SETTLES, pk="order"),
    form("payouts:front_give_up", APPROVES, pk="order"),
    form("payouts:correction_bear", APPROVES, pk="entry"),
    page("payouts:sums", "street staff"),
    page("payouts:sums_paper", "street staff"),
    page("payouts:sums_xlsx", "street staff"),
]

TABLE = [*RUNS, *DISPUTES, *PAYING, *SLIPS, *CLIENTS, *FUND, *LEDGER]
