"""What pay runs tell us: which entries they have taken. We keep it, so that nothing taken is undone; no money here."""

import datetime as dt
from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken

# FOR SHARE waits for whoever is undoing one of the entries; what was undone meanwhile drops out. Entries are joined by
# their id alone and judged afterwards, so that no plan made for a young table ends in a loop over loops.
_CLAIM = """
    WITH asked AS MATERIALIZED ({asked}), locked AS MATERIALIZED (
        SELECT e.id, e.community_id, e.state, e.settled_outside FROM workshops_pieceentry e
        WHERE e.id IN (SELECT asked.id FROM asked) ORDER BY e.id FOR SHARE OF e
    ), claimed AS (
        INSERT INTO workshops_entryclaim (entry_id, community_id, reference, claimed_at)
        SELECT locked.id, locked.community_id, %s, %s FROM locked
        WHERE locked.community_id = %s AND locked.state = 'accepted' AND NOT locked.settled_outside
        ON CONFLICT (entry_id) DO NOTHING RETURNING 1
    )
    SELECT (SELECT COUNT(*) FROM asked), (SELECT COUNT(*) FROM claimed)
"""
_RELEASE = """
    DELETE FROM workshops_entryclaim c USING ({asked}) asked
    WHERE c.entry_id = asked.id AND c.community_id = %s AND c.reference = %s
"""


@transaction.atomic
def mark_claimed(*, community, entries: QuerySet | Iterable[int], reference: str, actor, now: dt.datetime) -> int:
    """Takes entries for a pay run, each whole and at most once: all of them, or none.

    `entries` is a queryset of one column of entry ids (100,000 of them are one statement) or the ids themselves;
    each id stands there once. `reference` is the run's number. How many were taken. Raises RuleBroken
    (already_claimed) where one is taken already, isn't inspected, was undone or settled before this system.
    """
    sql, params = _asked(entries)
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM.format(asked=sql), [*params, reference, now, community.pk])
        asked, claimed = cursor.fetchone()
    if claimed < asked:
        raise RuleBroken(
            _("%(count)s of these entries were taken by another pay run or undone meanwhile. Please begin anew.")
            % {"count": asked - claimed},
            code="already_claimed",
        )
    return claimed


@transaction.atomic
def release_claims(*, community, entries: QuerySet | Iterable[int], reference: str, actor, now: dt.datetime) -> int:
    """Gives entries free that the run `reference` had taken. How many were; those of other runs stay taken."""
    sql, params = _asked(entries)
    with connection.cursor() as cursor:
        cursor.execute(_RELEASE.format(asked=sql), [*params, community.pk, reference])
        return cursor.rowcount


def _asked(entries: QuerySet | Iterable[int]) -> tuple[str, list]:
    """The ids as SQL, in a column `id`, with its parameters."""
    if not isinstance(entries, QuerySet):
        return "SELECT unnest(%s::bigint[]) AS id", [list(entries)]
    sql, params = entries.order_by().query.sql_with_params()
    return f"SELECT q.id FROM ({sql}) AS q (id)", list(params)
