"""Statements, receipts, claims, the fund and the books in the browser."""

import datetime as dt
import re

import pytest

from tests.payouts.views.pages import at, page, twice, write
from workshops.payouts.enums import StatementState
from workshops.payouts.models import Account, BankFileProfile, ClientReceipt, Donation, JournalEntry, Statement

SEEN = ("runs", "statements", "receipts", "claims", "fund", "margins", "journal")


@pytest.fixture
def delivered(office, combs, worked):
    """120 boxes: 114 accepted, 4 rejected for the material, 2 for the work."""
    entry = office.entry(worked[0], combs, 120)
    office.accepted(entry, material=4, worker=2, named=entry)
    return combs.work_order


def section(text: str, key: str) -> str:
    """The card whose heading has that id."""
    return text.split(f'id="{key}"')[1].split("</section>")[0]


def draw_up(desks, client) -> Statement:
    write(desks["staff"], at("statement_new"), client=client.pk, until="2026-11-30")
    return Statement.objects.latest("pk")


def issue(desks, statement) -> None:
    write(desks["staff"], at("statement_issue", statement.pk), issued_on="2026-11-24")


def book(desks, client, amount, **more) -> ClientReceipt:
    write(desks["cashier"], at("receipt_new"), client=client.pk, amount=amount, received_on="2026-11-24", **more)
    return ClientReceipt.objects.latest("pk")


def test_a_statement_from_what_was_accepted(desks, delivered):
    assert "¥912.00" in page(desks["staff"], at("statements"))
    statement = draw_up(desks, delivered.client)
    text = page(desks["staff"], at("statement", statement.pk))
    assert "¥912.00" in text
    assert "¥32.00" in text
    assert "玖佰肆拾肆元整" in page(desks["staff"], at("statement_issue", statement.pk))
    issue(desks, statement)
    assert Statement.objects.get().state == StatementState.ISSUED
    response = write(desks["staff"], at("statement_new"), client=delivered.client_id, until="2026-11-30")
    assert response.status_code == 200
    assert 'value="2026-11-30"' in response.content.decode()


def test_a_statement_says_beforehand_what_it_takes(desks, delivered, office, worked):
    """From one of two deliveries it takes both, and says so; of what is stated already, and of nobody, nothing."""
    office.now += dt.timedelta(minutes=1)
    second = office.accepted(office.entry(worked[1], delivered.operations.get(), 5))
    asked = f"{at('statement_new')}?client={delivered.client_id}"
    text = page(desks["staff"], f"{asked}&delivery={second.pk}")
    taken = section(text, "taken")
    assert second.number in taken and "¥40.00" in taken and "¥912.00" in taken and "追讨 ¥32.00" in taken
    assert taken.count("刚才那张</span>") == 1 and "不光是刚才那张送货单" in taken
    assert "不光是" not in page(desks["staff"], asked)
    assert 'id="taken"' not in page(desks["staff"], at("statement_new"))
    draw_up(desks, delivered.client)
    assert "都已经进了对账单" in page(desks["staff"], asked)


def test_a_receipt_says_beforehand_what_is_owed(desks, delivered):
    asked = f"{at('receipt_new')}?client={delivered.client_id}"
    assert "现在不欠什么" in page(desks["cashier"], asked)
    issue(desks, draw_up(desks, delivered.client))
    owed = section(page(desks["cashier"], asked), "owed")
    assert Statement.objects.get().number in owed and "¥912.00" in owed and "追讨 ¥32.00" in owed
    for odd in ("99999999999999999999", "x", "²"):
        assert "owed" not in page(desks["cashier"], f"{at('receipt_new')}?client={odd}")


def test_a_draft_is_discarded(desks, delivered):
    statement = draw_up(desks, delivered.client)
    write(desks["staff"], at("statement_discard", statement.pk))
    assert Statement.objects.get().state == StatementState.DISCARDED


