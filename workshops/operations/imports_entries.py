"""The rows of a piece log, stored in bulk."""

import datetime as dt
import io

from django.db import connection, transaction

from workshops.enums import EntrySource, EntryState
from workshops.models import ImportBatch, PieceEntry
from workshops.queries.imports import Preview
from workshops.rules.imports.pieces import PieceRow, totals

_COLUMNS = (
    "community_id", "operation_id", "resident_id", "workshop_id", "work_date",
    "good", "rework", "worker_fault", "material_fault", "returned", "lost", "paid_faulty", "rate",
    "state", "source", "reason", "settled_outside", "fingerprint",
    "logged_at", "logged_by_id", "accepted_at", "accepted_by_id", "sent_back_reason",
)  # fmt: skip


@transaction.atomic
def store_entries(*, batch: ImportBatch, preview: Preview, rows: list[PieceRow], actor, now: dt.datetime) -> dict:
    """Stores these rows as accepted entries of nobody's issue slip: one COPY, whatever their number.

    Gives the totals for the result. The database's own guards see every row.
    """
    before = (batch.community_id,)
    after = (
        *(0, 0, 0), None, EntryState.ACCEPTED, EntrySource.IMPORT, None, batch.settled_outside, None,
        now, actor.pk, now, actor.pk, "",
    )  # fmt: skip
    lines = io.StringIO()
    for row in rows:
        values = [*before, row.step.key, row.person.key, batch.workshop_id, row.day, *row.quantities, *after]
        values[12], values[15], values[17] = row.rate, row.note.replace("\\", "\\\\"), row.fingerprint
        lines.write("\t".join(map(str, values)) + "\n")
    lines.seek(0)
    table = connection.ops.quote_name(PieceEntry._meta.db_table)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({', '.join(_COLUMNS)}) FROM STDIN", lines)
    by_person, by_product, total = totals(rows)
    return {
        "people": len(by_person),
        "pieces_by_operation": dict(by_product),
        "gross_total": str(total),
        "settled_outside": batch.settled_outside,
    }
