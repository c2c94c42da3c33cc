"""Lists of production as spreadsheets: the same rows as on their pages, for the same people."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from microfactory.kernel.http import allow
from residents.perms import can_see_money_of_people
from residents.web import staff_page
from workshops.perms import can_see_orders, can_see_prices
from workshops.queries.list_sheets import deliveries_sheet, entries_sheet, issues_sheet
from workshops.views.deliveries import deliveries_asked
from workshops.views.entries import entries_asked
from workshops.views.imports import XLSX
from workshops.views.issues import issues_asked


@allow("GET")
@staff_page(can_see_orders)
def entries_xlsx(request: HttpRequest, community: str) -> HttpResponse:
    """What was handed in, by the same terms as the list."""
    rows = entries_asked(request).rows
    return _file(entries_sheet(rows, with_money=can_see_money_of_people(request.access)), _("Entries"))


@allow("GET")
@staff_page(can_see_orders)
def issues_xlsx(request: HttpRequest, community: str) -> HttpResponse:
    """Issue slips, by the same terms as the list."""
    rows = issues_asked(request).rows
    return _file(issues_sheet(rows, with_money=can_see_prices(request.access)), _("Issue slips"))


@allow("GET")
@staff_page(can_see_orders)
def deliveries_xlsx(request: HttpRequest, community: str) -> HttpResponse:
    """Deliveries line by line, by the same terms as the list."""
    asked, prices = deliveries_asked(request), can_see_prices(request.access)
    order = asked.of_order.order if asked.of_order else None
    return _file(deliveries_sheet(asked.rows, of_order=order, with_money=prices), _("Deliveries"))


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(True, f"{name}.xlsx")}
    return HttpResponse(content, content_type=XLSX, headers=headers)
