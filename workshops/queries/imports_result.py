"""What came of an import: the rows to correct as they were typed, and the figures of what was stored."""

from decimal import Decimal

from microfactory.kernel.money import yuan
from workshops.enums import ImportKind
from workshops.models import ImportBatch
from workshops.queries.imports import Preview
from workshops.rules.imports.cells import text
from workshops.rules.imports.fields import MERGED_FIELDS, REASON
from workshops.rules.imports.headers import body


def refused_cells(preview: Preview, batch: ImportBatch) -> tuple[list[str], list[list[str]]]:
    """(titles, rows) of a spreadsheet to correct: the rows as they were typed, under their own titles, with the reason
    in front. After storing, the rows that were refused then."""
    reasons = {str(row.number): "; ".join(str(error.sentence) for error in row.errors) for row in preview.rows}
    if batch.result:
        reasons = {number: sentence for number, (_code, sentence) in batch.result["rejected"].items()}
    columns = sorted(preview.header.columns, key=preview.header.columns.get)
    titles = [REASON, *(preview.header.words[name] for name in columns)]
    rows = [
        [reasons[str(number)], *(text(cells[name]) for name in columns)]
        for number, cells in body(preview.table, preview.header, MERGED_FIELDS[preview.kind])
        if reasons.get(str(number))
    ]
    return titles, rows


def result_of(batch: ImportBatch) -> dict:
    """What came of a stored import: figures, and (row number, sentence) of what was refused or is doubtful."""
    kept = batch.result
    return {
        "accepted": kept.get("accepted", 0),
        "repeated": kept.get("repeated", 0),
        "gross_total": yuan(Decimal(kept["gross_total"])) if "gross_total" in kept else "",
        "refused": _sentences(kept.get("rejected", {})),
        "warned": _sentences(kept.get("warned", {})),
        "next": ImportKind.ORDERS if batch.kind == ImportKind.ROSTER else ImportKind.PIECES,
    }


def _sentences(found: dict[str, list[str]]) -> list[tuple[int, str]]:
    return sorted((int(number), sentence) for number, (_code, sentence) in found.items())
