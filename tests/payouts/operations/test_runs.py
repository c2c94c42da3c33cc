"""Pay runs from draft to the end: who may do what, what is claimed, what is freed, what is in the log."""

import datetime as dt
from decimal import Decimal as D

import pytest

from microfactory.kernel.errors import RuleBroken
from residents.models import MoveLog
from tests.payouts.books import books_are_clean
from tests.payouts.office import LAST_DAY
from workshops.models import EntryClaim
from workshops.payouts.enums import Method, PaymentState, RunState, SlipState
from workshops.payouts.models import PayLine
from workshops.payouts.operations import approval, bank_files, closing, payments, reversal, runs, slips

DECEMBER = dt.datetime(2026, 12, 3, 9, tzinfo=dt.UTC)


@pytest.fixture
def earned(office, combs):
    """Three residents with 40, 24 and 8 yuan; the fund can front it all."""
    office.pays("on_pay_day", cap="1000")
    office.donated("1000")
    people = [office.resident(account=place == 0) for place in range(3)]
    return [office.entry(person, combs, good) for person, good in zip(people, (5, 3, 1), strict=True)]


def test_a_draft_claims_and_adds_up(office, earned):
    run = office.drafted()
    assert [slip.gross for slip in run.slips.order_by("-gross")] == [D("40.00"), D("24.00"), D("8.00")]
    assert set(EntryClaim.objects.values_list("entry", "reference")) == {(e.pk, run.number) for e in earned}
    assert run.slips.get(resident=earned[0].resident).method == Method.BANK
    assert run.slips.filter(method=Method.CASH).count() == 2
    assert office.at("payable") == 0
    assert books_are_clean(office.community)


def test_slips_are_numbered_by_pinyin(office, earned):
    run = office.drafted()
    numbers = list(run.slips.order_by("resident__pinyin_key", "resident").values_list("number", flat=True))
    assert numbers == [f"{run.number}-000{place}" for place in (1, 2, 3)]


def test_nothing_is_left_for_a_second_run(office, earned):
    office.drafted()
    with pytest.raises(RuleBroken) as error:
        office.drafted()
    assert error.value.code == "nothing_payable"


def test_the_cut_off_goes_by_work_date_whatever_the_month(office, combs):
    office.pays("on_pay_day", cap="1000")
    office.donated("1000")
    resident = office.resident()
    old, fresh = (office.entry(resident, combs, 1, on=day) for day in (dt.date(2026, 9, 3), dt.date(2026, 11, 24)))
    run = office.drafted(cut_off=dt.date(2026, 11, 20))
    assert list(PayLine.objects.values_list("entry", flat=True)) == [old.pk]
    assert office.drafted().slips.get().lines.get().entry_id == fresh.pk
    assert run.slips.count() == 1


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ({"pay_date": dt.date(2026, 11, 25), "cut_off": LAST_DAY}, "cut_off"),
        ({"pay_date": dt.date(2026, 11, 23), "cut_off": dt.date(2026, 11, 20)}, "past"),
    ],
)
def test_impossible_days(office, earned, days, code):
    with pytest.raises(RuleBroken) as error:
        office.drafted(**days)
    assert error.value.code == code


def test_discarding_frees_the_work_and_logs_the_sums(office, earned):
    run = runs.discard_run(run=office.drafted(), actor=office.social_worker, now=office.now)
    assert run.state == RunState.DISCARDED
    assert not EntryClaim.objects.exists() and not PayLine.objects.exists()
    assert "72.00" in MoveLog.objects.about(run).last().reason
    assert runs.discard_run(run=run, actor=office.social_worker, now=office.now).state == RunState.DISCARDED
    assert office.drafted().slips.count() == 3


