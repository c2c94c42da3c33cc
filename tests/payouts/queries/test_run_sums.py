"""The sums of a run, the tax of a month and the fund's patience count what still stands."""

import datetime as dt
from decimal import Decimal as D

import pytest

from microfactory.kernel.scoping import Access
from tests.factories.residents import PolicyParameterFactory
from workshops.payouts.operations import reversal
from workshops.payouts.queries.books.ledger import _fronted_by_reversals
from workshops.payouts.queries.runs import run_flow, run_list
from workshops.payouts.queries.tax import tax_months

pytestmark = pytest.mark.django_db


@pytest.fixture
def rich(office):
    """An office whose fund fronts pay."""
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    return office


def listed(office):
    access = Access(user=office.staff, community=office.community, roles=frozenset({"staff"}), workshop_ids=None)
    return {run.pk: (run.people, run.gross, run.net) for run in run_list(access)}


def test_a_slip_reversed_alone_counts_no_longer(rich, combs):
    kept, gone = rich.resident(), rich.resident()
    rich.entry(kept, combs, 5)
    rich.entry(gone, combs, 3)
    run = rich.approved()
    reversal.reverse_slip(slip=run.slips.get(resident=gone), reason="没来领", actor=rich.staff, now=rich.now)
    flow = run_flow(run)
    assert (flow.people, flow.gross, flow.net) == (1, 40, 40)
    assert listed(rich)[run.pk] == (1, 40, 40)


def test_a_run_that_was_reversed_shows_what_it_was(rich, combs):
    rich.entry(rich.resident(), combs, 5)
    run = reversal.reverse_run(run=rich.approved(), reason="错了", actor=rich.staff, now=rich.now)
    assert run_flow(run).gross == 40
    assert listed(rich)[run.pk] == (1, 40, 40)


def test_a_month_is_taxed_by_the_day_of_its_last_run(rich, combs):
    person, day = rich.resident(), rich.now.date()
    rich.entry(person, combs, 125)
    run = rich.approved(pay_date=day, cut_off=day)
    assert run.slips.get().tax == D("40.00")
    PolicyParameterFactory(key="tax.labour.allowance", value=1000, starts_on=day + dt.timedelta(days=1))
    (month,) = tax_months(person, year=day.year)
    assert (month["due"], month["too_much"]) == (40, 0)


def test_the_fund_is_excused_only_for_what_reversals_still_make_it_front(rich, combs):
    person = rich.resident()
    entry = rich.entry(person, combs, 100)
    rich.paid_in_cash(rich.approved())
    rich.corrected(entry, good=90)
    rich.entry(person, rich.operation("8", "8"), 100)
    second = rich.approved()
    reversal.reverse_run(run=second, reason="错了", actor=rich.staff, now=rich.now)
    assert _fronted_by_reversals(rich.community) == 80
    rich.approved()
    assert _fronted_by_reversals(rich.community) == 0
