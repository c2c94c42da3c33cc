"""History on the phone: months, a month, a day, an entry, and why anything isn't paid (yet), in plain sentences."""

import datetime as dt
from decimal import Decimal as D

import pytest

from tests.factories.payouts import approved, drafted, paid
from tests.factories.residents import BankAccountFactory
from tests.factories.workshops import EntryFactory, IssueFactory
from tests.payouts.office import LAST_DAY, Office
from workshops.payouts.enums import SlipState, WaitReason
from workshops.payouts.operations import payments
from workshops.payouts.queries import whereabouts
from workshops.payouts.queries.payable import waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(liuhe, workshop, staff, social_worker, approver, cashier, now) -> Office:
    """Acts as in an office, for money that really moves."""
    return Office(
        liuhe, workshop, staff=staff, social_worker=social_worker, approver=approver, cashier=cashier, now=now
    )


@pytest.fixture
def read(resident_client):
    """A page of hers as text."""

    def get(path: str) -> str:
        answer = resident_client.get(path)
        assert answer.status_code == 200, path
        return answer.content.decode()

    return get


def entry(resident, operation, **more):
    issue = IssueFactory(resident=resident, operation=operation, quantity=100)
    return EntryFactory(issue=issue, accepted=True, **more)


def test_the_months_of_a_year_are_bars_with_figures(read, resident, combs):
    entry(resident, combs, good=7)
    page = read("/me/history/")
    assert "2026年交的活" in page
    assert "11月" in page
    assert "56.00" in page
    assert 'class="bars-done" width="100%"' in page


def test_a_month_leads_to_its_days_and_a_day_to_its_entries(read, resident, combs):
    made = entry(resident, combs, good=7)
    day = made.work_date
    assert f"/me/history/2026/11/{day.day}/" in read("/me/history/2026/11/")
    page = read(f"/me/history/2026/11/{day.day}/")
    assert "合格 7 盒，8元/盒" in page
    assert f"/me/entries/{made.pk}/" in page


def test_an_entry_says_its_order_count_rate_and_what_did_not_count(read, resident, combs):
    made = entry(resident, combs, good=7, rework=1, worker_fault=1, material_fault=2, returned=1)
    page = read(f"/me/entries/{made.pk}/")
    for words in (
        made.operation.work_order.number,
        "7 盒",
        "8元",
        "¥56.00",
        "1 盒要返工，修好了照样算钱。",
        "1 盒做坏了，不算钱，也不扣您的钱。",
        "2 盒是料不好，不算钱。",
        "1 盒没做，退回来了，不算钱。",
    ):
        assert words in page


def test_the_three_sums_of_home_open_what_they_count(read, resident, combs, leader):
    entry(resident, combs, good=3)
    EntryFactory(
        issue=IssueFactory(resident=resident, operation=combs, quantity=9), pending=True, good=5, logged_by=leader
    )
    paid(entry(resident, combs, good=2))
    home = read("/me/")
    for part, sum_of_it, sentence in (
        ("counting", "40.00", "组长记下了，等社工点数。"),
        ("waiting", "24.00", "还在工坊，等着送到企业。"),
        ("got", "16.00", "已到手。"),
    ):
        assert f"/me/history/2026/11/{part}/" in home
        page = read(f"/me/history/2026/11/{part}/")
        assert f"¥{sum_of_it}" in page
        assert sentence in page


def test_work_of_earlier_months_that_is_not_paid_is_on_one_page(read, resident, combs):
    entry(resident, combs, good=3)
    assert "¥24.00" in read("/me/waiting/")


@pytest.mark.parametrize("address", ["history/2026/13/waiting/", "history/2026/11/31/", "history/2026/11/soon/"])
def test_a_day_or_part_that_isnt_is_not_found(resident_client, address):
    assert resident_client.get(f"/me/{address}").status_code == 404


def test_someone_elses_entry_is_not_found(resident_client, neighbour, combs):
    theirs = entry(neighbour, combs, good=7)
    assert resident_client.get(f"/me/entries/{theirs.pk}/").status_code == 404
    assert "56.00" not in resident_client.get("/me/history/2026/11/").content.decode()


# Why work isn't paid yet


def reasons(resident) -> dict:
    """By reason: what of hers waits for it (yuan, exact)."""
    sums: dict = {}
    for own in whereabouts.unpaid(resident, LAST_DAY):
        sums[own.at.reason] = sums.get(own.at.reason, 0) + own.entry.amount
    return sums


def as_the_office_says(resident) -> dict:
    rows = waiting(resident.community, cut_off=LAST_DAY)
    return {row.reason: row.amount for row in rows if row.resident_id == resident.pk}


