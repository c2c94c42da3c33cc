"""A micro-factory whose every act goes through the operations."""

import datetime as dt

import pytest

from tests.journeys.works import Works


@pytest.fixture
def works(liuhe, workshop, clock, social_worker, second_social_worker, leader, staff, approver, cashier) -> Works:
    """The micro-factory of liuhe on Monday, 2 November 2026, with one person for each duty."""
    clock.on(dt.date(2026, 11, 2))
    people = {
        "social_worker": social_worker,
        "colleague": second_social_worker,
        "leader": leader,
        "staff": staff,
        "approver": approver,
        "cashier": cashier,
    }
    return Works(liuhe, workshop, clock, people)
