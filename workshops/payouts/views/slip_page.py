"""What may be done with a slip and its payments, by this person, and whom it waits for otherwise."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from microfactory.kernel.scoping import Access
from workshops.payouts.enums import APPROVED, ASKED, LIVE_PAYMENT, How, Method, PaymentState, RunState, SlipState
from workshops.payouts.models import Payment, Payslip
from workshops.payouts.perms import can_pay, can_prepare_pay, can_reverse_pay, can_take_her_word
from workshops.payouts.queries.bank_files import what_comes_first
from workshops.payouts.views.next_steps import Button

_GONE = (RunState.DISCARDED, RunState.REVERSED)
_UNPAID = (SlipState.DUE, SlipState.HELD)


@dataclass(frozen=True)
class PaymentRow:
    """One try to pay, with what may be done about it."""

    payment: Payment
    buttons: list[Button]


def slip_acts(access: Access, slip: Payslip, payments: list[Payment]) -> list[Button]:
    """Hold back, release, pay another way, reverse: what fits the slip and the person."""
    if _on_its_way(payments) or slip.run.state in _GONE or slip.state not in _UNPAID:
        return []
    found = []
    if can_prepare_pay(access):
        other = ("to_cash", _("Pay in cash")) if slip.method == Method.BANK else ("to_bank", _("Pay to the card"))
        found.append(_button(slip, *other))
        if slip.state == SlipState.HELD:
            found.append(_button(slip, "release", _("Release"), True))
        else:
            found.append(_button(slip, "hold", _("Hold back")))
    if _may_reverse(access, slip):
        found.append(_button(slip, "reverse", _("Reverse the slip")))
    return found


def comes_first(access: Access, slip: Payslip, payments: list[Payment]) -> str:
    """What is to be done before this person can hold a slip back or reverse it; nothing where she can't anyway."""
    payment = _on_its_way(payments)
    if payment is None or slip.state not in _UNPAID or not (can_prepare_pay(access) or _may_reverse(access, slip)):
        return ""
    if payment.state == PaymentState.READY:
        return what_comes_first(slip.run, payment.bank_file.name)
    sentence = _(
        "The money of this slip is with the bank, by file %(name)s. Enter first whether it arrived or failed."
    )
    return sentence % {"name": payment.bank_file.name}


def _on_its_way(payments: list[Payment]) -> Payment | None:
    """The payment that somebody else may have: sent, or in a file for the bank."""
    live = [payment for payment in payments if payment.state in LIVE_PAYMENT]
    return next((payment for payment in live if payment.state != PaymentState.READY or payment.bank_file_id), None)


def _may_reverse(access: Access, slip: Payslip) -> bool:
    third = access.user.pk not in slip.run.deciders
    return third and can_reverse_pay(access) and slip.run.state in APPROVED


def her_words(access: Access, slip: Payslip) -> list[tuple[str, str]]:
    """What she may say at the counter, each with its page; once the money has arrived also whether it did."""
    if not can_take_her_word(access) or slip.run.state not in APPROVED:
        return []
    code, found = slip.community.code, []
    if slip.state in (SlipState.PAID, SlipState.CONFIRMED):
        for answer in ASKED:
            found.append((reverse("payouts:slip_answer", args=[code, slip.pk, answer, How.PIN]), answer.label))
    wrong = reverse("payouts:dispute_new", args=[code, slip.resident_id, How.PIN])
    return [*found, (wrong, _("She says that a line is wrong"))]


def payment_rows(access: Access, slip: Payslip, payments: list[Payment]) -> list[PaymentRow]:
    """Each try; the last one with its acts, for a cashier who didn't approve the run."""
    may = can_pay(access) and access.user.pk != slip.run.approved_by_id
    last = payments[-1] if payments else None
    return [PaymentRow(payment, _acts(payment, slip) if may and payment is last else []) for payment in payments]


def _acts(payment: Payment, slip: Payslip) -> list[Button]:
    if payment.state == PaymentState.SENT:
        return [_payment_button(payment, slip, "failed", _("It failed"))]
    if payment.state == PaymentState.DONE and payment.method == Method.BANK:
        return [_payment_button(payment, slip, "failed", _("It came back"))]
    if payment.state == PaymentState.DONE and slip.state == SlipState.PAID:
        return [_payment_button(payment, slip, "failed", _("It wasn't counted out"))]
    if payment.state == PaymentState.FAILED and slip.state == SlipState.DUE and slip.method == Method.BANK:
        return [_payment_button(payment, slip, "again", _("Pay again"))]
    return []


def _button(slip: Payslip, act: str, label: str, primary: bool = False) -> Button:
    return Button(reverse(f"payouts:slip_{act}", args=[slip.community.code, slip.pk]), label, primary)


def _payment_button(payment: Payment, slip: Payslip, act: str, label: str) -> Button:
    return Button(reverse(f"payouts:payment_{act}", args=[slip.community.code, payment.pk]), label)
