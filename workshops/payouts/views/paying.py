"""Paying a run: the bank's file, what arrived, cash that was counted out."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from microfactory.kernel.attachments import attached
from microfactory.kernel.http import allow, note_read
from microfactory.kernel.money import yuan
from microfactory.kernel.periods import today
from microfactory.kernel.scoping import get_visible
from residents.enums import SensitiveKind
from residents.forms.base import ReasonForm
from residents.views.acts import done, fill_in
from residents.web import act_once, staff_page
from workshops.payouts.enums import Method, PaymentState, SlipState
from workshops.payouts.forms.paying import CashForm, FileForm, SentForm, TickedForm
from workshops.payouts.models import BankFile, Payment
from workshops.payouts.operations.bank_files import make_bank_file, withdraw_file
from workshops.payouts.operations.looks import note_looks
from workshops.payouts.operations.payments import mark_done, mark_sent, pay_cash
from workshops.payouts.perms import can_pay
from workshops.payouts.queries.accounts import new_accounts
from workshops.payouts.queries.bank_files import is_taken_back, is_too_late, people_in
from workshops.payouts.queries.bank_templates import template_changes
from workshops.payouts.queries.runs import run_lines
from workshops.payouts.views.asking import ask_money
from workshops.payouts.views.runs import found_run, run_url

_ON_ITS_WAY = (PaymentState.READY, PaymentState.SENT, PaymentState.DONE)


@allow("GET", "POST")
@staff_page(can_pay)
def run_file(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Makes the bank's file of all who are to be paid through the bank."""
    found = found_run(request, pk)
    told = {"accounts": new_accounts(found), "changes": template_changes(found)}
    form = FileForm(request.POST or None, access=request.access, **told)

    def act() -> str:
        file = make_bank_file(run=found, **form.terms(), actor=request.user, now=timezone.now())
        said = _("%(name)s is made: %(rows)s payments, %(total)s. Download it and hand it to the bank.")
        return done(request, said % {"name": file.name, "rows": file.rows, "total": yuan(file.total)}, run_url(found))

    return fill_in(
        request,
        form,
        act,
        title=_("Bank file of %(number)s") % {"number": found.number},
        lead=_("It is made once: downloading it again gives the very same file. Accounts are kept as they are now."),
        button=_("Make the file"),
        cancel_url=run_url(found),
    )


@never_cache
@allow("GET")
@staff_page(can_pay)
def file_download(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The same bytes as ever, unless no bank may pay by it any more. It holds whole account numbers, so the look is
    noted."""
    file = get_visible(BankFile.objects.select_related("run__community"), request.access, pk=pk)
    if words := _kept_back(file):
        messages.warning(request, words % {"name": file.name})
        return redirect(run_url(file.run))
    with note_read():
        note_looks(
            community=file.run.community,
            residents=people_in(file),
            kinds=[SensitiveKind.ACCOUNT],
            reason=_("Bank file %(name)s") % {"name": file.name},
            actor=request.user,
            now=timezone.now(),
        )
    return attached(file.content.reveal(), file.name)


def _kept_back(file: BankFile) -> str:
    """Why a file isn't handed out any more; nothing where it is."""
    if is_taken_back(file):
        return _("%(name)s was taken back and isn't handed out any more: the bank must never pay by it.")
    if is_too_late(file, day=today()):
        return _("The pay month of %(name)s is over, so the bank mustn't get it any more. Take it back first.")
    return ""


@allow("GET", "POST")
@staff_page(can_pay)
def file_sent(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The bank has got the file."""
    file = _file(request, pk)
    form = SentForm(request.POST or None)

    def act() -> str:
        day = form.cleaned_data["sent_on"]
        mark_sent(bank_file=file, sent_on=day, actor=request.user, now=timezone.now())
        return done(request, _("Noted. When the bank has paid, enter what arrived."), run_url(file.run))

    return ask_money(
        request,
        form,
        act,
        amount=file.total,
        facts=[(_("File"), file.name), (_("payments"), file.rows)],
        title=_("Has the bank got %(name)s?") % {"name": file.name},
        sentence=_("From then on these payments can't be taken back, only arrive or fail."),
        button=_("Yes, the bank has it"),
        cancel_url=run_url(file.run),
    )


@allow("GET", "POST")
@staff_page(can_pay)
def file_withdraw(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Takes a file back that the bank never got."""
    file = _file(request, pk)
    form = ReasonForm(request.POST or None)

    def act() -> str:
        reason = form.cleaned_data["reason"]
        withdraw_file(bank_file=file, reason=reason, actor=request.user, now=timezone.now())
        return done(request, _("%(name)s is taken back; make a new file.") % {"name": file.name}, run_url(file.run))

    return fill_in(
        request,
        form,
        act,
        title=_("Take %(name)s back") % {"name": file.name},
        lead=_("Only if the bank hasn't got it. Its payments are void, their numbers are kept."),
        button=_("Take it back"),
        cancel_url=run_url(file.run),
    )


@allow("GET", "POST")
@staff_page(can_pay)
def run_arrived(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """All that was sent, to be ticked off with the bank's answer."""
    found = found_run(request, pk)
    lines = run_lines(found)
    sent = [(line.payment.pk, line) for line in lines if line.payment and line.payment.state == PaymentState.SENT]
    form = TickedForm(request.POST or None, rows=sent)

    def act() -> str:
        ticked = form.cleaned_data["ticked"]
        arrived = mark_done(run=found, payments=ticked, actor=request.user, now=timezone.now())
        return done(request, _arrived_words(arrived), run_url(found))

    if request.method == "POST" and form.is_valid() and (answer := act_once(request, form, act)):
        return answer
    return render(request, "payouts/arrived.html", {"run": found, "form": form, "boxes": form.boxes()})


def _arrived_words(payments: Sequence[Payment]) -> str:
    count, total = len(payments), yuan(sum(payment.amount for payment in payments))
    words = ngettext("%(count)s payment arrived, %(total)s.", "%(count)s payments arrived, %(total)s in all.", count)
    return words % {"count": count, "total": total}


@allow("GET", "POST")
@staff_page(can_pay)
def run_cash(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Everybody who is paid in cash, ticked off once she signed."""
    found = found_run(request, pk)
    lines = [line for line in run_lines(found) if _to_be_counted_out(line)]
    rows = [(line.slip.pk, line) for line in lines]
    form = CashForm(request.POST or None, rows=rows, all_came=bool(request.GET.get("all")))

    def act() -> str:
        terms = {"paid_on": form.cleaned_data["paid_on"], "collected_by": form.cleaned_data["collected_by"]}
        slips = form.cleaned_data["ticked"]
        paid = pay_cash(run=found, slips=slips, **terms, actor=request.user, now=timezone.now())
        total = yuan(sum(payment.amount for payment in paid))
        said = _("Paid in cash: %(count)s people, %(total)s.") % {"count": len(paid), "total": total}
        return done(request, said, run_url(found))

    if request.method == "POST" and form.is_valid() and (answer := act_once(request, form, act)):
        return answer
    page = {"run": found, "form": form, "boxes": form.boxes(), "total": sum(line.slip.net for line in lines)}
    return render(request, "payouts/cash.html", page)


def _to_be_counted_out(line) -> bool:
    waits = line.payment is None or line.payment.state not in _ON_ITS_WAY
    return line.slip.method == Method.CASH and line.slip.state == SlipState.DUE and waits


def _file(request: HttpRequest, pk: int) -> BankFile:
    rows = BankFile.objects.select_related("run__community").defer("content")
    return get_visible(rows, request.access, pk=pk)
