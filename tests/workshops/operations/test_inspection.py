"""Leaders' entries, and undoing."""

import pytest

from residents.models import MoveLog, ReferenceNumber
from tests.factories.deliveries import sent
from tests.factories.residents import MembershipFactory
from tests.factories.workshops import CorrectionFactory, EntryClaimFactory, EntryFactory, MaterialFactory
from tests.workshops.refusals import refused
from workshops.enums import EntryState, IssueState, MovementKind
from workshops.models import Issue, MaterialMovement
from workshops.operations.entries import log_entry, report_lost
from workshops.operations.freezes import freeze_entry
from workshops.operations.inspection import accept_entries, resubmit_entry, send_back_entry
from workshops.operations.issues import issue_day_slip, issue_work
from workshops.operations.undoing import void_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def slip(combs, resident, by):
    return by(issue_work)(resident=resident, operation=combs, quantity=10)


@pytest.fixture
def waiting(slip, by, leader):
    """A leader's entry of 4 good pieces."""
    return by(log_entry)(issue=slip, good=4, actor=leader)


def held(issue):
    return Issue.objects.with_held().get(pk=issue.pk).held


def test_a_social_worker_inspects_many_at_once(slip, waiting, by, leader, liuhe, django_assert_max_num_queries):
    others = [by(log_entry)(issue=slip, good=1, actor=leader) for _ in range(5)]
    with django_assert_max_num_queries(6):
        done = by(accept_entries)(community=liuhe, entries=[waiting.pk, *(entry.pk for entry in others)])
    assert (len(done.accepted), done.refused) == (6, {})
    waiting.refresh_from_db()
    assert (waiting.state, waiting.amount) == (EntryState.ACCEPTED, 32)


def test_inspecting_twice_is_quiet(waiting, by, liuhe):
    by(accept_entries)(community=liuhe, entries=[waiting.pk])
    assert by(accept_entries)(community=liuhe, entries=[waiting.pk]).accepted == [waiting.pk]


def test_a_leader_never_inspects_what_she_logged(waiting, by, liuhe, leader, second_leader):
    refusal = by(accept_entries)(community=liuhe, entries=[waiting.pk], actor=leader).refused[waiting.pk]
    assert (refusal.code, "自己登记" in refusal.sentence) == ("own_entry", True)
    assert by(accept_entries)(community=liuhe, entries=[waiting.pk], actor=second_leader).accepted == [waiting.pk]


def test_nobody_inspects_her_own_work(combs, liuhe, leader, second_leader, leader_as_resident, by):
    entry = by(issue_day_slip)(resident=leader_as_resident, operation=combs, good=1, actor=second_leader)
    assert by(accept_entries)(community=liuhe, entries=[entry.pk], actor=leader).refused[entry.pk].code == "own_work"
    with refused("own_work"):
        by(send_back_entry)(entry=entry, reason="不对", actor=leader)


def test_a_good_entry_is_inspected_beside_a_bad_one(waiting, by, liuhe, slip, leader):
    other = by(log_entry)(issue=slip, good=1, actor=leader)
    by(send_back_entry)(entry=other, reason="数量不对")
    done = by(accept_entries)(community=liuhe, entries=[waiting.pk, other.pk])
    assert (done.accepted, done.refused[other.pk].code) == ([waiting.pk], "wrong_state")


def test_sent_back_pieces_are_in_hand_again_and_sent_once_more(slip, waiting, by, leader):
    with refused("reason_missing"):
        by(send_back_entry)(entry=waiting, reason="")
    by(send_back_entry)(entry=waiting, reason="应是 5 盒")
    assert held(slip) == 10
    with refused("held_exceeded"):
        by(resubmit_entry)(entry=waiting, good=11, actor=leader)
    entry = by(resubmit_entry)(entry=waiting, good=5, actor=leader)
    assert (entry.state, entry.sent_back_reason, held(slip)) == (EntryState.PENDING, "", 5)
    with refused("wrong_state"):
        by(resubmit_entry)(entry=entry, good=5, actor=leader)


def test_what_comes_back_with_it_has_a_note_of_its_own(slip, waiting, by, leader):
    MaterialFactory(operation=slip.operation)
    by(send_back_entry)(entry=waiting, reason="还有 3 只没用")
    by(resubmit_entry)(entry=waiting, good=4, returned=3, actor=leader)
    returned = MaterialMovement.objects.get(kind=MovementKind.RETURNED)
    assert (returned.number, returned.quantity) == ("TL20261124-0001", 3)


