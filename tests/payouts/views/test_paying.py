"""Paying in the browser: the bank's file, what arrived, cash, failed and made again, slips held back."""

import pytest

from residents.models import SensitiveRead
from tests.factories.payouts import BankFileProfileFactory
from tests.payouts.views.pages import at, page, twice, write
from workshops.payouts.enums import PaymentState, SlipState
from workshops.payouts.models import BankFile, Payment, Payslip
from workshops.payouts.operations.answers import answer_slip


@pytest.fixture
def run(office, worked):
    """Approved; one of three is paid through the bank."""
    return office.approved()


@pytest.fixture
def by_bank(run, worked):
    return run.slips.get(resident=worked[1])


def test_the_file_is_made_once_and_downloads_the_same_bytes(desks, run):
    first, second = twice(desks["cashier"], at("run_file", run.pk))
    file = BankFile.objects.get()
    assert first.url == second.url == at("run", run.pk)
    one = desks["cashier"].get(at("file_download", file.pk))
    other = desks["cashier"].get(at("file_download", file.pk))
    assert one.content == other.content == file.content.reveal()
    assert file.name in one.headers["Content-Disposition"]
    assert "no-store" in one.headers["Cache-Control"]
    assert SensitiveRead.objects.filter(kind="account", reason__contains=file.name).count() == 2


def test_a_banks_own_template_makes_text(desks, run, liuhe):
    profile = BankFileProfileFactory(community=liuhe, file_format="csv")
    write(desks["cashier"], at("run_file", run.pk), profile=profile.pk)
    response = desks["cashier"].get(at("file_download", BankFile.objects.get().pk))
    assert response.headers["Content-Type"] == "text/csv"
    assert "户名" in response.content.decode("gbk")


def test_sent_arrived_and_paid(desks, run, by_bank):
    write(desks["cashier"], at("run_file", run.pk))
    file = BankFile.objects.get()
    assert "交给银行了吗" in page(desks["cashier"], at("file_sent", file.pk))
    write(desks["cashier"], at("file_sent", file.pk), sent_on="2026-11-24")
    payment = Payment.objects.get()
    assert payment.state == PaymentState.SENT
    assert payment.number in page(desks["cashier"], at("run_arrived", run.pk))
    assert "请至少勾一个" in write(desks["cashier"], at("run_arrived", run.pk)).content.decode()
    twice(desks["cashier"], at("run_arrived", run.pk), ticked=payment.pk)
    assert Payslip.objects.get(pk=by_bank.pk).state == SlipState.PAID


def test_a_month_too_late_is_refused_and_the_day_stays(desks, run):
    write(desks["cashier"], at("run_file", run.pk))
    response = write(desks["cashier"], at("file_sent", BankFile.objects.get().pk), sent_on="2026-12-01")
    assert response.status_code == 200
    assert 'value="2026-12-01"' in response.content.decode()
    assert Payment.objects.get().state == PaymentState.READY


def test_a_file_is_withdrawn_before_it_is_sent(desks, run):
    write(desks["cashier"], at("run_file", run.pk))
    write(desks["cashier"], at("file_withdraw", BankFile.objects.get().pk), reason="模板选错了")
    assert Payment.objects.get().state == PaymentState.VOIDED
    assert "做银行代发文件（1 人）" in page(desks["cashier"], at("run", run.pk))


def test_failed_with_the_banks_words_and_made_again(desks, office, run, by_bank):
    office.sent(run)
    payment = by_bank.payments.get()
    assert at("payment_failed", payment.pk) in page(desks["cashier"], at("slip", by_bank.pk))
    write(desks["cashier"], at("payment_failed", payment.pk), reason="户名不符")
    text = page(desks["cashier"], at("slip", by_bank.pk))
    assert "户名不符" in text
    assert at("payment_again", payment.pk) in text
    twice(desks["cashier"], at("payment_again", payment.pk))
    assert by_bank.payments.count() == 2
    assert "做银行代发文件（1 人）" in page(desks["cashier"], at("run", run.pk))


def test_cash_is_counted_out_to_whoever_is_ticked(desks, run, worked):
    slips = run.slips.filter(method="cash").order_by("pk")
    text = page(desks["cashier"], at("run_cash", run.pk))
    assert "¥992.00" in text
    assert "玖佰玖拾贰元整" in text
    form = {"ticked": slips[0].pk, "paid_on": "2026-11-24", "collected_by": "女儿 小王"}
    twice(desks["cashier"], at("run_cash", run.pk), **form)
    payment = Payment.objects.get()
    assert (payment.collected_by, payment.state) == ("女儿 小王", PaymentState.DONE)
    assert "女儿 小王" in page(desks["cashier"], at("slip", slips[0].pk))


def test_nobody_is_ticked_until_she_signed(desks, run, worked):
    text = page(desks["cashier"], at("run_cash", run.pk))
    assert " checked" not in text and worked[0].house in text
    assert page(desks["cashier"], at("run_cash", run.pk), all="1").count(" checked") == 2


def test_whoever_fetches_money_fetches_it_for_one(desks, run):
    slips = run.slips.filter(method="cash").values_list("pk", flat=True)
    form = {"ticked": list(slips), "paid_on": "2026-11-24", "collected_by": "女儿 小王"}
    assert "只勾" in write(desks["cashier"], at("run_cash", run.pk), **form).content.decode()
    assert not Payment.objects.exists()


