"""Statements, receipts and claims in the browser."""

import datetime as dt
import re

import pytest

from tests.payouts.views.clients import book, draw_up, issue, section
from tests.payouts.views.pages import at, page, twice, write
from workshops.payouts.enums import StatementState
from workshops.payouts.models import ClientReceipt, Statement


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
    assert second.number in taken and "¥40.00" in taken and "¥912.00" in taken and "索赔 ¥32.00" in taken
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
    assert Statement.objects.get().number in owed and "¥912.00" in owed and "索赔 ¥32.00" in owed
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
    assert "没有要索赔的" in page(desks["approver"], at("claims"))


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
    assert "企业不认" in text and "核销索赔" in text and "已了结" in text


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


def test_a_paid_statement_with_an_open_claim_says_so_on_its_page_too(desks, settled):
    """The fees came, the claim of 32 didn't: "paid" alone would be wrong."""
    statement = Statement.objects.get()
    for path in (at("statements"), at("statement", statement.pk)):
        text = page(desks["staff"], path)
        assert re.search(r"已付清</span>\s*<span[^>]*>索赔未付", text), path
    write(desks["approver"], at("claim_give_up", statement.pk), reason="谈不拢")
    text = page(desks["staff"], at("statement", statement.pk))
    assert "已付清</span>" in text and not re.search(r"已付清</span>\s*<span[^>]*>索赔未付", text)
