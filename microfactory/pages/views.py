"""Home by role, the order's page and a person's page: reading only, each from several apps."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from microfactory.kernel.http import allow
from microfactory.kernel.periods import Month, today
from microfactory.kernel.scoping import get_visible
from microfactory.pages.first_steps import first_steps
from microfactory.pages.needs import needs
from microfactory.pages.stations import six_stations
from residents.enums import Role
from residents.models import Community, Resident
from residents.perms import can_see_money_of_people, can_see_people
from residents.sessions import is_card_session
from residents.web import staff_page
from workshops.models import WorkOrder
from workshops.payouts.perms import can_approve_pay, can_pay, can_see_money, can_see_sums
from workshops.payouts.queries import earnings
from workshops.payouts.queries.orders import order_money
from workshops.payouts.queries.run_waits import runs_for
from workshops.payouts.queries.street_office import closed_months, told_by_month
from workshops.payouts.queries.today import NOBODY, Sums
from workshops.payouts.queries.today import sums as month_sums
from workshops.perms import can_import, can_log_pieces, can_manage_orders, can_see_orders, can_see_prices
from workshops.queries import holdings, orders
from workshops.queries.counter import today_entries
from workshops.queries.rates import rates_of
from workshops.rules.days import due

HOLDERS = 30  # slips on an order's page
_AT_THE_DESKS = (Role.SOCIAL_WORKER, Role.LEADER, Role.STAFF)  # who works with what is handed in


@never_cache
@allow("GET")
@login_not_required
def start(request: HttpRequest) -> HttpResponse:
    """Sends everybody where they belong: strangers to sign in, residents to their page, staff to their community."""
    if not request.user.is_authenticated:
        return redirect("residents:sign_in")
    if is_card_session(request):
        return redirect("me:home")
    communities = list(Community.objects.of_member(request.user, today()))
    if len(communities) == 1:
        return redirect("pages:home", communities[0].code)
    return render(request, "pages/start.html", {"communities": communities})


@allow("GET")
def home(request: HttpRequest, community: str) -> HttpResponse:
    """What needs me today, at the desks with what was handed in, for money with its runs; for the street sums only."""
    access, day = request.access, today()
    sees_only_sums = access.roles <= {Role.STREET}
    months = _sums(access, day, sees_only_sums) if can_see_sums(access) else []
    context = {
        "needs": needs(access, day),
        "first_steps": first_steps(access),
        "sees_only_sums": sees_only_sums,
        "months": months,
        "any_few": any(None in (sums.earned, sums.paid) for _month, sums in months),
        "runs": runs_for(access, approves=can_approve_pay(access), pays=can_pay(access)),
        "entries": today_entries(access=access, day=day) if access.has(*_AT_THE_DESKS) else [],
        "may_import": can_import(access),
    }
    return render(request, "pages/home.html", context)


def _sums(access, day, sees_only_sums: bool) -> list[tuple[Month, Sums]]:
    """Three months: with the one that runs for those who see people's money anyway, and none while all are empty."""
    if sees_only_sums:
        return told_by_month(access.community, closed_months(day, 3))
    this = Month.of(day)
    found = month_sums(access.community, [this, this.shifted(-1), this.shifted(-2)])
    return [] if all(sums == NOBODY for _month, sums in found) else found


@allow("GET")
@staff_page(can_see_orders)
def order(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """An order on one page: six stations, who holds what, does it balance, and for those who may, its money."""
    rows = WorkOrder.objects.select_related("client", "agreement", "workshop", "community")
    work_order = get_visible(rows, request.access, pk=pk)
    read = orders.known(work_order)
    found = orders.stations(work_order=work_order, read=read)
    holders = holdings.who_holds_what(work_order=work_order, today=today(), limit=HOLDERS + 1)
    money = order_money(work_order) if can_see_money(request.access) else None
    context = {
        "order": work_order,
        "found": found,
        "stations": six_stations(request.access, work_order, found, money),
        "balance": orders.balance(work_order=work_order, read=read),
        "due": due(work_order.due_on, today=today()),
        "holders": holders[:HOLDERS],
        "more_holders": len(holders) > HOLDERS,
        "money": money,
        "rates": rates_of(work_order),
        "may_log": can_log_pieces(request.access),
        "may_manage": can_manage_orders(request.access),
        "may_see_prices": can_see_prices(request.access),
    }
    return render(request, "pages/order.html", context)


@allow("GET")
@staff_page(can_see_people)
def person(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """A resident's work: what she has in hand and handed in; what she earned, for those who may see money."""
    resident = get_visible(Resident.objects.select_related("workshop"), request.access, pk=pk)
    month = Month.of(today())
    sees_money = can_see_money_of_people(request.access)
    earned, earlier = earnings.month_earned(resident, month) if sees_money else (None, None)
    context = {
        "resident": resident,
        "month": month,
        "slips": holdings.open_slips(resident=resident, today=today()),
        "days": earnings.days_earned(resident, month),
        "earned": earned,
        "earlier": earlier,
        "payslips": earnings.slips_of(resident)[:12] if sees_money else [],
    }
    return render(request, "pages/person.html", context)
