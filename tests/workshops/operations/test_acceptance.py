"""What the client says, under both policies: the 120 boxes of pet combs."""

import datetime as dt

import pytest
from django.db.models import Sum

from tests.factories.workshops import EntryClaimFactory, OperationFactory
from tests.workshops.operations.november import made
from tests.workshops.refusals import refused
from workshops.enums import DeliveryState, EntrySource, IssueState
from workshops.models import DeliveryAllocation, DeliveryLine, Issue, PieceEntry
from workshops.operations.acceptance import LineOutcome, NamedReject, record_acceptance
from workshops.operations.deliveries import draft_delivery, send_delivery
from workshops.operations.entries import log_entry
from workshops.operations.repairs import take_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def deliver(by):
    """Sends so many pieces of an operation; its one line."""

    def send(operation, pieces):
        order = operation.work_order
        draft = by(draft_delivery)(workshop=order.workshop, client=order.client, lines=[(operation, pieces)])
        return DeliveryLine.objects.get(delivery=by(send_delivery)(delivery=draft))

    return send


@pytest.fixture
def accept(by):
    """Records the outcome of a delivery's one line."""

    def record(line, *counts, named=()):
        outcome = LineOutcome(line.pk, *counts, named=tuple(named))
        by(record_acceptance)(delivery=line.delivery, outcomes=[outcome])
        line.refresh_from_db()
        return line

    return record


def earned():
    return PieceEntry.objects.accepted().aggregate(total=Sum("amount"))["total"]


def outcomes(line):
    columns = ("accepted", "rejected_material", "rejected_worker", "short", "taken_back")
    return list(DeliveryAllocation.objects.filter(line=line).order_by("pk").values_list(*columns))


def test_120_boxes_traced(traced_combs, deliver, accept):
    first, second = made(traced_combs, 70, 50)
    line = deliver(traced_combs, 120)
    accept(line, 114, 4, 2, 0, named=[NamedReject(2, resident_id=first.resident_id)])
    assert (line.accepted * 8, line.rejected_material * 8) == (912, 32)
    assert earned() == 944
    assert outcomes(line) == [(68, 0, 2, 0, 2), (46, 4, 0, 0, 0)]
    slip = Issue.objects.with_held().get(pk=first.issue_id)
    assert (slip.held, slip.state, line.came_back) == (2, IssueState.OPEN, 2)
    correction = PieceEntry.objects.get(source=EntrySource.CORRECTION)
    assert (correction.corrects, correction.good, correction.rework) == (first, -2, 2)


def test_120_boxes_guaranteed(combs, deliver, accept):
    first, _second = made(combs, 70, 50)
    line = deliver(combs, 120)
    accept(line, 114, 4, 2, 0, named=[NamedReject(2, entry_id=first.pk)])
    assert (line.accepted * 8, line.rejected_material * 8) == (912, 32)
    assert earned() == 960
    assert not PieceEntry.objects.filter(source=EntrySource.CORRECTION).exists()
    assert line.came_back == 0


def test_what_nobody_is_named_for_lies_with_the_newest(traced_combs, deliver, accept):
    made(traced_combs, 5, 5)
    line = accept(deliver(traced_combs, 10), 5, 2, 1, 2)
    assert outcomes(line) == [(5, 0, 0, 0, 0), (0, 2, 1, 2, 0)]
    assert earned() == 80  # untraceable: as guaranteed


def test_what_a_pay_run_has_taken_is_never_clawed_back(traced_combs, deliver, accept):
    (entry,) = made(traced_combs, 10)
    line = deliver(traced_combs, 10)
    EntryClaimFactory(entry=entry)
    accept(line, 8, 0, 2, 0, named=[NamedReject(2, entry_id=entry.pk)])
    assert earned() == 80
    assert line.came_back == 0


def test_the_repaired_piece_is_paid_once_and_delivered_again(traced_combs, deliver, accept, by):
    (entry,) = made(traced_combs, 10)
    accept(deliver(traced_combs, 10), 8, 0, 2, 0, named=[NamedReject(2, entry_id=entry.pk)])
    by(log_entry)(issue=entry.issue, good=2)
    assert earned() == 80
    again = accept(deliver(traced_combs, 2), 2)
    assert DeliveryLine.objects.aggregate(total=Sum("accepted"))["total"] == 10
    assert again.delivery.state == DeliveryState.ACCEPTED


def test_whoever_is_known_to_have_made_it_repairs_for_nothing(combs, deliver, accept, by):
    (entry,) = made(combs, 10)
    line = accept(deliver(combs, 10), 8, 0, 2, 0, named=[NamedReject(2, entry_id=entry.pk)])
    slip = by(take_back)(line=line, pieces=2, resident=entry.resident)
    by(log_entry)(issue=slip, good=2)
    assert slip.rate == 0
    assert earned() == 80
    line.refresh_from_db()
    assert line.came_back == 2
    assert accept(deliver(combs, 2), 2).accepted == 2


def test_the_only_maker_of_a_line_repairs_for_nothing_without_being_named(combs, deliver, accept, by):
    (entry,) = made(combs, 10)
    line = accept(deliver(combs, 10), 7, 1, 2, 0)
    assert by(take_back)(line=line, pieces=2, resident=entry.resident).rate == 0


