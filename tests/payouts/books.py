"""Whether the books are right: recomputed from the rows, with every deferred rule of the database checked now."""

from django.db import connection

from workshops.payouts.queries.books import differences


def books_are_clean(community) -> bool:
    """True, or fails with every difference."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    found = differences(community)
    assert not found, "\n".join(found)
    return True
