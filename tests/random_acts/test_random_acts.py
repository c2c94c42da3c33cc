"""Whatever two communities do, in whatever order: pieces and money stay explained."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.random_acts.machine import TALLY
from tests.random_acts.month import Month

CALM = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much, HealthCheck.large_base_example]
PHASES = [Phase.generate]


def acts(examples: int, steps: int) -> int:
    """Runs so many examples of at most so many steps; how many acts were looked at since `begin`."""
    with_steps = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=CALM, phases=PHASES
    )
    run_state_machine_as_test(Month, settings=with_steps)
    return Month.seen


@pytest.fixture(autouse=True)
def begin():
    """Counts from nought."""
    TALLY.clear()
    Month.seen = 0


@pytest.mark.django_db
def test_three_hundred_acts():
    assert acts(examples=6, steps=90) >= 300
    # What needs a row of others before it happens all the same.
    assert TALLY["postpone_run", "done"] >= 3
    assert TALLY["credit of a claim", "done"] >= 3


@pytest.mark.django_db
@pytest.mark.soak
def test_ten_thousand_acts():
    rounds = 0  # an example ends when it likes: how many make ten thousand acts can't be said beforehand
    while (count := acts(examples=12, steps=250)) < 10_000 and rounds < 20:
        rounds += 1
    for (act, what), times in sorted(TALLY.items()):
        print(f"{act:20} {what:20} {times}")
    print(count, "acts")
    assert count >= 10_000
    assert TALLY["paid in the end", "done"] >= 20
