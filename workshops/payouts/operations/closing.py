"""Closing a run: every slip is paid, or listed as left due with a reason."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.operations.log import log_move
from workshops.payouts import moves
from workshops.payouts.enums import PaymentState, SlipState
from workshops.payouts.models import Payment, PayRun, Payslip
from workshops.payouts.queries.bank_files import files_out
from workshops.payouts.rules.paying import check_payer


@transaction.atomic
def close_run(*, run: PayRun, actor, now: dt.datetime, left_due: Mapping[int, str] | None = None) -> PayRun:
    """Closes a run. `left_due` gives a reason for each slip (by id) that is still unpaid; held ones have theirs.

    Raises RuleBroken: wrong_state, result_missing (a payment was sent and nobody said what became of it),
    file_out (a bank file was made and neither sent nor taken back), unpaid_slips (naming the first), same_person
    (whoever approved it).
    """
    run = PayRun.objects.locked().get(pk=run.pk)
    if moves.RUN.done("close", run.state):
        return run
    target = moves.RUN.check("close", run.state)
    check_payer(approved_by=run.approved_by_id, payer=actor.pk)
    if Payment.objects.filter(slip__run=run, state=PaymentState.SENT).exists():
        raise RuleBroken(_("Enter first what became of the payments that were sent."), code="result_missing")
    if out := files_out(Payment.objects.filter(slip__run=run)):
        raise RuleBroken(
            _("Whether the bank has %(names)s isn't entered yet. Enter that first, or take the file back.")
            % {"names": _(", ").join(out)},
            code="file_out",
        )
    reasons = {key: reason.strip() for key, reason in (left_due or {}).items() if reason.strip()}
    unpaid = list(
        Payslip.objects.filter(run=run, state__in=[SlipState.DUE, SlipState.HELD]).locked().select_related("resident")
    )
    without = [slip for slip in unpaid if not (slip.held_reason or reasons.get(slip.pk))]
    if without:
        raise RuleBroken(
            _("%(count)s slips are not paid yet, that of %(name)s first. Pay them or write why they stay unpaid.")
            % {"count": len(without), "name": without[0].resident.name},
            code="unpaid_slips",
        )
    for slip in unpaid:
        slip.left_due_reason = reasons.get(slip.pk) or slip.held_reason
    Payslip.objects.bulk_update(unpaid, ["left_due_reason"])
    before, run.state, run.closed_at, run.closed_by = run.state, target, now, actor
    run.save(update_fields=["state", "closed_at", "closed_by"])
    log_move(run, move="close", before=before, after=target, actor=actor, now=now)
    return run
