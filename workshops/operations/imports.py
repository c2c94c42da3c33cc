"""Importing a spreadsheet: upload, say what its columns mean, store what is good, or throw it away."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.encryption import SealedBytes
from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.periods import Month
from microfactory.kernel.spreadsheets import read_tables
from residents.models import Community
from residents.operations.log import log_move
from workshops.enums import ImportKind
from workshops.models import HeaderMapping, ImportBatch
from workshops.moves import IMPORT
from workshops.operations.imports_entries import store_entries
from workshops.operations.imports_orders import store_orders
from workshops.operations.imports_people import store_people
from workshops.queries.imports import Preview, choose_sheet, meanings, read_batch
from workshops.rules.imports.fields import FIELDS
from workshops.rules.imports.findings import Reading, chosen, outcome
from workshops.rules.imports.headers import word

_WRITERS = {ImportKind.ROSTER: store_people, ImportKind.ORDERS: store_orders, ImportKind.PIECES: store_entries}


@dataclass(frozen=True)
class Stored:
    """What storing did. `rows` are those that were written; without a preview nothing was left to do."""

    batch: ImportBatch
    preview: Preview | None = None
    rows: list[Reading] = field(default_factory=list)


@transaction.atomic
def receive_file(
    *,
    community,
    workshop,
    kind: str,
    content: bytes,
    filename: str,
    month: Month | None = None,
    settled_outside: bool = False,
    actor,
    now: dt.datetime,
) -> ImportBatch:
    """Keeps an uploaded file for its preview; none of its rows is stored yet.

    Raises RuleBroken for what is no readable spreadsheet (`kernel.spreadsheets`) or has no header (`rules.imports`),
    and with the codes month_missing and future_month for a piece log.
    """
    if kind == ImportKind.PIECES and month is None:
        raise RuleBroken(_("Which month is this piece log of?"), code="month_missing", field="month")
    if month and month.first > timezone.localdate(now):
        raise RuleBroken(_("This month has not come yet."), code="future_month", field="month")
    choose_sheet(read_tables(content, filename), kind, meanings(community, kind))
    batch = ImportBatch(
        community=community,
        workshop=workshop,
        kind=kind,
        filename=filename[-120:],
        month_first=month.first if month else None,
        settled_outside=settled_outside,
        uploaded_at=now,
        uploaded_by=actor,
    )
    batch.seal(content)
    batch.save(force_insert=True)
    log_move(batch, move="upload", before="", after=batch.state, actor=actor, now=now)
    return batch


@transaction.atomic
def say_meanings(*, batch: ImportBatch, said: Mapping[str, str], actor, now: dt.datetime) -> None:
    """Remembers what header words mean in this kind of file: word → field, empty for a column to leave aside.

    Raises RuleBroken with the code column_twice where two words would mean the same.
    """
    said = {word(spoken): name for spoken, name in said.items() if name in {"", *FIELDS[batch.kind]}}
    for name in filter(None, said.values()):
        if list(said.values()).count(name) > 1:
            sentence = _("Two columns can't both be “%(field)s”.") % {"field": FIELDS[batch.kind][name].label}
            raise RuleBroken(sentence, code="column_twice")
    common = {"community_id": batch.community_id, "kind": batch.kind, "set_at": now, "set_by": actor}
    HeaderMapping.objects.bulk_create(
        [HeaderMapping(word=spoken[:60], field=name, **common) for spoken, name in said.items()],
        update_conflicts=True,
        unique_fields=["community", "kind", "word"],
        update_fields=["field", "set_at", "set_by"],
    )


@transaction.atomic
def store_import(*, batch: ImportBatch, ticked: frozenset[int] = frozenset(), actor, now: dt.datetime) -> Stored:
    """Stores all good rows of a file and notes what came of the others; `ticked` are exact doubles meant twice.

    Imports of one community wait for each other, and the file is read anew under that lock, so nothing is stored
    twice. A second call is a quiet no-op. Raises RuleBroken with the codes columns_missing or wrong_state.
    """
    Community.objects.select_for_update(of=("self",), no_key=True).get(pk=batch.community_id)
    batch = ImportBatch.objects.select_related("community", "workshop").locked().get(pk=batch.pk)
    if IMPORT.done("store", batch.state):
        return Stored(batch)
    target = IMPORT.check("store", batch.state)
    preview = read_batch(batch, today=timezone.localdate(now))
    if preview.missing:
        names = ", ".join(map(str, preview.missing))
        raise RuleBroken(_("These columns are not found yet: %(names)s.") % {"names": names}, code="columns_missing")
    rows = chosen(preview.rows, ticked)
    result = _WRITERS[batch.kind](batch=batch, preview=preview, rows=rows, actor=actor, now=now) if rows else {}
    rows = [row for row in rows if row.fresh]
    log_move(batch, move="store", before=batch.state, after=target, actor=actor, now=now)
    batch.result = outcome(preview.rows, rows) | result
    batch.state, batch.stored_at, batch.stored_by = target, now, actor
    batch.save(update_fields=["result", "state", "stored_at", "stored_by"])
    return Stored(batch, preview, rows)


@transaction.atomic
def discard_import(*, batch: ImportBatch, actor, now: dt.datetime) -> ImportBatch:
    """Throws an upload away before any of its rows was stored; its content is gone. Raises RuleBroken wrong_state."""
    batch = ImportBatch.objects.locked().get(pk=batch.pk)
    if IMPORT.done("discard", batch.state):
        return batch
    target = IMPORT.check("discard", batch.state)
    log_move(batch, move="discard", before=batch.state, after=target, actor=actor, now=now)
    batch.content, batch.state = SealedBytes(b""), target
    batch.discarded_at, batch.discarded_by = now, actor
    batch.save(update_fields=["content", "state", "discarded_at", "discarded_by"])
    return batch
