"""Open entries stay right while somebody else is at the same work: each act waits for the one before, then looks."""

import threading
import time

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from microfactory.kernel.errors import RuleBroken
from tests.factories.workshops import EntryClaimFactory, EntryFactory
from tests.workshops.open_entries import open_entries_agree
from workshops.models import EntryClaim, OpenEntry
from workshops.operations.claims import mark_claimed, release_claims
from workshops.operations.corrections import correct_entry
from workshops.operations.inspection import accept_entries
from workshops.operations.undoing import void_entry

pytestmark = pytest.mark.django_db(transaction=True)


class Undone(Exception):
    """Takes the first act back."""


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # inside a transaction the list of sessions is kept
        cursor.execute(
            """SELECT EXISTS (SELECT 1 FROM pg_locks l JOIN pg_stat_activity a USING (pid)
            WHERE NOT l.granted AND a.datname = current_database())"""
        )
        return cursor.fetchone()[0]


def second_waits(first, second, *, undone=False):
    """What `second` gave (or the code of its refusal), which began while `first` was done and not yet committed."""
    result = []

    def run():
        try:
            result.append(second())
        except RuleBroken as error:
            result.append(error.code)
        except IntegrityError as error:
            result.append(str(error))
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    try:
        with transaction.atomic():
            first()
            thread.start()
            until = time.monotonic() + 20
            while thread.is_alive() and not somebody_waits():
                assert time.monotonic() < until
                time.sleep(0.01)
            if undone:
                raise Undone
    except Undone:
        pass
    thread.join(timeout=30)
    assert open_entries_agree()
    return result[0]


@pytest.fixture
def acts(combs, liuhe, by):
    """What can happen to an entry, by name."""

    def raw(entry):
        with transaction.atomic():
            EntryClaim.objects.create(entry=entry, community=liuhe, reference="FF1", claimed_at=entry.logged_at)

    return {
        "claim": lambda entry: by(mark_claimed)(community=liuhe, entries=[entry.pk], reference="FF1"),
        "release": lambda entry: by(release_claims)(community=liuhe, entries=[entry.pk], reference="FF1"),
        "void": lambda entry: by(void_entry)(entry=entry).state,
        "accept": lambda entry: by(accept_entries)(community=liuhe, entries=[entry.pk]).accepted,
        "correct": lambda entry: len(by(correct_entry)(entry=entry, good=1, reason="数错了")),
        "claim by hand": raw,
    }


def logged(state, operation, leader):
    inspected = {"pending": state == "pending", "accepted": state != "pending"}
    entry = EntryFactory(**inspected, good=3, issue__operation=operation, logged_by=leader)
    if state == "claimed":
        EntryClaimFactory(entry=entry, reference="FF1")
    return entry


@pytest.mark.parametrize(
    ("state", "first", "second", "then"),
    [
        ("accepted", "claim", "void", "claimed"),
        ("accepted", "void", "claim", "already_claimed"),
        ("accepted", "claim", "claim", "already_claimed"),
        ("accepted", "claim", "correct", 1),
        ("accepted", "correct", "claim", 1),
        ("claimed", "release", "claim", 1),
        ("claimed", "release", "release", 0),
        ("pending", "accept", "claim", 1),
        ("pending", "void", "claim", "already_claimed"),
    ],
)
@pytest.mark.parametrize("undone", [False, True])
def test_one_after_the_other(combs, acts, leader, state, first, second, then, undone):
    entry = logged(state, combs, leader)
    found = second_waits(lambda: acts[first](entry), lambda: acts[second](entry), undone=undone)
    if not undone:
        assert found == then


def test_a_claim_by_hand_of_what_is_just_being_inspected_is_refused(combs, acts, leader):
    """It takes no lock of the entry, so it can't wait for it; it sees the entry as it was."""
    entry = logged("pending", combs, leader)
    found = second_waits(lambda: acts["accept"](entry), lambda: acts["claim by hand"](entry))
    assert "only an inspected entry" in found
    assert OpenEntry.objects.get().pk == entry.pk


def test_many_at_once(combs, acts, leader):
    """Voided, claimed, released and claimed again by six at a time, in whatever order they come."""
    entries = [EntryFactory(accepted=True, good=3, issue__operation=combs) for _ in range(4)]
    names = ["claim", "void", "release", "claim", "correct", "release"]

    def run(names):
        try:
            for entry in entries:
                for name in names:
                    try:
                        acts[name](entry)
                    except RuleBroken:
                        continue
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(names[turn:] + names[:turn],)) for turn in range(len(names))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
    assert open_entries_agree()
    assert OpenEntry.objects.exists() or EntryClaim.objects.exists()
