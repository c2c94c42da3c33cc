"""Lists of production as spreadsheets: entries, issue slips, deliveries. No number of a person is in them."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from microfactory.kernel.spreadsheets import Column, Sheet, newest, write_workbook
from workshops.enums import IssueState
from workshops.models import Delivery, DeliveryLine, Issue, PieceEntry, WorkOrder

# A column with how its value is read off a row.
Read = tuple[Column, Callable]


def entries_sheet(rows: QuerySet[PieceEntry], *, with_money: bool) -> bytes:
    """Entries, the newest day first; what was undone or sent back stands in it, as in the list. One query."""
    reads: list[Read] = [
        (Column(_("Work date"), "date", 12), lambda row: row.work_date),
        (Column(_("Name"), width=12), lambda row: row.resident.name),
        (Column(_("house"), width=12), lambda row: row.resident.house),
        (Column(_("Order"), width=20), lambda row: row.operation.work_order.number),
        (Column(_("Product"), width=18), lambda row: row.operation.work_order.product),
        (Column(_("Operation"), width=12), lambda row: row.operation.name),
        (Column(_("Slip"), width=20), lambda row: row.issue.number if row.issue else ""),
        (Column(_("Counted in"), width=8), lambda row: row.operation.unit),
        (Column(_("good"), "count", 10), lambda row: row.good),
        (Column(_("mend"), "count", 8), lambda row: row.rework),
        (Column(_("spoilt"), "count", 8), lambda row: row.worker_fault),
        (Column(_("bad material"), "count", 8), lambda row: row.material_fault),
        (Column(_("back unused"), "count", 8), lambda row: row.returned),
        (Column(_("lost"), "count", 8), lambda row: row.lost),
    ]
    if with_money:
        reads += [
            (Column(_("Rate"), "price", 10), lambda row: row.rate),
            (Column(_("Amount"), "price", 12), lambda row: row.amount),
        ]
    reads += [
        (Column(_("State"), width=14), _state_of_entry),
        (Column(_("Logged by"), width=12), lambda row: row.logged_by.name),
        (Column(_("Logged at"), width=18), lambda row: f"{timezone.localtime(row.logged_at):%Y-%m-%d %H:%M}"),
        (Column(_("Why"), width=24), lambda row: row.reason),
    ]
    rows = rows.select_related("resident", "operation__work_order", "issue", "logged_by")
    return _book(_("Entries"), reads, rows.order_by("-work_date", "-pk"))


def issues_sheet(rows: QuerySet[Issue], *, with_money: bool) -> bytes:
    """Issue slips with `held`, the newest first. One query."""
    reads: list[Read] = [
        (Column(_("Slip"), width=20), lambda row: row.number),
        (Column(_("Handed out"), "date", 12), lambda row: row.issued_on),
        (Column(_("Name"), width=12), lambda row: row.resident.name),
        (Column(_("house"), width=12), lambda row: row.resident.house),
        (Column(_("Order"), width=20), lambda row: row.operation.work_order.number),
        (Column(_("Product"), width=18), lambda row: row.operation.work_order.product),
        (Column(_("Operation"), width=12), lambda row: row.operation.name),
        (Column(_("kind"), width=12), lambda row: row.get_kind_display()),
        (Column(_("Where"), width=10), lambda row: row.get_place_display()),
        (Column(_("Counted in"), width=8), lambda row: row.operation.unit),
        (Column(_("Taken"), "count", 10), lambda row: row.quantity),
        (Column(pgettext("in a list", "Handed in"), "count", 10), lambda row: row.quantity - row.held),
        (Column(_("Left"), "count", 10), lambda row: 0 if row.state == IssueState.CANCELLED else row.held),
    ]
    if with_money:
        reads.append((Column(_("Rate on the slip"), "price", 10), lambda row: row.rate))
    reads += [
        (Column(_("Due"), "date", 12), lambda row: row.due_on),
        (Column(_("State"), width=10), lambda row: row.get_state_display()),
        (Column(_("Handed out by"), width=12), lambda row: row.issued_by.name),
    ]
    rows = rows.select_related("resident", "operation__work_order", "issued_by")
    return _book(_("Issue slips"), reads, rows.order_by("-issued_on", "-pk"))


def deliveries_sheet(rows: QuerySet[Delivery], *, of_order: WorkOrder | None, with_money: bool) -> bytes:
    """The lines of deliveries (of `of_order` alone) with what the company said to them, newest first. One query."""
    reads: list[Read] = [
        (Column(_("Delivery"), width=20), lambda row: row.delivery.number),
        (Column(_("Company"), width=20), lambda row: row.delivery.client.name),
        (Column(_("Delivered on"), "date", 12), lambda row: row.delivery.sent_on),
        (Column(_("State"), width=12), lambda row: row.delivery.get_state_display()),
        (Column(_("Order"), width=20), lambda row: row.operation.work_order.number),
        (Column(_("Product"), width=18), lambda row: row.operation.work_order.product),
        (Column(_("Counted in"), width=8), lambda row: row.operation.unit),
        (Column(_("Pieces"), "count", 10), lambda row: row.quantity),
        (Column(_("acceptance number"), width=20), lambda row: row.delivery.acceptance_number),
        (Column(_("Accepted on"), "date", 12), lambda row: row.delivery.accepted_on),
        (Column(_("accepted"), "count", 10), lambda row: row.accepted),
        (Column(_("rejected, material"), "count", 10), lambda row: row.rejected_material),
        (Column(_("rejected, work"), "count", 10), lambda row: row.rejected_worker),
        (Column(_("short"), "count", 8), lambda row: row.short),
    ]
    if with_money:
        reads += [
            (Column(_("The company pays"), "price", 10), lambda row: row.client_price),
            (Column(_("Fee for what was accepted"), "price", 14), _fee),
        ]
    lines = DeliveryLine.objects.filter(delivery__in=rows.order_by())
    if of_order:
        lines = lines.filter(operation__work_order=of_order)
    lines = lines.select_related("delivery__client", "operation__work_order")
    return _book(_("Deliveries"), reads, lines.order_by("-delivery__number", "-delivery_id", "pk"))


def _state_of_entry(entry: PieceEntry) -> str:
    words = [entry.get_state_display(), _("correction") if entry.corrects_id else ""]
    return " · ".join(filter(None, words))


def _fee(line: DeliveryLine):
    return None if line.accepted is None else line.accepted * line.client_price


def _book(name: str, reads: list[Read], rows: QuerySet) -> bytes:
    """One sheet of the first rows; where there are more, its title says so."""
    found, title = newest(rows)
    cells = ([read(row) for _column, read in reads] for row in found)
    return write_workbook([Sheet(name, [column for column, _read in reads], cells, title=title)])
