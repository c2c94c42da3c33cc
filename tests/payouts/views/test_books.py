"""The trail, the journal, what an order left and the bank's templates in the browser; leaders see none of it."""

import pytest

from tests.payouts.views.clients import draw_up, issue
from tests.payouts.views.pages import at, page, write
from workshops.payouts.models import Account, BankFileProfile

SEEN = ("runs", "statements", "receipts", "claims", "fund", "margins", "journal")


def test_the_trail_of_a_slip(desks, office, worked, delivered):
    statement = draw_up(desks, delivered.client)
    issue(desks, statement)
    office.received(statement, "912")
    run = office.approved()
    text = page(desks["staff"], at("slip_trail", run.slips.get(resident=worked[0]).pk))
    for words in ("企业验收 114", statement.number, "企业付款 114"):
        assert words in text


def test_who_bears_what_the_company_did_not_pay(desks, office, worked, combs):
    entry = office.entry(worked[0], combs, 10)
    delivery = office.accepted(entry, material=2, worker=1)
    run = office.approved()
    text = page(desks["approver"], at("slip_trail", run.slips.get(resident=worked[0]).pk))
    assert "2 件企业没付钱" in text
    assert "1 件做工退件：钱照发，由社区承担" in text
    assert "由爱心基金垫付" in text
    for role in ("approver", "cashier"):
        found = page(desks[role], f"/liuhe/deliveries/{delivery.pk}/")
        assert delivery.number in found and "记验收" not in found
    entry_page = page(desks["approver"], f"/liuhe/entries/{entry.pk}/")
    assert f'href="/liuhe/deliveries/{delivery.pk}/"' in entry_page
    assert f'href="{at("run", run.pk)}"' in entry_page


def test_the_journal_of_one_account(desks, office, worked):
    account = Account.objects.get(community=office.community, kind="fund").pk
    text = page(desks["staff"], at("journal"), account=account)
    assert "全部账户" in text
    assert desks["staff"].get(at("journal"), {"account": 0}).status_code == 404


def test_an_orders_money(desks, delivered):
    text = page(desks["staff"], at("margins"))
    assert delivered.number in text
    assert "还没了结的" in page(desks["staff"], at("order", delivered.pk))
    response = write(desks["staff"], at("order_settle", delivered.pk))
    assert "请先给加工单结单" in response.content.decode()


def test_a_banks_template_is_written_down(desks, liuhe):
    form = {"name": "农商行代发", "file_format": "csv", "encoding": "gbk", "separator": "|", "active": "on"}
    form |= {"heading_1": "账号", "field_1": "account"}
    response = write(desks["cashier"], at("template_new"), **form)
    assert "少了这几列" in response.content.decode()
    write(desks["cashier"], at("template_new"), **form, heading_2="金额", field_2="amount")
    profile = BankFileProfile.objects.get()
    assert profile.columns.count() == 2
    assert 'value="账号"' in page(desks["cashier"], at("template", profile.pk))
    more = {"heading_2": "户名", "field_2": "holder", "heading_3": "金额", "field_3": "amount"}
    write(desks["cashier"], at("template", profile.pk), **form, **more)
    assert [column.heading for column in profile.columns.order_by("position")] == ["账号", "户名", "金额"]
    assert "农商行代发" in page(desks["staff"], at("templates"))


@pytest.mark.parametrize("name", SEEN)
def test_leaders_see_no_money_and_lists_stay_cheap(desks, delivered, worked, name, django_assert_max_num_queries):
    assert desks["leader"].get(at(name)).status_code == 403
    page(desks["staff"], at(name))
    with django_assert_max_num_queries(11):
        page(desks["staff"], at(name))
