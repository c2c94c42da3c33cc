"""The six stations of an order: each keeps the order, offers what one may do, and one of them is the next."""

import datetime as dt
import re
from decimal import Decimal

import pytest

from tests.factories.deliveries import accepted, sent
from tests.factories.workshops import (
    EntryFactory,
    ImportedEntryFactory,
    IssueFactory,
    MaterialFactory,
    MaterialMovementFactory,
    OperationFactory,
    WorkOrderFactory,
)
from workshops.payouts.operations.statements import draft_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def combs(workshop):
    """A hundred boxes of combs are wanted."""
    return OperationFactory(work_order=WorkOrderFactory(workshop=workshop, product="宠物梳"), planned=100)


@pytest.fixture
def made(combs, resident):
    """Six of ten boxes are handed in."""
    issue = IssueFactory(resident=resident, operation=combs, quantity=10)
    return EntryFactory(issue=issue, accepted=True, good=6)


@pytest.fixture
def all_in(combs, resident):
    """A hundred boxes taken and handed in."""
    issue = IssueFactory(resident=resident, operation=combs, quantity=100, finished=True)
    return EntryFactory(issue=issue, accepted=True, good=100)


def page(client, combs) -> str:
    response = client.get(f"/liuhe/orders/{combs.work_order_id}/")
    assert response.status_code == 200
    return response.content.decode()


def stations(client, combs):
    return client.get(f"/liuhe/orders/{combs.work_order_id}/").context["stations"]


def now(client, combs) -> list[str]:
    return [station.label for station in stations(client, combs) if station.current]


def test_whatever_a_station_leads_to_keeps_the_order(client_of, social_worker, made, combs):
    client, order = client_of(social_worker), combs.work_order_id
    found = stations(client, combs)
    addresses = [address for station in found for address in (station.looks, station.url) if address]
    assert len(addresses) > 9
    for address in addresses:
        assert f"order={order}" in address or f"/orders/{order}/" in address, address
        assert client.get(address).status_code == 200, address
    text = page(client, combs)
    assert all(address.replace("&", "&amp;") in text for address in addresses)


def test_a_social_worker_acts_where_staff_look(client_of, social_worker, staff, made, combs):
    acts = [station.act for station in stations(client_of(social_worker), combs)]
    assert acts[:4] == ["登记用料", "发料", "去登记", "开送货单"]
    acts = [station.act for station in stations(client_of(staff), combs)]
    assert acts[:4] == ["登记用料", "看领料单", "看交活记录", "开送货单"]


def test_whoever_only_looks_finds_the_lists(client_of, approver, made, combs):
    acts = [station.act for station in stations(client_of(approver), combs)]
    assert acts == ["", "看领料单", "看交活记录", "看送货单", "", ""]


def test_a_closed_order_is_only_looked_at(client_of, social_worker, combs, workshop):
    order = WorkOrderFactory(workshop=workshop, closed=True, due_on=dt.date(2026, 11, 1))
    closed = OperationFactory(work_order=order)
    found = stations(client_of(social_worker), closed)
    assert [station.act for station in found] == ["", "看领料单", "看交活记录", "看送货单", "", ""]
    assert not any(station.current for station in found)
    assert "过期" not in page(client_of(social_worker), closed)


def test_an_order_without_material_begins_with_handing_out(client_of, social_worker, combs):
    client = client_of(social_worker)
    assert now(client, combs) == ["发给居民"]
    assert "不用材料" in page(client, combs)


def test_material_comes_first_where_it_is_needed(client_of, social_worker, combs):
    material = MaterialFactory(operation=combs, per_piece=Decimal(1))
    client = client_of(social_worker)
    assert now(client, combs) == ["来料"] and "不用材料" not in page(client, combs)
    MaterialMovementFactory(material=material)
    assert now(client, combs) == ["发给居民"]


def test_the_next_hand_goes_along_the_way(client_of, social_worker, all_in, combs, resident):
    client = client_of(social_worker)
    assert now(client, combs) == ["送货"]
    delivery = sent(all_in)
    assert now(client, combs) == ["企业验收"]
    line = delivery.lines.get()
    assert f"order={combs.work_order_id}&amp;state=sent" in page(client, combs)
    IssueFactory(resident=resident, operation=combs, quantity=1)
    line.delivery.refresh_from_db()
    assert now(client, combs) == ["企业验收"]


def test_what_is_in_hand_is_waited_for(client_of, social_worker, made, combs):
    assert now(client_of(social_worker), combs) == ["交活"]


