"""An order's page: its stations, and whether it adds up."""

from decimal import Decimal

import pytest

from microfactory.kernel.scoping import Access
from tests.factories.workshops import ImportedEntryFactory, MaterialFactory
from workshops.operations.acceptance import LineOutcome, NamedReject, record_acceptance
from workshops.operations.deliveries import draft_delivery, send_delivery
from workshops.operations.entries import log_entry, report_lost
from workshops.operations.issues import issue_day_slip, issue_work
from workshops.operations.materials import receive, report_loss
from workshops.operations.repairs import take_back
from workshops.queries.orders import balance, order_list, order_rows, stations

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(combs, resident, neighbour, by, leader):
    """Material for a hundred; ten taken along, five made in the workshop, some lost."""
    material = MaterialFactory(operation=combs, per_piece=Decimal("1.5"))
    by(receive)(material=material, quantity=Decimal(100))
    by(report_loss)(material=material, quantity=Decimal(3), note="受潮")
    slip = by(issue_work)(resident=resident, operation=combs, quantity=10)
    by(log_entry)(issue=slip, good=4, rework=2, worker_fault=1, material_fault=1, returned=1)
    by(report_lost)(issue=slip, pieces=1, reason="丢失")
    by(issue_day_slip)(resident=neighbour, operation=combs, good=5, actor=leader)
    return combs.work_order


def test_stations_follow_the_pieces(story):
    product = stations(work_order=story).product
    assert (product.issued, product.good, product.worker_fault, product.material_fault) == (15, 9, 1, 1)
    assert (product.returned, product.lost, product.held_open, product.rework, product.holders) == (1, 1, 2, 2, 1)
    assert (product.waiting, product.free) == (5, 4)


def test_material_is_somewhere(story):
    material = stations(work_order=story).materials[0]
    assert (material.received, material.in_store, material.lost_in_store) == (100, Decimal("76"), 3)
    assert (material.issued, material.returned, material.lost_by_residents) == (
        Decimal("22.5"),
        Decimal("1.5"),
        Decimal("1.5"),
    )
    assert (material.held, material.used) == (Decimal("3.0"), Decimal("16.5"))


def test_what_may_be_lost_goes_by_the_good_pieces(story):
    story.materials.update(loss_allowed=Decimal(2))
    material = stations(work_order=story).materials[0]
    assert (material.good, material.may_be_lost, material.lost) == (Decimal("13.5"), Decimal("0.27"), Decimal("4.5"))


def test_everything_adds_up(story):
    equations = balance(work_order=story)
    assert [equation.label for equation in equations] == ["来料", "居民手里净发出", "发料"]
    assert all(equation.ok for equation in equations), [e for e in equations if not e.ok]


def test_imported_pieces_are_told_apart_and_add_up(combs, resident, by):
    order = combs.work_order
    ImportedEntryFactory(operation=combs, resident=resident, good=8, settled_outside=False)
    [good] = balance(work_order=order)
    assert (good.label, good.left, good.parts, good.ok) == ("合格", 8, [("领料单上", 0), ("从表格导入", 8)], True)
    draft = by(draft_delivery)(workshop=order.workshop, client=order.client, lines=[(combs, 3)])
    by(send_delivery)(delivery=draft)
    by(log_entry)(issue=by(issue_work)(resident=resident, operation=combs, quantity=5), good=2)
    found = balance(work_order=order)
    assert [(row.label, row.left) for row in found] == [("发料", 5), ("合格", 10), ("送货", 3)]
    assert all(row.ok for row in found)


def test_an_empty_order_has_stations_too(order):
    found = stations(work_order=order)
    assert (found.product.issued, found.unit, found.planned) == (0, "", None)
    assert balance(work_order=order) == []


def test_the_list_shows_each_orders_pieces(story, liuhe, social_worker, now, django_assert_num_queries):
    access = Access(social_worker, liuhe, frozenset({"social_worker"}))
    with django_assert_num_queries(5):
        rows = order_rows(order_list(access=access).order_by("-pk"), today=now.date())
    assert [(row.order, row.pieces.made, row.unit) for row in rows] == [(story, 9, "盒")]


@pytest.mark.parametrize("traced", [True, False])
def test_it_adds_up_with_pieces_that_came_back(traced, combs, traced_combs, resident, neighbour, by):
    product = traced_combs if traced else combs
    order = product.work_order
    by(receive)(material=MaterialFactory(operation=product), quantity=Decimal(12))
    entry = by(log_entry)(issue=by(issue_work)(resident=resident, operation=product, quantity=9), good=7)
    by(log_entry)(issue=by(issue_work)(resident=neighbour, operation=product, quantity=3), good=3)
    draft = by(draft_delivery)(workshop=order.workshop, client=order.client, lines=[(product, 10)])
    line = by(send_delivery)(delivery=draft).lines.get()
    outcome = LineOutcome(line.pk, 6, 1, 2, 1, named=(NamedReject(1, entry_id=entry.pk),))
    by(record_acceptance)(delivery=line.delivery, outcomes=[outcome])
    line.refresh_from_db()
    back = by(take_back)(line=line, pieces=1, resident=neighbour)
    assert all(equation.ok for equation in balance(work_order=order))
    by(log_entry)(issue=back, good=1)
    found = stations(work_order=order)
    assert all(equation.ok for equation in balance(work_order=order))
    assert found.product.delivered - found.product.came_back <= found.product.made - found.product.repaired
    assert found.deliverable == 1
