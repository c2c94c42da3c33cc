"""What clients owe and paid: statements from deliveries, receipts over lines, accounts from both."""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from microfactory.kernel.money import round_fen, yuan
from workshops.payouts.models import ReceiptMatch, Statement
from workshops.payouts.queries.books.reading import Check
from workshops.payouts.queries.statements import lines_to_pay
from workshops.payouts.rules.coverage import Covered, cover


def _by_client(kind: str, sign: str, expected: str) -> str:
    """SQL: clients whose account of a kind stands at something else than the rows say."""
    return f"""SELECT c.name, posted.amount AS posted, expected.amount AS expected FROM workshops_client c
        CROSS JOIN LATERAL (SELECT COALESCE(SUM(l.amount), 0) * {sign} AS amount FROM payouts_account a
            JOIN payouts_journalline l ON l.account_id = a.id WHERE a.client_id = c.id AND a.kind = '{kind}') posted
        CROSS JOIN LATERAL ({expected}) expected
        WHERE c.community_id = %(community)s AND posted.amount <> expected.amount"""


def _statements_less_matches(column: str, kinds: str) -> str:
    return f"""SELECT COALESCE((SELECT SUM(s.{column}) FROM payouts_statement s
            WHERE s.client_id = c.id AND s.state IN ('issued', 'settled')), 0)
        - COALESCE((SELECT SUM(m.amount) FROM payouts_receiptmatch m JOIN payouts_statementline l ON l.id = m.line_id
            JOIN payouts_statement s ON s.id = m.statement_id
            WHERE s.client_id = c.id AND l.kind IN ({kinds})), 0) AS amount"""


CLIENTS = (
    Check(
        gettext_lazy("Delivery %(number)s: %(stated)s of %(accepted)s accepted %(operation)s are stated."),
        """SELECT d.number, o.name AS operation, l.accepted, s.pieces AS stated
        FROM payouts_statementline s JOIN workshops_deliveryline l ON l.id = s.delivery_line_id
        JOIN workshops_delivery d ON d.id = l.delivery_id JOIN workshops_operation o ON o.id = l.operation_id
        WHERE s.community_id = %(community)s AND s.kind = 'fee'
          AND (s.pieces <> l.accepted OR s.price <> l.client_price)""",
    ),
    Check(
        gettext_lazy("Statement %(number)s says %(fees)s and claims %(claims)s; its lines %(lines)s and %(others)s."),
        """SELECT * FROM (
            SELECT s.number, s.fees_exact AS fees, s.claims_exact AS claims,
                COALESCE(SUM(l.amount) FILTER (WHERE l.kind <> 'claim'), 0) AS lines,
                COALESCE(SUM(l.amount) FILTER (WHERE l.kind = 'claim'), 0) AS others, s.fees AS f, s.claims AS c
            FROM payouts_statement s LEFT JOIN payouts_statementline l ON l.statement_id = s.id
            WHERE s.community_id = %(community)s AND s.state IN ('issued', 'settled') GROUP BY s.id) x
        WHERE fees <> lines OR claims <> others OR ROUND(fees, 2) <> f OR ROUND(claims, 2) <> c""",
    ),
    Check(
        gettext_lazy("Statement %(number)s is “%(state)s”, but %(open)s of its fees is open."),
        """SELECT * FROM (
            SELECT s.number, s.state, s.fees - COALESCE((SELECT SUM(m.amount) FROM payouts_receiptmatch m
                JOIN payouts_statementline l ON l.id = m.line_id
                WHERE m.statement_id = s.id AND l.kind <> 'claim'), 0) AS open
            FROM payouts_statement s WHERE s.community_id = %(community)s AND s.state IN ('issued', 'settled')) x
        WHERE open < 0 OR (open = 0) <> (state = 'settled')""",
    ),
    Check(
        gettext_lazy("%(name)s owes %(expected)s by its statements, the ledger says %(posted)s."),
        _by_client("receivable", "1", _statements_less_matches("fees", "'fee', 'credit'")),
    ),
    Check(
        gettext_lazy("Claims against %(name)s come to %(expected)s, the ledger says %(posted)s."),
        _by_client("claim", "1", _statements_less_matches("claims", "'claim'")),
    ),
    Check(
        gettext_lazy("%(name)s paid %(expected)s that isn't matched, the ledger says %(posted)s."),
        _by_client(
            "unmatched",
            "-1",
            """SELECT COALESCE((SELECT SUM(r.amount) FROM payouts_clientreceipt r WHERE r.client_id = c.id), 0)
            - COALESCE((SELECT SUM(m.amount) FROM payouts_receiptmatch m JOIN payouts_clientreceipt r
                ON r.id = m.receipt_id WHERE r.client_id = c.id), 0) AS amount""",
        ),
    ),
    Check(
        gettext_lazy("Deposit with %(name)s: %(expected)s by its rows, the ledger says %(posted)s."),
        _by_client(
            "deposit",
            "1",
            """SELECT COALESCE(SUM(CASE d.kind WHEN 'paid' THEN d.amount ELSE -d.amount END), 0) AS amount
            FROM payouts_deposit d WHERE d.client_id = c.id""",
        ),
    ),
)


def matches_recomputed(community) -> Iterator[str]:
    """Spreads what was matched over the lines of each statement anew. Two queries."""
    statements = Statement.objects.stated().filter(community=community).prefetch_related("lines").order_by("pk")
    rows = ReceiptMatch.objects.filter(community=community).values_list("line")
    sums = rows.annotate(pieces=Sum("pieces"), amount=Sum("amount")).order_by("line")
    stored = {line: Covered(pieces, amount) for line, pieces, amount in sums}
    for statement in statements:
        for claims, due in ((False, statement.fees), (True, statement.claims)):
            part, to_pay = lines_to_pay(list(statement.lines.all()), claims)
            paid = sum((stored[line.pk].amount for line in part if line.pk in stored), Decimal(0))
            again = cover(to_pay, paid, due)
            for line, right in zip(part, again, strict=True):
                is_now = stored.get(line.pk, Covered(0, Decimal(0)))
                if is_now != right:
                    yield _(
                        "Statement %(number)s, line %(line)s: %(amount)s pays for %(pieces)s pieces, not %(now)s."
                    ) % {
                        "number": statement.number,
                        "line": line.position,
                        "amount": yuan(round_fen(right.amount)),
                        "pieces": right.pieces,
                        "now": is_now.pieces,
                    }