def test_cash_that_was_ticked_by_mistake_is_taken_back_and_counted_out_later(desks, run):
    slip = run.slips.filter(method="cash").order_by("pk")[0]
    form = {"ticked": slip.pk, "paid_on": "2026-11-24"}
    write(desks["cashier"], at("run_cash", run.pk), **form)
    button = at("payment_failed", Payment.objects.get().pk)
    assert button in page(desks["cashier"], at("slip", slip.pk))
    assert (
        "钱还在现金盒里" in page(desks["cashier"], button)
        and "银行" not in page(desks["cashier"], button).split("<main")[1]
    )
    twice(desks["cashier"], button, reason="勾错了人")
    slip.refresh_from_db()
    assert slip.state == SlipState.DUE and f'id="tick-{slip.pk}"' in page(desks["cashier"], at("run_cash", run.pk))
    write(desks["cashier"], at("run_cash", run.pk), **form)
    assert [payment.state for payment in slip.payments.order_by("pk")] == [PaymentState.FAILED, PaymentState.DONE]


def test_cash_that_she_confirmed_is_not_taken_back(desks, office, combs):
    office.pays("on_pay_day", cap="500")
    office.donated("500")
    office.entry(office.resident(with_user=True), combs, 1)
    run = office.approved()
    office.paid_in_cash(run)
    slip = run.slips.get()
    answer_slip(slip=slip, answer="received", actor=slip.resident.user, now=office.now)
    button = at("payment_failed", slip.payments.get().pk)
    assert button not in page(desks["cashier"], at("slip", slip.pk))
    assert "已经说收到了这笔现金" in write(desks["cashier"], button, reason="勾错了人").content.decode()


def test_whoever_approved_can_not_pay(desks, office, run, approver, liuhe):
    liuhe.memberships.create(user=approver, role="cashier", starts_on=liuhe.opened_on)
    text = page(desks["approver"], at("run", run.pk))
    assert "您复核的，现在等出纳付款，不能是您自己。" in text
    assert at("run_cash", run.pk) not in text
    slip = run.slips.filter(method="cash").order_by("pk")[0]
    response = write(desks["approver"], at("run_cash", run.pk), ticked=slip.pk, paid_on="2026-11-24")
    assert "复核的人不能付款，请出纳来。" in response.content.decode()
    assert not Payment.objects.exists()


def test_held_back_with_a_reason_and_released(desks, run, by_bank):
    assert at("slip_hold", by_bank.pk) in page(desks["social_worker"], at("slip", by_bank.pk))
    assert at("slip_hold", by_bank.pk) not in page(desks["cashier"], at("slip", by_bank.pk))
    write(desks["social_worker"], at("slip_hold", by_bank.pk), reason="等她补卡号")
    assert "先不发：等她补卡号" in page(desks["cashier"], at("run", run.pk))
    write(desks["social_worker"], at("slip_release", by_bank.pk))
    assert Payslip.objects.get(pk=by_bank.pk).state == SlipState.DUE


def test_one_slip_is_paid_another_way(desks, run, by_bank, worked):
    write(desks["staff"], at("slip_to_cash", by_bank.pk))
    assert Payslip.objects.get(pk=by_bank.pk).method == "cash"
    cash = run.slips.get(resident=worked[0])
    assert "还没有收款账户" in write(desks["staff"], at("slip_to_bank", cash.pk)).content.decode()


def test_a_slip_is_reversed_by_a_third_person(desks, run, by_bank):
    write(desks["cashier"], at("slip_reverse", by_bank.pk), reason="人搬走了")
    assert Payslip.objects.get(pk=by_bank.pk).state == SlipState.REVERSED


def test_the_slip_explains_itself(desks, run, by_bank):
    text = page(desks["staff"], at("slip", by_bank.pk))
    for words in ("1,040.00", "个税怎么算的", "48.00", "玖佰玖拾贰元整", "还没有答复"):
        assert words in text


def test_papers_and_whole_numbers(desks, run, by_bank):
    text = page(desks["social_worker"], at("run_paper", run.pk))
    assert "领款人签字" in text
    assert by_bank.resident.identity_number.reveal() not in text
    assert desks["social_worker"].get(at("run_paper_full", run.pk)).status_code == 403
    whole, number = at("run_paper_full", run.pk), by_bank.resident.identity_number.reveal()
    assert number not in page(desks["cashier"], whole)
    assert number not in write(desks["cashier"], whole, reason=" ").content.decode()
    assert not SensitiveRead.objects.exists()
    assert number in write(desks["cashier"], whole, reason="交街道存档").content.decode()
    assert SensitiveRead.objects.filter(kind="identity", reason=f"{run.number}: 交街道存档").count() == 3
    notice = page(desks["staff"], at("run_notice", run.pk))
    assert "刘明月" not in notice
    assert "刘*" in notice
    assert "加工费单" in page(desks["staff"], at("slip_paper", by_bank.pk))


def test_spreadsheets(desks, run):
    assert desks["staff"].get(at("run_xlsx", run.pk)).content[:2] == b"PK"
    assert desks["cashier"].get(at("run_xlsx_full", run.pk)).content[:2] != b"PK"
    assert not SensitiveRead.objects.exists()
    assert write(desks["cashier"], at("run_xlsx_full", run.pk), reason="交街道存档").content[:2] == b"PK"
    assert SensitiveRead.objects.count() == 6
    for name in ("runs_xlsx", "statements_xlsx", "receipts_xlsx", "journal_xlsx"):
        assert desks["staff"].get(at(name)).content[:2] == b"PK"
