"""Tallies stand in nobody's way: no act waits for another's row, in whatever order they come, and none is lost."""

import pytest
from django.db import connection, transaction
from django.db.models import Sum

from microfactory.kernel.tallies import CROWD, unlike_rows
from tests.factories.residents import WorkshopFactory
from tests.factories.workshops import IssueFactory, OperationFactory
from tests.threads import at_once, codes
from workshops.models import OperationTally
from workshops.operations.daysheet import Cell, log_sheet
from workshops.operations.entries import log_entry
from workshops.operations.issues import issue_day_slip, issue_work

pytestmark = pytest.mark.django_db(transaction=True)


def unlike(community):
    with connection.cursor() as cursor:
        cursor.execute(unlike_rows(OperationTally), {"community": community.pk})
        return cursor.fetchall()


def good(operation):
    return OperationTally.objects.filter(operation=operation).aggregate(good=Sum("good"))["good"]


@pytest.fixture
def ties(order):
    return OperationFactory(work_order=order, name="打结", unit="个", paying__rate="0.5")


def test_two_day_sheets_in_opposite_order(combs, ties, resident, neighbour, workshop, liuhe, now, by):
    """Each on slips of its own and with new ones, so that both write slips and entries of both operations."""
    places = [workshop, WorkshopFactory(community=liuhe)]
    for place, person in zip(places, (resident, neighbour), strict=True):
        person.workshop = place
        person.save(update_fields=["workshop"])

    def store(turn, person, operations):
        cells = [Cell(place, person.pk, operation.pk, good=2) for place, operation in enumerate(operations)]
        sheet = by(log_sheet)(workshop=places[turn], day=now.date(), cells=cells)
        return "".join(str(refusal.sentence) for refusal in sheet.refused.values()) or None

    results = at_once(
        lambda: store(0, resident, [combs, ties]),
        lambda: store(1, neighbour, [ties, combs]),
    )
    assert codes(results) == []
    assert (good(combs), good(ties)) == (4, 4)
    assert not unlike(liuhe)


def test_acts_of_one_transaction_in_opposite_order(combs, ties, resident, neighbour, by):
    """As a delivery's acceptance corrects what was made: operation by operation, in the order of its lines."""

    def both(person, *operations):
        slips = [by(issue_work)(resident=person, operation=operation, quantity=30) for operation in operations]
        for _ in range(10):
            with transaction.atomic():
                for slip in slips:
                    by(log_entry)(issue=slip, good=1)

    results = at_once(lambda: both(resident, combs, ties), lambda: both(neighbour, ties, combs))
    assert codes(results) == []
    assert (good(combs), good(ties)) == (20, 20)


def test_nobody_waits_for_who_logged_before(combs, resident, neighbour, by):
    slip = by(issue_work)(resident=resident, operation=combs, quantity=5)
    other = by(issue_work)(resident=neighbour, operation=combs, quantity=5)

    def log():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '3s'")
            by(log_entry)(issue=other, good=2)

    with transaction.atomic():
        by(log_entry)(issue=slip, good=1)
        at_once(log)
        assert good(combs) == 3
    assert good(combs) == 3


def test_nobody_waits_for_who_folds(combs, liuhe):
    """The act that folds isn't finished: another one that finds the same crowd folds none of it, and goes on."""
    for _ in range(CROWD):
        IssueFactory(operation=combs, quantity=1)

    def hand_out():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '3s'")
            IssueFactory(operation=combs, quantity=1)

    with transaction.atomic():
        IssueFactory(operation=combs, quantity=1)
        assert OperationTally.objects.filter(operation=combs).count() == 1
        at_once(hand_out)
    assert OperationTally.objects.filter(operation=combs).aggregate(n=Sum("issued"))["n"] == CROWD + 2
    assert OperationTally.objects.filter(operation=combs).count() == 2
    assert not unlike(liuhe)


def test_eight_at_once_and_none_is_lost(combs, resident, liuhe, by):
    at_once(*[lambda: [by(issue_day_slip)(resident=resident, operation=combs, good=1) for _ in range(12)]] * 8)
    assert good(combs) == 96
    assert OperationTally.objects.filter(operation=combs).count() < 96
    assert not unlike(liuhe)
