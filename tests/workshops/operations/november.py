"""Work of November, day by day, that deliveries take the oldest of first."""

import datetime as dt

from tests.factories.workshops import EntryFactory

NOVEMBER = dt.date(2026, 11, 1)


def made(operation, *pieces, first=NOVEMBER, **fields):
    """Accepted entries, one a day, of so many good pieces each."""
    return [
        EntryFactory(
            accepted=True,
            good=good,
            work_date=first + dt.timedelta(days=day),
            issue__operation=operation,
            issue__quantity=good,
            issue__issued_on=NOVEMBER,
            **fields,
        )
        for day, good in enumerate(pieces)
    ]
