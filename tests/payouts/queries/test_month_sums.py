"""The months on the first page: their figures are those of the rows, however their tallies lie, in two queries."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import Sum

from microfactory.kernel.periods import Month
from workshops.models import MonthTally, PieceEntry
from workshops.operations.undoing import void_entry
from workshops.payouts.enums import APPROVED, SlipState
from workshops.payouts.models import Payslip
from workshops.payouts.queries.today import Sums, sums

pytestmark = pytest.mark.django_db

MONTHS = [Month(2026, 11), Month(2026, 10), Month(2026, 9)]


@pytest.fixture
def rich(office):
    """An office whose fund fronts pay."""
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    return office


@pytest.fixture
def people(rich, combs):
    """Four who worked in both months, one in one of them, and one whose only work was undone."""
    found = [rich.resident() for _ in range(6)]
    for good, person in enumerate(found[:5], 3):
        rich.entry(person, combs, good)
        rich.entry(person, combs, 2, on=dt.date(2026, 10, 31))
    rich.entry(found[0], combs, 1)
    rich.corrected(rich.entry(found[1], combs, 9), good=7)
    undone = [rich.entry(found[5], combs, 4), rich.entry(found[4], combs, 1, on=dt.date(2026, 9, 1))]
    for entry in undone:
        void_entry(entry=entry, reason="记错人", actor=rich.social_worker, now=rich.now)
    return found


def by_the_rows(community, month: Month) -> Sums:
    """The same, added up from entries and slips."""
    work = PieceEntry.objects.filter(
        community=community, state="accepted", work_date__range=(month.first, month.last)
    ).aggregate(amount=Sum("amount", default=0))
    people = PieceEntry.objects.filter(community=community, state="accepted")
    people = people.filter(work_date__range=(month.first, month.last)).values("resident").distinct().count()
    paid = Payslip.objects.filter(
        community=community,
        run__state__in=APPROVED,
        state__in=[SlipState.PAID, SlipState.CONFIRMED],
        run__pay_date__range=(month.first, month.last),
    ).aggregate(net=Sum("net", default=0))
    return Sums(people=people if people == 0 or people >= 3 else None, earned=work["amount"], paid=paid["net"])


def agree(community) -> list[Sums]:
    found = sums(community, MONTHS)
    assert found == [(month, by_the_rows(community, month)) for month in MONTHS]
    return [figures for _month, figures in found]


def test_they_are_those_of_the_rows(rich, people):
    run = rich.approved(cut_off=dt.date(2026, 10, 31))
    rich.paid_in_cash(run)
    november, october, september = agree(rich.community)
    assert (november.people, november.paid) == (5, 80)
    assert (october.people, october.earned, october.paid) == (5, 80, 0)
    assert september == Sums(people=0, earned=0, paid=0)


def test_a_community_without_work_has_nothing(people, guiyuan):
    assert agree(guiyuan) == [Sums(people=0, earned=0, paid=0)] * 3


def test_they_are_the_same_while_rows_of_one_person_are_not_one_yet(rich, people):
    """Two wrote at the same moment: her tally is three rows, one of them takes back what another adds."""
    before = agree(rich.community)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE workshops_monthtally DISABLE TRIGGER USER")
    rows = MonthTally.objects.filter(community=rich.community)
    for row in rows:
        parts = [(row.entries + 1, row.amount + 5), (1, 3), (-2, -8)]
        for entries, amount in parts[1:]:
            MonthTally.objects.create(
                community=rich.community, resident=row.resident, month=row.month, entries=entries, amount=amount
            )
        rows.filter(pk=row.pk).update(entries=parts[0][0], amount=parts[0][1])
    assert rows.filter(resident=people[5], entries__gt=0).exists()  # of whose only work nothing is left
    assert agree(rich.community) == before


def test_as_many_queries_for_three_months_as_for_one(rich, people, django_assert_num_queries):
    for months in (MONTHS[:1], MONTHS):
        with django_assert_num_queries(2):
            sums(rich.community, months)
