"""Real threads on a real database: two at once never count a piece twice, nor lose one."""

import pytest
from django.db.models import Sum

from tests.factories.workshops import EntryFactory
from tests.threads import at_once, codes
from workshops.enums import DeliveryState, EntryState
from workshops.models import DeliveryAllocation, EntryClaim, Issue, PieceEntry
from workshops.operations.acceptance import LineOutcome, record_acceptance
from workshops.operations.claims import mark_claimed
from workshops.operations.corrections import correct_entry
from workshops.operations.daysheet import Cell, log_sheet
from workshops.operations.deliveries import draft_delivery, send_delivery
from workshops.operations.entries import log_entry
from workshops.operations.issues import issue_day_slip, issue_work
from workshops.operations.undoing import void_entry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def slip(combs, resident, by):
    return by(issue_work)(resident=resident, operation=combs, quantity=1)


def test_two_hand_in_the_last_piece_of_a_slip(slip, by):
    results = at_once(*[lambda: by(log_entry)(issue=slip, good=1)] * 2)
    assert codes(results) == ["held_exceeded"]
    assert PieceEntry.objects.get().good == 1


def test_eight_log_on_one_operation_and_none_is_lost(combs, resident, by):
    slip = by(issue_work)(resident=resident, operation=combs, quantity=40)
    results = at_once(*[lambda: [by(log_entry)(issue=slip, good=1) for _ in range(5)]] * 8)
    assert codes(results) == []
    assert Issue.objects.with_held().get(pk=slip.pk).held == 0
    assert Issue.objects.get(pk=slip.pk).state == "finished"


def test_numbers_have_no_gaps_and_no_twins(combs, resident, by):
    at_once(*[lambda: [by(issue_day_slip)(resident=resident, operation=combs, good=1) for _ in range(4)]] * 4)
    numbers = sorted(Issue.objects.values_list("number", flat=True))
    assert numbers == [f"LL20261124-{n:04d}" for n in range(1, 17)]


def test_the_same_sheet_stored_by_two(combs, resident, workshop, now, by):
    def store():
        cells = [Cell(1, resident.pk, combs.pk, good=5)]
        return by(log_sheet)(workshop=workshop, day=now.date(), cells=cells).refused.get(1)

    refusals = [refusal for refusal in at_once(store, store) if refusal]
    assert [refusal.code for refusal in refusals] == ["stored_already"]
    assert PieceEntry.objects.get().good == 5


def test_six_pay_runs_want_the_same_entries(combs, liuhe, by):
    entries = [EntryFactory(accepted=True, issue__operation=combs).pk for _ in range(5)]

    def claim(number):
        return lambda: by(mark_claimed)(community=liuhe, entries=entries, reference=f"FF{number}")

    results = at_once(*[claim(number) for number in range(6)])
    assert codes(results) == ["already_claimed"] * 5
    assert len(set(EntryClaim.objects.values_list("reference", flat=True))) == 1


def test_undone_or_claimed_but_never_both(slip, liuhe, by):
    for _ in range(5):
        entry = by(log_entry)(issue=slip, good=1)
        results = at_once(
            lambda entry=entry: by(void_entry)(entry=entry),
            lambda entry=entry: by(mark_claimed)(community=liuhe, entries=[entry.pk], reference="FF1"),
        )
        entry.refresh_from_db()
        claimed = EntryClaim.objects.filter(entry=entry).exists()
        assert claimed == (entry.state == EntryState.ACCEPTED), results
        assert len(codes(results)) == 1
        slip = by(issue_work)(resident=slip.resident, operation=slip.operation, quantity=1)


def test_two_deliveries_want_the_same_pieces(combs, order, by):
    EntryFactory(accepted=True, good=10, issue__operation=combs)
    drafts = [by(draft_delivery)(workshop=order.workshop, client=order.client, lines=[(combs, 6)]) for _ in range(2)]
    results = at_once(*[lambda draft=draft: by(send_delivery)(delivery=draft) for draft in drafts])
    assert codes(results) == ["not_enough"]
    assert DeliveryAllocation.objects.aggregate(total=Sum("pieces"))["total"] == 6


def test_undone_or_delivered_but_never_both(combs, order, by, slip):
    entry = by(log_entry)(issue=slip, good=1)
    draft = by(draft_delivery)(workshop=order.workshop, client=order.client, lines=[(combs, 1)])
    results = at_once(lambda: by(void_entry)(entry=entry), lambda: by(send_delivery)(delivery=draft))
    draft.refresh_from_db()
    entry.refresh_from_db()
    assert (draft.state == DeliveryState.SENT) == (entry.state == EntryState.ACCEPTED)
    assert codes(results) in (["delivered"], ["not_enough"])


def test_one_delivery_sent_by_two_leaves_once(combs, order, by, slip):
    by(log_entry)(issue=slip, good=1)
    draft = by(draft_delivery)(workshop=order.workshop, client=order.client, lines=[(combs, 1)])
    assert codes(at_once(*[lambda: by(send_delivery)(delivery=draft)] * 2)) == []
    assert DeliveryAllocation.objects.get().pieces == 1


def test_an_acceptance_is_recorded_once(combs, order, by, slip):
    by(log_entry)(issue=slip, good=1)
    draft = by(draft_delivery)(workshop=order.workshop, client=order.client, lines=[(combs, 1)])
    delivery = by(send_delivery)(delivery=draft)
    outcome = [LineOutcome(delivery.lines.get().pk, 1)]
    results = at_once(*[lambda: by(record_acceptance)(delivery=delivery, outcomes=outcome)] * 2)
    assert codes(results) == ["wrong_state"]
    delivery.refresh_from_db()
    assert delivery.acceptance_number == "YS20261124-0001"


def test_two_corrections_take_the_same_pieces_off_once(combs, resident, by):
    slip = by(issue_work)(resident=resident, operation=combs, quantity=10)
    entry = by(log_entry)(issue=slip, good=10)
    at_once(*[lambda: by(correct_entry)(entry=entry, good=4, reason="复点")] * 2)
    assert PieceEntry.objects.accepted().aggregate(total=Sum("good"))["total"] == 4
    assert Issue.objects.with_held().get(pk=slip.pk).held == 6