def test_an_order_without_a_plan_ends_with_the_money(client_of, social_worker, all_in, combs):
    combs.planned = None
    combs.save(update_fields=["planned"])
    accepted(all_in)
    assert now(client_of(social_worker), combs) == ["钱"]


def test_a_step_that_is_behind_is_handed_out_or_waited_for(client_of, social_worker, all_in, combs, resident):
    step = OperationFactory(work_order=combs.work_order, name="贴标", step=True)
    client = client_of(social_worker)
    assert now(client, combs) == ["发给居民"]
    IssueFactory(resident=resident, operation=step)
    assert now(client, combs) == ["交活"]


def test_the_money_is_stated_first_and_then_booked(client_of, staff, all_in, combs, now):
    delivery = accepted(all_in)
    client = client_of(staff)
    assert stations(client, combs)[-1].act == "做对账单"
    assert f"client={delivery.client_id}" in stations(client, combs)[-1].url
    draft_statement(community=combs.community, client=delivery.client, until=now.date(), actor=staff, now=now)
    assert stations(client, combs)[-1].act == "记到账"


def test_thousands_are_set_apart_and_what_is_to_be_done_is_read(client_of, social_worker, combs, resident):
    order = combs.work_order
    order.requirements = "先擦净再装盒"
    order.save(update_fields=["requirements"])
    EntryFactory(issue=IssueFactory(resident=resident, operation=combs, quantity=12_000), accepted=True, good=11_500)
    text = page(client_of(social_worker), combs)
    assert (
        "12,000" in text and "11,500" in text and "12000" not in text and "加工要求" in text and "先擦净再装盒" in text
    )


@pytest.mark.parametrize("settled", [False, True], ids=["to be paid here", "paid before"])
def test_imported_pieces_count_as_handed_in(client_of, social_worker, combs, resident, settled):
    ImportedEntryFactory(operation=combs, resident=resident, good=37, settled_outside=settled)
    client = client_of(social_worker)
    handed_in = stations(client, combs)[2]
    assert handed_in.number == "37" and "从表格导入 37" in handed_in.note
    assert ("其中 37 纸上已结清" in handed_in.note) is settled
    text = re.sub(r"<[^>]+>", "", page(client, combs))
    assert "还没有动过" not in text and "合格 37= 领料单上 0 + 从表格导入 37平" in text
    row = re.search(r"<tbody>.*?</tbody>", client.get("/liuhe/orders/").content.decode(), re.S).group()
    assert 'data-label="合格">37<' in row


def test_what_the_office_notes_is_not_for_a_leader(client_of, social_worker, leader, combs):
    order = combs.work_order
    order.note = "催过两次"
    order.save(update_fields=["note"])
    assert "催过两次" in page(client_of(social_worker), combs)
    assert "催过两次" not in page(client_of(leader), combs)


@pytest.mark.parametrize(("loss", "word"), [(Decimal(50), "没超"), (Decimal(1), "超了")])
def test_the_loss_is_held_against_what_was_agreed(client_of, social_worker, combs, made, loss, word):
    material = MaterialFactory(operation=combs, name="梳柄", per_piece=1, loss_allowed=loss)
    MaterialMovementFactory(material=material, quantity=100)
    MaterialMovementFactory(material=material, kind="lost", quantity=2, note="受潮")
    text = page(client_of(social_worker), combs)
    assert f"梳柄：允许损耗 {loss}%" in text and f">{word}<" in text


@pytest.mark.parametrize(("days", "words"), [(5, "还有 5 天"), (-2, "过期 2 天"), (0, "今天到期")])
def test_the_day_says_how_far_off_it_is(client_of, social_worker, combs, clock, now, days, words):
    order = combs.work_order
    order.due_on = now.date() + dt.timedelta(days=days)
    order.save(update_fields=["due_on"])
    client = client_of(social_worker)
    assert words in page(client, combs)
    assert words in client.get("/liuhe/orders/").content.decode()


def test_who_holds_what_says_what_was_taken_brought_and_is_left(client_of, social_worker, made, combs):
    text = page(client_of(social_worker), combs)
    row = re.search(r"<tbody><tr.*?</tr>", text, re.S).group()
    cells = [re.sub(r"<[^>]+>|\s", "", cell) for cell in re.findall(r"<td.*?</td>", row, re.S)]
    assert cells[1:4] == ["10", "6", "4盒"]
    assert f"choice=slip-{made.issue_id}&amp;order={combs.work_order_id}" in row
