"""Pay: slips from their lines, taxes by month, payments, and what residents confirmed."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from microfactory.kernel.money import yuan
from workshops.payouts.enums import Act
from workshops.payouts.models import JournalEntry, Payslip
from workshops.payouts.queries.books.reading import Check
from workshops.payouts.queries.tax import tax_scales
from workshops.payouts.rules.tax import withhold

_APPROVED = "r.state IN ('approved', 'paying', 'closed')"

PAY = (
    Check(
        gettext_lazy("Slip %(number)s says %(said)s before rounding, its lines come to %(lines)s."),
        """SELECT s.number, s.gross_exact AS said,
            COALESCE(SUM(l.amount) FILTER (WHERE l.reverses_id IS NULL), 0) AS lines
        FROM payouts_payslip s LEFT JOIN payouts_payline l ON l.slip_id = s.id
        WHERE s.community_id = %(community)s GROUP BY s.id
        HAVING s.gross_exact <> COALESCE(SUM(l.amount) FILTER (WHERE l.reverses_id IS NULL), 0)
            OR s.gross <> ROUND(s.gross_exact, 2)""",
    ),
    Check(
        gettext_lazy("Slip %(number)s is “%(state)s”, but %(live)s of its %(lines)s lines count."),
        """SELECT s.number, s.state, COUNT(*) FILTER (WHERE l.live) AS live,
            COUNT(*) FILTER (WHERE l.reverses_id IS NULL) AS lines
        FROM payouts_payslip s JOIN payouts_payline l ON l.slip_id = s.id
        WHERE s.community_id = %(community)s GROUP BY s.id
        HAVING COUNT(*) FILTER (WHERE l.live) <>
            CASE s.state WHEN 'reversed' THEN 0 ELSE COUNT(*) FILTER (WHERE l.reverses_id IS NULL) END
            OR (s.state = 'reversed' AND SUM(l.amount) <> 0)""",
    ),
    Check(
        gettext_lazy("Slip %(number)s is “%(state)s”, but %(done)s of its payments arrived."),
        """SELECT s.number, s.state, COUNT(p.id) AS done FROM payouts_payslip s
        LEFT JOIN payouts_payment p ON p.slip_id = s.id AND p.state = 'done'
        WHERE s.community_id = %(community)s GROUP BY s.id
        HAVING COUNT(p.id) <> CASE WHEN s.state IN ('paid', 'confirmed') THEN 1 ELSE 0 END""",
    ),
    Check(
        gettext_lazy("Slip %(number)s is confirmed, but the resident's own word that she received it is missing."),
        # Her own session, her own card, or two others: what counts is what was said last.
        """SELECT s.number FROM payouts_payslip s JOIN residents_resident r ON r.id = s.resident_id
        LEFT JOIN LATERAL (SELECT * FROM payouts_slipanswer a WHERE a.slip_id = s.id
            ORDER BY a.at DESC, a.id DESC LIMIT 1) a ON TRUE
        WHERE s.community_id = %(community)s AND s.state = 'confirmed' AND (a.answer = 'received' AND (
            (a.how = 'own' AND a.by_id = r.user_id)
            OR (a.how = 'pin' AND EXISTS (SELECT 1 FROM residents_accesscard c
                WHERE c.id = a.card_id AND c.resident_id = r.id AND c.trusted_id IS NULL))
            OR (a.how = 'witnesses' AND a.witness_one <> '' AND a.witness_two <> ''
                AND (r.user_id IN (a.witness_one_user_id, a.witness_two_user_id)) IS NOT TRUE))) IS NOT TRUE""",
    ),
    Check(
        gettext_lazy("Payment %(number)s is over %(amount)s, its slip over %(net)s."),
        """SELECT p.number, p.amount, s.net FROM payouts_payment p JOIN payouts_payslip s ON s.id = p.slip_id
        WHERE p.community_id = %(community)s AND p.amount <> s.net""",
    ),
    Check(
        gettext_lazy("Payment %(number)s was sent on %(sent)s by whoever approved it, or not in its tax month."),
        """SELECT p.number, p.sent_on AS sent FROM payouts_payment p JOIN payouts_payslip s ON s.id = p.slip_id
        JOIN payouts_payrun r ON r.id = s.run_id
        WHERE p.community_id = %(community)s AND p.sent_by_id IS NOT NULL AND (p.sent_by_id = r.approved_by_id OR (
            DATE_TRUNC('month', p.sent_on) <> DATE_TRUNC('month', r.pay_date)
            AND NOT EXISTS (SELECT 1 FROM payouts_payment f
                WHERE f.slip_id = s.id AND f.state = 'failed' AND f.method = 'bank' AND f.attempt < p.attempt)))""",
    ),
    Check(
        gettext_lazy("Run %(number)s is closed, but slip %(slip)s is neither paid nor left due with a reason."),
        """SELECT r.number, s.number AS slip FROM payouts_payslip s JOIN payouts_payrun r ON r.id = s.run_id
        WHERE s.community_id = %(community)s AND r.state = 'closed' AND s.state IN ('due', 'held')
          AND s.left_due_reason = ''""",
    ),
    Check(
        gettext_lazy("Run %(number)s: approval posts %(posted)s, its slips come to %(gross)s."),
        f"""SELECT * FROM (
            SELECT r.number, COALESCE((SELECT SUM(l.amount) FROM payouts_journalentry j
                JOIN payouts_journalline l ON l.entry_id = j.id JOIN payouts_account a ON a.id = l.account_id
                WHERE j.run_id = r.id AND j.act IN ('run', 'reversal') AND a.kind IN ('cost', 'rounding')), 0)
                AS posted,
                COALESCE((SELECT SUM(s.gross) FROM payouts_payslip s
                    WHERE s.run_id = r.id AND s.state <> 'reversed' AND {_APPROVED}), 0) AS gross
            FROM payouts_payrun r WHERE r.community_id = %(community)s) x WHERE posted <> gross""",
    ),
    Check(
        gettext_lazy("Run %(number)s, order %(order)s: cost %(posted)s posted, lines come to %(lines)s."),
        # An approval rounds each order once, a slip's reversal what it takes off again; with the last slip goes all
        # that is left.
        """SELECT * FROM (
            SELECT r.number, w.number AS order, COALESCE(p.amount, 0) AS posted,
                CASE WHEN EXISTS (SELECT 1 FROM payouts_payslip s WHERE s.run_id = r.id AND s.state <> 'reversed')
                    THEN ROUND(q.amount, 2) - COALESCE(b.amount, 0) ELSE 0 END AS lines
            FROM payouts_payrun r
            CROSS JOIN LATERAL (SELECT l.work_order_id, SUM(l.amount) AS amount FROM payouts_payline l
                JOIN payouts_payslip s ON s.id = l.slip_id WHERE s.run_id = r.id AND l.reverses_id IS NULL
                GROUP BY l.work_order_id) q
            JOIN workshops_workorder w ON w.id = q.work_order_id
            LEFT JOIN LATERAL (SELECT SUM(l.amount) AS amount FROM payouts_journalentry j
                JOIN payouts_journalline l ON l.entry_id = j.id JOIN payouts_account a ON a.id = l.account_id
                WHERE j.run_id = r.id AND j.act IN ('run', 'reversal') AND a.kind = 'cost'
                  AND a.work_order_id = q.work_order_id) p ON TRUE
            LEFT JOIN LATERAL (SELECT SUM(t.amount) AS amount FROM (
                SELECT ROUND(SUM(l.amount), 2) AS amount FROM payouts_payline l
                JOIN payouts_payslip s ON s.id = l.slip_id
                WHERE s.run_id = r.id AND s.state = 'reversed' AND l.work_order_id = q.work_order_id
                  AND l.reverses_id IS NULL GROUP BY s.id) t) b ON TRUE
            WHERE r.community_id = %(community)s AND r.state IN ('approved', 'paying', 'closed', 'reversed')
        ) x WHERE posted <> lines""",
    ),
)


def taxes_recomputed(community) -> Iterator[str]:
    """Withholds the tax of every month anew, slip after slip as the journal has them. Four queries."""
    entries = JournalEntry.objects.filter(community=community, act__in=[Act.RUN, Act.REVERSAL])
    posted = dict(entries.filter(act=Act.RUN).values_list("run", "pk"))
    reversals = entries.filter(act=Act.REVERSAL).values_list("run", "slip", "pk")
    taken_back = {(run, slip): pk for run, slip, pk in reversals}
    months = defaultdict(list)
    for slip in Payslip.objects.filter(community=community, run__in=posted).select_related("run").order_by("pk"):
        slip.posted = posted[slip.run_id]
        slip.gone = taken_back.get((slip.run_id, slip.pk)) or taken_back.get((slip.run_id, None))
        months[slip.resident_id, slip.run.pay_date.replace(day=1)].append(slip)
    scale = tax_scales(community)
    for of_month in months.values():
        for slip in of_month:
            before = [s for s in of_month if s.posted < slip.posted and not (s.gone and s.gone < slip.posted)]
            tax = withhold(
                paid_before=sum((s.gross for s in before), Decimal(0)),
                withheld_before=sum((s.tax for s in before), Decimal(0)),
                this=slip.gross,
                scale=scale(slip.run.pay_date),
            )
            if tax != slip.tax:
                yield _("Slip %(number)s withholds %(now)s of tax; by its month it is %(right)s.") % {
                    "number": slip.number,
                    "now": yuan(slip.tax),
                    "right": yuan(tax),
                }