def test_each_step_to_the_company_is_said_as_the_office_knows_it(office, resident):
    office.pays("on_receipt")
    combs = office.operation("8", "8", work_order__product="宠物梳")
    left = office.entry(resident, combs, 1)
    sent, accepted, received = (office.entry(resident, combs, count) for count in (2, 3, 4))
    office.accepted(received)
    statement = office.stated(combs.work_order.client)
    office.received(statement, "32")
    office.accepted(accepted)
    office.delivered(sent)
    said = reasons(resident)
    assert said.pop(whereabouts.Stage.NEXT_PAY_DAY) == received.amount
    assert (
        said
        == as_the_office_says(resident)
        == {
            WaitReason.NOT_DELIVERED: left.amount,
            WaitReason.NOT_ACCEPTED: sent.amount,
            WaitReason.NOT_PAID: accepted.amount,
        }
    )


def test_what_the_fund_cannot_lend_waits_its_turn(office, resident, read):
    office.pays("on_pay_day", cap="50")
    office.donated("50")
    combs = office.operation("8", "8", work_order__product="宠物梳")
    early = office.entry(resident, combs, 5, on=dt.date(2026, 11, 3))
    late = office.entry(resident, combs, 5, on=dt.date(2026, 11, 4))
    office.approved()
    assert reasons(resident) == {whereabouts.Stage.APPROVED: early.amount, WaitReason.OVER_CAP: late.amount}
    assert "爱心基金能垫的也用完了，要排队等。" in read(f"/me/entries/{late.pk}/")


def test_before_any_pay_run_ready_work_waits_for_the_next_pay_day(office, resident, read):
    office.pays("on_pay_day", cap="500")
    office.donated("500")
    made = office.entry(resident, office.operation("8", "8"), 5)
    assert "都好了，下次发钱一起发。" in read(f"/me/entries/{made.pk}/")


def test_a_correction_that_would_take_too_much_says_so(office, resident, read):
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    combs = office.operation("8", "8")
    first = office.entry(resident, combs, 10, on=dt.date(2026, 11, 3))
    office.approved(cut_off=dt.date(2026, 11, 10))
    rows = office.corrected(first, good=0)
    office.entry(resident, combs, 2, on=dt.date(2026, 11, 12))
    office.approved()
    assert reasons(resident)[WaitReason.CORRECTION] == D(-80)
    assert "往后每次少发一点，补平为止" in read(f"/me/entries/{rows[0].pk}/")


def test_what_a_run_holds_says_how_far_the_run_is(office, resident, combs, read):
    preparing, due = entry(resident, combs, good=1), entry(resident, combs, good=2)
    drafted(preparing)
    approved(due)
    assert "已经算进12月15日要发的钱里。" in read(f"/me/entries/{preparing.pk}/")
    assert "定好了，12月15日发。" in read(f"/me/entries/{due.pk}/")


def test_a_slip_that_is_held_back_says_why(resident, combs, read):
    made = entry(resident, combs, good=2)
    approved(made).slips.update(state=SlipState.HELD, held_reason="等您补银行卡号")
    assert "这笔先没发：等您补银行卡号" in read(f"/me/entries/{made.pk}/")


def test_a_payment_that_the_bank_refused_says_so(office, liuhe, workshop, read, resident):
    office.pays("on_pay_day", cap="500")
    office.donated("500")
    BankAccountFactory(resident=resident, added_by=office.social_worker)
    made = office.entry(resident, office.operation("8", "8"), 5)
    run = office.approved()
    office.sent(run)
    page = read(f"/me/entries/{made.pk}/")
    assert "已经交给银行，过几天到账。" in page or "已到手" in page
    payment = run.slips.get().payments.get()
    payments.mark_failed(payment=payment, reason="户名不符", actor=office.cashier, now=office.now)
    assert "银行没转成：户名不符。社工会再发一次。" in read(f"/me/entries/{made.pk}/")


def test_a_correction_of_earlier_work_is_not_told_as_work_to_deliver(office, resident, read):
    """Its pieces went out with what it corrects: the slip that only puts that right names the day."""
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    combs = office.operation("8", "8")
    first = office.entry(resident, combs, 10, on=dt.date(2026, 11, 3))
    early = office.approved(cut_off=dt.date(2026, 11, 10)).slips.get()
    office.accepted(first)
    (more,) = office.corrected(first, rate=D("9"))[1:]
    later = office.approved().slips.get()
    assert "改正" not in read(f"/me/slips/{early.pk}/story/")
    for told in (read(f"/me/slips/{later.pk}/story/"), read(f"/me/entries/{more.pk}/")):
        assert "改正11月3日记的数" in told
        assert "送到" not in told and "您做的" not in told
