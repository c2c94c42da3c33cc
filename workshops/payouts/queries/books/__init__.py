"""The books recomputed from the rows: every difference is named. Nothing here trusts a figure that was stored."""

from workshops.payouts.queries.books.claims import CLAIMS
from workshops.payouts.queries.books.clients import CLIENTS, matches_recomputed
from workshops.payouts.queries.books.disputes import DISPUTES
from workshops.payouts.queries.books.files import FILES, files_unchanged
from workshops.payouts.queries.books.ledger import LEDGER, below_nothing, fronting_recomputed
from workshops.payouts.queries.books.open_entries import OPEN_ENTRIES
from workshops.payouts.queries.books.pay import PAY, taxes_recomputed
from workshops.payouts.queries.books.rates import RATES
from workshops.payouts.queries.books.reading import Check, found
from workshops.payouts.queries.books.remarks import remarks
from workshops.payouts.queries.books.results import RESULTS
from workshops.payouts.queries.books.tallies import TALLIES
from workshops.payouts.queries.books.work import WORK, earned_not_in_a_run

CHECKS: tuple[Check, ...] = (
    *WORK,
    *OPEN_ENTRIES,
    *RATES,
    *CLIENTS,
    *CLAIMS,
    *PAY,
    *FILES,
    *DISPUTES,
    *LEDGER,
    *RESULTS,
    *TALLIES,
)


def differences(community) -> list[str]:
    """Every difference in a community's books, in words; an empty list when all is right."""
    by_rows = [sentence for check in CHECKS for sentence in found(check, community)]
    recomputed = (matches_recomputed, taxes_recomputed, fronting_recomputed, files_unchanged)
    return by_rows + [sentence for recompute in recomputed for sentence in recompute(community)]


__all__ = ["CHECKS", "below_nothing", "differences", "earned_not_in_a_run", "remarks"]
