"""Work as situations: an order with a rate, a slip in somebody's hands, an entry that waits, was accepted, claimed."""

import datetime as dt
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from residents.enums import Place
from tests.factories.residents import CommunityFactory, ResidentFactory, UserFactory, WorkshopFactory
from tests.runtime.clock import NOW
from workshops import models
from workshops.enums import EntrySource, EntryState, IssueKind, IssueState, MovementKind, OrderState

TODAY = NOW.date()
SIGNED = dt.date(2026, 7, 1)


def number(prefix: str):
    """Reference numbers of one day, `LL20261124-0001`; beyond 9,999 they only grow longer."""
    return factory.Sequence(lambda n: f"{prefix}{TODAY:%Y%m%d}-{n + 1:04d}")


class ClientFactory(DjangoModelFactory):
    class Meta:
        model = models.Client

    community = factory.SubFactory(CommunityFactory, pay_moment="on_receipt")
    name = factory.Sequence(lambda n: f"第{n + 1}日用品公司")


class AgreementFactory(DjangoModelFactory):
    """An agreement that guarantees the residents' pay; `traced` is the other policy."""

    class Meta:
        model = models.Agreement

    class Params:
        traced = factory.Trait(reject_policy="traced")

    community = factory.SubFactory(CommunityFactory, pay_moment="on_receipt")
    client = factory.SubFactory(ClientFactory, community=factory.SelfAttribute("..community"))
    number = number("WX")
    signed_on = SIGNED
    starts_on = SIGNED


class WorkOrderFactory(DjangoModelFactory):
    class Meta:
        model = models.WorkOrder

    class Params:
        closed = factory.Trait(state=OrderState.CLOSED, closed_at=NOW, closed_by=factory.SelfAttribute("opened_by"))

    workshop = factory.SubFactory(WorkshopFactory)
    community = factory.SelfAttribute("workshop.community")
    agreement = factory.SubFactory(AgreementFactory, community=factory.SelfAttribute("..community"))
    client = factory.SelfAttribute("agreement.client")
    number = number("JG")
    product = "宠物梳"
    opened_at = NOW
    opened_by = factory.SubFactory(UserFactory)


class PieceRateFactory(DjangoModelFactory):
    """`rate` is left empty: it is money."""

    class Meta:
        model = models.PieceRate

    operation = factory.SubFactory("tests.factories.workshops.OperationFactory", paying=None)
    community = factory.SelfAttribute("operation.community")
    rate = None
    starts_on = SIGNED


class OperationFactory(DjangoModelFactory):
    """Work that the client pays 8 for and the resident gets 8 for: `paying__rate="0.035"`, or `paying=None`."""

    class Meta:
        model = models.Operation
        skip_postgeneration_save = True

    class Params:
        step = factory.Trait(client_price=Decimal(0))

    work_order = factory.SubFactory(WorkOrderFactory)
    community = factory.SelfAttribute("work_order.community")
    name = factory.Sequence(lambda n: f"装盒{n + 1}")
    unit = "盒"
    client_price = Decimal("8.0000")
    paying = factory.RelatedFactory(PieceRateFactory, "operation", rate=Decimal("8.0000"))


class MaterialFactory(DjangoModelFactory):
    class Meta:
        model = models.Material

    operation = factory.SubFactory(OperationFactory)
    work_order = factory.SelfAttribute("operation.work_order")
    community = factory.SelfAttribute("operation.community")
    name = factory.Sequence(lambda n: f"梳柄{n + 1}")
    unit = "只"
    per_piece = Decimal("1.000")


class MaterialMovementFactory(DjangoModelFactory):
    """Material that came from the client; another `kind` says its slip or its reason."""

    class Meta:
        model = models.MaterialMovement

    material = factory.SubFactory(MaterialFactory)
    community = factory.SelfAttribute("material.community")
    kind = MovementKind.RECEIVED
    quantity = Decimal("100.000")
    on = TODAY
    at = NOW
    by = factory.SubFactory(UserFactory)


