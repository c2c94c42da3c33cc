"""Who can be paid now, and why others wait, as figures by resident."""

from tests.payouts.office import LAST_DAY
from workshops.payouts.queries.payable import payable_now, waiting


def payable(office, cut_off=LAST_DAY):
    """What each can be paid."""
    return {row.resident_id: row.amount for row in payable_now(office.community, cut_off=cut_off)}


def reasons(office, **more):
    """What waits, by resident and reason."""
    return {(row.resident_id, row.reason): row.amount for row in waiting(office.community, cut_off=LAST_DAY, **more)}
