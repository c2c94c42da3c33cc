"""Who can be paid now, and who isn't and why."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from microfactory.kernel.periods import today
from residents.enums import PayMoment
from workshops.payouts.enums import WaitReason
from workshops.payouts.queries import planning
from workshops.payouts.queries.payable_sql import ALLOWED, CHAIN, ORDER_OWN, PAID_BEFORE, TAX
from workshops.payouts.queries.tax import tax_month
from workshops.payouts.rules.corrections import DEFAULT_FLOOR, FLOOR_KEY

_PAYABLE = f"""
    WITH {CHAIN}
    SELECT d.resident_id, r.name, SUM(d.amount), SUM(d.entries) FROM decided d
    JOIN residents_resident r ON r.id = d.resident_id
    WHERE d.taken GROUP BY d.resident_id, r.name, r.pinyin_key ORDER BY r.pinyin_key, d.resident_id
"""

# The same where nothing but the work itself decides: paid by its day, no correction waits, and the money reaches for
# all. Then no queue has to be formed, and no unit but the entry. `plain` says whether it is so; tests compare. Rows of
# `free` are a person's work or that of an operation: the other column is empty.
_PLAIN = f"""
    WITH free AS MATERIALIZED (
        SELECT e.resident_id, e.operation_id, SUM(e.amount) AS amount, COUNT(*) AS entries,
            BOOL_OR(e.corrects_id IS NOT NULL OR e.amount < 0) AS corrects
        FROM workshops_openentry e
        WHERE e.community_id = %(community)s AND e.work_date <= %(cut_off)s
          AND NOT EXISTS (SELECT 1 FROM workshops_entryfreeze f WHERE f.entry_id = e.entry_id
            AND (f.pays_from IS NULL OR f.pays_from > %(today)s))
        GROUP BY GROUPING SETS ((e.resident_id), (e.operation_id))
    ),
    order_own AS ({ORDER_OWN}),
    allowed AS ({ALLOWED}),
    needed AS (
        SELECT COALESCE(SUM(GREATEST(0, CEIL(t.amount * 100) / 100 - GREATEST(0, COALESCE(o.own, 0)))), 0) AS money
        FROM (
            SELECT p.work_order_id, SUM(f.amount) AS amount
            FROM free f JOIN workshops_operation p ON p.id = f.operation_id GROUP BY p.work_order_id
        ) t LEFT JOIN order_own o ON o.work_order_id = t.work_order_id
    ),
    plain AS MATERIALIZED (
        SELECT (SELECT money FROM needed) <= (SELECT allowed FROM allowed)
            AND NOT EXISTS (SELECT 1 FROM free WHERE corrects) AS plain
    )
    SELECT plain.plain, t.resident_id, r.name, t.amount, t.entries FROM plain LEFT JOIN (
        SELECT g.resident_id, g.amount, g.entries FROM (
            SELECT resident_id, amount, ROUND(amount, 2) AS total, entries FROM free WHERE resident_id IS NOT NULL
        ) g {PAID_BEFORE} WHERE g.total >= 0.01 AND g.total > {TAX}
    ) t ON plain.plain LEFT JOIN residents_resident r ON r.id = t.resident_id
    ORDER BY r.pinyin_key, t.resident_id
"""

# Work that no draft could take: uninspected, sent back, later than the cut-off, or in another run's draft.
_OUTSIDE = f"""
    SELECT e.resident_id, CASE e.state WHEN 'pending' THEN '{WaitReason.PENDING}'
        ELSE '{WaitReason.SENT_BACK}' END, e.amount, e.work_date, 1
    FROM workshops_pieceentry e
    WHERE e.community_id = %(community)s AND NOT e.settled_outside AND e.state IN ('pending', 'sent_back')
    UNION ALL
    SELECT e.resident_id, '{WaitReason.AFTER_CUT_OFF}', e.amount, e.work_date, 1
    FROM workshops_openentry e WHERE e.community_id = %(community)s AND e.work_date > %(cut_off)s
    UNION ALL
    SELECT s.resident_id, '{WaitReason.OTHER_RUN}', p.amount, %(cut_off)s, 1
    FROM payouts_payline p JOIN payouts_payslip s ON s.id = p.slip_id JOIN payouts_payrun n ON n.id = s.run_id
    WHERE n.community_id = %(community)s AND n.state IN ('draft', 'submitted') AND p.live
      AND n.id IS DISTINCT FROM %(run)s
"""

_WAITING = f"""
    WITH {CHAIN}
    SELECT w.resident_id, r.name, w.waits, SUM(w.amount), SUM(w.entries), MIN(w.work_date) FROM (
        SELECT d.resident_id, d.reason AS waits, d.amount, d.work_date, d.entries FROM decided d WHERE NOT d.taken
        UNION ALL {_OUTSIDE}
    ) w JOIN residents_resident r ON r.id = w.resident_id
    GROUP BY w.resident_id, r.name, r.pinyin_key, w.waits ORDER BY r.pinyin_key, w.resident_id, w.waits
"""


@dataclass(frozen=True, slots=True)
class Payable:
    """What a resident would get in a run drafted now, before rounding."""

    resident_id: int
    resident_name: str
    amount: Decimal
    entries: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Work of a resident that isn't in a run, for one reason."""

    resident_id: int
    resident_name: str
    reason: WaitReason
    amount: Decimal
    entries: int
    oldest: dt.date


def choices(community, *, cut_off: dt.date, moment: str, pay_date: dt.date, on: dt.date | None = None) -> dict:
    """The parameters of the chain: whose work, up to when, by which pay moment, cap and floor.

    `on`: the day of the act that asks, by which answered disputes have rested long enough; without, today.
    """
    return {
        "community": community.pk,
        "today": on or today(),
        "cut_off": cut_off,
        "moment": str(moment),
        "cap": community.front_cap,
        "pay_date": pay_date,
        "floor_key": FLOOR_KEY,
        "floor": DEFAULT_FLOOR,
    }


def payable_now(community, *, cut_off: dt.date, pay_date: dt.date | None = None) -> list[Payable]:
    """Who would get what in a run drafted now, by pinyin. Totals only; nothing is written. Two queries, or three.

    `pay_date` decides about the month of the tax; without, it is the cut-off.
    """
    day = pay_date or cut_off
    parts = choices(community, cut_off=cut_off, moment=community.pay_moment, pay_date=day) | tax_month(community, day)
    if community.pay_moment == PayMoment.ON_PAY_DAY:
        rows = planning.read(_PLAIN, **parts)
        if rows[0][0]:
            return [Payable(*row) for _plain, *row in rows if row[0] is not None]
    return [Payable(*row) for row in planning.read(_PAYABLE, **parts)]


def waiting(community, *, cut_off: dt.date, run=None, pay_date: dt.date | None = None) -> list[Waiting]:
    """Whose work isn't in a run, and why: by pinyin, a row per resident and reason. Two queries.

    Beside a run that is being prepared, give the run: what it holds itself isn't waiting. Without, `pay_date` decides
    about the month of the tax; where none is given, it is the cut-off.
    """
    moment = run.pay_moment if run else community.pay_moment
    day = run.pay_date if run else pay_date or cut_off
    parts = choices(community, cut_off=cut_off, moment=moment, pay_date=day) | tax_month(community, day)
    return [
        Waiting(resident, name, WaitReason(reason), amount, entries, oldest)
        for resident, name, reason, amount, entries, oldest in planning.read(
            _WAITING, **parts, run=run.pk if run else None
        )
    ]
