"""What an import is compared with: the people, steps, companies and rates that a community has, in few queries."""

from collections import defaultdict

from django.db.models import Max

from microfactory.kernel.encryption import blind_index
from microfactory.kernel.periods import Month
from residents.models import Resident
from workshops.enums import EntrySource, EntryState
from workshops.models import Client, Operation, PieceEntry, PieceRate, WorkOrder
from workshops.rules.imports.book import Book, KnownClient, KnownStep
from workshops.rules.imports.matching import People, Person, Step, Steps
from workshops.rules.imports.roster import Known


def registered(community) -> Known:
    """Who is registered in a community, as far as a roster can tell. One query."""
    rows = Resident.objects.filter(community=community).values_list("identity_hash", "name", "phone", "house")
    rows = list(rows.order_by("pk"))
    return Known(
        hashes=frozenset(identity for identity, *_contact in rows if identity),
        contacts=frozenset((name, phone, house, bool(identity)) for identity, name, phone, house in rows),
        hash_of=blind_index,
    )


def people_of(community, workshop) -> People:
    """Everybody of a community, with those of the workshop marked as its own. One query."""
    rows = Resident.objects.filter(community=community).order_by("pk")
    columns = rows.values_list("pk", "name", "identity_last4", "born_on", "workshop_id")
    return People(Person(pk, name, last4, born, at == workshop.pk) for pk, name, last4, born, at in columns)


def steps_of(community, workshop, *, running: bool) -> Steps:
    """The work steps of a community with their rates, newest order first; `running`: of open orders only. Two
    queries."""
    rows = Operation.objects.filter(community=community)
    if running:
        rows = rows.running()
    rows = rows.order_by("-work_order__opened_at", "-work_order", "position", "pk")
    rates = _rates(community)
    columns = rows.values_list("pk", "work_order__product", "name", "unit", "work_order__workshop_id")
    return Steps(
        Step(pk, product, name, unit, tuple(rates[pk]), at == workshop.pk) for pk, product, name, unit, at in columns
    )


def book_of(community, workshop) -> Book:
    """The companies of a community and the steps of the workshop's running orders. Five queries."""
    clients = Client.objects.filter(community=community).by_name().values_list("pk", "name", "credit_code")
    orders = WorkOrder.objects.running().filter(community=community, workshop=workshop)
    rows = Operation.objects.filter(work_order__in=orders).order_by("-work_order__opened_at", "-work_order", "pk")
    worked = dict(
        PieceEntry.objects.filter(operation__in=rows.order_by())
        .exclude(state=EntryState.VOIDED)
        .values_list("operation")
        .annotate(last=Max("work_date"))
        .order_by("operation")
    )
    rates = _rates(community)
    columns = rows.values_list(
        "pk", "work_order_id", "work_order__client_id", "work_order__product", "name", "client_price"
    )
    return Book(
        (KnownClient(*client) for client in clients),
        (KnownStep(*row, tuple(rates[row[0]]), worked.get(row[0])) for row in columns),
    )


def stored_fingerprints(community, month: Month) -> set[str]:
    """The marks of the rows of a month that came from a spreadsheet before, undone ones aside. One query."""
    rows = PieceEntry.objects.filter(
        community=community, source=EntrySource.IMPORT, work_date__range=(month.first, month.last)
    ).exclude(state=EntryState.VOIDED)
    return set(rows.order_by("work_date", "pk").values_list("fingerprint", flat=True))


def _rates(community) -> dict[int, list]:
    found = defaultdict(list)
    rows = PieceRate.objects.filter(community=community).order_by("starts_on", "pk")
    for operation, first, last, rate in rows.values_list("operation_id", "starts_on", "ends_on", "rate"):
        found[operation].append((first, last, rate))
    return found