def test_sending_back_needs_a_reason_and_a_new_draft(office, earned):
    run = office.submitted()
    common = {"actor": office.approver, "now": office.now}
    with pytest.raises(RuleBroken) as error:
        runs.send_back_run(run=run, reason=" ", **common)
    assert error.value.code == "reason_missing"
    run = runs.send_back_run(run=run, reason="少了一个人", **common)
    assert run.state == RunState.DRAFT and not run.slips.exists()
    with pytest.raises(RuleBroken) as error:
        runs.submit_run(run=run, actor=office.social_worker, now=office.now)
    assert error.value.code == "empty"
    runs.redraft_run(run=run, actor=office.staff, now=office.now)
    assert run.slips.count() == 3
    run.refresh_from_db()
    assert run.prepared_by == office.staff


def test_whoever_prepared_cannot_approve(office, earned):
    with pytest.raises(RuleBroken) as error:
        approval.approve_run(run=office.submitted(), actor=office.social_worker, now=office.now)
    assert error.value.code == "same_person"


def test_approval_posts_what_residents_are_owed(office, earned):
    run = office.approved()
    assert run.state == RunState.APPROVED
    assert office.at("payable", resident=earned[0].resident) == D("40.00")
    assert office.at("payable") == D("72.00")
    assert office.at("cost") == D("72.00")
    assert office.at("fronted") == office.at("due_to_fund") == D("72.00")
    assert approval.approve_run(run=run, actor=office.approver, now=office.now).state == RunState.APPROVED
    assert books_are_clean(office.community)


def test_rounding_is_posted_once(office):
    office.pays("on_pay_day", cap="1000")
    office.donated("1000")
    strings = office.operation("0.05", "0.035")
    slips_of = [office.entry(office.resident(), strings, good) for good in (333, 41, 7)]
    run = office.approved()
    assert len(slips_of) == run.slips.count()
    # 11.655 → 11.66, 1.435 → 1.44, 0.245 → 0.25: slips 13.35, cost of the order 13.335 → 13.34
    assert office.at("payable") == D("13.35")
    assert office.at("cost") == D("13.34")
    assert office.at("rounding") == D("0.01")
    assert books_are_clean(office.community)


def test_two_runs_of_one_month_share_its_tax(office):
    office.pays("on_pay_day", cap="9000")
    office.donated("9000")
    pay = office.operation("100", "100")
    resident = office.resident()
    taxes = []
    for pieces in (5, 7, 1):
        office.entry(resident, pay, pieces)
        taxes.append(office.approved().slips.get().tax)
    assert taxes == [D("0.00"), D("80.00"), D("20.00")]
    office.entry(resident, pay, 5)
    assert office.approved(pay_date=dt.date(2026, 12, 15)).slips.get().tax == 0
    assert books_are_clean(office.community)


def test_a_third_person_reverses(office, earned):
    run = office.approved()
    for actor in (office.social_worker, office.approver):
        with pytest.raises(RuleBroken) as error:
            reversal.reverse_run(run=run, reason="单价错了", actor=actor, now=office.now)
        assert error.value.code == "same_person"
    run = reversal.reverse_run(run=run, reason="单价错了", actor=office.staff, now=office.now)
    assert run.state == RunState.REVERSED
    assert {slip.state for slip in run.slips.all()} == {SlipState.REVERSED}
    assert office.at("payable") == office.at("cost") == office.at("fronted") == 0
    assert office.drafted().slips.count() == 3
    assert books_are_clean(office.community)


def test_a_run_with_money_out_is_not_reversed(office, earned):
    run = office.approved()
    slip = run.slips.get(resident=earned[1].resident)
    payments.pay_cash(run=run, slips=[slip.pk], actor=office.cashier, now=office.now)
    with pytest.raises(RuleBroken) as error:
        reversal.reverse_run(run=run, reason="错了", actor=office.staff, now=office.now)
    assert error.value.code == "wrong_state"


def test_one_slip_that_was_never_collected(office, earned):
    run = office.approved()
    gone, *others = run.slips.order_by("number")
    payments.pay_cash(run=run, slips=[s.pk for s in others], actor=office.cashier, now=office.now)
    with pytest.raises(RuleBroken) as error:
        payments.pay_cash(run=run, slips=[gone.pk], actor=office.cashier, now=DECEMBER)
    assert error.value.code == "other_month"
    reversal.reverse_slip(slip=gone, reason="月底没来领", actor=office.staff, now=office.now)
    assert office.at("payable") == 0
    assert office.at("cost") == sum(s.gross for s in others)
    again = office.drafted(pay_date=dt.date(2026, 12, 15))
    assert again.slips.get().resident == gone.resident
    assert books_are_clean(office.community)


