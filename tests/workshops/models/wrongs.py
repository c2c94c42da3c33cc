"""What nobody may do to work: acts past the operations, straight at the tables."""

from tests.factories.deliveries import drafted, sent
from tests.factories.residents import UserFactory
from tests.factories.workshops import (
    TODAY,
    EntryFactory,
    IssueFactory,
    OperationFactory,
    WorkOrderFactory,
)
from tests.runtime.clock import NOW
from workshops.models import (
    DeliveryAllocation,
    DeliveryLine,
    EntryClaim,
    EntryFreeze,
)


def change(row, **columns):
    type(row).objects.filter(pk=row.pk).update(**columns)


def entry(**fields):
    return EntryFactory(**{"accepted": True, "good": 3, **fields})


def line_of(delivery):
    return DeliveryLine.objects.get(delivery=delivery)


def allocation_of(delivery):
    return DeliveryAllocation.objects.get(line__delivery=delivery)


def own_work():
    slip, user = IssueFactory(), UserFactory()
    change(slip.resident, user=user)
    return entry(issue=slip, logged_by=user)


def own_inspection():
    waiting, user = EntryFactory(pending=True), UserFactory()
    change(waiting.resident, user=user)
    change(waiting, state="accepted", accepted_at=NOW, accepted_by=user)


def allocate(row, pieces, delivery=None):
    line = line_of(delivery or drafted(entry(issue__operation=row.operation)))
    DeliveryAllocation.objects.bulk_create(
        [DeliveryAllocation(community=line.community, line=line, entry=row, pieces=pieces)]
    )


def without_its_step():
    order = WorkOrderFactory()
    delivery = drafted(entry(issue__operation__work_order=order))
    OperationFactory(work_order=order, step=True)
    change(delivery, state="sent", sent_on=TODAY, sent_at=NOW, sent_by=delivery.drafted_by)


def without_an_outcome():
    delivery = sent(entry())
    signed = {"recorded_by": delivery.drafted_by, "recorded_at": NOW, "accepted_on": TODAY}
    change(delivery, state="accepted", acceptance_number="YS1", **signed)


def took_back(**columns):
    """A delivery of which one piece was rejected and came back, changed to `columns`."""
    delivery = sent(entry())
    line, allocation = line_of(delivery), allocation_of(delivery)
    outcome = {"accepted": 2, "rejected_material": 0, "rejected_worker": 1, "short": 0}
    change(allocation, **outcome, taken_back=1)
    change(line, **outcome, came_back=1)
    change(line if "came_back" in columns else allocation, **columns)


def freeze(row):
    """The entry, once its resident disputes it."""
    EntryFreeze.objects.create(entry=row, community=row.community, reference="YY1", frozen_at=NOW)
    return row


def inspect_frozen():
    waiting = freeze(EntryFactory(pending=True))
    change(waiting, state="accepted", accepted_at=NOW, accepted_by=waiting.logged_by)


def claim_uninspected():
    waiting = EntryFactory(pending=True)
    EntryClaim.objects.bulk_create(
        [EntryClaim(entry=waiting, community=waiting.community, reference="FF1", claimed_at=NOW)]
    )


def another_line():
    line = line_of(sent(entry()))
    line.pk, line.operation = None, OperationFactory(work_order=line.operation.work_order)
    line.save(force_insert=True)
