"""A bank file on its way: one that was taken back isn't handed out; pay that isn't hers to judge or to reverse."""

import datetime as dt

import pytest

from residents.models import SensitiveRead
from tests.payouts.views.pages import at, page, write
from workshops.payouts.models import BankFile, PayRun

NEXT_MONTH = {"pay_date": "2026-12-15", "reason": "改到下个月"}


@pytest.fixture
def run(office, worked):
    """Approved; one of three is paid through the bank."""
    return office.approved()


@pytest.fixture
def file(desks, run):
    write(desks["cashier"], at("run_file", run.pk))
    return BankFile.objects.get()


@pytest.fixture
def taken_back(desks, file):
    write(desks["cashier"], at("file_withdraw", file.pk), reason="模板选错了")
    return file


@pytest.mark.parametrize(("act", "more"), [("run_reverse", {}), ("run_postpone", {"pay_date": "2026-12-15"})])
def test_whoever_would_turn_pay_round_reads_which_file_is_out(desks, run, file, act, more):
    refused = write(desks["staff"], at(act, run.pk), reason="重复了", **more)
    assert refused.status_code == 200 and file.name in refused.content.decode()
    assert PayRun.objects.get(pk=run.pk).state == "approved"


def test_a_file_that_is_out_is_offered(desks, run, file):
    text = page(desks["cashier"], at("run", run.pk))
    assert at("file_download", file.pk) in text and at("file_sent", file.pk) in text
    assert "已撤回" not in text


def test_a_file_taken_back_is_marked_and_not_handed_out(desks, run, taken_back):
    text = page(desks["cashier"], at("run", run.pk))
    assert '<span class="pill bad">已撤回</span>' in text
    for act in ("file_download", "file_sent", "file_withdraw"):
        assert at(act, taken_back.pk) not in text
    answer = desks["cashier"].get(at("file_download", taken_back.pk), follow=True)
    assert answer.redirect_chain == [(at("run", run.pk), 302)]
    assert f"{taken_back.name} 已经撤回" in answer.content.decode()
    assert not SensitiveRead.objects.exists()


def test_a_file_waits_for_its_pay_month(desks, office, worked):
    run = office.approved(pay_date=dt.date(2026, 12, 15))
    refused = write(desks["cashier"], at("run_file", run.pk))
    assert refused.status_code == 200 and "等到 2026-12" in refused.content.decode()
    text = page(desks["cashier"], at("run", run.pk))
    assert at("run_file", run.pk) not in text and at("run_cash", run.pk) not in text
    assert "发放的月份还没到" in text


@pytest.mark.parametrize("act", ["run_approve", "run_send_back"])
def test_a_draft_is_not_judged_yet(desks, office, worked, act):
    run = office.drafted()
    answer = desks["approver"].get(at(act, run.pk), follow=True)
    assert answer.redirect_chain == [(at("run", run.pk), 302)]
    assert f"{run.number} 还没有交复核" in answer.content.decode()


@pytest.mark.parametrize("act", ["run_approve", "run_send_back"])
def test_an_approved_run_is_not_judged_again(desks, run, act):
    answer = desks["approver"].get(at(act, run.pk), follow=True)
    assert f"{run.number} 已经不等复核了" in answer.content.decode()


@pytest.mark.parametrize("act", ["run_reverse", "run_postpone"])
def test_whoever_approved_it_does_not_even_see_the_form(desks, run, act):
    answer = desks["approver"].get(at(act, run.pk))
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "第三个人" in text and 'method="post" novalidate' not in text
    assert write(desks["approver"], at(act, run.pk), **NEXT_MONTH).status_code == 403
    assert PayRun.objects.get(pk=run.pk).state == "approved"


def test_nor_of_a_single_slip(desks, run):
    answer = desks["approver"].get(at("slip_reverse", run.slips.order_by("pk")[0].pk))
    assert answer.status_code == 403 and "第三个人" in answer.content.decode()


OUT = "还没有撤回，银行可能正照着它付钱"


def test_turning_pay_round_is_not_offered_while_a_file_is_out(desks, run, file):
    """Of a run: whoever could do it reads which file it is and what comes first."""
    acts = [at("run_reverse", run.pk), at("run_postpone", run.pk)]
    text = page(desks["staff"], at("run", run.pk))
    assert not any(act in text for act in acts) and f"{file.name} {OUT}" in text
    for other in ("approver", "social_worker"):
        assert OUT not in page(desks[other], at("run", run.pk))
    write(desks["cashier"], at("file_withdraw", file.pk), reason="模板选错了")
    text = page(desks["staff"], at("run", run.pk))
    assert all(act in text for act in acts) and OUT not in text


def test_nor_of_a_slip_in_it(desks, run, file):
    slip = run.slips.get(payments__bank_file=file)
    text = page(desks["staff"], at("slip", slip.pk))
    assert at("slip_reverse", slip.pk) not in text and f"{file.name} {OUT}" in text
    assert OUT not in page(desks["approver"], at("slip", slip.pk))
    other = run.slips.exclude(pk=slip.pk).first()
    text = page(desks["staff"], at("slip", other.pk))
    assert at("slip_reverse", other.pk) in text and OUT not in text
    write(desks["cashier"], at("file_sent", file.pk), sent_on=f"{run.pay_date:%Y-%m}-21")
    text = page(desks["staff"], at("slip", slip.pk))
    assert f"这笔钱已经随银行代发文件 {file.name} 交到银行" in text and at("slip_reverse", slip.pk) not in text


def test_a_run_is_not_closed_while_its_file_is_out(desks, office, run, file):
    others = run.slips.exclude(payments__bank_file=file).values_list("pk", flat=True)
    write(desks["cashier"], at("run_cash", run.pk), ticked=list(others), paid_on=office.now.date().isoformat())
    assert PayRun.objects.get(pk=run.pk).state == "paying"
    assert at("run_close", run.pk) not in page(desks["cashier"], at("run", run.pk))
    write(desks["cashier"], at("file_withdraw", file.pk), reason="模板选错了")
    assert at("run_close", run.pk) in page(desks["cashier"], at("run", run.pk))


def test_a_file_is_not_handed_out_after_its_pay_month(office, client_of, run, file, clock):
    assert client_of(office.cashier).get(at("file_download", file.pk)).status_code == 200
    clock.forward(days=12)
    answer = client_of(office.cashier).get(at("file_download", file.pk), follow=True)
    assert answer.redirect_chain == [(at("run", run.pk), 302)]
    assert "发放的月份已经过了" in answer.content.decode() and "撤回" in answer.content.decode()
