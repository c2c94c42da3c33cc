"""Every constraint of production's tables refuses what it is for, by its name."""

import datetime as dt
from decimal import Decimal

import pytest
from django.apps import apps

from tests.factories.deliveries import DeliveryFactory, drafted
from tests.factories.workshops import (
    TODAY,
    AgreementFactory,
    ClientFactory,
    CorrectionFactory,
    DayVisitFactory,
    EntryFactory,
    ImportedEntryFactory,
    IssueFactory,
    MaterialFactory,
    MaterialMovementFactory,
    OperationFactory,
    PieceRateFactory,
    WorkOrderFactory,
)
from tests.runtime.clock import NOW
from tests.workshops.refusals import database_refuses
from workshops.models import DeliveryAllocation, DeliveryLine

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - dt.timedelta(days=1)
CODE = "91130199MA0DEM128J"


def twice(factory, *same, **fields):
    first = factory(**fields)
    factory(**fields, **{name: getattr(first, name) for name in same})


def entry(**fields):
    return EntryFactory(**{"accepted": True, **fields})


def line(**changes):
    """A line of a draft with these columns."""
    delivery = drafted(entry(good=3))
    DeliveryLine.objects.filter(delivery=delivery).update(**changes)


def allocation(**changes):
    """An allocation of a draft with these columns."""
    delivery = drafted(entry(good=3))
    DeliveryAllocation.objects.filter(line__delivery=delivery).update(**changes)


def second_line():
    delivery = drafted(entry(good=3))
    (first,) = delivery.lines.all()
    first.pk = None
    first.save(force_insert=True)


def second_allocation():
    made = entry(good=3)
    row = DeliveryAllocation.objects.get(line__delivery=drafted(made))
    DeliveryAllocation.objects.bulk_create(
        [DeliveryAllocation(community=row.community, line=row.line, entry=made, pieces=1)]
    )


def two_sheet_cells():
    first = entry(daysheet=True)
    entry(source="daysheet", issue=IssueFactory(operation=first.operation, resident=first.resident))


