"""Clients, agreements, orders, material, deliveries."""

import datetime as dt
import re
from decimal import Decimal
from uuid import uuid4

import pytest

from residents.operations.people import leave
from tests.factories.residents import ResidentFactory
from tests.factories.workshops import WorkOrderFactory
from tests.workshops.views.conftest import outcome
from workshops.models import Agreement, Client, Delivery, Issue, Material, PieceRate, WorkOrder
from workshops.operations.deliveries import draft_delivery, send_delivery
from workshops.operations.entries import log_entry
from workshops.operations.orders import close_order
from workshops.operations.repairs import take_back

pytestmark = pytest.mark.django_db
ORDER = {"product": "发夹", "name": "粘花", "unit": "个", "client_price": "0.05", "rate": "0.035", "planned": "1000"}
TERMS = {"signed_on": "2026-11-01", "starts_on": "2026-11-01", "reject_policy": "traced", "fund_share": "5"}


@pytest.fixture
def boxes(by, slip):
    """Eight good boxes."""
    return by(log_entry)(issue=slip, good=8)


@pytest.fixture
def sent(by, workshop, client_company, combs, boxes):
    """All eight on their way to the company."""
    delivery = by(draft_delivery)(workshop=workshop, client=client_company, lines=[(combs, 8)])
    return by(send_delivery)(delivery=delivery)


def test_a_company_an_agreement_an_order(desk, liuhe, workshop):
    assert "新苑日化 存好了。" in desk.does("client_new", name="新苑日化")
    client = Client.objects.get()
    desk.does("agreement_new", client=client.pk, deposit="100", **TERMS)
    agreement = Agreement.objects.get()
    assert (agreement.fund_share, agreement.deposit) == (Decimal(5), Decimal(100))
    assert "不限期" in desk.see("agreement", agreement.pk) and agreement.number in desk.see("clients")
    once = uuid4()
    for _ in range(2):
        answer = desk.post("order_new", once=once, agreement=agreement.pk, workshop=workshop.pk, **ORDER)
        assert answer.status_code == 302
    order = WorkOrder.objects.get()
    assert order.number in desk.see("orders") and PieceRate.objects.get().rate == Decimal("0.035")


def test_the_same_order_is_asked_about_first(desk, client_company, workshop):
    desk.does("agreement_new", client=client_company.pk, deposit="100", **TERMS)
    terms = {"agreement": Agreement.objects.get().pk, "workshop": workshop.pk, **ORDER}
    assert desk.post("order_new", once=uuid4(), **terms).status_code == 302
    asked = desk.post("order_new", once=uuid4(), **terms)
    assert "今天已经开过" in asked.content.decode() and WorkOrder.objects.count() == 1
    known = asked.context["form"]["another"].value()
    assert desk.post("order_new", once=uuid4(), **terms | {"product": "另一样"}, another=known).status_code == 302
    assert desk.post("order_new", once=uuid4(), **terms, another=known).status_code == 302
    assert WorkOrder.objects.count() == 3


def test_a_wrong_company_code_is_refused(desk, liuhe):
    answer = desk.post("client_new", name="新苑日化", credit_code="911101085923662401")
    assert answer.status_code == 200 and not Client.objects.exists()


def test_a_company_is_edited(desk, client_company):
    desk.does("client_edit", client_company.pk, name="乐宠用品", phone="13800001111", active="on")
    client_company.refresh_from_db()
    assert client_company.phone == "13800001111"


def test_an_operation_a_rate_and_closing(desk, order, combs):
    desk.does("operation_new", order.pk, name="贴标", unit="盒", client_price="0", rate="0.5")
    desk.does("rate_new", combs.pk, rate="8.5", starts_on="2026-11-25", reason="活更细")
    assert combs.rates.count() == 2
    assert "结束了" in desk.does("order_close", order.pk, reason="")
    order.refresh_from_db()
    assert order.state == "closed"


def test_an_order_and_its_material_are_described_anew(desk, order, combs):
    page = desk.does("order_change", order.pk, specification="大号", requirements="先擦净", note="催过")
    assert "大号" in page and "先擦净" in page and "催过" in page
    assert 'value="先擦净"' in desk.client.get(f"/liuhe/orders/{order.pk}/change/").content.decode()
    desk.does("material_new", combs.pk, name="梳子", unit="把", per_piece="2")
    material = Material.objects.get()
    assert material.loss_allowed == 0
    assert "竹 " in desk.does("material_change", material.pk, specification="竹", loss_allowed="1.5")
    material.refresh_from_db()
    assert material.loss_allowed == Decimal("1.5")
    refused = desk.post("material_change", material.pk, specification="竹", loss_allowed="101")
    assert "101 太大了" in refused.content.decode()


def test_material_comes_goes_and_is_lost(desk, order, combs):
    desk.does("material_new", combs.pk, name="梳子", unit="把", per_piece="2")
    material = Material.objects.get()
    desk.does("material_receive", material.pk, quantity="100", on="2026-11-24", note="两箱")
    desk.does("material_send_back", material.pk, quantity="10", on="2026-11-24")
    page = desk.does("material_lost", material.pk, quantity="3", on="2026-11-24", note="受潮")
    assert "87 把" in page and "受潮" in page
    answer = desk.post("material_send_back", material.pk, quantity="500", on="2026-11-24")
    assert answer.status_code == 200 and 'value="500"' in answer.content.decode()


@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_of_orders_costs_the_same(rows, desk, workshop, order, django_assert_max_num_queries):
    WorkOrderFactory.create_batch(rows, workshop=workshop, agreement=order.agreement)
    desk.see("orders")
    with django_assert_max_num_queries(14):
        desk.see("orders")


