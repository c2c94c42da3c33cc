"""Deliveries as situations, of all good pieces of some entries: `drafted(entry, …)`, `sent(…)`, `accepted(…)`."""

from collections import defaultdict

import factory
from factory.django import DjangoModelFactory

from tests.factories.residents import UserFactory, WorkshopFactory
from tests.factories.workshops import TODAY, ClientFactory, number
from tests.runtime.clock import NOW
from workshops import models
from workshops.enums import DeliveryState


class DeliveryFactory(DjangoModelFactory):
    """A delivery that is being put together, with nothing in it yet."""

    class Meta:
        model = models.Delivery

    workshop = factory.SubFactory(WorkshopFactory)
    community = factory.SelfAttribute("workshop.community")
    client = factory.SubFactory(ClientFactory, community=factory.SelfAttribute("..community"))
    number = number("SH")
    drafted_at = NOW
    drafted_by = factory.SubFactory(UserFactory)


def drafted(*entries, **fields) -> models.Delivery:
    """Lines of what the entries hold, and where each piece comes from; steps go with their priced operation."""
    order = entries[0].operation.work_order
    delivery = DeliveryFactory(**{"workshop": order.workshop, "client": order.client, **fields})
    by_operation = defaultdict(list)
    for entry in entries:
        by_operation[entry.operation].append(entry)
    steps = [entry for entry in entries if entry.operation.is_step]
    for operation, priced in by_operation.items():
        if not operation.is_step:
            line = models.DeliveryLine.objects.create(
                community=delivery.community,
                delivery=delivery,
                operation=operation,
                quantity=sum(entry.good for entry in priced),
                client_price=operation.client_price,
            )
            _allocate(line, [*priced, *steps])
    return delivery


def _allocate(line, entries) -> None:
    models.DeliveryAllocation.objects.bulk_create(
        models.DeliveryAllocation(community=line.community, line=line, entry=entry, pieces=entry.good)
        for entry in entries
    )


def sent(*entries, **fields) -> models.Delivery:
    """On its way to the client."""
    delivery = drafted(*entries, **fields)
    delivery.state = DeliveryState.SENT
    delivery.sent_on, delivery.sent_at, delivery.sent_by = TODAY, NOW, delivery.drafted_by
    delivery.save()
    return delivery


def accepted(*entries, rejected_worker: int = 0, **fields) -> models.Delivery:
    """The client took every piece, but for some of each line's first entry that it rejected for the worker's fault."""
    delivery = sent(*entries, **fields)
    rest = {"rejected_material": 0, "short": 0}
    for line in delivery.lines.order_by("pk"):
        bad = rejected_worker
        outcome = {"accepted": line.quantity - bad, "rejected_worker": bad, **rest}
        for allocation in line.allocations.order_by("pk"):
            good = {"accepted": allocation.pieces - bad, "rejected_worker": bad, **rest}
            models.DeliveryAllocation.objects.filter(pk=allocation.pk).update(**good)
            bad = 0
        models.DeliveryLine.objects.filter(pk=line.pk).update(**outcome)
    delivery.state = DeliveryState.ACCEPTED
    delivery.acceptance_number = f"YS{delivery.number[2:]}"
    delivery.accepted_on, delivery.recorded_at, delivery.recorded_by = TODAY, NOW, delivery.drafted_by
    delivery.save()
    return delivery
