"""Deliveries take the oldest pieces, name them, and never more than there are."""

import datetime as dt
from decimal import Decimal

import pytest

from tests.factories.workshops import ClientFactory, EntryFactory, OperationFactory
from tests.workshops.operations.november import NOVEMBER, made
from tests.workshops.refusals import refused
from workshops.enums import DeliveryState
from workshops.models import DeliveryAllocation, DeliveryLine
from workshops.operations.corrections import correct_entry
from workshops.operations.deliveries import cancel_delivery, change_draft, draft_delivery, send_delivery
from workshops.operations.undoing import void_entry

pytestmark = pytest.mark.django_db


def allocated(delivery):
    rows = DeliveryAllocation.objects.filter(line__delivery=delivery).order_by("pk")
    return [(row.entry, row.pieces) for row in rows.select_related("entry")]


@pytest.fixture
def draft(order, by):
    """`draft((combs, 12))`: a delivery of the order's client."""

    def put_together(*lines):
        return by(draft_delivery)(workshop=order.workshop, client=order.client, lines=lines)

    return put_together


def test_the_oldest_pieces_go_first(combs, draft, by):
    late, early = made(combs, 5, first=NOVEMBER + dt.timedelta(days=5)) + made(combs, 4)
    delivery = by(send_delivery)(delivery=draft((combs, 6)))
    assert allocated(delivery) == [(early, 4), (late, 2)]
    assert (delivery.state, delivery.sent_on) == (DeliveryState.SENT, dt.date(2026, 11, 24))
    assert allocated(by(send_delivery)(delivery=draft((combs, 3)))) == [(late, 3)]


def test_more_than_there_is_is_refused_with_the_number(combs, draft):
    made(combs, 5)
    with refused("not_enough", "宠物梳现在只有 5 盒可送，送不了 6 盒"):
        draft((combs, 6))


def test_what_went_meanwhile_is_refused_when_sent(combs, draft, by):
    entry, _ = made(combs, 5, 3)
    delivery = draft((combs, 8))
    by(void_entry)(entry=entry)
    with refused("not_enough", "只有 3 盒"):
        by(send_delivery)(delivery=delivery)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.DRAFT


def test_nothing_uninspected_imported_as_settled_or_undone_is_delivered(combs, draft):
    EntryFactory(pending=True, good=2, issue__operation=combs)
    EntryFactory(sent_back=True, good=2, issue__operation=combs)
    EntryFactory(voided=True, good=2, issue__operation=combs)
    with refused("not_enough", "0 盒"):
        draft((combs, 1))


def test_corrections_count(combs, draft, by):
    (entry,) = made(combs, 5)
    by(correct_entry)(entry=entry, good=4, worker_fault=1, reason="复点少一盒")
    with refused("not_enough", "4 盒"):
        draft((combs, 5))
    assert allocated(by(send_delivery)(delivery=draft((combs, 4)))) == [(entry, 4)]


def test_each_delivered_piece_takes_one_of_every_step(order, combs, draft, by):
    glue = OperationFactory(work_order=order, step=True, name="粘牙", unit="盒")
    first, second = made(glue, 3, 4)
    (boxed,) = made(combs, 6)
    delivery = by(send_delivery)(delivery=draft((combs, 5)))
    assert sorted(allocated(delivery), key=lambda row: row[0].pk) == [(first, 3), (second, 2), (boxed, 5)]


def test_a_step_that_lags_holds_the_product_up(order, combs, draft):
    made(OperationFactory(work_order=order, step=True, name="粘牙", unit="盒"), 3)
    made(combs, 6)
    with refused("not_enough", "只能送 3 盒", "粘牙"):
        draft((combs, 4))


def test_lines_are_of_one_client_and_priced(order, combs, draft, by):
    made(combs, 3)
    other = OperationFactory(work_order__workshop=order.workshop)
    step = OperationFactory(work_order=order, step=True)
    with refused("wrong_client"):
        draft((other, 1))
    with refused("not_priced"):
        draft((step, 1))
    with refused("twice"):
        draft((combs, 1), (combs, 1))
    with refused("nothing_entered"):
        draft()
    with refused("quantity"):
        draft((combs, 0))
    with refused("wrong_client"):
        by(draft_delivery)(
            workshop=order.workshop, client=ClientFactory(community=order.community), lines=[(combs, 1)]
        )


def test_a_draft_is_changed_or_cancelled_and_then_stays(combs, draft, by):
    made(combs, 5)
    delivery = by(change_draft)(delivery=draft((combs, 2)), lines=[(combs, 5)], note="五盒")
    assert DeliveryLine.objects.get(delivery=delivery).quantity == 5
    cancelled = by(cancel_delivery)(delivery=draft((combs, 1)))
    assert cancelled.state == by(cancel_delivery)(delivery=cancelled).state == DeliveryState.CANCELLED
    by(send_delivery)(delivery=delivery)
    for act in (cancel_delivery, change_draft):
        with refused("wrong_state"):
            by(act)(delivery=delivery, **({"lines": [(combs, 1)]} if act is change_draft else {}))
    with refused("wrong_state"):
        by(send_delivery)(delivery=cancelled)


def test_sending_twice_is_quiet(combs, draft, by):
    made(combs, 5)
    delivery = by(send_delivery)(delivery=draft((combs, 5)))
    by(send_delivery)(delivery=delivery)
    assert [pieces for _entry, pieces in allocated(delivery)] == [5]


def test_the_price_of_the_day_stays_on_the_line(combs, draft):
    made(combs, 1)
    assert DeliveryLine.objects.get(delivery=draft((combs, 1))).client_price == Decimal(8)


def test_sending_takes_the_same_statements_for_many(combs, draft, by, django_assert_max_num_queries):
    made(combs, *[1] * 30)
    delivery = draft((combs, 30))
    with django_assert_max_num_queries(13):
        by(send_delivery)(delivery=delivery)
    assert len(allocated(delivery)) == 30
