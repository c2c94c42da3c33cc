"""Whether the kept table of open entries is what it stands for."""

from django.db import connection

from workshops.models.open_entries import KEPT_ROWS, OPEN_ROWS


def open_entries_agree() -> bool:
    """True, or fails with the rows that are missing and those that are too many."""
    with connection.cursor() as cursor:
        cursor.execute(f"{OPEN_ROWS} EXCEPT {KEPT_ROWS}")
        missing = cursor.fetchall()
        cursor.execute(f"{KEPT_ROWS} EXCEPT {OPEN_ROWS}")
        assert (missing, cursor.fetchall()) == ([], [])
    return True
