"""What home and slip tell of pay that didn't arrive, and the one thing that home asks."""

import datetime as dt

import pytest

from tests.factories.disputes import answered, raised, settled
from tests.factories.residents import BankAccountFactory
from workshops.payouts.operations.payments import mark_failed, pay_again
from workshops.payouts.operations.slips import set_method

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(office, resident, combs):
    """A run that pays her 40.00 to her card."""
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    BankAccountFactory(resident=resident)
    office.entry(resident, combs, 5)
    return office.approved()


@pytest.fixture
def failed(office, run):
    """Her slip, which the bank could not pay."""
    payment = office.sent(run).payments.get()
    mark_failed(payment=payment, reason="账号已注销", actor=office.cashier, now=office.now)
    return run.slips.get()


@pytest.fixture
def paid_slip(office, run):
    """Her slip, counted out in cash."""
    slip = run.slips.get()
    set_method(slip=slip, method="cash", actor=office.staff, now=office.now)
    office.paid_in_cash(run)
    return slip


def test_a_failed_payment_is_told_with_the_way_out(resident_client, failed):
    page = resident_client.get(f"/me/slips/{failed.pk}/")
    assert "银行没转成（账号已注销）。请带新的银行卡到工坊，换好了马上再发。" in page.content.decode()
    assert "银行没转成。请带新的银行卡到工坊。" in page.context["sentence"].text
    assert "11月30日发" not in page.content.decode()
    home = resident_client.get("/me/")
    assert "的 40.00 元，银行没转成：看看怎么办" in home.content.decode()
    assert "四十块，银行没转成。" in home.context["sentence"].text


def test_it_comes_before_every_question(resident_client, resident, failed):
    raised(resident, line=failed.lines.get())
    assert "银行没转成：看看怎么办" in resident_client.get("/me/").content.decode()


def test_a_new_try_takes_its_place(office, resident_client, failed):
    pay_again(payment=failed.payments.get(), actor=office.cashier, now=office.now)
    assert "银行没转成" not in resident_client.get(f"/me/slips/{failed.pk}/").content.decode()
    assert "银行没转成" not in resident_client.get("/me/").content.decode()


@pytest.mark.parametrize("days", [6, 7])
def test_a_day_that_passed_is_promised_no_more(request, run, clock, days):
    clock.forward(days=days)
    page = request.getfixturevalue("resident_client").get(f"/me/slips/{run.slips.get().pk}/")
    if days == 6:
        assert "<b>11月30日发</b>" in page.content.decode()
        return
    assert "本来11月30日发，还没发出去。问社工。" in page.content.decode()
    assert "本来十一月三十号发，还没发出去。请问社工。" in page.context["sentence"].text


def test_an_answer_to_her_comes_before_the_money(resident_client, resident, run, office, staff, combs, paid_slip):
    waiting = office.entry(resident, combs, 2)
    assert "收到了吗？" in resident_client.get("/me/").content.decode()
    found = answered(raised(resident, entry=waiting), staff)
    home = resident_client.get("/me/")
    assert "答复您了，解决了吗？" in home.content.decode()
    assert "收到了吗？" not in home.content.decode()
    assert "您提的事有答复了。" in home.context["sentence"].text
    settled(found)
    assert "收到了吗？" in resident_client.get("/me/").content.decode()


@pytest.mark.parametrize(("days", "asks"), [(66, True), (67, False)])
def test_sixty_days_after_pay_day_nobody_asks_any_more(request, paid_slip, clock, days, asks):
    clock.forward(days=days)
    home = request.getfixturevalue("resident_client").get("/me/")
    assert ("收到了吗" in home.content.decode()) is asks
    assert ("收到了吗" in home.context["sentence"].text) is asks


def test_earlier_work_has_its_own_row_beside_the_question(resident_client, resident, office, combs, paid_slip):
    office.entry(resident, combs, 3, on=dt.date(2026, 10, 20))
    home = resident_client.get("/me/").content.decode()
    assert "收到了吗？" in home
    assert 'href="/me/waiting/"' in home and "24.00" in home


def test_her_settled_dispute_is_no_paid_bill(resident_client, resident, office, combs, staff, paid_slip):
    settled(answered(raised(resident, entry=office.entry(resident, combs, 2)), staff))
    page = resident_client.get("/me/disputes/").content.decode()
    assert "解决了" in page and "已付清" not in page


def test_a_long_slip_is_asked_about_product_by_product(resident_client, resident, office, combs, run):
    beads = office.operation("8", "8")
    for _day in range(5):
        office.entry(resident, combs, 1)
        office.entry(resident, beads, 1)
    slip = office.approved().slips.get()
    page = resident_client.get(f"/me/slips/{slip.pk}/dispute/").content.decode()
    assert page.count("?work=") == 2
    assert f"/me/slips/{slip.pk}/dispute/{slip.lines.first().pk}/" not in page
    chosen = f"/me/slips/{slip.pk}/dispute/?work={combs.work_order_id}"
    page = resident_client.get(chosen).content.decode()
    shown = [line for line in slip.lines.all() if f"/me/slips/{slip.pk}/dispute/{line.pk}/" in page]
    assert {line.work_order_id for line in shown} == {combs.work_order_id}
    assert (len(shown), page.count(f'href="/me/slips/{slip.pk}/dispute/"')) == (5, 2)  # back, above and below
