"""Nobody puts right, reprices or leaves a page without seeing what stands there now and where it leads."""

from decimal import Decimal

import pytest

from tests.factories.deliveries import accepted, sent
from tests.factories.workshops import EntryFactory, IssueFactory, PieceRateFactory
from tests.workshops.views.conftest import at, words
from workshops.models import PieceEntry
from workshops.operations.corrections import correct_entry
from workshops.payouts.operations.statements import draft_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(combs, resident):
    """Five boxes and one to mend."""
    return EntryFactory(issue=IssueFactory(operation=combs, resident=resident), accepted=True, good=5, rework=1)


@pytest.fixture
def staff_client(client_of, staff):
    return client_of(staff)


def test_a_correction_shows_what_stands_there_now(desk, entry, order):
    page = desk.see("entry_correct", entry.pk)
    for word in (f"{order.number} 宠物梳", "2026-11-24 周二", "合格 5 盒 · 返工 1 盒", "工价 8"):
        assert word in page, word


def test_a_correction_of_a_corrected_entry_shows_the_last_rate(desk, by, entry):
    by(correct_entry)(entry=entry, good=4, rate=Decimal("8.5"), reason="价错了")
    page = desk.see("entry_correct", entry.pk)
    assert "合格 4 盒 · 返工 1 盒" in page and "工价 8.5" in page


def test_a_refused_correction_still_shows_it(desk, entry, order):
    answer = desk.post("entry_correct", entry.pk, good="4")
    assert answer.status_code == 200 and order.number in words(answer) and PieceEntry.objects.count() == 1


def test_a_new_rate_shows_the_old_one_and_what_comes(desk, combs, order):
    page = desk.see("rate_new", combs.pk)
    assert f"{order.number} 宠物梳" in page and "8 元，从 2026-07-01 起" in page and "以后" not in page
    combs.rates.update(ends_on="2026-11-30")
    PieceRateFactory(operation=combs, rate=Decimal("9"), starts_on="2026-12-01")
    assert "9 元，从 2026-12-01 起" in desk.see("rate_new", combs.pk)


def test_an_accepted_delivery_says_what_it_brings(desk, leaders_desk, entry, order):
    delivery = accepted(entry)
    page = desk.see("delivery", delivery.pk)
    assert "验收合格的加工费 ¥40.00" in page and order.number in page
    assert "¥" not in leaders_desk.see("delivery", delivery.pk)


def test_before_that_it_says_nothing_of_fees(desk, entry):
    assert "验收合格的加工费" not in desk.see("delivery", sent(entry).pk)


def test_it_leads_to_its_statement(desk, staff_client, staff, entry, now):
    delivery = accepted(entry)
    draw_up = "/liuhe/statements/new/"
    address = at("delivery", delivery.pk)
    assert draw_up in staff_client.get(address).content.decode()
    assert draw_up not in desk.client.get(address).content.decode()
    drawn = draft_statement(
        community=delivery.community, client=delivery.client, until=now.date(), actor=staff, now=now
    )
    for client in (staff_client, desk.client):
        text = client.get(address).content.decode()
        assert f"/liuhe/statements/{drawn.pk}/" in text and drawn.number in text and draw_up not in text


def test_a_leader_is_offered_no_statement(leaders_desk, entry):
    delivery = accepted(entry)
    assert "statements" not in leaders_desk.client.get(at("delivery", delivery.pk)).content.decode()


def test_an_agreement_leads_to_its_next_order(desk, client_of, approver, order):
    link = f"/liuhe/orders/new/?agreement={order.agreement_id}"
    assert link in desk.client.get(at("agreement", order.agreement_id)).content.decode()
    assert f'value="{order.agreement_id}" selected' in desk.client.get(link).content.decode()
    assert link not in client_of(approver).get(at("agreement", order.agreement_id)).content.decode()
