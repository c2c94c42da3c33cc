"""Open entries are those that earn and that nothing has taken, as they are: no more, no fewer."""

from django.utils.translation import gettext_lazy as _

from workshops.models.open_entries import KEPT_ROWS, OPEN_ROWS
from workshops.payouts.queries.books.reading import Check


def _first_without_second(first: str, second: str) -> str:
    return f"""SELECT r.name, x.work_date AS day, x.amount FROM ({first} EXCEPT {second}) x
        LEFT JOIN residents_resident r ON r.id = x.resident_id
        WHERE x.community_id = %(community)s ORDER BY x.entry_id"""


OPEN_ENTRIES = (
    Check(
        _("%(name)s, %(day)s: %(amount)s of work is still to be paid, but the pay runs don't see it."),
        _first_without_second(OPEN_ROWS, KEPT_ROWS),
    ),
    Check(
        _("%(name)s, %(day)s: the pay runs see %(amount)s of work that isn't to be paid like that."),
        _first_without_second(KEPT_ROWS, OPEN_ROWS),
    ),
)
