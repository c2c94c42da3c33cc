"""Whoever draws up a run and whoever disputes its work wait for each other, in whatever order they come."""

import threading
import time
from decimal import Decimal as D

import pytest
from django.db import OperationalError

from tests.factories.disputes import answered, raised
from tests.payouts.books import books_are_clean
from tests.threads import at_once
from workshops.operations.corrections import correct_entry
from workshops.payouts.operations import dispute_answers, disputes, postponing, reversal, runs, taking_out
from workshops.payouts.operations.slips import hold_slip

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 6


@pytest.fixture
def earned(office, combs):
    """A resident with three entries, a second with one; the fund can front them."""
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    her = office.resident(with_user=True)
    office.entry(office.resident(), combs, 5)
    return [office.entry(her, combs, good) for good in (2, 3, 4)]


@pytest.fixture
def slowly(monkeypatch):
    """Each act rests where it holds its first rows, so that the other one surely comes in between."""

    def rest_after(module, name):
        act = getattr(module, name)

        def slow(*args, **given):
            result = act(*args, **given)
            time.sleep(0.06)
            return result

        monkeypatch.setattr(module, name, slow)

    for module, name in (
        (runs, "_locked"),
        (runs, "_empty"),
        (disputes, "freeze_entry"),
        (dispute_answers, "freeze_entry"),
        (dispute_answers, "thaw_entry"),
        (taking_out, "_take_out"),
    ):
        rest_after(module, name)


def without_circles(*acts):
    """What acts return that begin together; the first begins a little earlier. No deadlock is among them."""

    def kept(act, rest):
        def run():
            time.sleep(rest)
            try:
                return act()
            except OperationalError as error:
                return error

        return run

    results = at_once(*[kept(act, place * 0.02) for place, act in enumerate(acts)])
    assert not [result for result in results if isinstance(result, OperationalError)], results
    return results


def both_orders(one, other):
    """Rounds in which now the one, now the other comes first."""
    for turn in range(ROUNDS):
        yield (one, other) if turn % 2 else (other, one)


def test_drawing_up_again_and_raising(office, earned, slowly):
    run, resident = office.drafted(), earned[0].resident
    said = []

    def draw_up():
        return runs.redraft_run(run=run, actor=office.social_worker, now=office.now)

    def raise_it():
        said.append(raised(resident, entry=earned[1]))

    for acts in both_orders(draw_up, raise_it):
        without_circles(*acts)
        run.refresh_from_db()
        assert run.slips.get(resident=resident).gross == 48
        assert books_are_clean(office.community)
        disputes.withdraw_dispute(dispute=said[-1], actor=resident.user, now=office.now)
        draw_up()
        assert run.slips.get(resident=resident).gross == 72


def test_drawing_up_and_answering_anew(office, earned, slowly, clock):
    """Work that rested stands in the draft again; a new answer takes it out."""
    resident, dispute = earned[0].resident, raised(earned[0].resident, entry=earned[1])
    for turn in range(ROUNDS):
        office.now = clock.forward(days=15)
        run = office.drafted(pay_date=office.now.date(), cut_off=office.now.date())

        def draw_up(run=run):
            return runs.redraft_run(run=run, actor=office.social_worker, now=office.now)

        def answer():
            return answered(dispute, office.staff, now=office.now)

        without_circles(*((draw_up, answer) if turn % 2 else (answer, draw_up)))
        assert run.slips.get(resident=resident).gross == 48
        assert books_are_clean(office.community)
        runs.discard_run(run=run, actor=office.social_worker, now=office.now)


def test_a_first_draft_and_raising(office, earned, slowly):
    resident = earned[0].resident
    said = []

    def raise_it():
        said.append(raised(resident, entry=earned[1]))

    for acts in both_orders(office.drafted, raise_it):
        run = next(result for result in without_circles(*acts) if result is not None)
        assert run.slips.get(resident=resident).gross == 48
        assert books_are_clean(office.community)
        disputes.withdraw_dispute(dispute=said[-1], actor=resident.user, now=office.now)
        runs.discard_run(run=run, actor=office.social_worker, now=office.now)


def test_putting_right_and_correcting_the_same_work(office, earned, slowly):
    """The answer corrects the frozen work, the counter another entry of her slip and then the same one."""
    for entry in earned:
        dispute = raised(entry.resident, entry=entry)

        def answer(dispute=dispute):
            given = {"dispute": dispute, "right": False, "rate": D(7), "text": "按新价"}
            return dispute_answers.answer_dispute(**given, actor=office.staff, now=office.now)

        def correct(entry=entry):
            given = {"entry": entry, "rate": D(6), "reason": "数错了"}
            return correct_entry(**given, actor=office.social_worker, now=office.now)

        results = without_circles(answer, correct)
        assert results[1] == "disputed"
    assert books_are_clean(office.community)


@pytest.mark.parametrize("first", ["postpone", "hold"])
def test_postponing_holding_and_raising(office, earned, slowly, first):
    resident = earned[0].resident
    run = office.approved()

    def postpone():
        given = {"run": run, "pay_date": run.pay_date, "reason": "过月了"}
        return postponing.postpone_run(**given, actor=office.staff, now=office.now)

    def hold():
        return hold_slip(slip=run.slips.get(resident=resident), reason="问清楚", actor=office.cashier, now=office.now)

    acts = (postpone, hold) if first == "postpone" else (hold, postpone)
    again = without_circles(*acts, lambda: raised(resident, entry=earned[1]))[acts.index(postpone)]
    assert again.slips.get(resident=resident).gross == 48
    assert books_are_clean(office.community)


@pytest.mark.parametrize("about", ["total", "line"])
def test_pay_that_is_just_taken_back_is_not_disputed(office, earned, monkeypatch, about):
    """She says it when whoever takes it back has looked already whether she disputes it."""
    resident, looked, note = earned[0].resident, threading.Event(), reversal.note_taken_back
    run = office.approved()
    slip = run.slips.get(resident=resident)
    named = {"total": slip} if about == "total" else {"line": slip.lines.first()}

    def no_dispute_yet(**given):
        note(**given)
        looked.set()
        time.sleep(0.3)

    def take_back():
        return reversal.reverse_run(run=run, reason="账号错了", actor=office.cashier, now=office.now).state

    def raise_it():
        looked.wait(20)
        return raised(resident, **named).state

    monkeypatch.setattr(reversal, "note_taken_back", no_dispute_yet)
    assert without_circles(take_back, raise_it) == ["reversed", "not_hers"]
    assert books_are_clean(office.community)
