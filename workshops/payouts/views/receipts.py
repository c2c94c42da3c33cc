"""Receipts: money of companies that came in, which statements it settles, which slips it reached."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.http import allow
from microfactory.kernel.money import yuan
from microfactory.kernel.paging import asked_keys, page_of
from microfactory.kernel.scoping import get_visible
from residents.views.acts import done, fill_in
from residents.web import staff_page
from workshops.payouts.forms.clients_money import MatchForm, ReceiptForm
from workshops.payouts.models import ClientReceipt
from workshops.payouts.operations.receipts import book_receipt, match_receipt
from workshops.payouts.perms import can_book_receipts, can_see_money
from workshops.payouts.queries.settlements import settlements
from workshops.payouts.queries.statements import receipt_list, statements_to_pay, with_unmatched
from workshops.payouts.queries.trail import trail_of_receipt
from workshops.payouts.views.asking import ask_money
from workshops.payouts.views.runs import PAGE
from workshops.payouts.views.statements import chosen_client


def _found(request: HttpRequest, pk: int) -> ClientReceipt:
    rows = with_unmatched(ClientReceipt.objects.booked().select_related("community", "client", "booked_by"))
    return get_visible(rows, request.access, pk=pk)


def _page(receipt: ClientReceipt) -> str:
    return reverse("payouts:receipt", args=[receipt.community.code, receipt.pk])


@allow("GET")
@staff_page(can_see_money)
def receipts(request: HttpRequest, community: str) -> HttpResponse:
    """All receipts, the newest first, with what isn't matched yet."""
    page = page_of(receipt_list(request.access), order=("-pk",), size=PAGE, **asked_keys(request.GET))
    shown = {"page": page, "may_book": can_book_receipts(request.access)}
    return render(request, "payouts/receipts.html", shown)


@allow("GET", "POST")
@staff_page(can_book_receipts)
def receipt_new(request: HttpRequest, community: str) -> HttpResponse:
    """Books money that came into the bank account; of a company that was chosen before, what it still owes."""
    form = ReceiptForm(request.POST or None, access=request.access, initial={"client": request.GET.get("client", "")})
    client = chosen_client(request)

    def act() -> str:
        made = book_receipt(community=request.community, **form.terms(), actor=request.user, now=timezone.now())
        said = _("%(amount)s of %(client)s is booked. Now match it to what it pays.")
        return done(request, said % {"amount": yuan(made.amount), "client": made.client}, _page(made))

    return fill_in(
        request,
        form,
        act,
        template="payouts/receipt_new.html",
        owed=statements_to_pay(client.pk) if client else [],
        client=client,
        title=_("Book a receipt"),
        lead=_("As the bank statement has it; a booked receipt is never changed."),
        button=_("Book"),
        cancel_url=reverse("payouts:receipts", args=[community]),
    )


@allow("GET")
@staff_page(can_see_money)
def receipt(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """One receipt: what it could pay, oldest first, and every slip that it reached."""
    found = _found(request, pk)
    page = {
        "receipt": found,
        "proposals": statements_to_pay(found.client_id) if found.unmatched else [],
        "settlements": settlements(found.matches.all()),
        "taken_back": found.reversals.select_related("booked_by").first(),
        "reached": trail_of_receipt(found),
        "may_book": can_book_receipts(request.access),
    }
    return render(request, "payouts/receipt.html", page)


@allow("GET", "POST")
@staff_page(can_book_receipts)
def receipt_match(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Says which statement a receipt pays; the oldest is proposed."""
    found = _found(request, pk)
    initial = {"statement": request.GET["statement"]} if request.GET.get("statement", "").isdigit() else {}
    form = MatchForm(
        request.POST or None, access=request.access, statements=statements_to_pay(found.client_id), initial=initial
    )

    def act() -> str:
        matches = match_receipt(receipt=found, **form.terms(), actor=request.user, now=timezone.now())
        total = yuan(sum(match.amount for match in matches))
        return done(request, _("%(total)s matched.") % {"total": total}, _page(found))

    return ask_money(
        request,
        form,
        act,
        amount=found.unmatched,
        facts=[(_("Company"), found.client.name), (_("Received"), yuan(found.amount))],
        title=_("What does this money pay?"),
        sentence=_("So much of it isn't matched yet. It covers the oldest delivery first, in whole pieces."),
        button=_("Match"),
        cancel_url=_page(found),
    )
