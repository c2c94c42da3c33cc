"""The one order in which acts of money lock rows; whoever follows it waits for others and never in a circle.

1. the community, where work comes into a draft or leaves it for a dispute (`lock_drafting`)
2. the counter of a reference number
3. pay runs, ids ascending; then, inside a run: slips, payments
4. disputes
5. issue slips, then entries (a draft takes them FOR SHARE, in the order of their ids) with their claims and freezes
6. residents, ids ascending, for the tax of their month
7. a client, whose money is booked (`lock_client`); statements, then receipts
8. accounts that are missing, by kind and owner; the fund's account last of all (`ledger.lock_fund`)

An act leaves out what it doesn't need, and never goes back; but for a new pay day, which draws a draft up after a
reversal: it holds the community, and locks the runs that the draft will ask before it reverses. What stands inside a
run (slips, payments) is locked only by acts that hold the run, in whatever order; but for a resident's word about a
slip, which locks the slip without its run, and after it only what comes later here. Production has its own order
(reference counter, order, operation, issue slip, entry, delivery), and its acts never lock a run.

A dispute needs to know every draft that holds its work before it locks the work. That is why drafts of a community are
drawn up one after the other: whoever holds the community sees all of them, and none is added meanwhile.
"""

from django.db import transaction

from residents.models import Community
from workshops.models import Client, PieceEntry
from workshops.payouts.models import PayRun
from workshops.payouts.queries.disputing import drafted_lines


@transaction.atomic(savepoint=False)
def lock_drafting(*, community: int) -> None:
    """Part of an act: no work of this community (its id) comes into drafts, or leaves them for a dispute, but by us.

    Rows that name the community can be written all the same.
    """
    Community.objects.select_for_update(of=("self",), no_key=True).get(pk=community)


@transaction.atomic(savepoint=False)
def lock_drafts(*, entry: PieceEntry | None) -> list[PayRun]:
    """Part of an act: locks the community, then the runs, not approved yet, that hold an entry or a correction of it.

    To be called before the entry is locked. Nothing where there is no entry.
    """
    if entry is None:
        return []
    lock_drafting(community=entry.community_id)
    runs = PayRun.objects.filter(pk__in=drafted_lines(entry).values("slip__run"))
    return list(runs.select_related("community").locked())


@transaction.atomic(savepoint=False)
def lock_client(*, client: int) -> None:
    """Part of an act: nobody else books money of this client (its id) meanwhile, so that two see each other's."""
    Client.objects.select_for_update(of=("self",), no_key=True).get(pk=client)
