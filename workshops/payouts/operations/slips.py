"""Single slips: held back with a reason, released, paid another way."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.models import BankAccount
from residents.operations.log import log_move
from workshops.payouts import moves
from workshops.payouts.enums import Method, RunState, SlipState
from workshops.payouts.models import PayRun, Payslip
from workshops.payouts.operations.unsent import take_back_unsent

_OPEN_RUNS = (RunState.DRAFT, RunState.SUBMITTED, RunState.APPROVED, RunState.PAYING, RunState.CLOSED)


@transaction.atomic
def hold_slip(*, slip: Payslip, reason: str, actor, now: dt.datetime) -> Payslip:
    """Holds a slip back: it is owed and not paid; the resident sees why. Raises RuleBroken: wrong_state,
    reason_missing, on_its_way."""
    slip = _locked(slip)
    target = moves.SLIP.check("hold", slip.state, reason)
    _take_back_unfiled(slip, actor, now)
    return _move(slip, "hold", target, actor, now, reason=reason.strip(), held_reason=reason.strip())


@transaction.atomic
def release_slip(*, slip: Payslip, actor, now: dt.datetime) -> Payslip:
    """Lets a slip that was held back be paid. Repeated: nothing. Raises RuleBroken: wrong_state."""
    slip = _locked(slip)
    if slip.state == SlipState.DUE:
        return slip
    return _move(slip, "release", moves.SLIP.check("release", slip.state), actor, now, held_reason="")


@transaction.atomic
def set_method(*, slip: Payslip, method: str, actor, now: dt.datetime) -> Payslip:
    """Pays a slip through the bank or in cash. Raises RuleBroken: wrong_state, on_its_way, no_account."""
    slip = _locked(slip)
    if slip.state not in (SlipState.DUE, SlipState.HELD):
        raise RuleBroken(_("This slip is paid already."), code="wrong_state")
    if slip.method == method:
        return slip
    if method == Method.BANK and not BankAccount.objects.live().filter(resident=slip.resident_id).exists():
        raise RuleBroken(
            _("%(name)s has no account yet. Enter it first.") % {"name": slip.resident.name}, code="no_account"
        )
    _take_back_unfiled(slip, actor, now)
    before, slip.method = slip.method, Method(method)
    slip.save(update_fields=["method"])
    log_move(slip, move="method", before=before, after=slip.method, actor=actor, now=now)
    return slip


def _locked(slip: Payslip) -> Payslip:
    """The slip, its run locked first. Refuses where its money is on its way: in a file, or sent."""
    run = PayRun.objects.locked().get(pk=slip.run_id)
    slip = Payslip.objects.locked().select_related("resident").get(pk=slip.pk)
    if run.state not in _OPEN_RUNS:
        raise RuleBroken(_("This pay run was reversed or discarded."), code="wrong_state")
    if slip.payments.on_their_way().exists():
        raise RuleBroken(_("This slip has a payment on its way already."), code="on_its_way")
    return slip


def _take_back_unfiled(slip: Payslip, actor, now: dt.datetime) -> None:
    """A try that was made and that no file holds yet is none any more."""
    take_back_unsent(payments=slip.payments.ready().locked(), actor=actor, now=now)


def _move(slip: Payslip, name: str, target: str, actor, now: dt.datetime, *, reason: str = "", **fields) -> Payslip:
    before, slip.state = slip.state, target
    for column, value in fields.items():
        setattr(slip, column, value)
    slip.save(update_fields=["state", *fields])
    log_move(slip, move=name, before=before, after=target, actor=actor, now=now, reason=reason)
    return slip
