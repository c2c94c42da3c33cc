"""Every trigger of production's tables refuses what it is for, with its sentence; also by SQL and in bulk."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import connection

from microfactory.kernel.appendonly import Refuse
from tests.factories.deliveries import DeliveryFactory, accepted, sent
from tests.factories.residents import CommunityFactory, ResidentFactory, UserFactory
from tests.factories.workshops import (
    TODAY,
    AgreementFactory,
    ClientFactory,
    CorrectionFactory,
    EntryClaimFactory,
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
from tests.workshops.models.wrongs import (
    allocate,
    allocation_of,
    another_line,
    change,
    claim_uninspected,
    entry,
    freeze,
    inspect_frozen,
    line_of,
    own_inspection,
    own_work,
    took_back,
    without_an_outcome,
    without_its_step,
)
from tests.workshops.refusals import database_refuses
from workshops.models import (
    MaterialTally,
    MonthTally,
    OpenEntry,
    OperationTally,
    PieceEntry,
)

pytestmark = pytest.mark.django_db

REOPENED = {"state": "open", "cancelled_at": None, "cancelled_by": None}
REVIVED = {"state": "pending", "voided_at": None, "voided_by": None}
SHORT = {"accepted": 2, "short": 1}
STAYS, DELIVERED = "stays with its", "stays as it was delivered"
REFUSED = {
    "client_no_delete": ("taken out of use", lambda: ClientFactory().delete()),
    "agreement_no_delete": ("never deleted", lambda: AgreementFactory().delete()),
    "agreement_fixed": (STAYS, lambda: change(AgreementFactory(), number="WX1")),
    "agreement_promise": ("promised", lambda: change(WorkOrderFactory().agreement, reject_policy="traced")),
    "order_no_delete": ("never deleted", lambda: WorkOrderFactory().delete()),
    "order_fixed": (STAYS, lambda: change(WorkOrderFactory(), number="JG1")),
    "order_moves": ("does not move", lambda: change(WorkOrderFactory(closed=True), state="open", closed_at=None)),
    "operation_no_delete": (STAYS, lambda: OperationFactory(paying=None).delete()),
    "operation_fixed": (STAYS, lambda: change(OperationFactory(), work_order=WorkOrderFactory())),
    "rate_no_delete": ("never deleted", lambda: PieceRateFactory(rate=1).delete()),
    "rate_fixed": (STAYS, lambda: change(PieceRateFactory(rate=1), operation=OperationFactory())),
    "material_no_delete": (STAYS, lambda: MaterialFactory().delete()),
    "material_fixed": ("norm", lambda: change(MaterialMovementFactory().material, per_piece=2)),
    "movement_no_update": ("never changed", lambda: change(MaterialMovementFactory(), quantity=1)),
    "movement_no_delete": ("never changed", lambda: MaterialMovementFactory().delete()),
    "issue_no_delete": ("never deleted", lambda: IssueFactory().delete()),
    "issue_fixed": ("as it was signed", lambda: change(IssueFactory(), rate=9)),
    "issue_quantity": ("the quantity of a slip stays", lambda: change(IssueFactory(), quantity=9)),
    "issue_moves": ("does not move", lambda: change(IssueFactory(cancelled=True), **REOPENED)),
    "entry_no_delete": ("never deleted", lambda: entry().delete()),
    "entry_origin_fixed": (STAYS, lambda: change(EntryFactory(pending=True), resident=ResidentFactory())),
    "entry_counted_fixed": ("an inspected entry is never changed", lambda: change(entry(), good=2)),
    "entry_settled": ("claimed or delivered", lambda: change(entry(claimed=True), sent_back_reason="x")),
    "entry_own_work": ("her own work", own_work),
    "entry_own_inspection": ("nobody inspects her own work", own_inspection),
    "entry_held": ("more than this issue slip holds", lambda: entry(good=11)),
    "entry_correction": ("takes more than there is", lambda: CorrectionFactory(corrects=entry(), good=-4)),
    "entry_moves": ("does not move", lambda: change(EntryFactory(voided=True), **REVIVED)),
    "claim_no_update": ("released and made again", lambda: change(EntryClaimFactory(), reference="FF1")),
    "claim_payable": ("only an inspected entry", claim_uninspected),
    "open_kept": ("kept by entries and claims alone", lambda: OpenEntry.objects.filter(entry=entry()).delete()),
    "freeze_fits": ("only an entry itself that stands is frozen", lambda: freeze(EntryFactory(voided=True))),
    "entry_frozen": ("by the answer to her alone", lambda: CorrectionFactory(corrects=freeze(entry()), good=-1)),
    "entry_frozen_waits": ("inspected by the answer", lambda: inspect_frozen()),
    "delivery_no_delete": ("never deleted", lambda: DeliveryFactory().delete()),
    "delivery_fixed": (STAYS, lambda: change(DeliveryFactory(), number="SH1")),
    "delivery_sent_fixed": (DELIVERED, lambda: change(sent(entry()), note="x")),
    "delivery_accepted_fixed": ("recorded once", lambda: change(accepted(entry()), acceptance_number="YS1")),
    "delivery_complete": ("for each step too", without_its_step),
    "delivery_outcome": ("what became of every piece", without_an_outcome),
    "delivery_moves": ("does not move", lambda: change(sent(entry()), state="draft", sent_on=None)),
    "line_draft_only": ("while the delivery is put together", another_line),
    "line_sent": (DELIVERED, lambda: change(line_of(sent(entry())), quantity=2)),
    "line_outcome_fixed": ("recorded once", lambda: change(line_of(accepted(entry())), **SHORT)),
    "line_came_back": ("stay counted", lambda: took_back(came_back=0)),
    "allocation_no_delete": (DELIVERED, lambda: allocation_of(sent(entry())).delete()),
    "allocation_fixed": (DELIVERED, lambda: change(allocation_of(sent(entry())), pieces=2)),
    "allocation_outcome_fixed": (
        "recorded once",
        lambda: change(allocation_of(accepted(entry())), **SHORT),
    ),
    "allocation_taken_back": ("stay counted", lambda: took_back(taken_back=0)),
    "allocation_fits": ("more than this entry has", lambda: allocate(entry(), 4)),
    "operation_tally_direct": ("kept by the triggers", lambda: entry() and OperationTally.objects.all().delete()),
    "month_tally_direct": ("kept by the triggers", lambda: entry() and MonthTally.objects.update(entries=2)),
    "material_tally_direct": (
        "kept by the triggers",
        lambda: MaterialMovementFactory() and MaterialTally.objects.update(received=1),
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_database_refuses(name):
    sentence, act = REFUSED[name]
    with database_refuses(sentence):
        act()


def test_no_trigger_is_left_out():
    ours = {
        trigger.name
        for model in apps.get_app_config("workshops").get_models()
        for trigger in getattr(model._meta, "triggers", [])
        if trigger.name not in ("insert_insert", "update_update") and not trigger.name.startswith("import_")
        if isinstance(trigger, Refuse)
    }
    assert set(REFUSED) == ours


def test_a_paid_entry_is_refused_to_sql_too():
    paid = entry(claimed=True)
    with database_refuses("never changed"), connection.cursor() as cursor:
        cursor.execute("UPDATE workshops_pieceentry SET voided_at = now() WHERE id = %s", [paid.pk])
    with database_refuses("never deleted"):
        PieceEntry.objects.filter(pk=paid.pk)._raw_delete("default")


def test_a_waiting_entry_may_still_be_changed():
    waiting = EntryFactory(pending=True, good=3)
    change(waiting, good=4, work_date=TODAY + dt.timedelta(days=1))
    waiting.refresh_from_db()
    assert waiting.good == 4


def test_what_is_not_to_be_delivered_is_never_allocated():
    past = ImportedEntryFactory(settled_outside=True)
    correction = CorrectionFactory(corrects=entry(), good=1)
    for row in (past, correction, EntryFactory(pending=True)):
        with database_refuses("more than this entry has"):
            allocate(row, 1)
    with database_refuses("not a delivery that is being sent"):
        allocate(entry(), 1, delivery=sent(entry()))


def test_a_correction_follows_its_entry():
    original = entry()
    for wrong in ({"resident": ResidentFactory(community=original.community)}, {"operation": OperationFactory()}):
        with database_refuses("takes more than there is|stays in its community"):
            CorrectionFactory(corrects=original, good=-1, **wrong)
    delivered = entry()
    sent(delivered)
    with database_refuses("pieces that were delivered"):
        CorrectionFactory(corrects=delivered, good=-1)
    with database_refuses("takes more than there is"):
        CorrectionFactory(corrects=CorrectionFactory(corrects=entry(), good=-1), good=1)


def test_work_stays_in_its_community():
    with database_refuses("work stays in its community"):
        entry(community=CommunityFactory(pay_moment="on_receipt"))


def test_somebody_else_inspects():
    waiting = EntryFactory(pending=True)
    change(waiting.resident, user=UserFactory())
    change(waiting, state="accepted", accepted_at=NOW, accepted_by=UserFactory())
    waiting.refresh_from_db()
    assert waiting.state == "accepted"