REFUSED = {
    "client_name_once": lambda: twice(ClientFactory, "community", "name"),
    "client_code_once": lambda: twice(ClientFactory, "community", credit_code=CODE),
    "agreement_number_once": lambda: twice(AgreementFactory, "community", "number"),
    "agreement_period_in_order": lambda: AgreementFactory(ends_on=dt.date(2026, 6, 30)),
    "agreement_fund_share_is_percent": lambda: AgreementFactory(fund_share=101),
    "agreement_deposit_not_negative": lambda: AgreementFactory(deposit=-1),
    "order_number_once": lambda: twice(WorkOrderFactory, "workshop", "number"),
    "order_state_agrees": lambda: WorkOrderFactory(state="closed"),
    "operation_name_once": lambda: twice(OperationFactory, "work_order", "name"),
    "operation_price_not_negative": lambda: OperationFactory(client_price=-1),
    "operation_has_unit": lambda: OperationFactory(unit=""),
    "rate_periods_apart": lambda: PieceRateFactory(operation=OperationFactory(), rate=9, starts_on=TODAY),
    "rate_not_negative": lambda: PieceRateFactory(rate=-1),
    "rate_period_in_order": lambda: PieceRateFactory(rate=1, starts_on=TODAY, ends_on=YESTERDAY),
    "material_name_once": lambda: twice(MaterialFactory, "operation", "name"),
    "material_per_piece_positive": lambda: MaterialFactory(per_piece=0),
    "material_loss_is_percent": lambda: MaterialFactory(loss_allowed=101),
    "movement_quantity_positive": lambda: MaterialMovementFactory(quantity=-1),
    "movement_issue_agrees": lambda: MaterialMovementFactory(kind="issued"),
    "movement_loss_has_reason": lambda: MaterialMovementFactory(kind="lost"),
    "issue_number_once": lambda: twice(IssueFactory, "operation", "number"),
    "issue_quantity_positive": lambda: IssueFactory(quantity=0),
    "issue_rate_not_negative": lambda: IssueFactory(rate=-1),
    "issue_due_after_issue": lambda: IssueFactory(due_on=YESTERDAY),
    "issue_state_agrees": lambda: IssueFactory(state="cancelled"),
    "issue_repair_has_line": lambda: IssueFactory(kind="repair"),
    "entry_belongs_to_slip": lambda: ImportedEntryFactory(source="counter", settled_outside=False),
    "entry_quantities_not_negative": lambda: entry(rework=-1),
    "entry_not_empty": lambda: entry(good=0),
    "entry_correction_has_reason": lambda: CorrectionFactory(corrects=entry(good=2), good=-1, reason=""),
    "entry_paid_faulty_agrees": lambda: entry(material_fault=2, paid_faulty=1),
    "entry_rate_not_negative": lambda: entry(rate=-1),
    "entry_loss_has_reason": lambda: entry(lost=1),
    "entry_settled_outside_imported": lambda: entry(settled_outside=True),
    "entry_state_agrees": lambda: EntryFactory(state="accepted"),
    "entry_imported_once": lambda: twice(ImportedEntryFactory, "operation", "fingerprint", settled_outside=False),
    "entry_sheet_cell_once": two_sheet_cells,
    "delivery_number_once": lambda: twice(DeliveryFactory, "workshop", "number"),
    "delivery_acceptance_number_once": lambda: two_acceptances(),
    "delivery_state_agrees": lambda: DeliveryFactory(state="cancelled"),
    "delivery_acceptance_has_number": lambda: DeliveryFactory(acceptance_number="YS1"),
    "delivery_accepted_after_sent": lambda: accepted_delivery(accepted_on=YESTERDAY),
    "line_operation_once": second_line,
    "line_quantity_positive": lambda: line(quantity=0),
    "line_price_positive": lambda: line(client_price=0),
    "line_outcome_complete": lambda: line(accepted=2, rejected_material=0, rejected_worker=0, short=0),
    "line_came_back_was_rejected": lambda: line(
        accepted=2, rejected_material=0, rejected_worker=1, short=0, came_back=2
    ),
    "allocation_once": second_allocation,
    "allocation_positive": lambda: empty_allocation(),
    "allocation_outcome_complete": lambda: allocation(accepted=2, rejected_material=0, rejected_worker=0, short=0),
    "allocation_taken_back_was_rejected": lambda: allocation(
        accepted=3, rejected_material=0, rejected_worker=0, short=0, taken_back=1
    ),
    "allocation_named_was_rejected": lambda: allocation(
        accepted=3, rejected_material=0, rejected_worker=0, short=0, named=1
    ),
    "visit_once_a_day": lambda: twice(DayVisitFactory, "resident", "workshop"),
    "visit_says_something": lambda: DayVisitFactory(came_at=None),
    "visit_left_after_came": lambda: DayVisitFactory(left_at=NOW - dt.timedelta(days=1)),
    "visit_minutes_in_a_day": lambda: DayVisitFactory(minutes=1441),
}


def accepted_delivery(**fields):
    """A delivery that was born accepted: only constraints look at it."""
    one = WorkOrderFactory().opened_by
    signed = {"drafted_by": one, "sent_by": one, "recorded_by": one, "sent_at": NOW, "recorded_at": NOW}
    days = {"sent_on": TODAY, "accepted_on": TODAY, "acceptance_number": "YS1"}
    return DeliveryFactory(**{"state": "accepted", **signed, **days, **fields})


def two_acceptances():
    accepted_delivery(workshop=accepted_delivery().workshop)


def empty_allocation():
    delivery = drafted(entry(good=3))
    other = entry(good=1)
    DeliveryAllocation.objects.bulk_create(
        [DeliveryAllocation(community=delivery.community, line=delivery.lines.get(), entry=other, pieces=0)]
    )


@pytest.mark.parametrize("name", REFUSED)
def test_the_database_refuses(name):
    with database_refuses(name):
        REFUSED[name]()


def test_no_constraint_is_left_out():
    ours = {
        constraint.name
        for model in apps.get_app_config("workshops").get_models()
        for constraint in model._meta.constraints
        if not constraint.name.startswith(("import_", "mapping_"))
    }
    assert set(REFUSED) == ours


def test_an_amount_is_generated():
    assert entry(good=3, material_fault=1, paid_faulty=1, rate=Decimal("0.035")).amount == Decimal("0.1400")