def test_a_receipt_settles_the_fees_and_the_claim(desks, delivered):
    statement = draw_up(desks, delivered.client)
    issue(desks, statement)
    assert at("claim_give_up", statement.pk) in page(desks["approver"], at("claims"))
    receipt = book(desks, delivered.client, "944.00", bank_reference="JSB-1")
    assert statement.number in page(desks["cashier"], at("receipt", receipt.pk))
    twice(desks["cashier"], at("receipt_match", receipt.pk), statement=statement.pk)
    assert Statement.objects.get().state == StatementState.SETTLED
    assert "32.00" in page(desks["cashier"], at("receipts"))
    write(desks["cashier"], at("receipt_match", receipt.pk), statement=statement.pk, claims="1")
    text = page(desks["cashier"], at("receipt", receipt.pk))
    assert "柳小巧" in text
    assert "没有要追讨的" in page(desks["approver"], at("claims"))


def test_a_receipt_is_booked_once(desks, delivered):
    book(desks, delivered.client, "100.00", bank_reference="JSB-1")
    url, form = at("receipt_new"), {"client": delivered.client_id, "amount": "100.00", "received_on": "2026-11-24"}
    response = write(desks["cashier"], url, **form, bank_reference="JSB-1")
    assert response.status_code == 200
    assert ClientReceipt.objects.count() == 1
    future = write(desks["cashier"], url, **form | {"received_on": "2026-12-24"})
    assert 'value="100.00"' in future.content.decode()


def test_too_much_is_refused(desks, delivered):
    statement = draw_up(desks, delivered.client)
    issue(desks, statement)
    receipt = book(desks, delivered.client, "2000.00")
    form = {"statement": statement.pk, "amount": "1000.00"}
    response = write(desks["cashier"], at("receipt_match", receipt.pk), **form)
    assert "¥912.00" in response.content.decode()
    assert not receipt.matches.exists()


@pytest.mark.parametrize("asked", [True, False], ids=["asked for", "proposed"])
def test_an_old_claim_is_never_the_first_guess(asked, desks, office, combs, worked, delivered):
    first = draw_up(desks, delivered.client)
    issue(desks, first)
    write(desks["cashier"], at("receipt_match", book(desks, delivered.client, "912.00").pk), statement=first.pk)
    office.accepted(office.entry(worked[1], combs, 10))
    second = draw_up(desks, delivered.client)
    issue(desks, second)
    receipt = book(desks, delivered.client, "80.00")
    text = page(desks["cashier"], at("receipt_match", receipt.pk), **({"statement": second.pk} if asked else {}))
    assert f'<option value="{second.pk}" selected>' in text and '<option value="" selected>' in text


def test_deduction_and_given_up_claim(desks, delivered):
    statement = draw_up(desks, delivered.client)
    issue(desks, statement)
    write(desks["cashier"], at("statement_deduct", statement.pk), amount="12.00", reason="说好的运费")
    write(desks["approver"], at("claim_give_up", statement.pk), reason="企业不认")
    text = page(desks["staff"], at("statement", statement.pk))
    assert "900.00" in text
    assert "企业不认" in text and "核销追讨" in text and "已了结" in text


def test_money_for_a_claim_is_booked_from_its_statement(desks, delivered):
    statement = draw_up(desks, delivered.client)
    issue(desks, statement)
    write(desks["cashier"], at("receipt_match", book(desks, delivered.client, "912.00").pk), statement=statement.pk)
    button = f"{at('receipt_new')}?client={delivered.client_id}"
    assert button in page(desks["cashier"], at("statement", statement.pk))
    write(desks["approver"], at("claim_give_up", statement.pk), reason="企业不认")
    assert button not in page(desks["cashier"], at("statement", statement.pk))


