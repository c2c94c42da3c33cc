"""What a leader wrote down and nobody has inspected yet may be objected to, too: whoever answers counts it."""

import datetime as dt

import pytest

from microfactory.kernel.scoping import Access
from tests.factories.disputes import answered, raised
from tests.factories.workshops import EntryFactory
from tests.payouts.refusals import refusal, refused
from workshops.enums import EntryState
from workshops.models import EntryFreeze
from workshops.operations.inspection import accept_entries, resubmit_entry, send_back_entry
from workshops.operations.undoing import void_entry
from workshops.payouts.enums import DisputeAbout, DisputeState, Outcome
from workshops.payouts.operations import dispute_answers, disputes
from workshops.payouts.queries import payable
from workshops.payouts.queries.books import differences
from workshops.queries.counter import waiting_entries

pytestmark = pytest.mark.django_db
WRITTEN = {"issue__quantity": 20, "good": 9}


@pytest.fixture
def pending(resident, combs, leader, her):
    """Nine boxes of hers that the leader wrote down."""
    return EntryFactory(
        pending=True, logged_by=leader, issue__operation=combs, issue__resident=resident, rate=8, **WRITTEN
    )


@pytest.fixture
def objected(resident, pending):
    """She handed in ten, she says."""
    return raised(resident, entry=pending, text="我交了十盒")


@pytest.fixture
def later(office):
    """A day on."""
    return office.now + dt.timedelta(days=1)


def test_it_is_about_that_work_and_goes_to_somebody_who_did_not_log_it(objected, pending, leader, office):
    assert (objected.about, objected.entry, objected.due_on) == (DisputeAbout.ENTRY, pending, dt.date(2026, 12, 1))
    assert objected.assigned_to not in (None, leader)
    assert EntryFreeze.objects.get().entry == pending
    assert differences(office.community) == []


def test_meanwhile_nobody_else_inspects_returns_or_undoes_it(
    office, objected, pending, social_worker, second_leader, leader
):
    by = {"actor": social_worker, "now": office.now}
    done = accept_entries(community=office.community, entries=[pending.pk], **by)
    assert (done.accepted, done.refused[pending.pk].code) == ([], "disputed")
    assert objected.number in done.refused[pending.pk].sentence
    assert refusal(send_back_entry, entry=pending, reason="重点", **by) == "disputed"
    assert refusal(void_entry, entry=pending, actor=leader, now=office.now) == "disputed"


def test_the_database_waits_for_the_answer_too(objected, pending, social_worker, office):
    pending.state, pending.accepted_by, pending.accepted_at = "accepted", social_worker, office.now
    refused("inspected by the answer", pending.save)
    pending.state, pending.accepted_by, pending.accepted_at = "voided", None, None
    pending.voided_by, pending.voided_at = social_worker, office.now
    refused("disputes", pending.save)


def test_it_was_right_and_is_inspected_by_that(objected, pending, staff, office, later):
    answered(objected, staff, now=later)
    pending.refresh_from_db()
    assert (pending.state, pending.accepted_by) == (EntryState.ACCEPTED, staff)
    assert EntryFreeze.objects.get().pays_from == objected.rests_on
    assert payable.payable_now(office.community, cut_off=dt.date(2026, 11, 30)) == []
    disputes.settle_dispute(dispute=objected, actor=objected.resident.user, now=later)
    assert [row.amount for row in payable.payable_now(office.community, cut_off=dt.date(2026, 11, 30))] == [72]
    assert differences(office.community) == []


@pytest.mark.parametrize(("good", "amount"), [(10, 8), (0, -72)])
def test_she_is_right_and_the_answer_corrects_it(objected, pending, staff, office, later, good, amount):
    given = {"dispute": objected, "right": False, "text": "点过了。", "actor": staff, "now": later}
    said = dispute_answers.answer_dispute(good=good, **given)
    assert (said.outcome, said.correction.corrects, said.correction.amount) == (Outcome.CORRECTED, pending, amount)
    assert differences(office.community) == []


def test_whoever_wrote_it_down_does_not_answer(objected, leader, pending):
    assert leader not in dispute_answers.answerers(objected.community, day=pending.work_date, but=set())
    given = {"dispute": objected, "right": True, "text": "没错", "now": objected.opened_at}
    assert refusal(dispute_answers.answer_dispute, actor=leader, **given) == "no_right"


def test_whoever_answered_may_answer_again(objected, staff, later):
    answered(objected, staff, now=later)
    answered(objected, staff, now=later + dt.timedelta(hours=1))
    disputes.reopen_dispute(dispute=objected, actor=objected.resident.user, now=later + dt.timedelta(hours=2))
    objected.refresh_from_db()
    assert objected.state == DisputeState.REOPENED and objected.assigned_to != staff


def test_taken_back_it_is_inspected_as_ever(objected, pending, social_worker, office):
    disputes.withdraw_dispute(dispute=objected, actor=objected.resident.user, now=office.now)
    done = accept_entries(community=office.community, entries=[pending.pk], actor=social_worker, now=office.now)
    assert done.accepted == [pending.pk]


def test_work_that_was_sent_back_too(office, resident, pending, staff, social_worker, leader, later):
    send_back_entry(entry=pending, reason="数不对", actor=social_worker, now=office.now)
    pending.refresh_from_db()
    found = raised(resident, entry=pending, text="这不是我的")
    given = {"dispute": found, "right": False, "text": "在查", "good": 0, "actor": staff, "now": later}
    assert refusal(dispute_answers.answer_dispute, **given) == "sent_back"
    resubmit_entry(entry=pending, good=10, actor=leader, now=later)
    dispute_answers.answer_dispute(**given)
    pending.refresh_from_db()
    assert pending.state == EntryState.ACCEPTED
    assert differences(office.community) == []


def test_undone_work_is_not_disputed(office, resident, pending, social_worker):
    void_entry(entry=pending, reason="记错人", actor=social_worker, now=office.now)
    given = {"resident": resident, "text": "不对", "actor": resident.user, "now": office.now}
    assert refusal(disputes.open_dispute, entry=pending, **given) == "not_counted"


def test_her_history_leads_there_and_back(resident_client, pending):
    page = resident_client.get(f"/me/entries/{pending.pk}/").content.decode()
    assert f"/me/entries/{pending.pk}/dispute/" in page
    assert f"/me/entries/{pending.pk}/dispute/" in resident_client.get("/me/disputes/new/").content.decode()
    form = resident_client.get(f"/me/entries/{pending.pk}/dispute/").context["form"]
    once = form["once"].value()
    gone = resident_client.post(f"/me/entries/{pending.pk}/dispute/", {"once": once, "text": "我交了十盒"})
    page = resident_client.get(f"/me/entries/{pending.pk}/").content.decode()
    assert gone.headers["location"] in page and "您说过这里不对" in page
    assert "/dispute/" not in page


def test_whoever_inspects_sees_it_and_has_no_button(client_of, social_worker, staff, objected, pending, office):
    page = client_of(social_worker).get("/liuhe/counter/").content.decode()
    assert "本人说不对，答复时一起点数" in page
    assert f"/entries/{pending.pk}/accept/" not in page
    answer = client_of(staff).get(f"/liuhe/disputes/{objected.pk}/answer/").content.decode()
    assert "您的答复就算验收" in answer


def test_the_list_of_what_waits_takes_one_query(objected, client_of, social_worker, django_assert_num_queries):
    access = Access(social_worker, objected.community, frozenset({"social_worker"}))
    with django_assert_num_queries(1):
        assert [entry.disputed for entry in waiting_entries(access=access)] == [objected.number]
