"""Pay runs in the browser, from the preview to the last signature."""

import datetime as dt
import re
from decimal import Decimal

import pytest

from tests.payouts.office import LAST_DAY
from tests.payouts.views.pages import at, page, twice, write
from workshops.payouts.enums import RunState
from workshops.payouts.models import PayRun
from workshops.payouts.operations.reversal import reverse_slip
from workshops.payouts.operations.runs import discard_run
from workshops.payouts.operations.slips import hold_slip

DAYS = {"pay_date": LAST_DAY.isoformat(), "cut_off": LAST_DAY.isoformat()}


def state(run) -> str:
    return PayRun.objects.get(pk=run.pk).state


def test_the_preview_shows_who_is_paid_and_who_is_not(desks, office, combs, worked):
    office.pays("on_receipt")
    text = page(desks["staff"], at("run_new"), **DAYS)
    assert "3 人，合计 ¥2,032.00" in text
    assert "还没送货：3 人" in text
    office.pays("on_pay_day", cap="100000")
    text = page(desks["staff"], at("run_new"), **DAYS)
    assert "能发 3 人" in text
    assert "¥2,032.00" in text
    assert "1,040.00" in text


def test_the_preview_offers_the_next_pay_day_and_the_month_before(desks, liuhe):
    text = page(desks["social_worker"], at("run_new"))
    assert 'value="2026-12-15"' in text
    assert 'value="2026-11-24"' in text


def test_a_day_that_is_no_day_keeps_the_preview(desks, worked):
    assert "能发" in page(desks["staff"], at("run_new"), pay_date="sometime", cut_off="2026-11-30")


def test_a_run_is_drawn_up_once(desks, worked):
    first, second = twice(desks["social_worker"], at("run_new"), **DAYS)
    run = PayRun.objects.get()
    assert first.url == second.url == at("run", run.pk)
    assert run.slips.count() == 3


def test_a_broken_rule_is_said_and_the_days_stay(desks, worked):
    response = write(desks["social_worker"], at("run_new"), pay_date="2026-11-01", cut_off="2026-11-01")
    assert "发钱日不能早于今天" in response.content.decode()
    assert not PayRun.objects.exists()


def test_the_page_tells_the_money_and_what_to_look_at(desks, office, worked):
    run = office.drafted()
    text = page(desks["social_worker"], at("run", run.pk))
    for words in ("柳小巧", "¥2,032.00", "现金签收", "正常", "代扣", "交复核", "没进这批的"):
        assert words in text


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("social_worker", "您制的表，现在等复核人来看，不能是您自己。"),
        ("staff", "等复核人来复核，不能是制表人林晓云。"),
        ("cashier", "等复核人来复核，不能是制表人林晓云。"),
    ],
)
def test_whoever_may_not_approve_reads_who_must(desks, office, worked, role, words):
    text = page(desks[role], at("run", office.submitted().pk))
    assert words in text
    assert "复核通过</a>" not in text


def test_the_approver_sees_the_sum_in_capitals_and_approves_once(desks, office, worked):
    run = office.submitted()
    url = at("run_approve", run.pk)
    assert url in page(desks["approver"], at("run", run.pk))
    text = page(desks["approver"], url)
    assert "¥1,984.00" in text
    assert "壹仟玖佰捌拾肆元整" in text
    assert {response.status_code for response in twice(desks["approver"], url)} == {302}
    assert state(run) == RunState.APPROVED


def test_what_the_fund_would_lay_out_and_who_is_left_out(desks, office, worked, combs):
    office.approved()
    office.entry(worked[0], combs, 10, on=dt.date(2026, 11, 23))
    office.entry(office.resident(), combs, 5)
    run = office.drafted(cut_off=dt.date(2026, 11, 23))
    pages = [page(desks["social_worker"], at(name, run.pk)) for name in ("run", "run_submit")]
    write(desks["social_worker"], at("run_submit", run.pk))
    pages += [page(desks["approver"], at(name, run.pk)) for name in ("run", "run_approve")]
    for text in pages:
        for words, amount in (("这批要爱心基金垫付", "80.00"), ("垫付后合计", "2,112.00"), ("还能垫", "17,888.00")):
            assert re.search(rf"{words}\D*¥{amount}", text)
    assert "还有 1 人有活不在这批里，共 ¥40.00" in pages[-1]
    assert f"{at('run', run.pk)}#left-out" in pages[-1]
    write(desks["approver"], at("run_approve", run.pk))
    assert office.at("fronted") == 2112


