"""Random acts of paying: runs, slips, files, payments, answers."""

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.random_acts.clients import ClientActs
from tests.random_acts.machine import PICK, needs
from workshops.models import PieceEntry
from workshops.payouts.models import BankFile, Payment, PayRun, Payslip
from workshops.payouts.operations import (
    answers,
    approval,
    bank_files,
    closing,
    corrections,
    payments,
    reversal,
    runs,
    slips,
)


class PayActs(ClientActs):
    """What is prepared, approved, paid, refused by the bank and taken back."""

    @needs("earned")
    @rule(pick=PICK, days=st.integers(0, 4), before=st.integers(-1, 3))
    def draft_run(self, pick, days, before):
        town, _community = self.one("earned", pick)
        day = self.today + dt.timedelta(days=days)
        given = {"community": town.community, "pay_date": day, "cut_off": day - dt.timedelta(days=before)}
        self.act(runs.draft_run, town=town, actor=town.prepares(pick), **given)

    @needs("run_draft")
    @rule(pick=PICK, act=st.sampled_from([runs.redraft_run, runs.submit_run, runs.submit_run, runs.discard_run]))
    def work_on_draft(self, pick, act):
        town, run = self.one("run_draft", pick, PayRun)
        self.act(act, town=town, run=run, actor=town.prepares(pick // 2))

    @needs("run_submitted")
    @rule(pick=PICK)
    def send_back_run(self, pick):
        town, run = self.one("run_submitted", pick, PayRun)
        self.act(runs.send_back_run, town=town, run=run, reason="再看看", actor=town.approver)

    @needs("run_submitted")
    @rule(pick=PICK, who=PICK)
    def approve_run(self, pick, who):
        town, run = self.one("run_submitted", pick, PayRun)
        self.act(approval.approve_run, town=town, run=run, actor=town.approves(who))

    @needs("run_approved")
    @rule(pick=PICK, who=PICK)
    def reverse_run(self, pick, who):
        town, run = self.one("run_approved", pick, PayRun)
        self.act(reversal.reverse_run, town=town, run=run, reason="错了", actor=town.approves(who))

    @needs("slip_due")
    @rule(pick=PICK, who=PICK)
    def reverse_slip(self, pick, who):
        town, slip = self.one("slip_due", pick, Payslip)
        self.act(reversal.reverse_slip, town=town, slip=slip, reason="没来领", actor=town.approves(who))

    @needs("slip_due")
    @rule(pick=PICK)
    def hold_slip(self, pick):
        town, slip = self.one("slip_due", pick, Payslip)
        self.act(slips.hold_slip, town=town, slip=slip, reason="账户不对", actor=town.cashier)

    @needs("slip_held")
    @rule(pick=PICK)
    def release_slip(self, pick):
        town, slip = self.one("slip_held", pick, Payslip)
        self.act(slips.release_slip, town=town, slip=slip, actor=town.cashier)

    @needs("slip_due")
    @rule(pick=PICK, method=st.sampled_from(["bank", "cash"]))
    def set_method(self, pick, method):
        town, slip = self.one("slip_due", pick, Payslip)
        self.act(slips.set_method, town=town, slip=slip, method=method, actor=town.cashier)

    @needs("run_approved")
    @rule(pick=PICK)
    def make_bank_file(self, pick):
        town, run = self.one("run_approved", pick, PayRun)
        self.act(bank_files.make_bank_file, town=town, run=run, actor=town.cashier)

    @needs("file")
    @rule(pick=PICK)
    def withdraw_file(self, pick):
        town, file = self.one("file", pick, BankFile)
        self.act(bank_files.withdraw_file, town=town, bank_file=file, reason="换模板", actor=town.cashier)

    @needs("file")
    @rule(pick=PICK, who=PICK)
    def send_file(self, pick, who):
        town, file = self.one("file", pick, BankFile)
        self.act(payments.mark_sent, town=town, bank_file=file, actor=town.pays(who))

    @needs("payment_sent")
    @rule(pick=PICK, who=PICK, all_=st.booleans())
    def arrive(self, pick, who, all_):
        town, payment = self.one("payment_sent", pick, Payment)
        run = payment.slip.run
        sent = Payment.objects.filter(slip__run=run, state="sent").order_by("pk").values_list("pk", flat=True)
        keys = list(sent) if all_ else [payment.pk]
        self.act(payments.mark_done, town=town, run=run, payments=keys, actor=town.pays(who))

    @needs("payment_out")
    @rule(pick=PICK, who=PICK)
    def fail(self, pick, who):
        town, payment = self.one("payment_out", pick, Payment)
        self.act(payments.mark_failed, town=town, payment=payment, reason="账号注销", actor=town.pays(who))

    @needs("payment_failed")
    @rule(pick=PICK)
    def pay_again(self, pick):
        town, payment = self.one("payment_failed", pick, Payment)
        self.act(payments.pay_again, town=town, payment=payment, actor=town.cashier)

    @needs("slip_due")
    @rule(pick=PICK, who=PICK, all_=st.booleans())
    def pay_cash(self, pick, who, all_):
        town, slip = self.one("slip_due", pick, Payslip)
        due = Payslip.objects.filter(run=slip.run_id, state="due", method="cash").order_by("pk")
        keys = list(due.values_list("pk", flat=True)) if all_ else [slip.pk]
        if keys:
            self.act(payments.pay_cash, town=town, run=slip.run, slips=keys, actor=town.pays(who))

    @needs("slip_paid")
    @rule(pick=PICK, answer=st.sampled_from(["received", "not_received", "wrong_amount"]))
    def answer(self, pick, answer):
        town, slip = self.one("slip_paid", pick, Payslip)
        self.act(answers.answer_slip, town=town, slip=slip, answer=answer, actor=slip.resident.user)

    @needs("run_approved")
    @rule(pick=PICK, reasons=st.booleans())
    def close_run(self, pick, reasons):
        town, run = self.one("run_approved", pick, PayRun)
        left = dict.fromkeys(run.slips.order_by("pk").values_list("pk", flat=True), "没来领") if reasons else {}
        self.act(closing.close_run, town=town, run=run, left_due=left, actor=town.cashier)

    @needs("correction_waiting")
    @rule(pick=PICK)
    def bear_correction(self, pick):
        town, entry = self.one("correction_waiting", pick, PieceEntry)
        self.act(corrections.bear_correction, town=town, entry=entry, reason="社区承担", actor=town.approver)
