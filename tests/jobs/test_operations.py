"""The life of a posting: written down, published, corrected, and ended in one of three ways."""

import datetime as dt
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from jobs.models import Posting
from jobs.operations import postings as acts
from microfactory.kernel.errors import RuleBroken
from residents.models import MoveLog
from tests.factories.jobs import TODAY, EmployerFactory, PostingFactory
from tests.runtime.clock import NOW

DETAILS = {"title": "保洁员", "kind": "part_time", "pay_low": Decimal("1800"), "pay_unit": "month", "apply_by": TODAY}


@pytest.fixture
def employer(liuhe):
    return EmployerFactory(community=liuhe)


@pytest.fixture
def posting_of(employer, social_worker):
    """A posting of liuhe in some situation."""

    def made(**situation):
        return PostingFactory(employer=employer, drafted_by=social_worker, **situation)

    return made


def moves_of(posting) -> list[tuple]:
    return [(line.move, line.before, line.after, line.actor) for line in MoveLog.objects.about(posting)]


def refused(act, **given) -> RuleBroken:
    with pytest.raises(RuleBroken) as broken:
        act(now=NOW, **given)
    return broken.value


def test_a_draft_belongs_to_its_employers_community_and_is_logged(employer, social_worker, now):
    posting = acts.draft_posting(employer=employer, actor=social_worker, now=now, **DETAILS)
    posting.refresh_from_db()
    assert (posting.community, posting.state, posting.drafted_by) == (employer.community, "draft", social_worker)
    assert moves_of(posting) == [("draft", "", "draft", social_worker)]


@pytest.mark.parametrize("wrong", [{"pay_unit": ""}, {"pay_high": Decimal("900")}, {"openings": 0}])
def test_a_draft_with_terms_that_contradict_each_other_is_refused(employer, social_worker, wrong):
    broken = refused(acts.draft_posting, employer=employer, actor=social_worker, **(DETAILS | wrong))
    assert broken.field in {"pay_unit", "pay_high", "openings"}
    assert not Posting.objects.exists()


def test_a_draft_takes_no_state_from_outside(employer, social_worker, now):
    with pytest.raises(TypeError, match="state"):
        acts.draft_posting(employer=employer, actor=social_worker, now=now, state="published", **DETAILS)


def test_a_draft_is_written_anew(posting_of, employer, social_worker, now):
    draft = posting_of(bare=True)
    acts.edit_draft(posting=draft, employer=employer, actor=social_worker, now=now, **DETAILS)
    draft.refresh_from_db()
    assert (draft.title, draft.pay_low) == ("保洁员", Decimal("1800"))


def test_a_draft_never_moves_to_an_employer_of_another_community(posting_of, guiyuan, social_worker):
    elsewhere = EmployerFactory(community=guiyuan)
    draft = posting_of()
    broken = refused(acts.edit_draft, posting=draft, employer=elsewhere, actor=social_worker, **DETAILS)
    assert broken.code == "foreign_employer"


@pytest.mark.parametrize("situation", ["published", "filled", "closed", "expired"])
def test_what_people_have_seen_is_no_draft_any_more(posting_of, employer, social_worker, situation):
    posting = posting_of(**{situation: True})
    broken = refused(acts.edit_draft, posting=posting, employer=employer, actor=social_worker, **DETAILS)
    assert broken.code == "not_a_draft"


def test_publishing_is_noted_once_however_often_it_is_asked_for(posting_of, staff, now):
    posting = posting_of()
    for _again in range(2):
        acts.publish_posting(posting=posting, actor=staff, now=now)
    posting.refresh_from_db()
    assert (posting.state, posting.published_at, posting.published_by) == ("published", now, staff)
    assert moves_of(posting) == [("publish", "draft", "published", staff)]


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ({"phone": ""}, "no_phone"),
        ({"pay_low": None, "pay_high": None, "pay_unit": ""}, "no_pay"),
        ({"apply_by": TODAY - dt.timedelta(days=1)}, "too_late"),
    ],
)
def test_publishing_asks_for_what_people_must_know(posting_of, staff, missing, code):
    assert refused(acts.publish_posting, posting=posting_of(**missing), actor=staff).code == code


def test_a_posting_that_asks_workers_for_money_waits_for_somebody_to_ask(posting_of, staff, now):
    posting = posting_of(requirements="入职交服装费200元")
    broken = refused(acts.publish_posting, posting=posting, actor=staff)
    assert (broken.code, broken.field) == ("asks_for_money", "free_of_charge")
    assert "服装费" in str(broken)
    acts.publish_posting(posting=posting, actor=staff, now=now, free_of_charge=True)
    assert "服装费" in MoveLog.objects.about(posting).get().reason


