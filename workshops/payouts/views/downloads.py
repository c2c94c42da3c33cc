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
    journal_sheet,
    receipts_list_sheet,
    runs_list_sheet,
    statements_list_sheet,
)
from workshops.payouts.queries.sheets import run_sheet, statement_sheet
from workshops.payouts.views.paying import XLSX
from workshops.payouts.views.runs import found_run
from workshops.payouts.views.statements import found_statement
from workshops.payouts.views.whole_numbers import with_whole_numbers


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(True, f"{name}.xlsx")}
    return HttpResponse(content, content_type=XLSX, headers=headers)


@allow("GET")
@staff_page(can_see_money)
def run_xlsx(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The payout sheet, numbers masked."""
    found = found_run(request, pk)
    return _file(run_sheet(found), found.number)


@never_cache
@allow("GET", "POST")
@staff_page(can_pay)
def run_xlsx_full(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The payout sheet for the archive, with whole identity and account numbers, to whoever says what for."""
    found = found_run(request, pk)

    def show() -> HttpResponse:
        return _file(run_sheet(found, full=True), f"{found.number}-{_('archive')}")

    return with_whole_numbers(request, found, [SensitiveKind.IDENTITY, SensitiveKind.ACCOUNT], show)


@allow("GET")
@staff_page(can_see_money)
def statement_xlsx(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """One statement."""
    found = found_statement(request, pk)
    return _file(statement_sheet(found), found.number)


@allow("GET")
@staff_page(can_see_money)
def runs_xlsx(request: HttpRequest, community: str) -> HttpResponse:
    """The list of pay runs."""
    return _file(runs_list_sheet(request.access), _("Pay runs"))


@allow("GET")
@staff_page(can_see_money)
def statements_xlsx(request: HttpRequest, community: str) -> HttpResponse:
    """The list of statements."""
    return _file(statements_list_sheet(request.access), _("Statements"))


@allow("GET")
@staff_page(can_see_money)
def receipts_xlsx(request: HttpRequest, community: str) -> HttpResponse:
    """The list of receipts."""
    return _file(receipts_list_sheet(request.access), _("Receipts"))


@allow("GET")
@staff_page(can_see_money)
def journal_xlsx(request: HttpRequest, community: str) -> HttpResponse:
    """The journal."""
    return _file(journal_sheet(request.access), _("Journal"))
