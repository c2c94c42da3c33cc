"""Papers of money over several pages: each page says what it is of, and the sums stand with what they add up."""

import re

import pytest

from tests.payouts.views.pages import at, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(office):
    """An approved run of somebody paid by the bank and somebody paid in cash."""
    work = office.operation("10", "8")
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    for name, account in (("柳小巧", True), ("孙小荷", False)):
        office.entry(office.resident(name=name, account=account), work, 48)
    return office.approved()


def heads(text: str) -> str:
    """The head of the first table, which is printed on each page."""
    return re.search(r"<thead>(.*?)</thead>", text, re.S).group(1)


def facts(text: str) -> dict[str, str]:
    return dict(re.findall(r"<dt>(.*?)</dt><dd[^>]*>(.*?)</dd>", text))


def test_each_page_of_a_payout_sheet_says_what_it_is_of(office, run, client_of):
    text = page(client_of(office.cashier), at("run_paper", run.pk))
    known = {"单位": office.community.name, "单号": run.number, "日期": run.pay_date.isoformat()}
    assert facts(heads(text)) == facts(text) == known
    assert text.count('<td class="sign">') == 2


def test_each_page_of_a_pay_slip_names_her_and_its_sum_stands_in_the_table(office, run, client_of):
    slip = run.slips.get(resident__name="柳小巧")
    text = page(client_of(office.cashier), at("slip_paper", slip.pk))
    assert facts(heads(text))["单号"] == slip.number and "柳小巧" in heads(text)
    foot = re.search(r"<tfoot>(.*?)</tfoot>", text, re.S).group(1)
    assert "¥384.00" in foot and "人民币叁佰捌拾肆元整" in foot and "领款人" in foot


def test_a_statement_says_on_each_page_whose_it_is(office, run, client_of):
    entry = office.entry(office.resident(), office.operation("10", "8"), 10)
    office.accepted(entry)
    statement = office.stated(entry.operation.work_order.client)
    text = page(client_of(office.cashier), at("statement_paper", statement.pk))
    assert facts(heads(text))["单位"] == office.community.name
    assert facts(heads(text))["单号"] == statement.number


def test_the_page_of_cash_leads_back_to_its_run(office, run, client_of):
    link = f'<a href="{at("run", run.pk)}">{run.number}</a>'
    assert link in page(client_of(office.cashier), at("run_cash", run.pk))