def test_a_correction_keeps_the_terms_and_says_what_it_changed(posting_of, staff, now):
    posting = posting_of(published=True, phone="13800000001")
    acts.correct_posting(posting=posting, reason="号码打错了", actor=staff, now=now, phone="13800000002")
    posting.refresh_from_db()
    line = MoveLog.objects.about(posting).get()
    assert posting.phone == "13800000002"
    assert (line.before, line.after) == ("published", "published")
    assert "号码打错了" in line.reason
    assert "13800000001 → 13800000002" in line.reason


@pytest.mark.parametrize(
    ("situation", "given", "code"),
    [
        ({"published": True}, {"reason": " ", "phone": "12333"}, "reason_missing"),
        ({"published": True}, {"reason": "错了", "phone": ""}, "no_phone"),
        ({"published": True}, {"reason": "错了", "openings": 0}, "no_openings"),
        ({"published": True}, {"reason": "错了", "openings": 2}, "nothing_changed"),
        ({"published": True}, {"reason": "错了", "apply_by": TODAY - dt.timedelta(days=1)}, "too_late"),
        ({}, {"reason": "错了", "phone": "12333"}, "wrong_state"),
        ({"closed": True}, {"reason": "错了", "phone": "12333"}, "wrong_state"),
    ],
)
def test_a_correction_is_refused(posting_of, staff, situation, given, code):
    assert refused(acts.correct_posting, posting=posting_of(**situation), actor=staff, **given).code == code


def test_terms_are_no_matter_of_correction(posting_of, staff, now):
    with pytest.raises(TypeError, match="pay_low"):
        acts.correct_posting(
            posting=posting_of(published=True), reason="涨了", actor=staff, now=now, pay_low=Decimal("1")
        )


def test_filling_and_closing_end_a_posting(posting_of, staff, now):
    filled, closed = posting_of(published=True), posting_of(published=True)
    for _again in range(2):
        acts.fill_posting(posting=filled, actor=staff, now=now)
        acts.close_posting(posting=closed, reason="厂里不招了", actor=staff, now=now)
    for posting, state in ((filled, "filled"), (closed, "closed")):
        posting.refresh_from_db()
        assert (posting.state, posting.ended_at, posting.ended_by) == (state, now, staff)
        assert [line[2] for line in moves_of(posting)] == [state]


def test_closing_wants_a_reason(posting_of, staff):
    broken = refused(acts.close_posting, posting=posting_of(published=True), reason="", actor=staff)
    assert (broken.code, broken.field) == ("reason_missing", "reason")


@pytest.mark.parametrize("situation", [{}, {"closed": True}, {"expired": True}])
def test_only_what_is_open_can_be_filled(posting_of, staff, situation):
    assert refused(acts.fill_posting, posting=posting_of(**situation), actor=staff).code == "wrong_state"


def test_the_calendar_ends_what_is_overdue_and_nothing_else(posting_of, social_worker, now):
    overdue = posting_of(overdue=True)
    others = [
        posting_of(published=True, apply_by=TODAY),
        posting_of(apply_by=TODAY - dt.timedelta(days=1)),
        posting_of(filled=True, apply_by=TODAY - dt.timedelta(days=1)),
    ]
    before = [posting.state for posting in others]
    assert acts.expire_due(actor=None, now=now) == 1
    assert acts.expire_due(actor=None, now=now) == 0
    overdue.refresh_from_db()
    assert (overdue.state, overdue.ended_at, overdue.ended_by) == ("expired", now, None)
    assert moves_of(overdue) == [("expire", "published", "expired", social_worker)]
    for posting, state in zip(others, before, strict=True):
        posting.refresh_from_db()
        assert posting.state == state


def test_expiring_many_takes_as_many_statements_as_expiring_few(posting_of, now, django_assert_num_queries):
    for count in (2, 20):
        for _ in range(count):
            posting_of(overdue=True)
        with django_assert_num_queries(5):
            assert acts.expire_due(actor=None, now=now) == count


def test_the_command_says_what_it_did_and_nothing_when_there_was_nothing(posting_of, now):
    posting_of(overdue=True)
    said = [StringIO(), StringIO()]
    for out in said:
        call_command("expire_postings", stdout=out)
    assert [out.getvalue().strip() for out in said] == ["1 个岗位到期下架了。", ""]