def test_rejects_of_the_only_maker_are_traced_without_naming_her(traced_combs, deliver, accept):
    (entry,) = made(traced_combs, 10)
    line = accept(deliver(traced_combs, 10), 8, 0, 2, 0)
    assert (earned(), line.came_back) == (64, 2)
    assert Issue.objects.with_held().get(pk=entry.issue_id).held == 2


def test_whoever_made_all_pieces_but_none_of_a_step_is_not_named_by_itself(combs, deliver, accept, by):
    made(OperationFactory(work_order=combs.work_order, step=True, name="粘牙"), 10)
    (boxed,) = made(combs, 10)
    line = accept(deliver(combs, 10), 8, 0, 2, 0)
    assert by(take_back)(line=line, pieces=2, resident=boxed.resident).rate == 8


def test_another_resident_repairs_at_the_operations_rate(combs, deliver, accept, by, neighbour):
    made(combs, 10)
    line = accept(deliver(combs, 10), 8, 0, 2, 0)
    slip = by(take_back)(line=line, pieces=1, resident=neighbour)
    assert slip.rate == 8
    by(log_entry)(issue=slip, good=1)
    assert earned() == 88
    with refused("came_back", "只剩 1 件", field="pieces"):
        by(take_back)(line=line, pieces=2, resident=neighbour)


def test_pieces_of_one_maker_and_of_others_get_slips_apart(combs, deliver, accept, by):
    entry, _others = made(combs, 5, 5)
    line = accept(deliver(combs, 10), 8, 0, 2, 0, named=[NamedReject(1, entry_id=entry.pk)])
    with refused("mixed_makers", "1 件"):
        by(take_back)(line=line, pieces=2, resident=entry.resident)


def test_nothing_comes_back_before_the_client_has_spoken(combs, deliver, by, neighbour):
    made(combs, 3)
    line = deliver(combs, 3)
    with refused("not_accepted"):
        by(take_back)(line=line, pieces=1, resident=neighbour)


@pytest.mark.parametrize("traced", [True, False])
def test_steps_of_pieces_that_came_back_are_in_hand_again(traced, combs, traced_combs, deliver, accept, by):
    product = traced_combs if traced else combs
    glue = OperationFactory(work_order=product.work_order, step=True, name="粘牙")
    made(glue, 6, 4)
    (boxed,) = made(product, 10)
    line = accept(deliver(product, 10), 8, 0, 2, 0, named=[NamedReject(2, entry_id=boxed.pk)])
    slip = boxed.issue if traced else by(take_back)(line=line, pieces=2, resident=boxed.resident)
    by(log_entry)(issue=slip, good=2)
    again = deliver(product, 2)
    assert DeliveryAllocation.objects.filter(line=again).aggregate(total=Sum("pieces"))["total"] == 4


def test_a_step_can_be_named_too(traced_combs, deliver, accept, by):
    glue = OperationFactory(work_order=traced_combs.work_order, step=True, name="粘牙", paying__rate=1)
    (glued,) = made(glue, 10)
    made(traced_combs, 10)
    line = accept(deliver(traced_combs, 10), 9, 0, 1, 0, named=[NamedReject(1, entry_id=glued.pk)])
    assert line.came_back == 1
    assert earned() == 10 * 8 + 10 * 8 - 8  # the step's entries are at the slip's 8 too
    by(log_entry)(issue=glued.issue, good=1)
    deliver(traced_combs, 1)


@pytest.mark.parametrize("counts", [(9, 0, 0, 0), (11, 0, 0, 0), (11, 0, -1, 0)])
def test_the_outcome_adds_up_to_what_was_delivered(counts, combs, deliver, accept):
    made(combs, 10)
    with refused("outcome_total", "宠物梳送了 10 盒", field="accepted"):
        accept(deliver(combs, 10), *counts)


def test_nobody_is_named_for_more_than_she_made(combs, deliver, accept):
    one, other = made(combs, 1, 9)
    line = deliver(combs, 10)
    with refused("named_not_in_line", "多了 1 件"):
        accept(line, 8, 0, 2, 0, named=[NamedReject(2, entry_id=one.pk)])
    with refused("named_total"):
        accept(line, 9, 0, 1, 0, named=[NamedReject(2, entry_id=other.pk)])


def test_every_line_is_spoken_of_once_and_in_time(combs, deliver, accept, by):
    made(combs, 3)
    line = deliver(combs, 3)
    with refused("lines_missing"):
        by(record_acceptance)(delivery=line.delivery, outcomes=[])
    with refused("before_sent", field="accepted_on"):
        by(record_acceptance)(
            delivery=line.delivery, outcomes=[LineOutcome(line.pk, 3)], accepted_on=dt.date(2026, 11, 20)
        )
    accept(line, 3)
    with refused("wrong_state"):
        accept(line, 3)
    assert line.delivery.__class__.objects.get().acceptance_number == "YS20261124-0001"


def test_recording_takes_the_same_statements_for_many(combs, deliver, by, django_assert_max_num_queries):
    made(combs, *[1] * 30)
    line = deliver(combs, 30)
    with django_assert_max_num_queries(14):
        by(record_acceptance)(delivery=line.delivery, outcomes=[LineOutcome(line.pk, 25, 2, 2, 1)])
