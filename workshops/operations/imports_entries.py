"""The rows of a piece log, stored in bulk."""

import datetime as dt
import io

from django.db import connection, transaction

from workshops.enums import EntrySource, EntryState
from workshops.models import ImportBatch, PieceEntry
from workshops.queries.imports import Preview
from workshops.rules.imports.pieces import PieceRow, totals

_OF_A_ROW = (
    "operation_id", "resident_id", "work_date", "good", "rework", "worker_fault", "material_fault",
    "rate", "reason", "fingerprint",
)  # fmt: skip


@transaction.atomic
def store_entries(*, batch: ImportBatch, preview: Preview, rows: list[PieceRow], actor, now: dt.datetime) -> dict:
    """Stores these rows as accepted entries of nobody's issue slip: one COPY, whatever their number.

    Gives the totals for the result. The database's own guards see every row.
    """
    of_all = {
        "community_id": batch.community_id, "workshop_id": batch.workshop_id,
        "returned": 0, "lost": 0, "paid_faulty": 0,
        "state": EntryState.ACCEPTED, "source": EntrySource.IMPORT, "settled_outside": batch.settled_outside,
        "logged_at": now, "logged_by_id": actor.pk, "accepted_at": now, "accepted_by_id": actor.pk,
        "sent_back_reason": "",
    }  # fmt: skip
    end = "".join(f"\t{value}" for value in of_all.values()) + "\n"
    lines = io.StringIO()
    for row in rows:
        note = row.note.replace("\\", "\\\\")  # how COPY writes one backslash
        values = (row.step.key, row.person.key, row.day, *row.quantities, row.rate, note, row.fingerprint)
        lines.write("\t".join(map(str, values)) + end)
    lines.seek(0)
    table, columns = connection.ops.quote_name(PieceEntry._meta.db_table), ", ".join((*_OF_A_ROW, *of_all))
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", lines)
    by_person, by_product, total = totals(rows)
    return {
        "people": len(by_person),
        "pieces_by_operation": dict(by_product),
        "gross_total": str(total),
        "settled_outside": batch.settled_outside,
    }
