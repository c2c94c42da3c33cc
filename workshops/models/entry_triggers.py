"""What the database refuses of entries, and what it keeps by them: the triggers of `PieceEntry`."""

import pgtrigger

from microfactory.kernel.appendonly import Refuse, fixed_columns, never_deleted
from workshops import moves
from workshops.models.fields import QUANTITIES
from workshops.models.guards import CORRECTED, OUT, RefuseAfter, RefuseRows, moves_only
from workshops.models.open_entries import kept_by_entries
from workshops.models.tallies import OF_ENTRIES

_WHO = ["community_id", "issue_id", "operation_id", "resident_id", "workshop_id"]
_ORIGIN = ["source", "corrects_id", "settled_outside", "fingerprint", "logged_at", "logged_by_id"]


def _net_below_zero() -> str:
    """SQL: the corrections of NEW take more from the entry that they correct than it has."""
    sums = " OR ".join(f"o.{column} + {CORRECTED.format(column=column, id='o.id')} < 0" for column in QUANTITIES)
    net_good = f"o.good + {CORRECTED.format(column='good', id='o.id')}"
    return f"""EXISTS (SELECT 1 FROM workshops_pieceentry o
        WHERE o.id = NEW.corrects_id AND (o.source = 'correction' OR o.state <> 'accepted' OR o.settled_outside
            OR o.resident_id <> NEW.resident_id OR o.operation_id <> NEW.operation_id
            OR o.issue_id IS DISTINCT FROM NEW.issue_id OR {sums} OR {net_good} < {OUT.format(id="o.id")}))"""


TRIGGERS = [
    never_deleted("entry", "an entry is undone or corrected, never deleted"),
    fixed_columns("entry_origin", [*_WHO, *_ORIGIN], "an entry stays with its person, work and origin"),
    fixed_columns(
        "entry_counted",
        ["work_date", *QUANTITIES, "paid_faulty", "rate", "reason", "accepted_at", "accepted_by_id"],
        "an inspected entry is never changed: a correction is a new row",
        when_sql="OLD.state IN ('accepted', 'voided')",
    ),
    Refuse(
        name="entry_settled",
        operation=pgtrigger.Update,
        sentence="an entry that was claimed or delivered is never changed: a correction is a new row",
        when_sql="""EXISTS (SELECT 1 FROM workshops_entryclaim c WHERE c.entry_id = OLD.id)
                    OR EXISTS (SELECT 1 FROM workshops_deliveryallocation a WHERE a.entry_id = OLD.id)""",
    ),
    RefuseRows(
        name="entry_own_work",
        operation=pgtrigger.Insert,
        sentence="nobody logs or inspects her own work, and work stays in its community",
        when_sql="""EXISTS (SELECT 1 FROM new_rows n JOIN residents_resident r ON r.id = n.resident_id
                    WHERE r.community_id <> n.community_id
                        OR (n.source <> 'import' AND r.user_id IN (n.logged_by_id, n.accepted_by_id)))""",
    ),
    RefuseAfter(
        name="entry_own_inspection",
        operation=pgtrigger.Update,
        sentence="nobody inspects her own work",
        only_sql="OLD.accepted_by_id IS DISTINCT FROM NEW.accepted_by_id",
        when_sql="""EXISTS (SELECT 1 FROM residents_resident r
                    WHERE r.id = NEW.resident_id AND r.user_id = NEW.accepted_by_id)""",
    ),
    RefuseAfter(
        name="entry_held",
        operation=pgtrigger.Insert | pgtrigger.Update,
        sentence="more than this issue slip holds",
        only_sql="NEW.issue_id IS NOT NULL",
        lock_sql="PERFORM 1 FROM workshops_issue i WHERE i.id = NEW.issue_id FOR NO KEY UPDATE;",
        when_sql="""(SELECT i.quantity < COALESCE((
                        SELECT SUM(e.good + e.worker_fault + e.material_fault + e.returned + e.lost)
                        FROM workshops_pieceentry e WHERE e.issue_id = i.id AND e.state IN ('pending', 'accepted')), 0)
                    FROM workshops_issue i WHERE i.id = NEW.issue_id)""",
    ),
    RefuseAfter(
        name="entry_correction",
        operation=pgtrigger.Insert | pgtrigger.Update,
        sentence="a correction takes more than there is, or pieces that were delivered",
        only_sql="NEW.corrects_id IS NOT NULL",
        lock_sql="PERFORM 1 FROM workshops_pieceentry o WHERE o.id = NEW.corrects_id FOR NO KEY UPDATE;",
        when_sql=_net_below_zero(),
    ),
    RefuseAfter(
        name="entry_frozen",
        operation=pgtrigger.Insert | pgtrigger.Update,
        sentence="work that its resident disputes is put right by the answer to her alone",
        only_sql="NEW.corrects_id IS NOT NULL OR NEW.state = 'voided'",
        when_sql="""EXISTS (
                    SELECT 1 FROM workshops_entryfreeze f WHERE f.entry_id = COALESCE(NEW.corrects_id, NEW.id))""",
    ),
    RefuseAfter(
        name="entry_frozen_waits",
        operation=pgtrigger.Update,
        sentence="work that its resident disputes is inspected by the answer to her alone",
        only_sql="OLD.state = 'pending' AND NEW.state <> 'pending'",
        when_sql="EXISTS (SELECT 1 FROM workshops_entryfreeze f WHERE f.entry_id = NEW.id)",
    ),
    moves_only("entry", moves.ENTRY),
    *kept_by_entries(),
    *OF_ENTRIES,
]
