"""Triggers of money's tables that the kernel's builders don't cover: rules over several rows.

Each refuses with an English sentence for logs and developers; operations refuse earlier, in the reader's language.
"""

import pgtrigger

from workshops.models.guards import RefuseRows

# True once the run of a slip is no draft any more; before, its rows may be thrown away again.
RUN_APPROVED = (
    "EXISTS (SELECT 1 FROM payouts_payrun r WHERE r.id = OLD.run_id AND r.state NOT IN ('draft', 'submitted'))"
)
SLIP_APPROVED = """EXISTS (SELECT 1 FROM payouts_payslip s JOIN payouts_payrun r ON r.id = s.run_id
    WHERE s.id = OLD.slip_id AND r.state NOT IN ('draft', 'submitted'))"""
# The lines of a run that would pay frozen work. Few rows are frozen, so they are looked at first.
FROZEN_LINES = """FROM workshops_entryfreeze f
    JOIN workshops_pieceentry e ON f.entry_id IN (e.id, e.corrects_id)
    JOIN payouts_payline l ON l.entry_id = e.id AND l.live JOIN payouts_payslip s ON s.id = l.slip_id
    WHERE s.run_id = {run}.id AND f.community_id = {run}.community_id
      AND (f.pays_from IS NULL OR f.pays_from > ({run}.prepared_at AT TIME ZONE 'Asia/Shanghai')::date)"""
HOLDS_FROZEN_WORK = f"EXISTS (SELECT 1 {FROZEN_LINES.format(run='NEW')})"
NOT_IN_DRAFT = "NOT EXISTS (SELECT 1 FROM payouts_statement s WHERE s.id = {row}.statement_id AND s.state = 'draft')"


class BalancedAtCommit(pgtrigger.Trigger):
    """At the end of the transaction the lines of a new journal entry add up to nothing, and there are two at least."""

    when = pgtrigger.After
    operation = pgtrigger.Insert
    timing = pgtrigger.Deferred

    def get_func(self, model):
        return """
            IF (SELECT COALESCE(SUM(l.amount), 0) <> 0 OR COUNT(*) < 2
                FROM payouts_journalline l WHERE l.entry_id = NEW.id) THEN
                RAISE EXCEPTION USING MESSAGE = 'this journal entry does not balance',
                    ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NULL;
        """


class ByKey(RefuseRows):
    """A `RefuseRows` that looks every row up by key, whatever the statistics say.

    Of a table that was empty a minute ago the planner would read all of it for each of 100,000 new rows.
    """

    declare = [("seqscan", "TEXT")]

    def __init__(self, **kwargs):
        first = "seqscan := current_setting('enable_seqscan'); PERFORM set_config('enable_seqscan', 'off', TRUE);"
        super().__init__(lock_sql=first, **kwargs)

    def get_func(self, model):
        last = "PERFORM set_config('enable_seqscan', seqscan, TRUE); RETURN NULL;"
        return super().get_func(model).replace("RETURN NULL;", last)


class OnlyWithItsEntry(ByKey):
    """Lines are written in the transaction that made their entry, and belong to its community and their account's.

    Later lines could unbalance an entry that was checked already.
    """

    def __init__(self, **kwargs):
        super().__init__(
            sentence="lines of the journal are written together with their entry, inside one community",
            when_sql="""EXISTS (
                SELECT 1 FROM new_rows n
                JOIN payouts_journalentry e ON e.id = n.entry_id JOIN payouts_account a ON a.id = n.account_id
                WHERE e.transaction <> txid_current() OR e.community_id <> n.community_id
                   OR a.community_id <> n.community_id)""",
            **kwargs,
        )


class LinesFitTheirSlip(ByKey):
    """A line that pays claims the slip's own resident's entry at its amount, while the run is being prepared.

    A line that takes back turns an earlier line of the same slip round, whole.
    """

    def __init__(self, **kwargs):
        super().__init__(
            sentence="a pay line pays the slip's resident for an entry of hers, in a run that is not approved yet",
            when_sql="""EXISTS (
                SELECT 1 FROM new_rows n
                JOIN payouts_payslip s ON s.id = n.slip_id JOIN payouts_payrun r ON r.id = s.run_id
                LEFT JOIN workshops_workorder w ON w.id = n.work_order_id
                LEFT JOIN workshops_pieceentry e ON e.id = n.entry_id
                LEFT JOIN workshops_operation o ON o.id = e.operation_id
                LEFT JOIN payouts_payline l ON l.id = n.reverses_id
                WHERE s.community_id <> n.community_id OR w.community_id IS DISTINCT FROM n.community_id
                   OR (n.reverses_id IS NULL AND (r.state NOT IN ('draft', 'submitted') OR (n.kind = 'entry' AND (
                       e.resident_id <> s.resident_id OR e.amount <> n.amount OR o.work_order_id <> n.work_order_id))))
                   OR (n.reverses_id IS NOT NULL AND (
                       l.slip_id <> n.slip_id OR l.amount <> -n.amount OR l.live
                       OR l.entry_id IS DISTINCT FROM n.entry_id)))""",
            **kwargs,
        )