def test_a_refused_second_try_takes_no_number(slip, waiting, by, leader):
    MaterialFactory(operation=slip.operation)
    by(send_back_entry)(entry=waiting, reason="还有 3 只没用")
    with refused("held_exceeded"):
        by(resubmit_entry)(entry=waiting, good=9, returned=3, actor=leader)
    assert not ReferenceNumber.objects.filter(prefix="TL").exists()


def test_what_a_social_worker_puts_right_is_inspected(slip, waiting, by, social_worker):
    by(send_back_entry)(entry=waiting, reason="应是 5 盒")
    entry = by(resubmit_entry)(entry=waiting, good=5)
    entry.refresh_from_db()
    assert (entry.state, entry.accepted_by, held(slip)) == (EntryState.ACCEPTED, social_worker, 5)
    moves = MoveLog.objects.about(entry).values_list("move", flat=True)
    assert list(moves)[-2:] == ["resubmit", "accept"]


def test_what_she_disputes_still_waits_for_the_answer(slip, waiting, by):
    by(send_back_entry)(entry=waiting, reason="应是 5 盒")
    freeze_entry(entry=waiting, reference="YY20261124-0001", actor=waiting.logged_by, now=waiting.logged_at)
    assert by(resubmit_entry)(entry=waiting, good=5).state == EntryState.PENDING


def test_whoever_has_no_right_puts_nothing_right(slip, waiting, by, cashier):
    by(send_back_entry)(entry=waiting, reason="应是 5 盒")
    with refused("no_right"):
        by(resubmit_entry)(entry=waiting, good=5, actor=cashier)


@pytest.mark.parametrize("right", [3, 7])
def test_a_day_slip_follows_its_entry(combs, resident, by, leader, right):
    MaterialFactory(operation=combs)
    entry = by(issue_day_slip)(resident=resident, operation=combs, good=5, actor=leader)
    by(send_back_entry)(entry=entry, reason="数量不对")
    by(resubmit_entry)(entry=entry, good=right, actor=leader)
    slip = Issue.objects.with_held().get()
    assert (slip.quantity, slip.held, slip.state) == (right, 0, IssueState.FINISHED)
    moved = {"issued": 0, "returned": 0} | dict(MaterialMovement.objects.values_list("kind", "quantity"))
    rows = MaterialMovement.objects.values_list("kind", "quantity")
    assert sum(q if kind == MovementKind.ISSUED else -q for kind, q in rows) == right, moved


def test_undoing_puts_pieces_and_material_back(slip, combs, by):
    material = MaterialFactory(operation=combs)
    entry = by(log_entry)(issue=slip, good=7, returned=3)
    slip.refresh_from_db()
    assert slip.state == IssueState.FINISHED
    by(void_entry)(entry=entry)
    by(void_entry)(entry=entry)
    slip.refresh_from_db()
    assert (held(slip), slip.state) == (10, IssueState.OPEN)
    rows = MaterialMovement.objects.filter(material=material).order_by("pk").values_list("kind", "quantity")
    assert list(rows) == [(MovementKind.RETURNED, 3), (MovementKind.ISSUED, 3)]


def test_undoing_a_loss_finds_the_material_again(slip, combs, by):
    MaterialFactory(operation=combs)
    by(void_entry)(entry=by(report_lost)(issue=slip, pieces=2, reason="丢失"))
    assert sum(MaterialMovement.objects.values_list("quantity", flat=True)) == 0
    assert held(slip) == 10


def test_what_stands_on_something_is_not_undone(by):
    claimed = EntryFactory(accepted=True)
    EntryClaimFactory(entry=claimed)
    delivered = EntryFactory(accepted=True)
    sent(delivered)
    corrected = EntryFactory(accepted=True, good=2)
    correction = CorrectionFactory(corrects=corrected, good=-1)
    for entry, code in [
        (claimed, "claimed"),
        (delivered, "delivered"),
        (corrected, "corrected"),
        (correction, "correction"),
    ]:
        actor = MembershipFactory(community=entry.community, role="social_worker").user
        with refused(code, "更正"):
            by(void_entry)(entry=entry, actor=actor)


def test_a_leader_undoes_only_what_she_logged_and_what_waits(slip, waiting, by, liuhe, leader, second_leader):
    with refused("not_hers"):
        by(void_entry)(entry=waiting, actor=second_leader)
    by(accept_entries)(community=liuhe, entries=[waiting.pk])
    with refused("not_hers", "社工"):
        by(void_entry)(entry=waiting, actor=leader)
    assert by(void_entry)(entry=by(log_entry)(issue=slip, good=1, actor=leader), actor=leader).voided_by == leader