def test_a_delivery_offers_what_can_go(desk, client_company, combs, boxes):
    assert client_company.name in desk.see("delivery_new")
    text = desk.client.get(f"/liuhe/deliveries/new/?client={client_company.pk}").content.decode()
    assert f'name="quantity_{combs.pk}" value="8"' in text
    query, once = f"?client={client_company.pk}", uuid4()
    for _ in range(2):
        desk.does("delivery_new", query=query, once=once, **{f"quantity_{combs.pk}": "6"})
    delivery = Delivery.objects.get()
    desk.does("delivery_change", delivery.pk, **{f"quantity_{combs.pk}": "8"}, note="一箱")
    assert "送出去了" in desk.does("delivery_send", delivery.pk, sent_on="2026-11-24")
    delivery.refresh_from_db()
    assert (delivery.state, delivery.lines.get().quantity) == ("sent", 8)


def test_more_than_there_is_cannot_go(desk, client_company, combs, boxes):
    answer = desk.post("delivery_new", query=f"?client={client_company.pk}", **{f"quantity_{combs.pk}": "9"})
    assert answer.status_code == 200 and not Delivery.objects.exists()


def test_a_draft_is_cancelled(desk, by, workshop, client_company, combs, boxes):
    delivery = by(draft_delivery)(workshop=workshop, client=client_company, lines=[(combs, 8)])
    assert "作废了" in desk.does("delivery_cancel", delivery.pk)


def test_acceptance_must_add_up(desk, sent):
    answer = desk.post("delivery_accept", sent.pk, accepted_on="2026-11-24", **outcome(sent, accepted=5))
    assert answer.status_code == 200
    sent.refresh_from_db()
    assert sent.state == "sent"
    assert all(typed in answer.content.decode() for typed in ('value="5"', 'value="2026-11-24"'))


def test_rejected_pieces_come_back_on_a_repair_slip(desk, sent, resident):
    figures = outcome(sent, accepted=5, rejected_worker=2, short=1, maker=resident.pk)
    page = desk.does("delivery_accept", sent.pk, accepted_on="2026-11-24", **figures)
    assert "还有 2 件可以退回来返修" in page
    line = sent.lines.get()
    desk.does("line_take_back", line.pk, pieces="2", resident=resident.pk, place="home")
    assert Issue.objects.get(kind="repair").quantity == 2
    assert desk.client.get(f"/liuhe/delivery-lines/{line.pk}/take-back/").status_code == 404


@pytest.fixture
def rejected(desk, sent, resident):
    """The line of eight pieces of one resident, two of which the company sends back."""
    desk.does("delivery_accept", sent.pk, accepted_on="2026-11-24", **outcome(sent, accepted=6, rejected_worker=2))
    return sent.lines.get()


def test_a_second_press_leads_to_the_one_repair_slip(desk, rejected, resident):
    """The first press leaves nothing that could come back."""
    figures = {"pieces": "2", "resident": resident.pk, "place": "home", "once": uuid4()}
    answers = [desk.post("line_take_back", rejected.pk, **figures) for _time in range(2)]
    assert answers[0].url == answers[1].url and Issue.objects.filter(kind="repair").count() == 1


def test_somebody_else_of_the_workshop_repairs_what_its_maker_cannot(desk, by, rejected, resident, liuhe, workshop):
    other = ResidentFactory(community=liuhe, workshop=workshop, name="柳小巧")
    assert "换别人返修，按今天的工价付" in desk.see("line_take_back", rejected.pk)
    by(leave)(resident=resident, left_on=dt.date(2026, 11, 24), reason="搬走")
    assert desk.post("line_take_back", rejected.pk, pieces="2", resident=resident.pk, place="home").status_code == 200
    desk.does("line_take_back", rejected.pk, pieces="2", resident=other.pk, place="home")
    assert Issue.objects.get(kind="repair").rate == 8


def test_a_repair_is_told_from_new_work_of_the_same_kind(desk, by, rejected, resident, combs):
    by(take_back)(line=rejected, pieces=2, resident=resident)
    page = desk.see("counter", resident=resident.pk)
    assert sorted(re.findall(r"宠物梳 · 装盒(?: 返修)?", page)) == ["宠物梳 · 装盒"] * 2 + ["宠物梳 · 装盒 返修"]


def test_what_comes_back_after_the_order_was_closed_is_delivered_again(desk, by, slip, rejected, resident, combs):
    by(log_entry)(issue=slip, returned=2)
    by(close_order)(work_order=combs.work_order)
    new = {"query": f"?client={combs.work_order.client_id}", f"quantity_{combs.pk}": "2"}
    assert "宠物梳" not in desk.see("delivery_new", client=combs.work_order.client_id)
    repair = by(take_back)(line=rejected, pieces=2, resident=resident)
    desk.does("log", resident.pk, choice=f"slip-{repair.pk}", good="2")
    assert "宠物梳" in desk.see("delivery_new", client=combs.work_order.client_id)
    assert desk.post("delivery_new", **new).status_code == 302


def test_papers_of_a_delivery(desk, sent):
    note = desk.see("delivery_note", sent.pk)
    assert all(word in note for word in ("第一联 存根", "第三联 回单", "64.00", "陆拾肆元整", "车号"))
    assert "验收单" in desk.see("acceptance_form", sent.pk)
    assert sent.number in desk.see("deliveries", state="sent") and sent.number not in desk.see(
        "deliveries", state="draft"
    )
