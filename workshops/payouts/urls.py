"""Addresses of this app's pages."""

from django.urls import path

from workshops.payouts.views import (
    bank_templates,
    books,
    disputes,
    disputes_for_her,
    downloads,
    fund,
    papers,
    paying,
    payments,
    receipts,
    run_acts,
    runs,
    slips,
    statements,
    street_office,
    taking_back,
)

app_name = "payouts"

_PAY = "<slug:community>/pay/"
_RUN = _PAY + "<int:pk>/"
_FILE = "<slug:community>/bank-files/<int:pk>/"
_SLIP = "<slug:community>/pay-slips/<int:pk>/"
_STATEMENTS = "<slug:community>/statements/"
_STATEMENT = _STATEMENTS + "<int:pk>/"
_RECEIPTS = "<slug:community>/receipts/"
_FUND = "<slug:community>/fund/"
_MARGINS = "<slug:community>/margins/"
_TEMPLATES = "<slug:community>/bank-templates/"
_PAYMENT = "<slug:community>/payments/<int:pk>/"

_DISPUTE = "<slug:community>/disputes/<int:pk>/"

urlpatterns = [
    path("<slug:community>/disputes/", disputes.disputes, name="disputes"),
    path(_DISPUTE, disputes.dispute, name="dispute"),
    path(_DISPUTE + "answer/", disputes.dispute_answer, name="dispute_answer"),
    path(_DISPUTE + "ask/", disputes.dispute_ask, name="dispute_ask"),
    path(_DISPUTE + "assign/", disputes.dispute_assign, name="dispute_assign"),
    path(_DISPUTE + "file/", disputes.dispute_file, name="dispute_file"),
    path(_DISPUTE + "says/<slug:said>/<slug:how>/", disputes_for_her.dispute_word, name="dispute_word"),
    path("<slug:community>/dispute-voices/<int:pk>/", disputes.dispute_voice, name="dispute_voice"),
    path("<slug:community>/people/<int:pk>/dispute/<slug:how>/", disputes_for_her.dispute_new, name="dispute_new"),
    path(_SLIP + "says/<slug:answer>/<slug:how>/", disputes_for_her.slip_answer, name="slip_answer"),
    path(_PAY, runs.runs, name="runs"),
    path(_PAY + "new/", runs.run_new, name="run_new"),
    path(_PAY + "list.xlsx", downloads.runs_xlsx, name="runs_xlsx"),
    path(_RUN, runs.run, name="run"),
    path(_RUN + "sheet/", papers.run_paper, name="run_paper"),
    path(_RUN + "sheet/whole/", papers.run_paper_full, name="run_paper_full"),
    path(_RUN + "notice/", papers.run_notice, name="run_notice"),
    path(_RUN + "sheet.xlsx", downloads.run_xlsx, name="run_xlsx"),
    path(_RUN + "whole.xlsx", downloads.run_xlsx_full, name="run_xlsx_full"),
    path(_RUN + "redraft/", runs.run_redraft, name="run_redraft"),
    path(_RUN + "submit/", run_acts.run_submit, name="run_submit"),
    path(_RUN + "approve/", run_acts.run_approve, name="run_approve"),
    path(_RUN + "send-back/", run_acts.run_send_back, name="run_send_back"),
    path(_RUN + "discard/", run_acts.run_discard, name="run_discard"),
    path(_RUN + "reverse/", run_acts.run_reverse, name="run_reverse"),
    path(_RUN + "postpone/", run_acts.run_postpone, name="run_postpone"),
    path(_RUN + "close/", run_acts.run_close, name="run_close"),
    path(_RUN + "file/", paying.run_file, name="run_file"),
    path(_RUN + "arrived/", paying.run_arrived, name="run_arrived"),
    path(_RUN + "cash/", paying.run_cash, name="run_cash"),
    path(_FILE + "download/", paying.file_download, name="file_download"),
    path(_FILE + "sent/", paying.file_sent, name="file_sent"),
    path(_FILE + "withdraw/", paying.file_withdraw, name="file_withdraw"),
    path(_PAYMENT + "failed/", payments.payment_failed, name="payment_failed"),
    path(_PAYMENT + "again/", payments.payment_again, name="payment_again"),
    path(_SLIP, slips.slip, name="slip"),
    path(_SLIP + "print/", papers.slip_paper, name="slip_paper"),
    path(_SLIP + "trail/", slips.slip_trail, name="slip_trail"),
    path(_SLIP + "hold/", slips.slip_hold, name="slip_hold"),
    path(_SLIP + "release/", slips.slip_release, name="slip_release"),
    path(_SLIP + "to-cash/", slips.slip_to_cash, name="slip_to_cash"),
    path(_SLIP + "to-bank/", slips.slip_to_bank, name="slip_to_bank"),
    path(_SLIP + "reverse/", slips.slip_reverse, name="slip_reverse"),
    path(_STATEMENTS, statements.statements, name="statements"),
    path(_STATEMENTS + "new/", statements.statement_new, name="statement_new"),
    path(_STATEMENTS + "list.xlsx", downloads.statements_xlsx, name="statements_xlsx"),
    path(_STATEMENT, statements.statement, name="statement"),
    path(_STATEMENT + "issue/", statements.statement_issue, name="statement_issue"),
    path(_STATEMENT + "discard/", statements.statement_discard, name="statement_discard"),
    path(_STATEMENT + "credit/", statements.statement_credit, name="statement_credit"),
    path(_STATEMENT + "deduct/", statements.statement_deduct, name="statement_deduct"),
    path(_STATEMENT + "give-up/", statements.claim_give_up, name="claim_give_up"),
    path(_STATEMENT + "print/", papers.statement_paper, name="statement_paper"),
    path(_STATEMENT + "sheet.xlsx", downloads.statement_xlsx, name="statement_xlsx"),
    path("<slug:community>/claims/", statements.claims, name="claims"),
    path("<slug:community>/claims/list.xlsx", downloads.claims_xlsx, name="claims_xlsx"),
    path(_RECEIPTS, receipts.receipts, name="receipts"),
    path(_RECEIPTS + "new/", receipts.receipt_new, name="receipt_new"),
    path(_RECEIPTS + "list.xlsx", downloads.receipts_xlsx, name="receipts_xlsx"),
    path(_RECEIPTS + "<int:pk>/", receipts.receipt, name="receipt"),
    path(_RECEIPTS + "<int:pk>/match/", receipts.receipt_match, name="receipt_match"),
    path(_RECEIPTS + "<int:pk>/take-back/", taking_back.receipt_take_back, name="receipt_take_back"),
    path(_RECEIPTS + "matches/<int:pk>/take-back/", taking_back.match_take_back, name="match_take_back"),
    path(_FUND, fund.fund, name="fund"),
    path(_FUND + "deposits/print/", papers.deposits_paper, name="deposits_paper"),
    path(_FUND + "opening/", fund.fund_open, name="fund_open"),
    path(_FUND + "donation/", fund.fund_donate, name="fund_donate"),
    path(_FUND + "cash/", fund.cash_draw, name="cash_draw"),
    path(_FUND + "bookings/<int:pk>/take-back/", fund.booking_take_back, name="booking_take_back"),
    path(_FUND + "tax/", fund.tax_pay, name="tax_pay"),
    path(_FUND + "deposit/", fund.deposit_pay, name="deposit_pay"),
    path(_FUND + "deposit-back/", fund.deposit_back, name="deposit_back"),
    path(_FUND + "deposit-kept/", fund.deposit_kept, name="deposit_kept"),
    path("<slug:community>/journal/", books.journal, name="journal"),
    path("<slug:community>/journal/list.xlsx", downloads.journal_xlsx, name="journal_xlsx"),
    path(_MARGINS, books.order_list, name="margins"),
    path(_MARGINS + "list.xlsx", downloads.margins_xlsx, name="margins_xlsx"),
    path(_MARGINS + "<int:pk>/", books.order, name="order"),
    path(_MARGINS + "<int:pk>/hand-on/", books.order_settle, name="order_settle"),
    path(_MARGINS + "<int:pk>/give-up/", books.front_give_up, name="front_give_up"),
    path("<slug:community>/corrections/<int:pk>/bear/", books.correction_bear, name="correction_bear"),
    path("<slug:community>/sums/", street_office.sums, name="sums"),
    path("<slug:community>/sums/print/", street_office.sums_paper, name="sums_paper"),
    path("<slug:community>/sums/list.xlsx", street_office.sums_xlsx, name="sums_xlsx"),
    path(_TEMPLATES, bank_templates.templates, name="templates"),
    path(_TEMPLATES + "new/", bank_templates.template_new, name="template_new"),
    path(_TEMPLATES + "<int:pk>/", bank_templates.template, name="template"),
]