def test_a_credit_in_the_next_statement(desks, office, combs, worked, delivered):
    first = draw_up(desks, delivered.client)
    issue(desks, first)
    office.accepted(office.entry(worked[1], combs, 10))
    second = draw_up(desks, delivered.client)
    line = first.lines.get(kind="fee")
    asked = page(desks["staff"], at("statement_credit", second.pk))
    assert f"{first.number} {line.delivery_line.delivery.number} 宠物梳" in asked and "几件" in asked
    write(desks["staff"], at("statement_credit", second.pk), line=line.pk, pieces="2", note="多列了")
    assert Statement.objects.get(pk=second.pk).fees == 64


def test_papers_of_a_statement(desks, delivered):
    statement = draw_up(desks, delivered.client)
    text = page(desks["staff"], at("statement_paper", statement.pk))
    assert "玖佰肆拾肆元整" in text
    assert desks["staff"].get(at("statement_xlsx", statement.pk)).content[:2] == b"PK"


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


def test_the_fund_is_booked(desks, liuhe, combs):
    client = combs.work_order.client
    write(desks["cashier"], at("fund_open"), amount="5000", on="2026-11-01", method="bank")
    twice(desks["cashier"], at("fund_donate"), donor="王记粮油", amount="300", on="2026-11-24", method="cash")
    assert Donation.objects.count() == 1
    write(desks["cashier"], at("cash_draw"), amount="1000", on="2026-11-24")
    write(desks["cashier"], at("deposit_pay"), client=client.pk, amount="2000", on="2026-11-24")
    write(desks["cashier"], at("deposit_back"), client=client.pk, amount="500", on="2026-11-24")
    write(desks["cashier"], at("deposit_kept"), client=client.pk, amount="100", on="2026-11-24", reason="合同到期")
    text = page(desks["approver"], at("fund"))
    for words in ("¥5,200.00", "¥1,400.00", "王记粮油", "合同到期"):
        assert words in text
    response = write(desks["cashier"], at("tax_pay"), amount="10", on="2026-11-24")
    assert 'value="10"' in response.content.decode()
    journal = page(desks["staff"], at("journal"))
    assert "捐款" in journal


def test_the_same_receipt_is_asked_about_first(desks, combs):
    paid = {"client": combs.work_order.client_id, "amount": "500", "received_on": "2026-11-24"}
    write(desks["cashier"], at("receipt_new"), **paid)
    asked = write(desks["cashier"], at("receipt_new"), **paid)
    assert "已经记过一笔" in asked.content.decode()
    known = asked.context["form"]["another"].value()
    assert f'name="another" value="{known}"' in asked.content.decode()
    changed = write(desks["cashier"], at("receipt_new"), **paid, another="that of another day")
    assert changed.status_code == 200
    assert ClientReceipt.objects.count() == 1
    assert write(desks["cashier"], at("receipt_new"), **paid, another=known).status_code == 302
    assert write(desks["cashier"], at("receipt_new"), **paid, bank_reference="A-7").status_code == 302
    assert ClientReceipt.objects.count() == 3


def test_the_same_donation_is_asked_about_first(desks):
    gift = {"donor": "王记粮油", "amount": "300", "on": "2026-11-24", "method": "cash"}
    write(desks["cashier"], at("fund_donate"), **gift)
    asked = write(desks["cashier"], at("fund_donate"), **gift)
    assert "已经记过一笔：王记粮油" in asked.content.decode()
    assert Donation.objects.count() == 1
    write(desks["cashier"], at("fund_donate"), **gift, another=asked.context["form"]["another"].value())
    assert Donation.objects.count() == 2


@pytest.mark.parametrize("name", ["receipt_new", "fund_donate", "fund_open", "cash_draw", "tax_pay"])
def test_no_booking_before_the_first_day(desks, combs, name):
    given = {"client": combs.work_order.client_id, "donor": "王记粮油", "method": "bank", "amount": "1"}
    day = {"received_on": "1900-01-01", "on": "1900-01-01"}
    assert "1900-01-01 比社区开账的第一天" in write(desks["cashier"], at(name), **given, **day).content.decode()
    assert not JournalEntry.objects.exists()


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


