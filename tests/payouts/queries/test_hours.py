"""Each minute that was noted counts once, whatever runs pay the work of its day."""

import datetime as dt
from decimal import Decimal as D

import pytest

from tests.factories.residents import WorkshopFactory
from tests.factories.workshops import DayVisitFactory
from workshops.payouts.queries.runs import run_lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def resident(office, combs):
    """Somebody who was in the workshop for three hours; the fund can pay her."""
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    found = office.resident()
    DayVisitFactory(resident=found, came_at=None, minutes=180)
    return found


def line(run):
    return run_lines(run)[0]


def test_a_day_that_two_runs_pay_is_split_by_what_its_work_earned(office, combs, resident):
    office.entry(resident, combs, 5)
    first = office.drafted()
    assert (line(first).hours, line(first).per_hour) == (3, D("13.33"))
    office.entry(resident, combs, 10)
    second = office.drafted()
    assert (line(first).hours, line(second).hours) == (1, 2)
    assert line(first).per_hour == line(second).per_hour == 40


def test_work_of_the_day_that_is_not_paid_yet_has_its_share(office, combs, resident):
    office.entry(resident, combs, 5)
    run = office.drafted()
    office.entry(resident, combs, 10)
    assert line(run).hours == 1


def test_a_correction_brings_no_time_of_its_own(office, combs, resident):
    entry = office.entry(resident, combs, 5)
    first = office.approved()
    office.corrected(entry, rate=D(9))
    office.entry(resident, combs, 3, on=office.now.date() - dt.timedelta(days=1))
    second = office.drafted()
    assert line(second).slip.gross == 29
    assert (line(first).hours, line(second).hours) == (3, None)


def test_an_hour_is_told_of_the_days_with_hours_alone(office, combs, resident):
    entry = office.entry(resident, combs, 6)
    office.entry(resident, combs, 100, on=office.now.date() - dt.timedelta(days=1))
    office.corrected(entry, good=5)
    run = office.drafted()
    assert (line(run).slip.gross, line(run).hours, line(run).per_hour) == (840, 3, D("13.33"))


def test_corrected_work_weighs_what_it_is_now(office, combs, resident):
    wrong = office.entry(resident, combs, 100)
    office.corrected(wrong, good=5)
    first = office.drafted()
    office.entry(resident, combs, 5)
    second = office.drafted()
    assert (line(first).hours, line(second).hours) == (D("1.5"), D("1.5"))


def test_hours_of_two_rooms_add_up_and_open_visits_count_nothing(office, combs, resident):
    came = office.now - dt.timedelta(minutes=90)
    rooms = [WorkshopFactory(community=office.community) for _ in range(2)]
    DayVisitFactory(resident=resident, workshop=rooms[0], came_at=came, left_at=office.now)
    DayVisitFactory(resident=resident, workshop=rooms[1], came_at=came)
    office.entry(resident, combs, 5)
    assert line(office.drafted()).hours == D("4.5")


def test_another_persons_hours_and_another_days_are_not_hers(office, combs, resident):
    DayVisitFactory(resident=office.resident(), came_at=None, minutes=60)
    DayVisitFactory(resident=resident, day=office.now.date() - dt.timedelta(days=1), came_at=None, minutes=60)
    office.entry(resident, combs, 5)
    assert line(office.drafted()).hours == 3
