"""The sums of a run, the tax of a month and the fund's patience count what still stands."""

import datetime as dt
from collections import defaultdict
from decimal import Decimal as D

import pytest
from django.db import connection

from microfactory.kernel.scoping import Access
from tests.factories.residents import PolicyParameterFactory
from tests.payouts.books import books_are_clean
from workshops.payouts.models import JournalLine, PayLine, ReceiptMatch
from workshops.payouts.operations import reversal
from workshops.payouts.operations.deposits import pay_deposit
from workshops.payouts.queries.books import differences
from workshops.payouts.queries.fronting import purse
from workshops.payouts.queries.runs import run_flow, run_list
from workshops.payouts.queries.slips import explain_tax

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


def test_a_slip_is_explained_by_the_tax_of_its_own_pay_day(rich, combs):
    person, day = rich.resident(), rich.now.date()
    rich.entry(person, combs, 125)
    run = rich.approved(pay_date=day, cut_off=day)
    assert run.slips.get().tax == D("40.00")
    PolicyParameterFactory(key="tax.labour.allowance", value=1000, starts_on=day + dt.timedelta(days=1))
    explained = explain_tax(run.slips.get())
    assert (explained.tax_of_month, explained.withheld, explained.too_much) == (40, 40, 0)


def test_what_a_reversal_leaves_withheld_too_much_is_named(rich, combs):
    person = rich.resident()
    runs = []
    for pieces in (100, 50):
        rich.entry(person, combs, pieces)
        runs.append(rich.approved())
    slip = runs[1].slips.get()
    assert (explain_tax(slip).withheld_before, explain_tax(slip).withheld, explain_tax(slip).too_much) == (0, 80, 0)
    reversal.reverse_run(run=runs[0], reason="错了", actor=rich.staff, now=rich.now)
    explained = explain_tax(slip)
    assert (explained.tax_of_month, explained.withheld, explained.too_much) == (0, 80, 80)


def shortages(community) -> list[str]:
    """What the books say of a fund that fronts more than it has."""
    return [sentence for sentence in differences(community) if "小于零" in sentence]


def test_the_fund_is_excused_only_for_what_reversals_still_make_it_front(office, combs):
    """It has 800, and 80 of them lie with a client while a correction brings 80 back; the run that does is undone."""
    office.pays("on_pay_day", cap="5000")
    office.donated("800")
    person, paid_for = office.resident(), office.operation("8", "8")
    entry = office.entry(person, combs, 100)
    office.paid_in_cash(office.approved())
    office.corrected(entry, good=90)
    client = paid_for.work_order.client
    office.accepted(office.entry(person, paid_for, 100))
    office.received(office.stated(client), "800")
    second = office.approved()
    pay_deposit(client=client, amount=D(80), on=office.now.date(), actor=office.cashier, now=office.now)
    reversal.reverse_run(run=second, reason="错了", actor=office.staff, now=office.now)
    assert purse(office.community).free == -80
    assert books_are_clean(office.community)
    office.approved()
    assert purse(office.community).free == 0
    assert books_are_clean(office.community)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE payouts_journalline DISABLE TRIGGER USER")
    JournalLine.objects.filter(entry__act="deposit_paid", account__kind="deposit").update(amount=D(120))
    assert len(shortages(office.community)) == 1


def test_the_figures_of_a_runs_orders_are_those_of_their_rows(rich, combs):
    """Orders that the client paid, owes or spoilt; one of them isn't the run's."""
    owing, claimed, other = (rich.operation("10", "6") for _ in range(3))
    people = [rich.resident() for _ in range(3)]
    for operation in (combs, owing, claimed):
        rich.entry(people[0], operation, 5)
    rich.accepted(rich.entry(people[1], combs, 10))
    rich.received(rich.stated(combs.work_order.client), "70")
    rich.accepted(rich.entry(people[1], claimed, 10), material=2)
    rich.stated(claimed.work_order.client)
    first = rich.approved()
    rich.accepted(rich.entry(people[2], other, 9))
    rich.stated(other.work_order.client)
    rich.entry(people[2], combs, 4)
    for run in (first, rich.drafted()):
        assert_as_its_rows(run)


def assert_as_its_rows(run):
    """The flow of a run, order by order out of the journal and the matches."""
    flow, approved = run_flow(run), run.state == "approved"
    lines = PayLine.objects.filter(slip__run=run)
    orders = {line.work_order_id for line in lines}
    journal = JournalLine.objects.filter(account__work_order__in=orders).select_related("account")
    by_kind = defaultdict(D)
    for line in journal:
        by_kind[line.account.kind] += line.amount
    matched = ReceiptMatch.objects.filter(kind="receipt", line__work_order__in=orders)
    drafted = D(0) if approved else sum(slip.gross for slip in run.slips.all())
    assert flow.owed == -by_kind["fee"] - by_kind["claim_fee"] > 0
    assert flow.received == sum(match.amount for match in matched) > 0
    assert flow.fronted == by_kind["fronted"] > 0 or not approved
    assert flow.left == flow.owed - by_kind["borne"] - by_kind["cost"] - drafted
    assert flow.gross == sum(slip.gross for slip in run.slips.all())
