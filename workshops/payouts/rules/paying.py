"""When money may go out, and by whom."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.periods import Month
from workshops.payouts.enums import APPROVED


def check_approved(state: str) -> None:
    """Raises RuleBroken (wrong_state) unless a run in this state may be paid."""
    if state not in APPROVED:
        raise RuleBroken(_("Only an approved pay run can be paid."), code="wrong_state")


def check_payer(*, approved_by: int, payer: int) -> None:
    """Raises RuleBroken (same_person) where the one who approved a run would pay it."""
    if approved_by == payer:
        raise RuleBroken(_("Whoever approved a pay run can't pay it. Ask the cashier."), code="same_person")


def check_month(*, sent_on: dt.date, pay_date: dt.date, first_try: bool) -> None:
    """Raises RuleBroken (other_month) where money would go out in another month than the one it was taxed in.

    A payment that failed and is made again keeps its tax, whatever the month.
    """
    taxed, sent = Month.of(pay_date), Month.of(sent_on)
    if not first_try or sent == taxed:
        return
    if sent < taxed:
        sentence = _(
            "The tax of this run is that of month %(taxed)s, but the money would go out in %(sent)s."
            " Wait until %(taxed)s, or give it a new pay day first."
        )
    else:
        sentence = _(
            "The tax of this run is that of month %(taxed)s, but the money would go out in %(sent)s."
            " Give it a new pay day first, or reverse what is left of it."
        )
    raise RuleBroken(sentence % {"taxed": taxed, "sent": sent}, code="other_month", field="sent_on")


def file_out(names: Sequence[str]) -> str:
    """What has to be done first with bank files of these names that were made and neither sent nor taken back.

    They were handed out: the bank may be paying by them while nobody has entered it yet.
    """
    sentence = _(
        "The bank file %(names)s was made and isn't taken back: the bank may be paying by it. If the bank"
        " hasn't got it, the cashier takes it back first (“Take it back” on the page of the run). If the"
        " bank has got it, the cashier enters that (“The bank has it”), and nothing of it is reversed."
    )
    return sentence % {"names": _(", ").join(names)}


def check_no_file_out(names: Sequence[str]) -> None:
    """Raises RuleBroken (file_out) where pay would be turned round that stands in such files."""
    if names:
        raise RuleBroken(file_out(names), code="file_out")


def check_month_of_approval(*, day: dt.date, pay_date: dt.date) -> None:
    """Raises RuleBroken (other_month) where a run would be approved after the month in which it should be paid."""
    if Month.of(day).first > pay_date:
        raise RuleBroken(
            _("Its pay day was in %(month)s, and that is over. Send it back and draw it up with a new pay day.")
            % {"month": Month.of(pay_date)},
            code="other_month",
        )
