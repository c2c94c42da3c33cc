"""Pay slips: the page of one, held back, released, paid another way, reversed; and the trail of its money."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.http import allow
from microfactory.kernel.scoping import get_visible
from residents.forms.base import AgreeForm, ReasonForm
from residents.views.acts import ask, done, fill_in
from residents.web import staff_page
from workshops.payouts.enums import Method
from workshops.payouts.models import Payslip
from workshops.payouts.operations.reversal import reverse_slip
from workshops.payouts.operations.slips import hold_slip, release_slip, set_method
from workshops.payouts.perms import can_prepare_pay, can_reverse_pay, can_see_money
from workshops.payouts.queries.orders import orders_money
from workshops.payouts.queries.slips import slip_page
from workshops.payouts.queries.trail import trail_of_slip
from workshops.payouts.views.asking import ask_money
from workshops.payouts.views.not_yours import not_hers_to_reverse
from workshops.payouts.views.slip_page import comes_first, her_words, payment_rows, slip_acts
from workshops.perms import can_see_prices


def found_slip(request: HttpRequest, pk: int) -> Payslip:
    """The slip with its run and its resident."""
    rows = Payslip.objects.select_related(
        "run__community", "run__prepared_by", "run__approved_by", "resident", "community"
    )
    return get_visible(rows, request.access, pk=pk)


def slip_url(slip: Payslip) -> str:
    """The page of a slip."""
    return reverse("payouts:slip", args=[slip.community.code, slip.pk])


@allow("GET")
@staff_page(can_see_money)
def slip(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """One slip: its lines, rounding and tax, every try to pay it, what she said."""
    found = found_slip(request, pk)
    page = slip_page(found)
    acts = slip_acts(request.access, found, page.payments)
    context = {
        "slip": found,
        "page": page,
        "acts": acts,
        "first": comes_first(request.access, found, page.payments),
        "payments": payment_rows(request.access, found, page.payments),
        "says": her_words(request.access, found),
    }
    return render(request, "payouts/slip.html", context)


@allow("GET")
@staff_page(can_see_money)
def slip_trail(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """From each line of a slip to the delivery, the company's acceptance and the money that paid for it."""
    found = found_slip(request, pk)
    trail = trail_of_slip(found)
    orders = {row.entry.operation.work_order_id: row.entry.operation.work_order for _line, row in trail}
    sees_prices = can_see_prices(request.access)
    money = orders_money(found.community, list(orders.values())) if sees_prices else {}
    page = {"slip": found, "trail": trail, "may_see_prices": sees_prices}
    page["orders"] = [(orders[pk], of_order) for pk, of_order in money.items()]
    return render(request, "payouts/trail.html", page)


@allow("GET", "POST")
@staff_page(can_prepare_pay)
def slip_hold(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Holds a slip back."""
    found = found_slip(request, pk)
    form = ReasonForm(request.POST or None)

    def act() -> str:
        reason = form.cleaned_data["reason"]
        hold_slip(slip=found, reason=reason, actor=request.user, now=timezone.now())
        return done(request, _("Held back; she sees why on her phone."), slip_url(found))

    return fill_in(
        request,
        form,
        act,
        title=_("Hold back the pay of %(name)s") % {"name": found.resident.name},
        lead=_("She is owed it all the same. She sees the reason on her phone, so write it kindly."),
        button=_("Hold back"),
        cancel_url=slip_url(found),
    )


@allow("GET", "POST")
@staff_page(can_prepare_pay)
def slip_release(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Lets a slip that was held back be paid."""
    found = found_slip(request, pk)
    form = AgreeForm(request.POST or None)

    def act() -> str:
        release_slip(slip=found, actor=request.user, now=timezone.now())
        return done(request, _("Released: the cashier can pay it."), slip_url(found))

    return ask_money(
        request,
        form,
        act,
        amount=found.net,
        title=_("Release the pay of %(name)s?") % {"name": found.resident.name},
        sentence=_("It was held back: %(reason)s") % {"reason": found.held_reason or "—"},
        button=_("Release"),
        cancel_url=slip_url(found),
    )


@allow("GET", "POST")
@staff_page(can_prepare_pay)
def slip_to_cash(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Pays a slip in cash."""
    return _change_method(request, pk, Method.CASH)


@allow("GET", "POST")
@staff_page(can_prepare_pay)
def slip_to_bank(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Pays a slip to the bank card."""
    return _change_method(request, pk, Method.BANK)


def _change_method(request: HttpRequest, pk: int, method: Method) -> HttpResponse:
    found = found_slip(request, pk)
    form = AgreeForm(request.POST or None)

    def act() -> str:
        set_method(slip=found, method=method, actor=request.user, now=timezone.now())
        return done(request, _("From now on: %(method)s.") % {"method": method.label}, slip_url(found))

    words = {"name": found.resident.name, "method": method.label}
    return ask(
        request,
        form,
        act,
        title=_("Pay %(name)s another way?") % words,
        sentence=_("This slip of %(name)s is paid %(method)s. Only this one.") % words,
        button=_("Yes"),
        cancel_url=slip_url(found),
    )


@allow("GET", "POST")
@staff_page(can_reverse_pay)
def slip_reverse(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Takes one slip back whose money never arrived."""
    found = found_slip(request, pk)
    if refused := not_hers_to_reverse(request, found.run):
        return refused
    form = ReasonForm(request.POST or None)

    def act() -> str:
        reason = form.cleaned_data["reason"]
        reverse_slip(slip=found, reason=reason, actor=request.user, now=timezone.now())
        return done(request, _("Reversed: another run can pay this work."), slip_url(found))

    return ask_money(
        request,
        form,
        act,
        amount=found.net,
        title=_("Reverse the slip of %(name)s?") % {"name": found.resident.name},
        sentence=_("Its work can go into another run. Every posting is turned round."),
        button=_("Reverse the slip"),
        cancel_url=slip_url(found),
        grave=True,
    )
