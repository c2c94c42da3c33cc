"""Lists of production as spreadsheets: the same rows as on their pages, for the same people."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from microfactory.kernel.attachments import attached
from microfactory.kernel.http import allow
from residents.perms import can_see_money_of_people
from residents.web import staff_page
from workshops.perms import can_see_orders, can_see_prices
from workshops.queries.list_sheets import deliveries_sheet, entries_sheet, issues_sheet
from workshops.views.deliveries import deliveries_asked
from workshops.views.entries import entries_asked
from workshops.views.issues import issues_asked


@allow("GET")
@staff_page(can_see_orders)
def entries_xlsx(request: HttpRequest, community: str) -> HttpResponse:
    """What was handed in, by the same terms as the list."""
    rows = entries_asked(request).rows
    return attached(entries_sheet(rows, with_money=can_see_money_of_people(request.access)), _("Entries") + ".xlsx")


@allow("GET")
@staff_page(can_see_orders)
def issues_xlsx(request: HttpRequest, community: str) -> HttpResponse:
    """Issue slips, by the same terms as the list."""
    rows = issues_asked(request).rows
    return attached(issues_sheet(rows, with_money=can_see_prices(request.access)), _("Issue slips") + ".xlsx")


@allow("GET")
@staff_page(can_see_orders)
def deliveries_xlsx(request: HttpRequest, community: str) -> HttpResponse:
    """Deliveries line by line, by the same terms as the list."""
    asked, prices = deliveries_asked(request), can_see_prices(request.access)
    order = asked.of_order.order if asked.of_order else None
    return attached(deliveries_sheet(asked.rows, of_order=order, with_money=prices), _("Deliveries") + ".xlsx")