def test_paid_in_cash_and_closed(office, earned):
    run = office.approved()
    held = run.slips.get(resident=earned[0].resident)
    slips.hold_slip(slip=held, reason="等她补卡号", actor=office.social_worker, now=office.now)
    others = run.slips.filter(state=SlipState.DUE)
    payments.pay_cash(
        run=run, slips=others.values_list("pk", flat=True), actor=office.cashier, now=office.now, collected_by="女儿"
    )
    run.refresh_from_db()
    assert run.state == RunState.PAYING
    assert office.at("cash") == -32
    run = closing.close_run(run=run, actor=office.cashier, now=office.now)
    held.refresh_from_db()
    assert (run.state, held.left_due_reason) == (RunState.CLOSED, "等她补卡号")
    assert books_are_clean(office.community)


def test_a_run_closes_when_everybody_is_paid_or_named(office, earned):
    run = office.approved()
    first, *rest = run.slips.order_by("number")
    payments.pay_cash(run=run, slips=[first.pk], actor=office.cashier, now=office.now)
    common = {"run": run, "actor": office.cashier, "now": office.now}
    with pytest.raises(RuleBroken) as error:
        closing.close_run(**common)
    assert error.value.code == "unpaid_slips"
    assert rest[0].resident.name in str(error.value)
    assert closing.close_run(**common, left_due={s.pk: "住院" for s in rest}).state == RunState.CLOSED


def test_the_approver_never_pays(office, earned):
    run = office.approved()
    file = bank_files.make_bank_file(run=run, actor=office.cashier, now=office.now)
    with pytest.raises(RuleBroken) as error:
        payments.mark_sent(bank_file=file, actor=office.approver, now=office.now)
    assert error.value.code == "same_person"
    with pytest.raises(RuleBroken) as error:
        payments.pay_cash(run=run, slips=run.slips.values_list("pk", flat=True), actor=office.approver, now=office.now)
    assert error.value.code == "same_person"


def test_what_came_back_is_owed_again(office, earned):
    run = office.approved()
    file = office.sent(run)
    payment = file.payments.get()
    payments.mark_done(run=run, payments=[payment.pk], actor=office.cashier, now=office.now)
    assert office.at("payable") == D("32.00")
    failed = payments.mark_failed(payment=payment, reason="账户已销户", actor=office.cashier, now=DECEMBER)
    assert failed.state == PaymentState.FAILED
    assert office.at("payable") == D("72.00")
    assert office.at("bank") == 1000
    again = payments.pay_again(payment=failed, actor=office.cashier, now=DECEMBER)
    assert (again.attempt, again.state) == (2, PaymentState.READY)
    second = bank_files.make_bank_file(run=run, actor=office.cashier, now=DECEMBER)
    payments.mark_sent(bank_file=second, actor=office.cashier, now=DECEMBER)
    payments.mark_done(run=run, payments=[again.pk], actor=office.cashier, now=DECEMBER)
    assert office.at("payable") == D("32.00")
    assert books_are_clean(office.community)


def test_a_withdrawn_file_is_made_anew(office, earned):
    run = office.approved()
    file = bank_files.make_bank_file(run=run, actor=office.cashier, now=office.now)
    bank_files.withdraw_file(bank_file=file, reason="开户行错了", actor=office.cashier, now=office.now)
    with pytest.raises(RuleBroken) as error:
        payments.mark_sent(bank_file=file, actor=office.cashier, now=office.now)
    assert error.value.code == "wrong_state"
    second = bank_files.make_bank_file(run=run, actor=office.cashier, now=office.now)
    assert second.payments.get().number != file.payments.get().number
    assert books_are_clean(office.community)
