"""check_books compares to the fen: costs, rounding, claims, what is borne, handed on and taken back."""

from decimal import Decimal as D

import pytest

from tests.payouts.books import books_are_clean
from tests.payouts.queries.planting import plant
from workshops.operations.orders import close_order
from workshops.payouts.models import PayRun
from workshops.payouts.operations import corrections, fronting, orders, receipts, reversal, statements, taking_back
from workshops.payouts.queries.books import differences
from workshops.payouts.queries.unfinished import unfinished

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(office):
    return lambda role: {"actor": office.people[role], "now": office.now}


@pytest.fixture
def month(office, by):
    """Two orders with odd sums, three slips of which two are reversed one by one; claims; a correction borne; a match
    and a receipt taken back; an order handed on."""
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    claims = {
        "work_order__agreement__claims_material_fault": True,
        "work_order__agreement__community": office.community,
    }
    odd, other = office.operation("0.035", "0.033", **claims), office.operation("0.047", "0.041")
    people = [office.resident() for _ in range(3)]
    entries = [office.entry(person, odd, 103, material_fault=2) for person in people]
    others = [office.entry(person, other, 77) for person in people]
    office.accepted(*entries, material=3, short=2)
    office.accepted(*others)
    run = office.approved()
    for slip in list(run.slips.order_by("pk"))[:2]:
        reversal.reverse_slip(slip=slip, reason="没来领", **by("staff"))
    statement = office.stated(odd.work_order.client)
    office.received(statement, "5")
    wrong = office.received(statement, "1")
    taking_back.take_back_match(match=wrong.matches.first(), reason="对错了", **by("cashier"))
    taking_back.take_back_receipt(receipt=wrong, reason="记错了", **by("cashier"))
    left = run.slips.exclude(state="reversed").get().resident_id
    rows = office.corrected(next(entry for entry in entries if entry.resident_id == left), rate=D("0.03"))
    minus = next(row for row in rows if row.good < 0)
    corrections.bear_correction(entry=minus, reason="我们的错", **by("approver"))
    done = office.operation("8", "6")
    office.accepted(office.entry(people[0], done, 10))
    office.paid_in_cash(office.approved())
    office.received(office.stated(done.work_order.client), "80")
    orders.settle_order(work_order=close_order(work_order=done.work_order, **by("staff")), **by("staff"))
    assert books_are_clean(office.community)
    return office


LINE = """UPDATE payouts_journalline l SET amount = l.amount {change} FROM payouts_account a, payouts_journalentry j
    WHERE a.id = l.account_id AND j.id = l.entry_id AND a.kind = '{kind}' AND j.act = '{act}'"""
FIRST_ORDER = " AND a.work_order_id = (SELECT MIN(work_order_id) FROM payouts_payline)"
SECOND_ORDER = " AND a.work_order_id <> (SELECT MIN(work_order_id) FROM payouts_payline)"
OF_TWO = " AND j.run_id = (SELECT MIN(id) FROM payouts_payrun)"


@pytest.mark.parametrize(
    ("statements", "named"),
    [
        (
            [
                LINE.format(change="+ 0.01", kind="cost", act="run") + FIRST_ORDER + OF_TWO,
                LINE.format(change="- 0.01", kind="cost", act="run") + SECOND_ORDER + OF_TWO,
            ],
            "入账",
        ),
        (
            [
                LINE.format(change="+ 0.01", kind="rounding", act="run"),
                LINE.format(change="- 0.01", kind="payable", act="run"),
            ],
            "尾差",
        ),
        (["UPDATE payouts_statementline SET pieces = pieces + 1 WHERE cause = 'short'"], "索赔了"),
        (["UPDATE payouts_statementline SET pieces = pieces - 1 WHERE cause = 'rejected_material'"], "索赔了"),
        (["UPDATE payouts_statementline SET price = price + 1 WHERE cause = 'short'"], "索赔了"),
        (["UPDATE payouts_statementline SET pieces = pieces + 1 WHERE cause = 'material_at_hand_in'"], "交活"),
        (["UPDATE payouts_bornecorrection SET amount = amount - 1"], "社区承担"),
        (["UPDATE payouts_clientreceipt SET live = TRUE WHERE NOT live AND reverses_id IS NULL"], "撤回"),
        (["UPDATE payouts_receiptmatch SET amount = amount - 1 WHERE reverses_id IS NOT NULL"], "核对记录"),
        ([LINE.format(change="* 2", kind="unmatched", act="match_back")], "没有把"),
        (
            [
                LINE.format(change="- 1", kind="result", act="order_settled"),
                LINE.format(change="+ 1", kind="surplus", act="order_settled"),
            ],
            "结转",
        ),
        (
            [
                LINE.format(change="- 1", kind="surplus", act="order_settled"),
                "UPDATE payouts_journalentry SET act = 'donation' WHERE act = 'order_settled'",
            ],
            "结余",
        ),
    ],
)
def test_a_planted_fault_is_named(month, statements, named):
    plant(*statements)
    found = differences(month.community)
    assert any(named in sentence for sentence in found), found


