"""Spreadsheets of money. Whoever fetches one with whole numbers says what for."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from microfactory.kernel.http import allow
from residents.enums import SensitiveKind
from residents.web import staff_page
from workshops.payouts.perms import can_pay, can_see_money
from workshops.payouts.queries.list_sheets import (
    claims_list_sheet,
    journal_sheet,
    margins_list_sheet,
    receipts_list_sheet,
    runs_list_sheet,
    statements_list_sheet,
)
from workshops.payouts.queries.sheets import run_sheet, statement_sheet
from workshops.payouts.views.paying import XLSX
from workshops.payouts.views.runs import found_run
from workshops.payouts.views.statements import found_statement
from workshops.payouts.views.whole_numbers import with_whole_numbers


def file_of(content: bytes, name: str) -> HttpResponse:
    """A spreadsheet to be kept under a name."""
    headers = {"Content-Disposition": content_disposition_header(True, f"{name}.xlsx")}
    return HttpResponse(content, content_type=XLSX, headers=headers)


@allow("GET")
@staff_page(can_see_money)
def run_xlsx(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The payout sheet, numbers masked."""
    found = found_run(request, pk)
    return file_of(run_sheet(found), found.number)


@never_cache
@allow("GET", "POST")
@staff_page(can_pay)
def run_xlsx_full(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The payout sheet for the archive, with whole identity and account numbers, to whoever says what for."""
    found = found_run(request, pk)

    def show() -> HttpResponse:
        return file_of(run_sheet(found, full=True), f"{found.number}-{_('archive')}")

    return with_whole_numbers(request, found, [SensitiveKind.IDENTITY, SensitiveKind.ACCOUNT], show)


@allow("GET")
@staff_page(can_see_money)
def statement_xlsx(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """One statement."""
    found = found_statement(request, pk)
    return file_of(statement_sheet(found), found.number)


@allow("GET")
@staff_page(can_see_money)
def runs_xlsx(request: HttpRequest, community: str) -> HttpResponse:
    """The list of pay runs."""
    return file_of(runs_list_sheet(request.access), _("Pay runs"))


@allow("GET")
@staff_page(can_see_money)
def statements_xlsx(request: HttpRequest, community: str) -> HttpResponse:
    """The list of statements."""
    return file_of(statements_list_sheet(request.access), _("Statements"))


@allow("GET")
@staff_page(can_see_money)
def receipts_xlsx(request: HttpRequest, community: str) -> HttpResponse:
    """The list of receipts."""
    return file_of(receipts_list_sheet(request.access), _("Receipts"))


@allow("GET")
@staff_page(can_see_money)
def journal_xlsx(request: HttpRequest, community: str) -> HttpResponse:
    """The journal."""
    return file_of(journal_sheet(request.access), _("Journal"))


@allow("GET")
@staff_page(can_see_money)
def claims_xlsx(request: HttpRequest, community: str) -> HttpResponse:
    """The list of open claims."""
    return file_of(claims_list_sheet(request.access), _("Claims"))


@allow("GET")
@staff_page(can_see_money)
def margins_xlsx(request: HttpRequest, community: str) -> HttpResponse:
    """What each order left."""
    return file_of(margins_list_sheet(request.access), _("Orders' money"))
