"""A match, a given-up claim and a receipt are taken back in the browser."""

from tests.payouts.views.clients import book, draw_up, issue
from tests.payouts.views.pages import at, page, twice, write
from workshops.payouts.enums import StatementState
from workshops.payouts.models import ClientReceipt, Statement


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
