"""A fen can't be lost, and nothing is paid twice: the rare ways in which money once went astray."""

import datetime as dt
from decimal import Decimal as D

import pytest
from django.db import connection

from tests.payouts.books import books_are_clean
from tests.payouts.office import LAST_DAY
from workshops.models import Issue, PieceEntry
from workshops.operations.orders import close_order
from workshops.payouts.models import Account, BorneCorrection
from workshops.payouts.operations import statements
from workshops.payouts.operations.corrections import bear_correction
from workshops.payouts.operations.orders import settle_order
from workshops.payouts.operations.reversal import reverse_slip
from workshops.payouts.queries.books import differences
from workshops.payouts.queries.fronting import frontings
from workshops.payouts.queries.orders import order_money
from workshops.payouts.queries.payable import payable_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def fronts(office):
    """An office whose fund fronts pay."""
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    return office


def test_bearing_a_wrong_rate_bears_both_of_its_rows(fronts, combs):
    entry = fronts.entry(fronts.resident(), combs, 10)
    fronts.approved()
    taken = next(row for row in fronts.corrected(entry, rate=D(6)) if row.amount < 0)
    borne = bear_correction(entry=taken, reason="社区承担", actor=fronts.approver, now=fronts.now)
    assert (borne.correction, borne.amount) == (taken, -80)
    assert sum(BorneCorrection.objects.values_list("amount", flat=True)) == -20
    assert payable_now(fronts.community, cut_off=LAST_DAY) == []
    assert books_are_clean(fronts.community)


def test_the_last_reversal_returns_the_rounding_of_earlier_ones_to_the_fund(fronts):
    odd, even = fronts.operation("3", "2.501"), fronts.operation("8", "8")
    entries = [fronts.entry(fronts.resident(), odd, 4) for _ in range(2)]
    entries.append(fronts.entry(fronts.resident(), even, 1))
    slips = {slip.resident_id: slip for slip in fronts.approved().slips.all()}
    for entry in entries:
        reverse_slip(slip=slips[entry.resident_id], reason="没来领", actor=fronts.staff, now=fronts.now)
    assert fronts.at("cost") == fronts.at("fronted") == fronts.at("rounding") == 0
    assert books_are_clean(fronts.community)


@pytest.mark.parametrize("parts", [["100"], ["30", "70"], ["0.01", "99.99"]])
def test_a_credit_of_one_order_keeps_no_money_from_another(fronts, parts):
    first = fronts.operation("10", "10")
    second = fronts.operation("5", "5", work_order__agreement=first.work_order.agreement)
    client = first.work_order.client
    fronts.accepted(fronts.entry(fronts.resident(), first, 5))
    fronts.approved()
    paid = fronts.stated(client)
    fronts.received(paid, "50")
    later = [fronts.entry(fronts.resident(), operation, 10) for operation in (first, second)]
    fronts.approved()
    for entry in later:
        fronts.accepted(entry)
    by = {"actor": fronts.staff, "now": fronts.now}
    drawn = statements.draft_statement(community=fronts.community, client=client, until=LAST_DAY, **by)
    statements.add_credit(statement=drawn, line=paid.lines.get(), pieces=5, note="退货", **by)
    drawn = statements.issue_statement(statement=drawn, **by)
    assert drawn.fees == 100
    for part in parts:
        fronts.received(drawn, part)
        assert books_are_clean(fronts.community)
    found = frontings(fronts.community)
    assert (found[first.work_order_id].received, found[second.work_order_id].received) == (100, 50)
    assert found[second.work_order_id].due == 0
    assert sum(match.pieces for match in drawn.matches.all()) == 20


def test_the_funds_share_is_that_of_the_whole_result(fronts):
    """What came after the first handing on: shares of 0.505 and 1.505 aren't rounded up twice."""
    of_agreement = {"community": fronts.community, "fund_share": 50, "claims_material_fault": True}
    fields = {f"work_order__agreement__{name}": value for name, value in of_agreement.items()}
    operation = fronts.operation("3.01", "2", **fields)
    order, had = operation.work_order, fronts.at("fund")
    fronts.accepted(fronts.entry(fronts.resident(), operation, 1))
    fronts.approved()
    fronts.received(fronts.stated(order.client), "3.01")
    closed = close_order(work_order=order, actor=fronts.staff, now=fronts.now)
    settle_order(work_order=closed, actor=fronts.staff, now=fronts.now)
    assert fronts.at("fund") - had == D("0.51")
    fronts.entry(fronts.resident(), operation, 0, material_fault=1)
    fronts.received(fronts.stated(order.client), "3.01", claims=True)
    settle_order(work_order=closed, actor=fronts.staff, now=fronts.now)
    money = order_money(closed)
    assert (money.result, money.left) == (D("4.02"), 0)
    assert (fronts.at("fund") - had, fronts.at("surplus")) == (D("2.01"), D("2.01"))
    assert books_are_clean(fronts.community)


def test_a_reject_takes_nothing_of_a_correction_that_was_paid(fronts):
    """The entry itself earned nothing, so no run took it: its correction was paid."""
    entry = fronts.entry(fronts.resident(), fronts.traced("8", "8"), 0, material_fault=10)
    fronts.corrected(entry, good=10, material_fault=0)
    fronts.paid_in_cash(fronts.approved())
    entry.good = 10  # with its correction, for the delivery
    fronts.accepted(entry, worker=2, named=entry)
    assert PieceEntry.objects.filter(corrects=entry).count() == 1
    assert Issue.objects.with_held().get(pk=entry.issue_id).held == 0
    assert books_are_clean(fronts.community)


def test_what_the_community_bears_of_an_entry_that_earned_nothing_itself(fronts, combs):
    entry = fronts.entry(fronts.resident(), combs, 0, material_fault=10)
    fronts.corrected(entry, good=10, material_fault=0)
    fronts.approved()
    fronts.now += dt.timedelta(minutes=1)
    (taken,) = fronts.corrected(entry, good=7, material_fault=3)
    bear_correction(entry=taken, reason="社区承担", actor=fronts.approver, now=fronts.now)
    assert books_are_clean(fronts.community)


@pytest.mark.parametrize("named", ["fee", "claim_fee"])
def test_a_fen_moved_from_an_order_to_rounding_is_found(fronts, named):
    """Both lines of one entry, so that it balances still; after two statements of whole yuan."""
    operation = fronts.operation("8", "8")
    for _ in range(2):
        fronts.accepted(fronts.entry(fronts.resident(), operation, 10), material=2)
        fronts.stated(operation.work_order.client)
    assert books_are_clean(fronts.community)
    rounding = Account.objects.get_or_create(community=fronts.community, kind="rounding")[0]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE payouts_journalline DISABLE TRIGGER USER")
        cursor.execute(
            """WITH one AS (
                UPDATE payouts_journalline SET amount = amount + 0.01 WHERE id = (
                    SELECT l.id FROM payouts_journalline l JOIN payouts_account a ON a.id = l.account_id
                    WHERE a.kind = %s ORDER BY l.id LIMIT 1) RETURNING community_id, entry_id)
            INSERT INTO payouts_journalline (community_id, entry_id, account_id, amount)
            SELECT community_id, entry_id, %s, -0.01 FROM one""",
            [named, rounding.pk],
        )
    assert differences(fronts.community)
