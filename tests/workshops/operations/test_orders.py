"""Agreements, orders, rates and material."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from residents.models import MoveLog
from tests.factories.deliveries import drafted
from tests.factories.residents import WorkshopFactory
from tests.factories.workshops import ClientFactory, EntryFactory, MaterialFactory
from tests.workshops.refusals import refused
from workshops.enums import MovementKind, OrderState
from workshops.models import Agreement, PieceRate
from workshops.operations.agreements import sign_agreement
from workshops.operations.entries import log_entry
from workshops.operations.inspection import send_back_entry
from workshops.operations.issues import issue_work
from workshops.operations.materials import add_material, change_material, receive, report_loss, send_back
from workshops.operations.orders import add_operation, change_order, close_order, open_order, set_rate

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 24)


def rates(operation):
    return list(
        PieceRate.objects.filter(operation=operation).order_by("starts_on").values_list("rate", "starts_on", "ends_on")
    )


def test_from_agreement_to_rate(client_company, workshop, by):
    agreement = by(sign_agreement)(client=client_company, signed_on=TODAY, starts_on=TODAY, reject_policy="traced")
    order = by(open_order)(agreement=agreement, workshop=workshop, product="串珠手链")
    beads = by(add_operation)(
        work_order=order, name="穿珠", unit="条", client_price=Decimal("1.8"), rate=Decimal("1.35"), planned=800
    )
    step = by(add_operation)(work_order=order, name="打结", unit="条")
    assert (agreement.number, order.number) == ("WX20261124-0001", "JG20261124-0001")
    assert (beads.position, step.position, step.is_step, order.client) == (1, 2, True, client_company)
    assert rates(beads) == [(Decimal("1.35"), TODAY, None)]
    assert list(MoveLog.objects.order_by("pk").values_list("move", flat=True)) == [
        "sign",
        "open",
        "add",
        "rate",
        "add",
    ]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"ends_on": TODAY - dt.timedelta(days=1)}, "period"),
        ({"fund_share": Decimal(101)}, "fund_share"),
        ({"deposit": Decimal(-1)}, "deposit"),
    ],
)
def test_an_agreement_makes_sense(client_company, by, fields, code):
    with refused(code):
        by(sign_agreement)(client=client_company, signed_on=TODAY, starts_on=TODAY, **fields)
    assert not Agreement.objects.exists()


def test_a_company_code_is_checked():
    for code in ("91130199MA0DEM1280", "91130199IA0DEM128J", "9113"):
        with pytest.raises(ValidationError, match="统一社会信用代码"):
            ClientFactory.build(credit_code=code, community=None).clean_fields(exclude=["community"])
    for code in ("91130199MA0DEM128J", "52130199MJ0WGC4479", ""):
        assert ClientFactory.build(credit_code=code, community=None).clean_fields(exclude=["community"]) is None


def test_what_an_order_needs(order, combs, by):
    with refused("other_community"):
        by(open_order)(agreement=order.agreement, workshop=WorkshopFactory(), product="x")
    with refused("product", field="product"):
        by(open_order)(agreement=order.agreement, workshop=order.workshop, product=" ")
    with refused("name_taken", field="name"):
        by(add_operation)(work_order=order, name=combs.name, unit="盒")
    with refused("client_price"):
        by(add_operation)(work_order=order, name="贴标", unit="盒", client_price=Decimal(-1))


def test_a_new_rate_ends_the_old_one(combs, by):
    by(set_rate)(operation=combs, rate=Decimal("8.5"), starts_on=dt.date(2026, 11, 10))
    july = dt.date(2026, 7, 1)
    assert rates(combs) == [(8, july, dt.date(2026, 11, 9)), (Decimal("8.5"), dt.date(2026, 11, 10), None)]
    by(set_rate)(operation=combs, rate=Decimal(9), starts_on=dt.date(2026, 10, 1))
    by(set_rate)(operation=combs, rate=Decimal("9.5"), starts_on=dt.date(2026, 10, 1))
    by(set_rate)(operation=combs, rate=Decimal(7), starts_on=dt.date(2026, 6, 1))
    assert rates(combs) == [
        (7, dt.date(2026, 6, 1), dt.date(2026, 6, 30)),
        (8, july, dt.date(2026, 9, 30)),
        (Decimal("9.5"), dt.date(2026, 10, 1), dt.date(2026, 11, 9)),
        (Decimal("8.5"), dt.date(2026, 11, 10), None),
    ]


def test_a_cut_never_begins_before_work_that_was_done(combs, resident, by):
    day = TODAY - dt.timedelta(days=5)
    by(set_rate)(operation=combs, rate=Decimal("7.9"), starts_on=day)
    by(issue_work)(resident=resident, operation=combs, quantity=1, issued_on=TODAY - dt.timedelta(days=1))
    with refused("cut_backwards", "7.9 元", field="starts_on"):
        by(set_rate)(operation=combs, rate=Decimal(7), starts_on=TODAY - dt.timedelta(days=2))
    by(set_rate)(operation=combs, rate=Decimal(8), starts_on=TODAY - dt.timedelta(days=2))
    by(set_rate)(operation=combs, rate=Decimal(7), starts_on=TODAY)
    with refused("negative", field="rate"):
        by(set_rate)(operation=combs, rate=Decimal(-1), starts_on=TODAY)


def test_an_order_closes_when_nothing_is_loose(combs, resident, by, leader):
    order = combs.work_order
    slip = by(issue_work)(resident=resident, operation=combs, quantity=3)
    with refused("slips_open", "3 件"):
        by(close_order)(work_order=order)
    entry = by(log_entry)(issue=slip, good=3, actor=leader)
    with refused("entries_waiting", "1 条"):
        by(close_order)(work_order=order)
    by(send_back_entry)(entry=entry, reason="x")
    with refused("slips_open"):
        by(close_order)(work_order=order)
    by(log_entry)(issue=slip, good=3)
    with refused("entries_waiting"):
        by(close_order)(work_order=order)


def test_what_is_left_over_needs_a_word(combs, by):
    entry = EntryFactory(accepted=True, good=10, issue__operation=combs, issue__finished=True)
    with refused("reason_missing", field="reason"):
        by(close_order)(work_order=combs.work_order)
    drafted(entry)
    with refused("delivery_open"):
        by(close_order)(work_order=combs.work_order, reason="送社区食堂")


def test_closing_twice_is_quiet(combs, by):
    EntryFactory(accepted=True, good=10, issue__operation=combs, issue__finished=True)
    order = by(close_order)(work_order=combs.work_order, reason="送社区食堂")
    assert order.state == by(close_order)(work_order=order).state == OrderState.CLOSED
    with refused("order_closed"):
        by(add_operation)(work_order=order, name="贴标", unit="盒")


def test_material_comes_goes_back_and_is_lost(combs, by):
    handle = by(add_material)(operation=combs, name="梳柄", unit="只", per_piece=Decimal("1.000"))
    by(receive)(material=handle, quantity=Decimal(100))
    returned = by(send_back)(material=handle, quantity=Decimal(30), note="多余")
    by(report_loss)(material=handle, quantity=Decimal("0.5"), note="受潮")
    assert (returned.kind, returned.number) == (MovementKind.SENT_BACK, "TL20261124-0001")
    with refused("more_than_store", "库里只有 69.50 只梳柄", field="quantity"):
        by(send_back)(material=handle, quantity=Decimal(70))


def test_an_order_is_described_anew_while_work_goes_on(order, combs, by):
    words = {"specification": " 大号 ", "due_on": TODAY, "requirements": "先擦净", "note": "催过"}
    by(change_order)(work_order=order, **words)
    order.refresh_from_db()
    assert (order.specification, order.due_on, order.requirements, order.note) == ("大号", TODAY, "先擦净", "催过")
    assert MoveLog.objects.about(order).get().move == "change"
    by(close_order)(work_order=order)
    with refused("order_closed"):
        by(change_order)(work_order=order, **words)


def test_what_may_be_lost_is_a_percentage_and_changes_no_norm(combs, by):
    named = {"operation": combs, "name": "梳柄", "unit": "只", "per_piece": Decimal(2)}
    with refused("loss_allowed", "0% 到 100%"):
        by(add_material)(**named, loss_allowed=Decimal("100.5"))
    handle = by(add_material)(**named, specification="木", loss_allowed=Decimal("1.5"))
    by(receive)(material=handle, quantity=Decimal(100))
    by(change_material)(material=handle, specification="竹", loss_allowed=Decimal(2))
    handle.refresh_from_db()
    assert (handle.specification, handle.loss_allowed, handle.per_piece) == ("竹", 2, 2)
    with refused("loss_allowed"):
        by(change_material)(material=handle, specification="竹", loss_allowed=Decimal(-1))


def test_material_makes_sense(combs, by):
    handle = MaterialFactory(operation=combs)
    with refused("name_taken", field="name"):
        by(add_material)(operation=combs, name=handle.name, unit="只", per_piece=Decimal(1))
    with refused("per_piece", field="per_piece"):
        by(add_material)(operation=combs, name="梳齿", unit="只", per_piece=Decimal(0))
    with refused("quantity", field="quantity"):
        by(receive)(material=handle, quantity=Decimal(0))
    with refused("future", field="on"):
        by(receive)(material=handle, quantity=Decimal(1), on=TODAY + dt.timedelta(days=1))
    with refused("reason_missing", field="note"):
        by(report_loss)(material=handle, quantity=Decimal(1), note=" ")
