"""Open entries are exactly what earns and nothing has taken, whatever is done to entries and claims, and by whom."""

import pytest
from django.core.management import call_command
from django.db import connection

from tests.factories.workshops import CorrectionFactory, EntryClaimFactory, EntryFactory, ImportedEntryFactory
from tests.runtime.clock import NOW
from tests.workshops.open_entries import open_entries_agree
from tests.workshops.refusals import database_refuses
from workshops.models import EntryClaim, OpenEntry, PieceEntry
from workshops.models.open_entries import FILL

pytestmark = pytest.mark.django_db


def kept():
    return set(OpenEntry.objects.values_list("pk", flat=True))


def entry(**fields):
    return EntryFactory(**{"accepted": True, "good": 3, **fields})


def test_what_earns_is_open_with_all_that_pay_asks_of_it():
    row = entry()
    row.refresh_from_db()
    found = OpenEntry.objects.get()
    same = ("community_id", "resident_id", "operation_id", "corrects_id", "work_date", "amount", "logged_at")
    assert {name: getattr(found, name) for name in same} == {name: getattr(row, name) for name in same}
    assert found.pk == row.pk


def test_what_earns_nothing_was_paid_on_paper_or_is_not_inspected_is_not():
    entry(good=0, worker_fault=1)
    ImportedEntryFactory(settled_outside=True, good=1)
    for state in ("pending", "sent_back", "voided"):
        EntryFactory(**{state: True})
    assert kept() == set()
    still_to_be_paid = ImportedEntryFactory(settled_outside=False, good=1)
    assert kept() == {still_to_be_paid.pk}
    assert open_entries_agree()


def test_a_correction_is_a_row_of_its_own():
    row = entry()
    minus = CorrectionFactory(corrects=row, good=-1)
    assert OpenEntry.objects.get(corrects=row).amount == -minus.rate
    assert kept() == {row.pk, minus.pk}
    assert open_entries_agree()


def test_it_follows_inspection_and_undoing():
    waiting = [EntryFactory(pending=True) for _ in range(3)]
    rows = PieceEntry.objects.filter(pk__in=[row.pk for row in waiting])
    rows.update(state="accepted", accepted_at=NOW, accepted_by=waiting[0].logged_by)
    assert kept() == {row.pk for row in waiting}
    rows.filter(pk=waiting[0].pk).update(state="voided", voided_at=NOW, voided_by=waiting[0].logged_by)
    assert kept() == {row.pk for row in waiting[1:]}
    rows.filter(pk=waiting[1].pk).update(fingerprint="")
    assert open_entries_agree()


def test_it_follows_claims():
    rows = [entry() for _ in range(3)]
    claims = [EntryClaim(entry=row, community=row.community, reference="FF1", claimed_at=NOW) for row in rows[:2]]
    EntryClaim.objects.bulk_create(claims)
    assert kept() == {rows[2].pk}
    EntryClaim.objects.bulk_create(claims, ignore_conflicts=True)
    EntryClaim.objects.filter(entry=rows[0]).delete()
    assert kept() == {rows[0].pk, rows[2].pk}
    assert open_entries_agree()


def test_no_claim_precedes_its_entry():
    with database_refuses("only an inspected entry"), connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO workshops_entryclaim (entry_id, community_id, reference, claimed_at)
            SELECT 424242, id, 'FF1', now() FROM residents_community LIMIT 1""",
            [entry().community_id],
        )


def test_nobody_else_writes_it():
    row = entry()
    for sql in (
        FILL,
        "UPDATE workshops_openentry SET amount = 1",
        "DELETE FROM workshops_openentry",
        "DELETE FROM workshops_openentry WHERE FALSE",
    ):
        with database_refuses("kept by entries and claims alone"), connection.cursor() as cursor:
            cursor.execute(sql)
    with database_refuses("kept by entries and claims alone"):
        OpenEntry.objects.filter(pk=row.pk).delete()
    assert open_entries_agree()


def test_what_was_loaded_past_the_triggers_is_put_right():
    rows = [entry() for _ in range(3)]
    EntryClaimFactory(entry=rows[1])
    before = list(OpenEntry.objects.order_by("pk").values())
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE workshops_openentry DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM workshops_openentry WHERE entry_id = %s", [rows[0].pk])
        cursor.execute("UPDATE workshops_openentry SET amount = 1")
    call_command("count_anew")
    assert list(OpenEntry.objects.order_by("pk").values()) == before
    with database_refuses("kept by entries and claims alone"):
        OpenEntry.objects.all().delete()
