"""Taking back what was matched or booked wrongly."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.http import allow
from microfactory.kernel.money import yuan
from microfactory.kernel.scoping import get_visible
from residents.forms.base import ReasonForm
from residents.views.acts import done
from residents.web import staff_page
from workshops.payouts.enums import MatchKind
from workshops.payouts.models import ClientReceipt, ReceiptMatch
from workshops.payouts.operations.taking_back import take_back_match, take_back_receipt
from workshops.payouts.perms import can_book_receipts, can_give_up, can_take_back
from workshops.payouts.queries.cover import runs_reached
from workshops.payouts.queries.settlements import Settlement, settlements
from workshops.payouts.queries.taking_back import OrderMoves, orders_moved
from workshops.payouts.views.asking import ask_money


@allow("GET", "POST")
@staff_page(can_take_back)
def match_take_back(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Takes back what settled a part of a statement: money matched, a deduction, a claim given up."""
    act_of = _settlement(request, pk)
    found, form = act_of.first, ReasonForm(request.POST or None)
    page = reverse("payouts:statement", args=[community, found.statement_id])

    def act() -> str:
        take_back_match(match=found, reason=form.cleaned_data["reason"], actor=request.user, now=timezone.now())
        return done(
            request, _("Taken back; %(number)s waits for it again.") % {"number": found.statement.number}, page
        )

    return ask_money(
        request,
        form,
        act,
        amount=act_of.amount,
        facts=_facts(act_of) + [fact for moves in orders_moved(found) for fact in _moves(moves)],
        title=_("Take back what settled %(number)s?") % {"number": found.statement.number},
        sentence=_sentence(act_of),
        button=_("Take it back"),
        cancel_url=page,
        grave=True,
    )


def _settlement(request: HttpRequest, pk: int) -> Settlement:
    found = get_visible(ReceiptMatch.objects.filter(reverses=None), request.access, pk=pk)
    may = can_give_up if found.kind == MatchKind.GIVEN_UP else can_book_receipts
    if not may(request.access):
        raise PermissionDenied
    return settlements(ReceiptMatch.objects.visible_to(request.access).filter(entry=found.entry_id))[0]


def _facts(act_of: Settlement) -> list[tuple[str, str]]:
    found = act_of.first
    facts = [(_("Settled by"), found.get_kind_display()), (_("By"), found.matched_by.name)]
    if found.receipt:
        facts.append((_("Received"), f"{found.receipt.received_on:%Y-%m-%d} {yuan(found.receipt.amount)}"))
    return facts


def _moves(moves: OrderMoves) -> list[tuple[str, str]]:
    """What would change for one order, in words."""
    name = f"{moves.order.number} {moves.order.product}"
    found = []
    if moves.fronted > 0:
        found.append((name, _("the fund fronts %(amount)s again") % {"amount": yuan(moves.fronted)}))
    elif moves.fronted < 0:
        found.append((name, _("the fund gets %(amount)s back") % {"amount": yuan(-moves.fronted)}))
    if moves.cost > 0:
        found.append((name, _("bears %(amount)s more of deductions") % {"amount": yuan(moves.cost)}))
    elif moves.cost < 0:
        found.append((name, _("bears %(amount)s less of deductions") % {"amount": yuan(-moves.cost)}))
    return found


def _sentence(act_of: Settlement) -> str:
    """What will happen; the runs that paid on the strength of this money are named."""
    if act_of.first.kind == MatchKind.GIVEN_UP:
        return _("The claim is open again, and the company owes it.")
    said = _("The company owes this again, and the money waits to be matched. Nothing is deleted: both rows stay.")
    if runs := [run.number for run in runs_reached(act_of.rows)]:
        paid = _("%(runs)s paid work out of it. That stays paid: from now on the fund fronts it, if it can.")
        return f"{said} {paid % {'runs': _(', ').join(runs)}}"
    return said


@allow("GET", "POST")
@staff_page(can_book_receipts)
def receipt_take_back(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Takes back a receipt that was booked wrongly."""
    rows = ClientReceipt.objects.booked().select_related("community", "client", "booked_by")
    found = get_visible(rows, request.access, pk=pk)
    form, page = ReasonForm(request.POST or None), reverse("payouts:receipt", args=[community, pk])

    def act() -> str:
        take_back_receipt(receipt=found, reason=form.cleaned_data["reason"], actor=request.user, now=timezone.now())
        return done(request, _("Taken back. Book it again as the bank statement has it."), page)

    return ask_money(
        request,
        form,
        act,
        amount=found.amount,
        facts=[(_("Company"), found.client.name), (_("Booked by"), found.booked_by.name)],
        title=_("Take this receipt back?"),
        sentence=_("Only if it was booked wrongly. It stays in the list as taken back; its reference is free again."),
        button=_("Take it back"),
        cancel_url=page,
        grave=True,
    )
