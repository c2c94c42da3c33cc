"""Single payments: refused or returned by the bank, cash that wasn't counted out, made again."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.http import allow
from microfactory.kernel.scoping import get_visible
from residents.forms.base import AgreeForm, ReasonForm
from residents.views.acts import done
from residents.web import staff_page
from workshops.payouts.enums import Method, PaymentState
from workshops.payouts.models import Payment
from workshops.payouts.operations.payments import mark_failed, pay_again
from workshops.payouts.perms import can_pay
from workshops.payouts.views.asking import ask_money
from workshops.payouts.views.slips import slip_url


@allow("GET", "POST")
@staff_page(can_pay)
def payment_failed(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The bank refused a payment, or returned it; or cash was ticked that nobody got."""
    found = _payment(request, pk)
    form = ReasonForm(request.POST or None)

    def act() -> str:
        reason = form.cleaned_data["reason"]
        mark_failed(payment=found, reason=reason, actor=request.user, now=timezone.now())
        return done(request, words["noted"], slip_url(found.slip))

    words = _cash_words(found) if found.method == Method.CASH else _bank_words(found)
    asked = {name: words[name] for name in ("facts", "title", "sentence", "button")}
    return ask_money(request, form, act, amount=found.amount, **asked, cancel_url=slip_url(found.slip), grave=True)


def _bank_words(payment: Payment) -> dict:
    """A transfer that the bank refused, or returned."""
    name, came_back = {"name": payment.slip.resident.name}, payment.state == PaymentState.DONE
    return {
        "facts": [(_("Payment"), payment.number), (_("Account"), payment.masked_account)],
        "title": _("Did the payment to %(name)s come back?") % name
        if came_back
        else _("Did the payment to %(name)s fail?") % name,
        "sentence": _("Write what the bank said: wrong name, account closed, limit."),
        "button": _("It came back") if came_back else _("It failed"),
        "noted": _("Noted: it didn't arrive. Make it again when the cause is gone."),
    }


def _cash_words(payment: Payment) -> dict:
    """Somebody ticked who didn't come, or the money came back to the cash box."""
    return {
        "facts": [(_("Payment"), payment.number)],
        "title": _("Does %(name)s not have the cash after all?") % {"name": payment.slip.resident.name},
        "sentence": _("Only where the money lies in the cash box. The slip is due again and stands on the cash list."),
        "button": _("It wasn't counted out"),
        "noted": _("Noted: the money is in the cash box again, and the slip on the cash list."),
    }


@allow("GET", "POST")
@staff_page(can_pay)
def payment_again(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Makes a failed payment again, to the account as it is now."""
    found = _payment(request, pk)
    form = AgreeForm(request.POST or None)

    def act() -> str:
        made = pay_again(payment=found, actor=request.user, now=timezone.now())
        said = _("Payment %(number)s goes into the next bank file of the run.") % {"number": made.number}
        return done(request, said, slip_url(found.slip))

    return ask_money(
        request,
        form,
        act,
        amount=found.amount,
        facts=[(_("Failed"), found.number), (_("Why"), found.failed_reason)],
        title=_("Pay %(name)s again?") % {"name": found.slip.resident.name},
        sentence=_("Under a new number, to the account as it stands now. The tax stays as it was."),
        button=_("Pay again"),
        cancel_url=slip_url(found.slip),
    )


def _payment(request: HttpRequest, pk: int) -> Payment:
    rows = Payment.objects.select_related("slip__resident", "slip__community", "slip__run")
    return get_visible(rows, request.access, pk=pk)
