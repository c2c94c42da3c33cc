"""Addresses of this app's pages."""

from django.urls import path

from workshops.payouts.views import paying, payments, run_acts, runs, slips

app_name = "payouts"

_PAY = "<slug:community>/pay/"
_RUN = _PAY + "<int:pk>/"
_FILE = "<slug:community>/bank-files/<int:pk>/"
_SLIP = "<slug:community>/pay-slips/<int:pk>/"
_PAYMENT = "<slug:community>/payments/<int:pk>/"

urlpatterns = [
    path(_PAY, runs.runs, name="runs"),
    path(_PAY + "new/", runs.run_new, name="run_new"),
    path(_RUN, runs.run, name="run"),
    path(_RUN + "redraft/", runs.run_redraft, name="run_redraft"),
    path(_RUN + "submit/", run_acts.run_submit, name="run_submit"),
    path(_RUN + "approve/", run_acts.run_approve, name="run_approve"),
    path(_RUN + "send-back/", run_acts.run_send_back, name="run_send_back"),
    path(_RUN + "discard/", run_acts.run_discard, name="run_discard"),
    path(_RUN + "reverse/", run_acts.run_reverse, name="run_reverse"),
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
    path(_SLIP + "trail/", slips.slip_trail, name="slip_trail"),
    path(_SLIP + "hold/", slips.slip_hold, name="slip_hold"),
    path(_SLIP + "release/", slips.slip_release, name="slip_release"),
    path(_SLIP + "to-cash/", slips.slip_to_cash, name="slip_to_cash"),
    path(_SLIP + "to-bank/", slips.slip_to_bank, name="slip_to_bank"),
    path(_SLIP + "reverse/", slips.slip_reverse, name="slip_reverse"),
]