def test_nobody_approves_what_she_prepared(desks, office, worked, approver, liuhe):
    liuhe.memberships.create(user=approver, role="staff", starts_on=liuhe.opened_on)
    run = office.submitted()
    PayRun.objects.filter(pk=run.pk).update(prepared_by=approver)
    assert "复核通过</a>" not in page(desks["approver"], at("run", run.pk))
    response = write(desks["approver"], at("run_approve", run.pk))
    assert "制表的人不能复核，请另一位复核人来。" in response.content.decode()
    assert state(run) == RunState.SUBMITTED


def test_sent_back_with_a_reason_and_drawn_up_again(desks, office, worked):
    run = office.submitted()
    url = at("run_send_back", run.pk)
    assert "这里还空着" in write(desks["approver"], url, reason="").content.decode()
    write(desks["approver"], url, reason="孙小荷的数再点一遍")
    assert state(run) == RunState.DRAFT
    assert "重新制表" in page(desks["social_worker"], at("run", run.pk))
    write(desks["social_worker"], at("run_redraft", run.pk), **DAYS)
    assert run.slips.count() == 3
    write(desks["social_worker"], at("run_submit", run.pk))
    assert state(run) == RunState.SUBMITTED


def test_a_draft_is_discarded_and_its_number_kept(desks, office, worked):
    run = office.drafted()
    assert write(desks["social_worker"], at("run_discard", run.pk)).url == at("runs")
    assert state(run) == RunState.DISCARDED
    assert run.number in page(desks["social_worker"], at("runs"))


def test_a_third_person_reverses(desks, office, worked):
    run = office.approved()
    assert at("run_reverse", run.pk) not in page(desks["approver"], at("run", run.pk))
    assert "第三个人" in write(desks["approver"], at("run_reverse", run.pk), reason="重复了").content.decode()
    write(desks["cashier"], at("run_reverse", run.pk), reason="重复了")
    assert state(run) == RunState.REVERSED
    assert "已冲销" in page(desks["cashier"], at("run", run.pk))


def test_a_run_closes_when_it_is_written_who_stays_unpaid(desks, office, worked):
    run = office.approved()
    office.sent(run)
    slip = run.slips.get(resident=worked[1])
    payment = slip.payments.get()
    write(desks["cashier"], at("run_arrived", run.pk), ticked=payment.pk)
    url = at("run_close", run.pk)
    others = run.slips.exclude(pk=slip.pk).order_by("pk")
    response = write(desks["cashier"], url)
    assert "还有 2 张没发" in response.content.decode()
    write(desks["cashier"], url, **{f"slip_{other.pk}": "出远门了" for other in others})
    assert state(run) == RunState.CLOSED
    assert "出远门了" in page(desks["cashier"], at("slip", others[0].pk))


def test_the_sum_is_the_slips_own(office, worked):
    run = office.approved()
    assert sum(slip.net for slip in run.slips.order_by("pk")) == Decimal("1984.00")


def test_a_run_reversed_slip_by_slip_says_what_happened(desks, office, staff, worked):
    run = office.approved()
    for slip in run.slips.order_by("pk"):
        reverse_slip(slip=slip, reason="没来领", actor=staff, now=office.now)
    text = page(desks["staff"], at("run", run.pk))
    assert "都一张一张冲销了" in text and "共 3 张" in text
    assert text.count("没来领") == 3 and "柳小巧" in text
    assert "这批里没有人" not in text


def test_the_page_names_whoever_was_held_back_last_time_and_has_nothing_in_it(desks, office, worked):
    run = office.drafted()
    slip = run.slips.get(resident__name="柳小巧")
    hold_slip(slip=slip, reason="账户不对", actor=office.staff, now=office.now)
    discard_run(run=run, actor=office.staff, now=office.now)
    assert "上次扣住了：账户不对" in page(desks["staff"], at("run", run.pk))
    again = office.drafted()
    text = page(desks["staff"], at("run", again.pk))
    assert again.slips.get(resident=slip.resident_id).state == "held"
    assert "上次暂缓的人" not in text and "先不发：账户不对" in text
