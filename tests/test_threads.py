"""Acts at once: their results, their refusals, and nothing of what went wrong is lost."""

import threading

import pytest

from microfactory.kernel.errors import RuleBroken
from tests import threads
from tests.threads import at_once


def refuse():
    raise RuleBroken("只剩 6 盒", code="held_exceeded")


def fail():
    raise ZeroDivisionError


def test_results_and_refusals_come_in_the_order_of_the_acts():
    assert at_once(lambda: 1, refuse, lambda: 3) == [1, "held_exceeded", 3]


def test_one_failure_is_raised():
    with pytest.raises(ZeroDivisionError):
        at_once(lambda: 1, fail)


def test_several_failures_are_all_raised():
    with pytest.raises(BaseExceptionGroup) as found:
        at_once(fail, lambda: 1, fail)
    assert [type(error) for error in found.value.exceptions] == [ZeroDivisionError] * 2


def test_an_act_that_never_ends_is_noticed(monkeypatch):
    monkeypatch.setattr(threads, "PATIENCE", 0.1)
    never = threading.Event()
    with pytest.raises(TimeoutError, match="1 of 2"):
        at_once(lambda: 1, never.wait)
    never.set()


def test_the_acts_run_beside_each_other():
    meeting = threading.Barrier(3, timeout=20)
    assert sorted(at_once(*[meeting.wait] * 3)) == [0, 1, 2]
