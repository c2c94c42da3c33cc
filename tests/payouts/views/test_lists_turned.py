"""Lists of money are turned both ways, and every one of them goes out as a spreadsheet."""

import re
from decimal import Decimal as D

import pytest

from microfactory.kernel.spreadsheets import read_table, writing
from tests.payouts.views.pages import at, page
from workshops.models import WorkOrder
from workshops.payouts.operations.receipts import book_receipt
from workshops.payouts.operations.runs import discard_run
from workshops.payouts.views import runs

LISTS = ["runs", "statements", "receipts", "margins", "journal"]


@pytest.fixture
def three_of_each(office, monkeypatch):
    """Three runs, three orders, three statements, three receipts, and the journal of them; pages of two rows."""
    office.pays("on_pay_day", cap="100000")
    office.donated("20000")
    for number in (1, 2, 3):
        combs = office.operation("10", "8")
        office.accepted(office.entry(office.resident(), combs, number), material=1 if number > 1 else 0)
        statement = office.stated(combs.work_order.client)
        book_receipt(
            community=office.community,
            client=statement.client,
            amount=D(number),
            received_on=office.now.date(),
            actor=office.cashier,
            now=office.now,
        )
        discard_run(run=office.drafted(), actor=office.staff, now=office.now)
    for module in ("runs", "statements", "receipts", "books"):
        monkeypatch.setattr(f"workshops.payouts.views.{module}.PAGE", 2)
    return runs


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_turned_forward_and_back(desks, three_of_each, name):
    client = desks["staff"]
    first = client.get(at(name))
    turned = first.context["page"]
    assert (len(turned.rows), turned.newer) == (2, "")
    assert "更早的" in first.content.decode()
    older = client.get(at(name), {"after": turned.older})
    assert older.context["page"].rows and older.context["page"].rows[0] not in turned.rows
    back = client.get(at(name), {"before": older.context["page"].newer})
    assert back.context["page"].rows == turned.rows
    assert "更新的" in older.content.decode()


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("key", ["x", "0", "9" * 40, "\x00"])
def test_an_odd_key_breaks_nothing(desks, three_of_each, name, key):
    assert desks["staff"].get(at(name), {"after": key}).status_code == 200


def cells(client, name: str) -> list[list]:
    return [row.cells for row in read_table(client.get(at(name)).content, "list.xlsx").rows]


def test_margins_as_a_spreadsheet(desks, three_of_each, office):
    office.approved()
    head, *rows = cells(desks["cashier"], "margins_xlsx")
    assert len(rows) == 3
    newest = dict(zip(head, rows[0], strict=False))
    assert (newest["加工费合计"], newest["索赔合计"], newest["居民加工费、扣减"], newest["毛差"]) == (20, 10, 24, 6)
    assert newest["转社区结余"] == 6
    assert at("margins_xlsx") in page(desks["cashier"], at("margins"))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_was_cut_says_so(desks, three_of_each, office, name, monkeypatch):
    office.approved()
    assert "只列最新的" not in str(cells(desks["cashier"], f"{name}_xlsx")[0][0])
    monkeypatch.setattr(writing, "MOST_ROWS", 2)
    assert "只列最新的 2 行" in str(cells(desks["cashier"], f"{name}_xlsx")[0][0])


def test_what_is_zero_takes_no_line_on_a_phone(desks, three_of_each, office):
    """Of three orders the first has no claim, and none has anything for the fund: those cells are marked."""
    text = page(desks["cashier"], at("margins"), after="")
    cells = re.findall(r'<td class="text-end( nought)?" data-label="索赔">([^<]*)<', text)
    assert all(bool(mark) == (amount == "—") for mark, amount in cells) and cells
    assert 'class="text-end nought" data-label="转爱心基金"' in text and 'money" data-label="毛差"' in text


def test_claims_as_a_spreadsheet(desks, three_of_each):
    head, *rows = cells(desks["cashier"], "claims_xlsx")
    assert [row[3:5] for row in rows] == [[10, 10], [10, 10], [20, 20]]
    assert head[0] == "单号"
    assert at("claims_xlsx") in page(desks["cashier"], at("claims"))


def test_the_statements_of_one_order(desks, three_of_each, office):
    order = WorkOrder.objects.order_by("pk").first()
    response = desks["staff"].get(at("statements"), {"order": order.pk})
    (found,) = response.context["page"].rows
    assert set(found.lines.values_list("work_order", flat=True)) == {order.pk}
    assert order.number in response.content.decode() and f'href="{at("statements")}"' in response.content.decode()
    assert desks["staff"].get(at("statements"), {"order": "9" * 40}).status_code == 404
