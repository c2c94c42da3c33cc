"""The ledger: every entry balances, and every account is what the rows say."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from microfactory.kernel.money import yuan
from workshops.payouts.enums import AccountKind, Act
from workshops.payouts.models import JournalEntry, JournalLine
from workshops.payouts.queries.balances import balance, balances
from workshops.payouts.queries.books.reading import Check
from workshops.payouts.queries.fronting import frontings, purse

_POSTED = """(SELECT COALESCE(SUM(l.amount), 0)
    FROM payouts_account a JOIN payouts_journalline l ON l.account_id = a.id
    WHERE a.community_id = %(community)s AND a.kind = '{kind}')"""


def _of_community(kind: str, expected: str) -> str:
    """SQL: the community's own account where it stands at something else than the rows say."""
    return f"""SELECT '{AccountKind(kind).value}' AS kind, {_POSTED.format(kind=kind)} AS posted,
        ({expected}) AS expected WHERE {_POSTED.format(kind=kind)} <> ({expected})"""


def _sum(table: str, condition: str, column: str = "amount") -> str:
    return f"COALESCE((SELECT SUM({column}) FROM {table} WHERE community_id = %(community)s AND {condition}), 0)"


def _posted_by(act: str, kind: str) -> str:
    return f"""COALESCE((SELECT SUM(l.amount) FROM payouts_journalentry j
        JOIN payouts_journalline l ON l.entry_id = j.id JOIN payouts_account a ON a.id = l.account_id
        WHERE j.community_id = %(community)s AND j.act = '{act}' AND a.kind = '{kind}'), 0)"""


def _purse(kind: str) -> str:
    """What lies in the bank or the cash box by the rows: donations, receipts, deposits, payments, drawn, paid over."""
    rows = [
        _posted_by("opening", kind),
        _sum("payouts_donation", f"method = '{kind}'"),
        "-" + _sum("payouts_payment", f"method = '{kind}' AND state = 'done'"),
        _posted_by("cash_drawn", kind),
        _posted_by("booking_back", kind),
    ]
    if kind == "bank":
        rows += [
            _sum("payouts_clientreceipt", "TRUE"),
            "-" + _sum("payouts_deposit", "kind = 'paid'"),
            _sum("payouts_deposit", "kind = 'back'"),
            _posted_by("tax_paid", kind),
        ]
    return " + ".join(rows).replace("+ -", "- ")


_ACCOUNT = gettext_lazy("Account “%(kind)s” stands at %(posted)s, by the rows it is %(expected)s (debit is positive).")

_BELOW = {
    AccountKind.BANK: gettext_lazy("The bank stands at %(amount)s: something that came in isn't booked."),
    AccountKind.CASH: gettext_lazy("The cash box stands at %(amount)s: cash that was drawn isn't booked."),
}