class IssueFactory(DjangoModelFactory):
    """Ten pieces that a resident took home."""

    class Meta:
        model = models.Issue

    class Params:
        day = factory.Trait(kind=IssueKind.DAY, place=Place.WORKSHOP, due_on=None)
        finished = factory.Trait(state=IssueState.FINISHED)
        cancelled = factory.Trait(
            state=IssueState.CANCELLED, cancelled_at=NOW, cancelled_by=factory.SelfAttribute("issued_by")
        )

    operation = factory.SubFactory(OperationFactory)
    community = factory.SelfAttribute("operation.community")
    workshop = factory.SelfAttribute("operation.work_order.workshop")
    resident = factory.SubFactory(
        ResidentFactory, community=factory.SelfAttribute("..community"), workshop=factory.SelfAttribute("..workshop")
    )
    number = number("LL")
    kind = IssueKind.TAKE
    place = Place.HOME
    quantity = 10
    rate = Decimal("8.0000")
    issued_on = TODAY
    due_on = TODAY + dt.timedelta(days=7)
    issued_at = NOW
    issued_by = factory.SubFactory(UserFactory)


class EntryFactory(DjangoModelFactory):
    """What was handed in on a slip. `state` is left empty: say accepted, pending, sent_back, voided or claimed."""

    class Meta:
        model = models.PieceEntry
        skip_postgeneration_save = True

    class Params:
        accepted = factory.Trait(
            state=EntryState.ACCEPTED, accepted_at=NOW, accepted_by=factory.SelfAttribute("logged_by")
        )
        pending = factory.Trait(state=EntryState.PENDING)
        sent_back = factory.Trait(
            state=EntryState.SENT_BACK,
            sent_back_at=NOW,
            sent_back_by=factory.SubFactory(UserFactory),
            sent_back_reason="数量对不上",
        )
        voided = factory.Trait(state=EntryState.VOIDED, voided_at=NOW, voided_by=factory.SelfAttribute("logged_by"))
        claimed = factory.Trait(
            accepted=True, claim=factory.RelatedFactory("tests.factories.workshops.EntryClaimFactory", "entry")
        )
        daysheet = factory.Trait(source=EntrySource.DAYSHEET, issue__day=True)

    issue = factory.SubFactory(IssueFactory)
    operation = factory.SelfAttribute("issue.operation")
    community = factory.SelfAttribute("operation.community")
    resident = factory.SelfAttribute("issue.resident")
    workshop = factory.SelfAttribute("resident.workshop")
    work_date = TODAY
    good = 1
    rate = factory.SelfAttribute("issue.rate")
    source = EntrySource.COUNTER
    logged_at = NOW
    logged_by = factory.SubFactory(UserFactory)


class ImportedEntryFactory(EntryFactory):
    """A row of an office's own piece log; `settled_outside` or to be paid here, a test says which."""

    class Meta:
        model = models.PieceEntry
        skip_postgeneration_save = True

    issue = None
    operation = factory.SubFactory(OperationFactory)
    resident = factory.SubFactory(
        ResidentFactory,
        community=factory.SelfAttribute("..community"),
        workshop=factory.SelfAttribute("..operation.work_order.workshop"),
    )
    rate = Decimal("8.0000")
    source = EntrySource.IMPORT
    settled_outside = None
    fingerprint = factory.Sequence(lambda n: f"fingerprint{n}")
    state = EntryState.ACCEPTED
    accepted_at = NOW
    accepted_by = factory.SelfAttribute("logged_by")


class CorrectionFactory(EntryFactory):
    """Signed quantities against an entry: CorrectionFactory(corrects=entry, good=-2)."""

    class Meta:
        model = models.PieceEntry
        skip_postgeneration_save = True

    issue = factory.SelfAttribute("corrects.issue")
    operation = factory.SelfAttribute("corrects.operation")
    resident = factory.SelfAttribute("corrects.resident")
    rate = factory.SelfAttribute("corrects.rate")
    source = EntrySource.CORRECTION
    reason = "数错了"
    state = EntryState.ACCEPTED
    accepted_at = NOW
    accepted_by = factory.SelfAttribute("logged_by")


class EntryClaimFactory(DjangoModelFactory):
    class Meta:
        model = models.EntryClaim

    entry = factory.SubFactory(EntryFactory, accepted=True)
    community = factory.SelfAttribute("entry.community")
    reference = number("FF")
    claimed_at = NOW


class DayVisitFactory(DjangoModelFactory):
    class Meta:
        model = models.DayVisit

    resident = factory.SubFactory(ResidentFactory)
    community = factory.SelfAttribute("resident.community")
    workshop = factory.SelfAttribute("resident.workshop")
    day = TODAY
    came_at = NOW - dt.timedelta(hours=1, minutes=30)
    noted_by = factory.SubFactory(UserFactory)
