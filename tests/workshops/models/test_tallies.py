"""Tallies are what the rows add up to, whoever wrote them, and in however many rows they stand."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Sum

from microfactory.kernel.tallies import CROWD, unlike_rows
from tests.factories.deliveries import accepted, sent
from tests.factories.workshops import (
    CorrectionFactory,
    EntryFactory,
    ImportedEntryFactory,
    IssueFactory,
    MaterialFactory,
    MaterialMovementFactory,
)
from tests.workshops.refusals import database_refuses
from workshops.models import DeliveryAllocation, Issue, MaterialTally, MonthTally, OperationTally, PieceEntry
from workshops.operations.entries import log_entry, report_lost
from workshops.operations.issues import cancel_issue, issue_day_slip, issue_work
from workshops.operations.undoing import void_entry

pytestmark = pytest.mark.django_db


def unlike(model, community):
    with connection.cursor() as cursor:
        cursor.execute(unlike_rows(model), {"community": community.pk})
        return cursor.fetchall()


def kept(operation, *names):
    found = OperationTally.objects.filter(operation=operation).aggregate(**{name: Sum(name) for name in names})
    return tuple(found[name] for name in names)


def test_each_act_is_counted(combs, resident, neighbour, by, leader):
    slip = by(issue_work)(resident=resident, operation=combs, quantity=20)
    by(log_entry)(issue=slip, good=4, rework=2, worker_fault=1, material_fault=1, returned=1)
    by(report_lost)(issue=slip, pieces=1, reason="丢失")
    by(issue_day_slip)(resident=neighbour, operation=combs, good=5, actor=leader)
    by(cancel_issue)(issue=by(issue_work)(resident=neighbour, operation=combs, quantity=7), reason="不做了")
    names = ("issued", "good", "worker_fault", "material_fault", "returned", "lost", "waiting", "inspected")
    assert kept(combs, *names) == (25, 9, 1, 1, 1, 1, 5, 4)
    by(void_entry)(entry=slip.entries.get(good=4))
    assert kept(combs, "good", "inspected", "worker_fault", "returned") == (5, 0, 0, 0)
    assert not unlike(OperationTally, combs.community)


def test_imports_corrections_and_deliveries_are_counted(combs):
    done = EntryFactory(accepted=True, good=10, issue__operation=combs)
    CorrectionFactory(corrects=done, good=-3)
    ImportedEntryFactory(operation=combs, good=6, settled_outside=True)
    assert kept(combs, "good", "imported", "settled_outside", "inspected", "out") == (7, 6, 6, 7, 0)
    sent(EntryFactory(accepted=True, good=8, issue__operation=combs))
    assert kept(combs, "inspected", "out") == (15, 8)


def test_pieces_that_came_back_are_here_again(combs):
    delivery = accepted(EntryFactory(accepted=True, good=5, issue__operation=combs), rejected_worker=2)
    DeliveryAllocation.objects.filter(line__delivery=delivery).update(taken_back=2)
    assert kept(combs, "out") == (3,)
    assert not unlike(OperationTally, combs.community)


def test_material_is_counted(combs):
    material = MaterialFactory(operation=combs)
    MaterialMovementFactory(material=material, kind="received", quantity=Decimal("10.5"))
    MaterialMovementFactory(material=material, kind="lost", quantity=Decimal("0.5"), note="受潮")
    found = MaterialTally.objects.filter(material=material).aggregate(Sum("received"), Sum("lost_in_store"))
    assert found == {"received__sum": Decimal("10.5"), "lost_in_store__sum": Decimal("0.5")}


def test_a_month_of_hers_is_one_row(combs, resident):
    slip = IssueFactory(operation=combs, resident=resident, quantity=50)
    days = [dt.date(2026, 10, 31), dt.date(2026, 11, 1), dt.date(2026, 11, 20)]
    work = [
        EntryFactory(accepted=True, issue=slip, good=good, work_date=day)
        for good, day in zip((1, 2, 4), days, strict=True)
    ]
    waiting = EntryFactory(pending=True, issue=slip, good=9, work_date=days[0])
    CorrectionFactory(corrects=work[2], good=-1, work_date=days[2])
    rows = MonthTally.objects.filter(resident=resident).order_by("month")
    assert [(row.month, row.entries, row.amount) for row in rows] == [
        (dt.date(2026, 10, 1), 1, work[0].rate),
        (dt.date(2026, 11, 1), 3, 5 * work[0].rate),
    ]
    PieceEntry.objects.filter(pk=waiting.pk).update(
        state="accepted", accepted_at=waiting.logged_at, accepted_by=waiting.logged_by
    )
    assert rows.all()[0].entries == 2
    assert not unlike(MonthTally, combs.community)


def test_many_rows_are_folded_into_one(combs):
    for _ in range(CROWD):
        IssueFactory(operation=combs, quantity=2)
    assert OperationTally.objects.filter(operation=combs).count() == CROWD
    IssueFactory(operation=combs, quantity=3)
    assert OperationTally.objects.get(operation=combs).issued == 2 * CROWD + 3


def test_many_rows_of_one_statement_are_one_row_of_each_operation(combs, traced_combs):
    slips = [IssueFactory(operation=operation) for operation in (combs, traced_combs, combs)]
    before = set(OperationTally.objects.values_list("pk", flat=True))
    for slip in slips:
        slip.pk, slip.number = None, f"{slip.number}1"
    Issue.objects.bulk_create(slips)
    new = OperationTally.objects.exclude(pk__in=before).order_by("operation")
    assert [(row.operation, row.issued) for row in new] == [(combs, 20), (traced_combs, 10)]


def test_a_change_that_counts_nothing_leaves_no_row(combs):
    entry = EntryFactory(pending=True, issue__operation=combs)
    before = OperationTally.objects.count()
    PieceEntry.objects.filter(pk=entry.pk).update(reason="看过")
    assert OperationTally.objects.count() == before


@pytest.mark.parametrize("act", ["insert", "update", "delete"])
def test_nobody_writes_a_tally(act, combs):
    IssueFactory(operation=combs)
    rows = OperationTally.objects.filter(operation=combs)
    with database_refuses("kept by the triggers"):
        if act == "insert":
            OperationTally.objects.create(operation=combs, community=combs.community, good=1)
        elif act == "update":
            rows.update(good=1)
        else:
            rows.delete()


def test_they_are_added_up_anew(combs, capsys):
    EntryFactory(accepted=True, good=3, issue__operation=combs)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE workshops_pieceentry DISABLE TRIGGER USER")
    EntryFactory(accepted=True, good=4, issue__operation=combs)
    assert kept(combs, "good") == (3,)
    assert unlike(OperationTally, combs.community)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE workshops_pieceentry ENABLE TRIGGER USER")
    call_command("count_anew")
    assert kept(combs, "good") == (7,)
    assert not unlike(OperationTally, combs.community)
