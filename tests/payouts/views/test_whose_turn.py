"""No dead ends: why a run is not hers to approve and whose it is, why nobody can be paid and what helps."""

import datetime as dt

import pytest

from tests.payouts.views.pages import at, page, write
from workshops.payouts.models import PayRun

DAYS = {"pay_date": "2026-11-30", "cut_off": "2026-11-30"}


@pytest.mark.parametrize("act", ["run_approve", "run_send_back"])
@pytest.mark.parametrize("role", ["social_worker", "staff", "cashier"])
def test_another_duty_reads_why_and_who_can(desks, office, worked, approver, act, role):
    response = desks[role].get(at(act, office.submitted().pk))
    assert response.status_code == 403
    text = response.content.decode()
    assert approver.name in text and "什么都没有改" in text
    assert ("制表的人不能复核" if role == "social_worker" else "第二双眼睛") in text


def test_an_approver_who_prepared_it_reads_who_else_can(desks, office, worked, approver, liuhe):
    run = office.submitted()
    PayRun.objects.filter(pk=run.pk).update(prepared_by=approver)
    response = desks["approver"].get(at("run_approve", run.pk))
    text = response.content.decode()
    assert response.status_code == 403
    assert "制表的人不能复核" in text and "还没有别的复核人" in text
    liuhe.memberships.create(user=office.staff, role="approver", starts_on=liuhe.opened_on)
    assert f"可以复核的人：{office.staff.name}" in desks["approver"].get(at("run_approve", run.pk)).content.decode()


def test_a_leader_reads_nothing_of_it(desks, office, worked, approver):
    response = desks["leader"].get(at("run_approve", office.submitted().pk))
    assert response.status_code == 403
    assert approver.name not in response.content.decode()


def test_nobody_payable_says_why_and_where_to_go(desks, office, combs):
    office.pays("on_receipt")
    office.entry(office.resident(), combs, 5)
    office.delivered(office.entry(office.resident(), combs, 5))
    office.accepted(office.entry(office.resident(), combs, 5))
    text = page(desks["staff"], at("run_new"), **DAYS)
    assert "现在还没有人能发" in text and "制表</button>" not in text
    for reason, way in (
        ("还没送货", "/liuhe/deliveries/"),
        ("企业还没验收", "/liuhe/deliveries/"),
        ("企业没付款", at("receipts")),
    ):
        assert reason in text and f'href="{way}"' in text
    assert text.count("1 人") >= 3


def test_work_after_the_cut_off_asks_for_a_later_day(desks, office, combs):
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    office.entry(office.resident(), combs, 5, on=dt.date(2026, 11, 24))
    text = page(desks["staff"], at("run_new"), pay_date="2026-11-30", cut_off="2026-11-20")
    assert "选晚一些" in text


def test_nothing_at_all_waits(desks, liuhe):
    text = page(desks["staff"], at("run_new"), **DAYS)
    assert "没有等着发钱的活" in text and "/liuhe/entries/" in text


def test_a_refusal_is_still_read_where_nobody_is_payable(desks, liuhe):
    text = write(desks["social_worker"], at("run_new"), **DAYS).content.decode()
    assert "没有能发钱的活" in text or "能发" in text


def test_whoever_only_handed_it_in_does_not_read_that_she_prepared_it(desks, office, worked):
    run = office.submitted()
    PayRun.objects.filter(pk=run.pk).update(prepared_by=office.staff)
    text = page(desks["social_worker"], at("run", run.pk))
    assert "您制的表" not in text and "您交的复核" in text
    assert "您制的表" in page(desks["staff"], at("run", run.pk))


def test_a_limit_that_nobody_set_is_not_used_up(desks, office, combs, liuhe):
    """The work of nobody's order: the community would have to lay it out and never said how much it may."""
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    office.entry(office.resident(), combs, 2)
    run = office.drafted()
    office.pays("on_pay_day")
    office.entry(office.resident(), combs, 5)
    setting = f"/admin/residents/community/{liuhe.pk}/change/"
    for path, days in ((at("run", run.pk), {}), (at("run_new"), DAYS), (at("fund"), {})):
        for role in ("staff", "social_worker"):
            text = page(desks[role], path, **days)
            assert "还没定垫付上限" in text and "垫付额度用完" not in text, (path, role)
            assert "最多垫" not in text and "基金垫付上限" in text, (path, role)
            assert (setting in text) == (role == "staff"), (path, role)


def test_a_limit_that_is_used_up_is_called_so(desks, office, combs):
    office.pays("on_pay_day", cap="10")
    office.donated("5000")
    office.entry(office.resident(), combs, 5)
    text = page(desks["staff"], at("run_new"), **DAYS)
    assert "垫付额度用完" in text and "还没定" not in text
    text = page(desks["staff"], at("fund"))
    assert "最多垫 ¥10.00" in text and "还没定" not in text
