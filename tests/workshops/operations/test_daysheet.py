"""The day sheet: one bulk act; good cells are kept, bad ones come back."""

import datetime as dt
from decimal import Decimal

import pytest

from residents.models import MoveLog
from tests.factories.residents import ResidentFactory
from tests.factories.workshops import MaterialFactory, OperationFactory
from tests.workshops.refusals import refused
from workshops.enums import EntrySource, EntryState, IssueKind, IssueState
from workshops.models import DayVisit, Issue, MaterialMovement, PieceEntry
from workshops.operations.daysheet import Cell, log_sheet
from workshops.operations.issues import issue_work
from workshops.operations.orders import set_rate
from workshops.operations.undoing import void_entry

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 24)


@pytest.fixture
def sheet(workshop, by):
    """`sheet(cell, …)`: stores cells of today."""

    def store(*cells, day=TODAY, **more):
        return by(log_sheet)(workshop=workshop, day=day, cells=cells, **more)

    return store


def test_good_cells_are_stored_and_bad_ones_say_why(
    sheet, combs, order, resident, neighbour, leader_as_resident, leader
):
    unpriced = OperationFactory(work_order=order, paying=None)
    elsewhere = ResidentFactory()
    done = sheet(
        Cell("a", resident.pk, combs.pk, good=5, rework=1),
        Cell("b", neighbour.pk, combs.pk, good=-1),
        Cell("c", neighbour.pk, unpriced.pk, good=1),
        Cell("d", elsewhere.pk, combs.pk, good=1),
        Cell("e", leader_as_resident.pk, combs.pk, good=1),
        Cell("f", resident.pk, combs.pk, good=9),
        actor=leader,
    )
    assert {key: refusal.code for key, refusal in done.refused.items()} == {
        "b": "negative",
        "c": "no_rate",
        "d": "other_community",
        "e": "own_work",
        "f": "stored_already",
    }
    entry = PieceEntry.objects.get()
    assert done.stored["a"].pk == entry.pk
    assert (entry.good, entry.source, entry.state) == (5, EntrySource.DAYSHEET, EntryState.PENDING)
    slip = Issue.objects.with_held().get()
    assert (slip.kind, slip.quantity, slip.held, slip.state) == (IssueKind.DAY, 6, 1, IssueState.OPEN)


def test_pressing_twice_doubles_nothing(sheet, combs, resident):
    cell = Cell(1, resident.pk, combs.pk, good=5)
    assert sheet(cell).stored
    again = sheet(cell)
    assert (again.refused[1].code, "赵青梅" in again.refused[1].sentence) == ("stored_already", True)
    assert PieceEntry.objects.count() == 1


def test_an_undone_cell_can_be_stored_anew(sheet, combs, resident, by):
    by(void_entry)(entry=sheet(Cell(1, resident.pk, combs.pk, good=5)).stored[1])
    assert sheet(Cell(1, resident.pk, combs.pk, good=6)).stored[1].good == 6


def test_an_open_workshop_slip_is_counted_against(sheet, combs, resident, neighbour, by):
    slip = by(issue_work)(resident=resident, operation=combs, quantity=5, place="workshop")
    home = by(issue_work)(resident=neighbour, operation=combs, quantity=5, place="home")
    done = sheet(Cell(1, resident.pk, combs.pk, good=6), Cell(2, neighbour.pk, combs.pk, good=6))
    assert done.refused[1].code == "held_exceeded"
    assert done.stored[2].issue != home
    assert sheet(Cell(1, resident.pk, combs.pk, good=5)).stored[1].issue == slip
    slip.refresh_from_db()
    assert slip.state == IssueState.FINISHED


def test_a_cut_does_not_reach_a_workshop_slip_of_before(sheet, combs, resident, neighbour, by):
    by(issue_work)(
        resident=resident, operation=combs, quantity=5, place="workshop", issued_on=TODAY - dt.timedelta(days=1)
    )
    by(set_rate)(operation=combs, rate=Decimal(7), starts_on=TODAY)
    done = sheet(Cell(1, resident.pk, combs.pk, good=1), Cell(2, neighbour.pk, combs.pk, good=1))
    assert [done.stored[key].rate for key in (1, 2)] == [8, 7]


def test_minutes_are_noted_beside(sheet, resident, combs):
    elsewhere = ResidentFactory()
    sheet(minutes={resident.pk: 360, elsewhere.pk: 60})
    sheet(Cell(1, resident.pk, combs.pk, good=1), minutes={resident.pk: 300})
    assert list(DayVisit.objects.values_list("resident", "minutes")) == [(resident.pk, 300)]


def test_the_whole_sheet_is_refused_for_others_and_for_tomorrow(sheet, cashier):
    with refused("no_right"):
        sheet(actor=cashier)
    with refused("future"):
        sheet(day=TODAY + dt.timedelta(days=1))


def test_the_log_and_the_material_know_every_cell(sheet, combs, resident, neighbour):
    MaterialFactory(operation=combs)
    sheet(Cell(1, resident.pk, combs.pk, good=1), Cell(2, neighbour.pk, combs.pk, good=2))
    assert MoveLog.objects.filter(move="log").count() == 2
    assert sum(MaterialMovement.objects.values_list("quantity", flat=True)) == 3


def test_many_cells_take_the_statements_of_one(
    sheet, combs, order, workshop, liuhe, by, django_assert_max_num_queries
):
    people = ResidentFactory.create_batch(30, community=liuhe, workshop=workshop)
    glue = OperationFactory(work_order=order)
    by(issue_work)(resident=people[0], operation=combs, quantity=9, place="workshop")
    cells = [Cell((p.pk, o.pk), p.pk, o.pk, good=1) for p in people for o in (combs, glue)]
    with django_assert_max_num_queries(22):
        done = sheet(*cells, minutes={person.pk: 60 for person in people})
    assert (len(done.stored), len(done.refused)) == (60, 0)