@pytest.fixture
def settled(desks, delivered):
    """The statement paid in full by one receipt."""
    statement = draw_up(desks, delivered.client)
    issue(desks, statement)
    receipt = book(desks, delivered.client, "912.00", bank_reference="JSB-9")
    write(desks["cashier"], at("receipt_match", receipt.pk), statement=statement.pk)
    return receipt


def test_a_match_is_taken_back_and_both_lists_say_so(desks, settled):
    match = settled.matches.get()
    button = at("match_take_back", match.pk)
    assert button in page(desks["cashier"], at("receipt", settled.pk))
    assert button in page(desks["staff"], at("statement", match.statement_id))
    assert button not in page(desks["approver"], at("statement", match.statement_id))
    assert "玖佰壹拾贰元整" in page(desks["cashier"], button)
    assert write(desks["cashier"], button, reason=" ").status_code == 200
    assert twice(desks["cashier"], button, reason="对错了单")[1].status_code == 302
    assert Statement.objects.get().state == StatementState.ISSUED
    for text in (
        page(desks["cashier"], at("receipt", settled.pk)),
        page(desks["staff"], at("statement", match.statement_id)),
    ):
        assert "已撤回" in text and "对错了单" in text and button not in text


def test_the_page_names_the_run_that_paid_out_of_it(desks, delivered, settled, office):
    run = office.approved()
    assert run.number in page(desks["cashier"], at("match_take_back", settled.matches.get().pk))


def test_only_an_approver_takes_back_what_was_given_up(desks, delivered):
    statement = draw_up(desks, delivered.client)
    issue(desks, statement)
    write(desks["approver"], at("claim_give_up", statement.pk), reason="谈不拢")
    button = at("match_take_back", statement.matches.get().pk)
    assert button not in page(desks["cashier"], at("statement", statement.pk))
    assert desks["cashier"].get(button).status_code == 403
    assert button in page(desks["approver"], at("statement", statement.pk))
    assert write(desks["approver"], button, reason="又肯付了").status_code == 302
    assert "32.00" in page(desks["approver"], at("claims"))


def test_a_receipt_is_taken_back_once_nothing_of_it_is_matched(desks, settled):
    button = at("receipt_take_back", settled.pk)
    assert button not in page(desks["cashier"], at("receipt", settled.pk))
    said = write(desks["cashier"], button, reason="记错了")
    assert said.status_code == 200 and "先把" in said.content.decode()
    write(desks["cashier"], at("match_take_back", settled.matches.get().pk), reason="对错了")
    assert button in page(desks["cashier"], at("receipt", settled.pk))
    twice(desks["cashier"], button, reason="记错了")
    assert "已撤回" in page(desks["staff"], at("receipts"))
    text = page(desks["staff"], at("receipt", settled.pk))
    assert "记错了" in text and button not in text and at("receipt_match", settled.pk) not in text
    book(desks, settled.client, "912.00", bank_reference="JSB-9")
    assert ClientReceipt.objects.live().count() == 1
    assert desks["staff"].get(at("receipt", ClientReceipt.objects.get(reverses=settled).pk)).status_code == 404


def test_a_paid_statement_with_an_open_claim_says_so_on_its_page_too(desks, settled):
    """The fees came, the claim of 32 didn't: "paid" alone would be wrong."""
    statement = Statement.objects.get()
    for path in (at("statements"), at("statement", statement.pk)):
        text = page(desks["staff"], path)
        assert re.search(r"已付清</span>\s*<span[^>]*>追讨未付", text), path
    write(desks["approver"], at("claim_give_up", statement.pk), reason="谈不拢")
    text = page(desks["staff"], at("statement", statement.pk))
    assert "已付清</span>" in text and not re.search(r"已付清</span>\s*<span[^>]*>追讨未付", text)


def test_the_fund_asks_where_its_money_is_kept(desks, liuhe):
    for name in ("fund_open", "fund_donate"):
        text = page(desks["cashier"], at(name))
        assert "放在哪里" in text and "在哪里做" not in text, name