LEDGER = (
    Check(
        gettext_lazy("Journal entry %(id)s (%(act)s) is out of balance by %(amount)s."),
        """SELECT j.id, j.act, COALESCE(SUM(l.amount), 0) AS amount
        FROM payouts_journalentry j LEFT JOIN payouts_journalline l ON l.entry_id = j.id
        WHERE j.community_id = %(community)s GROUP BY j.id
        HAVING COALESCE(SUM(l.amount), 0) <> 0 OR COUNT(l.id) < 2""",
    ),
    Check(
        gettext_lazy("%(name)s is owed %(expected)s by her slips, the ledger says %(posted)s."),
        """SELECT r.name, posted.amount AS posted, expected.amount AS expected FROM residents_resident r
        CROSS JOIN LATERAL (SELECT COALESCE(SUM(-l.amount), 0) AS amount FROM payouts_account a
            JOIN payouts_journalline l ON l.account_id = a.id WHERE a.resident_id = r.id) posted
        CROSS JOIN LATERAL (SELECT COALESCE(SUM(s.net), 0) AS amount FROM payouts_payslip s
            JOIN payouts_payrun n ON n.id = s.run_id
            WHERE s.resident_id = r.id AND s.state IN ('due', 'held') AND n.state IN ('approved', 'paying', 'closed')
        ) expected
        WHERE r.community_id = %(community)s AND posted.amount <> expected.amount""",
    ),
    Check(
        _ACCOUNT,
        _of_community(
            "tax",
            f"""{_posted_by("tax_paid", "tax")} - COALESCE((SELECT SUM(s.tax) FROM payouts_payslip s
                JOIN payouts_payrun n ON n.id = s.run_id WHERE s.community_id = %(community)s
                  AND s.state <> 'reversed' AND n.state IN ('approved', 'paying', 'closed')), 0)""",
        ),
    ),
    Check(_ACCOUNT, _of_community("bank", _purse("bank"))),
    Check(_ACCOUNT, _of_community("cash", _purse("cash"))),
    Check(
        _ACCOUNT,
        _of_community(
            "fund",
            f"""{_sum("payouts_deposit", "kind = 'kept'")} - {_sum("payouts_donation", "TRUE")}
            + {_posted_by("opening", "fund")} + {_posted_by("front_given_up", "fund")}
            + {_posted_by("order_settled", "fund")} + {_posted_by("booking_back", "fund")}""",
        ),
    ),
    Check(
        gettext_lazy("Order %(number)s: %(kind)s %(posted)s posted, its statements come to %(lines)s."),
        """SELECT * FROM (
            SELECT w.number, k.kind, COALESCE(p.amount, 0) AS posted, COALESCE(q.amount, 0) AS lines
            FROM workshops_workorder w CROSS JOIN (VALUES ('fee'), ('claim_fee')) k (kind)
            LEFT JOIN LATERAL (SELECT SUM(-l.amount) AS amount FROM payouts_account a
                JOIN payouts_journalline l ON l.account_id = a.id JOIN payouts_journalentry j ON j.id = l.entry_id
                WHERE a.work_order_id = w.id AND a.kind = k.kind AND j.act IN ('statement', 'claim')) p ON TRUE
            LEFT JOIN LATERAL (SELECT SUM(y.amount) AS amount FROM (
                SELECT ROUND(SUM(l.amount), 2) AS amount
                FROM payouts_statementline l JOIN payouts_statement s ON s.id = l.statement_id
                WHERE l.work_order_id = w.id AND s.state IN ('issued', 'settled')
                  AND (l.kind = 'claim') = (k.kind = 'claim_fee')
                GROUP BY l.statement_id) y) q ON TRUE
            WHERE w.community_id = %(community)s) x WHERE posted <> lines""",
    ),
    Check(
        gettext_lazy("Run %(number)s: with it the fund fronted %(fronted)s; it might front %(cap)s at its approval."),
        # What a reversal makes the fund front is lawful beyond the cap, and comes after the approval.
        """SELECT * FROM (
            SELECT r.number, r.front_cap AS cap, (SELECT SUM(l.amount) FROM payouts_account a
                JOIN payouts_journalline l ON l.account_id = a.id
                WHERE a.community_id = r.community_id AND a.kind = 'fronted' AND l.entry_id <= j.id) AS fronted
            FROM payouts_payrun r JOIN payouts_journalentry j ON j.run_id = r.id AND j.act = 'front'
            WHERE r.community_id = %(community)s AND NOT EXISTS (SELECT 1 FROM payouts_journalentry b
                WHERE b.run_id = r.id AND b.act = 'reversal' AND b.id < j.id)) x WHERE fronted > cap""",
    ),
    Check(
        gettext_lazy("Order %(number)s: the fund gave %(borne)s up, but had laid out only %(out)s by then."),
        """SELECT * FROM (
            SELECT w.number, j.act, -l.amount AS borne, SUM(l.amount) OVER past - l.amount AS out
            FROM payouts_journalline l JOIN payouts_account a ON a.id = l.account_id AND a.kind = 'fronted'
            JOIN payouts_journalentry j ON j.id = l.entry_id JOIN workshops_workorder w ON w.id = a.work_order_id
            WHERE a.community_id = %(community)s
            WINDOW past AS (PARTITION BY a.id ORDER BY l.entry_id, l.id)
        ) x WHERE act = 'front_given_up' AND borne > x.out""",
    ),
    Check(
        gettext_lazy("Order %(number)s: %(kind)s %(posted)s posted, its statements come to %(lines)s."),
        """SELECT * FROM (
            SELECT w.number, k.kind, COALESCE((SELECT SUM(l.amount) FROM payouts_account a
                JOIN payouts_journalline l ON l.account_id = a.id JOIN payouts_journalentry j ON j.id = l.entry_id
                WHERE a.work_order_id = w.id AND a.kind = k.kind AND j.act IN ('deduction', 'bank_charge',
                    'claim_given_up', 'match_back')), 0) AS posted,
                COALESCE((SELECT SUM(m.amount) FROM payouts_receiptmatch m
                    JOIN payouts_statementline l ON l.id = m.line_id
                    WHERE l.work_order_id = w.id AND m.kind <> 'receipt'
                      AND (m.kind = 'given_up') = (k.kind = 'claim_fee')), 0) AS lines
            FROM workshops_workorder w CROSS JOIN (VALUES ('cost'), ('claim_fee')) k (kind)
            WHERE w.community_id = %(community)s) x WHERE posted <> lines""",
    ),
)


def below_nothing(community) -> Iterator[str]:
    """The bank or the cash box where the books have it below nothing: something that came in isn't booked yet."""
    for kind, words in _BELOW.items():
        if (amount := balance(community, kind)) < 0:
            yield words % {"amount": yuan(amount)}


def fronting_recomputed(community) -> Iterator[str]:
    """What the fund fronts for each order, by the formula; that it is due to the fund; that the fund has it."""
    found = balances(community, kinds=[AccountKind.DUE_TO_FUND])
    for order, state in frontings(community).items():
        due_to_fund = found.get((AccountKind.DUE_TO_FUND, order), 0)
        if state.posted != state.due or due_to_fund != state.posted:
            yield _("Order no. %(order)s: the fund fronts %(right)s, posted are %(now)s, and %(back)s due to it.") % {
                "order": order,
                "right": yuan(state.due),
                "now": yuan(state.posted),
                "back": yuan(due_to_fund),
            }
    # What undoes pay isn't refused for the fund's sake: where a correction is open again, the fund fronts it.
    if (money := purse(community)).free + _fronted_by_reversals(community) < 0:
        yield _("The fund has %(free)s to spare: less than nothing.") % {"free": yuan(money.free)}


def _fronted_by_reversals(community) -> Decimal:
    """What the fund came to front in acts that took pay back, and hasn't got back since (yuan)."""
    taken_back = JournalEntry.objects.filter(act=Act.REVERSAL, run=OuterRef("entry__run"), at=OuterRef("entry__at"))
    lines = JournalLine.objects.filter(account__community=community, account__kind=AccountKind.FRONTED)
    lines = lines.annotate(by_reversal=Exists(taken_back)).order_by("entry_id", "pk")
    left: dict[int, Decimal] = defaultdict(Decimal)
    for order, amount, by_reversal in lines.values_list("account__work_order", "amount", "by_reversal"):
        if amount < 0 or by_reversal:
            left[order] = max(Decimal(0), left[order] + amount)
    return sum(left.values(), Decimal(0))
