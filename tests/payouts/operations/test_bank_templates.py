"""A template that was changed after the approval: the cashier sees by whom, and whoever did it makes no file by it."""

import datetime as dt

import pytest

from microfactory.kernel.errors import RuleBroken
from tests.cast import member
from tests.payouts.views.pages import at, page, write
from workshops.payouts.models import BankFile, BankFileProfile
from workshops.payouts.operations.bank_files import make_bank_file
from workshops.payouts.operations.bank_templates import save_template

COLUMNS = [("账号", "account", ""), ("金额", "amount", "")]


@pytest.fixture
def template(office):
    """Written down by the cashier before the run was approved."""
    return save(office, office.now - dt.timedelta(days=1))


@pytest.fixture
def run(office, combs):
    office.pays("on_pay_day", cap="1000")
    office.donated("1000")
    office.entry(office.resident(name="柳小巧", account=True), combs, 5)
    return office.approved()


@pytest.fixture
def later(office):
    return office.now + dt.timedelta(hours=3)


def save(office, now, *, actor=None, template=None, columns=COLUMNS, **fields):
    return save_template(
        community=office.community,
        fields={"name": "农商行代发", **fields},
        columns=columns,
        actor=actor or office.cashier,
        now=now,
        template=template,
    )


def test_a_template_as_it_was_at_the_approval_is_used(office, template, run, later):
    assert make_bank_file(run=run, profile=template, actor=office.cashier, now=later).rows == 1


@pytest.mark.parametrize("new", [True, False])
def test_whoever_changed_it_since_makes_no_file_by_it(office, run, later, request, new):
    template = save(office, later, template=None if new else request.getfixturevalue("template"))
    with pytest.raises(RuleBroken, match="另一位出纳") as error:
        make_bank_file(run=run, profile=template, actor=office.cashier, now=later)
    assert error.value.code == "own_template"
    other = member("金出纳", office.community, "cashier")
    assert make_bank_file(run=run, profile=template, actor=other, now=later).rows == 1


def test_a_colleagues_change_on_top_wipes_nothing_out(office, template, run, later):
    save(office, later, template=template)
    save(office, later, template=template, actor=office.staff)
    with pytest.raises(RuleBroken):
        make_bank_file(run=run, profile=template, actor=office.cashier, now=later)
    assert make_bank_file(run=run, actor=office.cashier, now=later).rows == 1  # the general one is the way out


@pytest.mark.parametrize("text", ["6217000010001234567", "户名 6217 0000"])
def test_no_account_stands_in_a_template(office, template, text):
    with pytest.raises(RuleBroken) as error:
        save(office, office.now, template=template, columns=[*COLUMNS, ("摘要", "fixed", text)])
    assert error.value.code == "digits"
    assert template.columns.count() == 2


def test_the_page_says_who_changed_it_and_refuses(office, template, run, client_of):
    desk = client_of(office.cashier)
    assert f"（模板由{office.cashier.name}在2026-11-23" in page(desk, at("run_file", run.pk))
    save(office, office.now + dt.timedelta(minutes=1), template=template)
    text = page(desk, at("run_file", run.pk))
    assert f"（模板在审批之后由{office.cashier.name}在2026-11-24" in text
    refused = write(desk, at("run_file", run.pk), profile=template.pk).content.decode()
    assert "您自己改过模板“农商行代发”" in refused
    assert not BankFile.objects.exists()


def test_an_odd_heading_is_stored_with_a_warning(office, client_of):
    desk = client_of(office.cashier)
    form = {"name": "村镇银行", "file_format": "csv", "encoding": "gbk", "separator": ",", "active": "on"}
    form |= {"heading_1": "对方", "field_1": "account", "heading_2": "金额", "field_2": "amount"}
    response = write(desk, at("template_new"), **form)
    assert "银行自己也这样叫吗" in desk.get(response.url).content.decode()
    assert BankFileProfile.objects.get().columns.count() == 2


def test_the_admin_shows_templates_and_changes_none(office, template, client_of):
    desk = client_of(office.staff)
    address = f"/admin/payouts/bankfileprofile/{template.pk}/change/"
    assert "账号" in desk.get(address).content.decode()
    assert desk.post(address, {"name": "别的"}).status_code == 403
    assert desk.get("/admin/payouts/bankfileprofile/add/").status_code == 403
