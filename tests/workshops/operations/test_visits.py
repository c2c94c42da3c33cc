"""Who came and left."""

import datetime as dt

import pytest

from tests.factories.residents import ResidentFactory
from tests.workshops.refusals import refused
from workshops.models import DayVisit, PieceEntry
from workshops.operations.visits import note_arrival, note_leaving, note_minutes, note_times

pytestmark = pytest.mark.django_db


def test_came_and_left(resident, workshop, by, now):
    by(note_arrival)(resident=resident, workshop=workshop)
    by(note_arrival)(resident=resident, workshop=workshop, now=now + dt.timedelta(hours=1))
    visit = by(note_leaving)(resident=resident, workshop=workshop, now=now + dt.timedelta(hours=3, minutes=20))
    assert (visit.came_at, visit.minutes) == (now, 200)
    assert not PieceEntry.objects.exists()


def test_nobody_leaves_who_did_not_come(resident, workshop, by):
    with refused("not_here", "赵青梅"):
        by(note_leaving)(resident=resident, workshop=workshop)
    with refused("other_community"):
        by(note_arrival)(resident=ResidentFactory(), workshop=workshop)


def test_minutes_lie_within_a_day(resident, workshop, by, now):
    day = now.date()
    for minutes in (0, 1441):
        with refused("minutes", field="minutes"):
            by(note_minutes)(workshop=workshop, day=day, minutes={resident.pk: minutes})
    by(note_minutes)(workshop=workshop, day=day, minutes={resident.pk: 90})
    assert DayVisit.objects.get().minutes == 90


def test_times_of_the_paper_list_replace_what_was_noted(resident, workshop, by, now):
    span = (now - dt.timedelta(hours=2), now - dt.timedelta(minutes=30))
    with refused("left_before"):
        by(note_times)(workshop=workshop, day=now.date(), times={resident.pk: span[::-1]})
    with refused("future"):
        by(note_times)(workshop=workshop, day=now.date() + dt.timedelta(days=1), times={resident.pk: span})
    by(note_arrival)(resident=resident, workshop=workshop)
    by(note_times)(workshop=workshop, day=now.date(), times={resident.pk: span})
    visit = DayVisit.objects.get()
    assert (visit.came_at, visit.left_at, visit.minutes) == (*span, 90)