def test_more_credited_than_stated_is_named(month):
    fee = "SELECT s.* FROM payouts_statementline s WHERE s.kind = 'fee' ORDER BY s.id LIMIT 1"
    plant(
        f"""INSERT INTO payouts_statementline (community_id, statement_id, position, kind, cause, delivery_line_id,
            work_order_id, operation_id, pieces, price, note)
        SELECT community_id, statement_id, 99, 'credit', '', delivery_line_id, work_order_id, operation_id,
            -pieces - 1, price, 'x' FROM ({fee}) f""",
    )
    assert any("冲减" in sentence for sentence in differences(month.community))


def test_disputed_pieces_that_nobody_credited_are_named(month):
    fee = "SELECT s.* FROM payouts_statementline s WHERE s.kind = 'fee' ORDER BY s.id LIMIT 1"
    plant(
        f"""INSERT INTO payouts_statementline (community_id, statement_id, position, kind, cause, delivery_line_id,
            work_order_id, operation_id, pieces, price, note)
        SELECT community_id, statement_id, 99, 'claim', 'disputed', delivery_line_id, work_order_id, operation_id, 1,
            price, 'x' FROM ({fee}) f""",
    )
    assert any("有争议" in sentence for sentence in differences(month.community))


def test_many_reversals_hide_no_fen(month):
    """Each act used to allow half a fen: after three, a whole one went unseen."""
    run = PayRun.objects.order_by("pk").first()
    assert run.entries.filter(act__in=["run", "reversal"]).count() == 3
    plant(
        LINE.format(change="+ 0.01", kind="cost", act="reversal") + FIRST_ORDER + OF_TWO,
        LINE.format(change="- 0.01", kind="rounding", act="reversal") + OF_TWO,
    )
    assert any("入账" in sentence for sentence in differences(month.community))


def test_the_whole_run_reversed_leaves_no_cost(month, by):
    run = PayRun.objects.order_by("pk").first()
    reversal.reverse_run(run=run, reason="错了", **by("staff"))
    assert books_are_clean(month.community)


def test_front_given_up_is_part_of_the_result(month, by):
    loss = month.operation("8", "9")
    month.accepted(month.entry(month.resident(), loss, 10))
    month.approved()
    month.received(month.stated(loss.work_order.client), "80")
    fronting.give_up_front(work_order=loss.work_order, amount=D(10), reason="社区承担", **by("approver"))
    done = close_order(work_order=loss.work_order, **by("staff"))
    orders.settle_order(work_order=done, **by("staff"))
    assert books_are_clean(month.community)


@pytest.fixture
def open_of(office):
    """What is open of an order, in words."""
    return lambda operation: dict(unfinished(operation.work_order))


def test_plus_and_minus_are_both_open(office, combs, open_of, by):
    """Eight owed to one and eight to be taken from another are no nothing."""
    office.pays("on_pay_day", cap="1000")
    office.donated("1000")
    first = office.entry(office.resident(), combs, 10)
    office.approved()
    office.corrected(first, good=9)
    office.entry(office.resident(), combs, 1)
    assert open_of(combs)["还没发的加工费"] == 16


def test_a_correction_that_undoes_unpaid_work_leaves_nothing_open(office, combs, open_of):
    office.corrected(office.entry(office.resident(), combs, 10), good=0)
    assert open_of(combs) == {}


def test_what_the_client_has_and_has_not_judged_is_open(office, combs, open_of):
    office.delivered(office.entry(office.resident(), combs, 10))
    assert open_of(combs)["在企业那里、还没验收的"] == 80


def test_a_delivery_of_which_nothing_was_accepted_is_open(office, combs, open_of):
    office.accepted(office.entry(office.resident(), combs, 10), material=6, short=4)
    assert open_of(combs)["要索赔、还没进对账单的"] == 80
    office.stated(combs.work_order.client)
    found = open_of(combs)
    assert "要索赔、还没进对账单的" not in found
    assert found["向企业索赔"] == 80


def test_spoilt_material_that_nobody_claimed_is_open(office, open_of):
    claims = {
        "work_order__agreement__claims_material_fault": True,
        "work_order__agreement__community": office.community,
    }
    operation = office.operation("8", "8", **claims)
    office.entry(office.resident(), operation, 0, material_fault=2)
    assert open_of(operation) == {"要索赔、还没进对账单的": 16}


def test_an_order_waits_for_its_own_lines_only(office, combs, open_of, by):
    """Two orders in one statement: money reached the older one, the other is still owed."""
    second = office.operation("8", "8", work_order__client=combs.work_order.client)
    for operation in (combs, second):
        office.accepted(office.entry(office.resident(), operation, 10))
    statement = office.stated(combs.work_order.client)
    office.received(statement, "80")
    assert "企业应付" not in open_of(combs)
    assert open_of(second)["企业应付"] == 80


def test_a_credit_in_a_draft_is_open(office, combs, open_of, by):
    client = combs.work_order.client
    office.accepted(office.entry(office.resident(), combs, 10))
    first = office.stated(client)
    office.accepted(office.entry(office.resident(), combs, 10))
    drawn = statements.draft_statement(
        community=office.community, client=client, until=office.now.date(), **by("staff")
    )
    statements.add_credit(statement=drawn, line=first.lines.get(), pieces=1, note="少了", **by("staff"))
    assert open_of(combs)["冲减还没发给企业的"] == 8
    receipts.deduct(statement=first, amount=D(80), reason="说好的", **by("staff"))
    assert "企业应付" not in open_of(combs)
