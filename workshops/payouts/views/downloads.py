"""Spreadsheets of money. Whoever fetches one with whole numbers says what for."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from microfactory.kernel.attachments import attached
from microfactory.kernel.http import allow
from residents.enums import SensitiveKind
from residents.web import staff_page
from workshops.payouts.perms import can_pay, can_see_money
from workshops.payouts.queries.document_sheets import run_sheet, statement_sheet
from workshops.payouts.queries.list_sheets import (
    claims_list_sheet,
    journal_sheet,
    margins_list_sheet,
    receipts_list_sheet,
    runs_list_sheet,
    statements_list_sheet,
)
from workshops.payouts.views.runs import found_run
from workshops.payouts.views.statements import found_statement
from workshops.payouts.views.whole_numbers import with_whole_numbers


@allow("GET")
@staff_page(can_see_money)
def run_xlsx(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The payout sheet, numbers masked."""
    found = found_run(request, pk)
    return attached(run_sheet(found), f"{found.number}.xlsx")


@never_cache
@allow("GET", "POST")
@staff_page(can_pay)
def run_xlsx_full(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The payout sheet for the archive, with whole identity and account numbers, to whoever says what for."""
    found = found_run(request, pk)

    def show() -> HttpResponse:
        return attached(run_sheet(found, full=True), f"{found.number}-{_('archive')}.xlsx")

    return with_whole_numbers(request, found, [SensitiveKind.IDENTITY, SensitiveKind.ACCOUNT], show)


@allow("GET")
@staff_page(can_see_money)
def statement_xlsx(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """One statement."""
    found = found_statement(request, pk)
    return attached(statement_sheet(found), f"{found.number}.xlsx")


@allow("GET")
@staff_page(can_see_money)
def runs_xlsx(request: HttpRequest, community: str) -> HttpResponse:
    """The list of pay runs."""
    return attached(runs_list_sheet(request.access), _("Pay runs") + ".xlsx")


@allow("GET")
@staff_page(can_see_money)
def statements_xlsx(request: HttpRequest, community: str) -> HttpResponse:
    """The list of statements."""
    return attached(statements_list_sheet(request.access), _("Statements") + ".xlsx")


@allow("GET")
@staff_page(can_see_money)
def receipts_xlsx(request: HttpRequest, community: str) -> HttpResponse:
    """The list of receipts."""
    return attached(receipts_list_sheet(request.access), _("Receipts") + ".xlsx")


@allow("GET")
@staff_page(can_see_money)
def journal_xlsx(request: HttpRequest, community: str) -> HttpResponse:
    """The journal."""
    return attached(journal_sheet(request.access), _("Journal") + ".xlsx")


@allow("GET")
@staff_page(can_see_money)
def claims_xlsx(request: HttpRequest, community: str) -> HttpResponse:
    """The list of open claims."""
    return attached(claims_list_sheet(request.access), _("Claims") + ".xlsx")


@allow("GET")
@staff_page(can_see_money)
def margins_xlsx(request: HttpRequest, community: str) -> HttpResponse:
    """What each order left."""
    return attached(margins_list_sheet(request.access), _("Orders' money") + ".xlsx")
