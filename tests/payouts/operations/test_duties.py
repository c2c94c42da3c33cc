"""Who approved a run has no hand in paying it, and who had a hand in it doesn't reverse it."""

from tests.payouts.refusals import refusal
from workshops.payouts.operations import approval, bank_files, closing, payments, reversal, runs


def test_whoever_approved_makes_no_file_and_takes_none_back(office, earned):
    run = office.approved()
    mine = {"actor": office.approver, "now": office.now}
    assert refusal(bank_files.make_bank_file, run=run, **mine) == "same_person"
    file = bank_files.make_bank_file(run=run, actor=office.cashier, now=office.now)
    assert refusal(bank_files.withdraw_file, bank_file=file, reason="换模板", **mine) == "same_person"


def test_whoever_approved_pays_nothing_again_and_closes_nothing(office, earned):
    run = office.approved()
    payment = office.sent(run).payments.get()
    failed = payments.mark_failed(payment=payment, reason="户名不符", actor=office.cashier, now=office.now)
    mine = {"actor": office.approver, "now": office.now}
    assert refusal(payments.pay_again, payment=failed, **mine) == "same_person"
    assert refusal(closing.close_run, run=run, **mine) == "same_person"


def test_whoever_handed_a_run_in_does_not_reverse_it(office, earned):
    run = runs.submit_run(run=office.drafted(), actor=office.staff, now=office.now)
    run = approval.approve_run(run=run, actor=office.approver, now=office.now)
    terms = {"run": run, "reason": "企业改价", "now": office.now}
    assert refusal(reversal.reverse_run, **terms, actor=office.staff) == "same_person"
    assert reversal.reverse_run(**terms, actor=office.cashier).reversed_by == office.cashier
