"""The fund: how it stands, what it is given, deposits with companies, cash and tax."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.http import allow
from microfactory.kernel.money import yuan
from microfactory.kernel.scoping import get_visible
from residents.forms.base import ReasonForm
from residents.views.acts import done, fill_in
from residents.web import staff_page
from workshops.payouts.enums import AccountKind
from workshops.payouts.forms.fund import (
    AmountForm,
    DepositForm,
    DonationForm,
    KeptDepositForm,
    OpeningForm,
    PayDepositForm,
)
from workshops.payouts.operations.deposits import pay_deposit, take_deposit_back, write_off_deposit
from workshops.payouts.operations.fund import donate, draw_cash, open_fund, pay_tax_over
from workshops.payouts.operations.fund_back import take_back_booking
from workshops.payouts.perms import can_manage_fund, can_see_money, can_set_front_cap
from workshops.payouts.queries.balances import balance
from workshops.payouts.queries.fund import booked_by_hand, fund_page
from workshops.payouts.views.asking import ask_money


@allow("GET")
@staff_page(can_see_money)
def fund(request: HttpRequest, community: str) -> HttpResponse:
    """How the fund and the community's accounts stand."""
    page = fund_page(request.community)
    accounts = [(kind.label, page.accounts[kind]) for kind in page.accounts if kind != AccountKind.FUND]
    shown = {"page": page, "accounts": accounts, "may_manage": can_manage_fund(request.access)}
    shown["may_set_cap"] = can_set_front_cap(request.access)
    return render(request, "payouts/fund.html", shown)


@allow("GET", "POST")
@staff_page(can_manage_fund)
def fund_open(request: HttpRequest, community: str) -> HttpResponse:
    """What the fund has on the first day here."""
    return _book(
        request,
        OpeningForm(request.POST or None),
        open_fund,
        title=_("Opening balance of the fund"),
        lead=_("What the fund has on the first day here. Once only."),
    )


@allow("GET", "POST")
@staff_page(can_manage_fund)
def fund_donate(request: HttpRequest, community: str) -> HttpResponse:
    """Money given to the fund."""
    return _book(
        request,
        DonationForm(request.POST or None),
        donate,
        title=_("Donation to the fund"),
        lead=_("Give the donor an official receipt."),
    )


@allow("GET", "POST")
@staff_page(can_manage_fund)
def cash_draw(request: HttpRequest, community: str) -> HttpResponse:
    """Cash drawn from the bank."""
    lead = _("From the bank into the cash box, for those who are paid in cash.")
    return _book(request, AmountForm(request.POST or None), draw_cash, title=_("Draw cash"), lead=lead)


@allow("GET", "POST")
@staff_page(can_manage_fund)
def tax_pay(request: HttpRequest, community: str) -> HttpResponse:
    """Tax paid over to the tax office, as the bank statement has it; what is withheld is proposed."""
    withheld, in_bank = (balance(request.community, kind) for kind in (AccountKind.TAX, AccountKind.BANK))
    lead = _(
        "What was withheld from residents goes to the tax office: %(tax)s isn't paid over yet, %(bank)s lies in the"
        " bank. Enter what the bank statement says."
    ) % {"tax": yuan(withheld), "bank": yuan(in_bank)}
    form = AmountForm(request.POST or None, initial={"amount": withheld} if withheld else None)
    return _book(request, form, pay_tax_over, title=_("Pay tax over"), lead=lead)


@allow("GET", "POST")
@staff_page(can_manage_fund)
def deposit_pay(request: HttpRequest, community: str) -> HttpResponse:
    """A deposit paid to a company out of the fund."""
    form = PayDepositForm(request.POST or None, access=request.access)
    lead = _("Out of what the fund has to spare.")
    return _book(request, form, pay_deposit, of_client=True, title=_("Deposit paid"), lead=lead)


@allow("GET", "POST")
@staff_page(can_manage_fund)
def deposit_back(request: HttpRequest, community: str) -> HttpResponse:
    """A deposit that came back into the bank."""
    form = DepositForm(request.POST or None, access=request.access)
    lead = _("It can be used by the fund again.")
    return _book(request, form, take_deposit_back, of_client=True, title=_("Deposit came back"), lead=lead)


@allow("GET", "POST")
@staff_page(can_manage_fund)
def deposit_kept(request: HttpRequest, community: str) -> HttpResponse:
    """A deposit, or a part of it, that a company keeps."""
    form = KeptDepositForm(request.POST or None, access=request.access)
    lead = _("It is the fund's loss, for good.")
    return _book(request, form, write_off_deposit, of_client=True, title=_("Deposit kept by the company"), lead=lead)


@allow("GET", "POST")
@staff_page(can_manage_fund)
def booking_take_back(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Takes an opening balance, a donation or drawn cash back that was booked wrongly."""
    entry = get_visible(booked_by_hand(), request.access, pk=pk)
    form, page = ReasonForm(request.POST or None), reverse("payouts:fund", args=[community])

    def act() -> str:
        take_back_booking(entry=entry, reason=form.cleaned_data["reason"], actor=request.user, now=timezone.now())
        return done(request, _("Taken back. Book it again as it really was."), page)

    return ask_money(
        request,
        form,
        act,
        amount=entry.amount,
        facts=[
            (entry.get_act_display(), f"{entry.on:%Y-%m-%d} {entry.narrative}"),
            (_("Booked by"), entry.actor.name),
        ],
        title=_("Take this booking back?"),
        sentence=_("Only if it was booked wrongly, and not by whoever booked it. Both rows stay in the journal."),
        button=_("Take it back"),
        cancel_url=page,
        grave=True,
    )


def _book(request: HttpRequest, form, operation: Callable, *, of_client: bool = False, **page) -> HttpResponse:
    """Books an amount; a deposit finds its community by its company."""
    url = reverse("payouts:fund", args=[request.community.code])

    def act() -> str:
        whose = {} if of_client else {"community": request.community}
        operation(**whose, **form.terms(), actor=request.user, now=timezone.now())
        return done(request, _("Booked: %(amount)s.") % {"amount": yuan(form.cleaned_data["amount"])}, url)

    return fill_in(request, form, act, button=_("Book"), cancel_url=url, **page)
