"""What the phone says in words: when a thing is due, why work isn't paid yet, until when an answer may be changed."""

import datetime as dt
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from microfactory.kernel.dates import short_day, spoken_day, weekday
from microfactory.kernel.money import amount, round_fen
from workshops.payouts.enums import HowPaid, WaitReason
from workshops.payouts.models import Payment, Payslip
from workshops.payouts.queries import told
from workshops.payouts.queries.whereabouts import Part, Stage, Whereabouts

SOON = range(3, 7)  # days to go in which a weekday is named, with how many are left
TONES = {Part.COUNTING: "wait", Part.WAITING: "brand", Part.GOT: "ok", Part.NONE: ""}


def due(day: dt.date | None, today: dt.date) -> tuple[str, str]:
    """When a lot is to be handed in, as people say it, and the tone of the pill."""
    if day is None:
        return _("no hurry"), "ok"
    left = (day - today).days
    if left < 0:
        return _("%(days)s days late") % {"days": -left}, "bad"
    if left < SOON.start:
        return _("due %(day)s") % {"day": spoken_day(day, today)}, "wait"
    if left in SOON:
        return _("due %(day)s, %(days)s days left") % {"day": weekday(day), "days": left}, "wait"
    return _("due %(day)s") % {"day": short_day(day, today)}, "ok"


def part(which: Part) -> str:
    """The word of the home page for how far money is."""
    return {
        Part.COUNTING: _("being counted"),
        Part.WAITING: _("to be paid"),
        Part.GOT: _("in my hands"),
        Part.NONE: pgettext("on the phone", "not paid"),
    }[which]


def taxed(got: Decimal, tax: Decimal) -> str:
    """What of the money that was paid for a month's work went to tax; nothing where none did."""
    if not tax:
        return ""
    sums = {"tax": amount(tax), "net": amount(round_fen(got) - tax)}
    return _("%(tax)s of it went to tax, %(net)s came into your hands") % sums


def why(at: Whereabouts) -> str:
    """One plain sentence: where the money of a piece of work is, and what it waits for."""
    day = short_day(at.pay_date) if at.pay_date else ""
    return _before_a_run(at) or {
        Stage.NEXT_PAY_DAY: _("All is ready. It comes with the next pay."),
        Stage.IN_PREPARATION: _("It is in the list that is paid on %(day)s.") % {"day": day},
        Stage.APPROVED: _("It is approved, and paid on %(day)s.") % {"day": day},
        Stage.ON_ITS_WAY: _("The bank has it. It will arrive soon."),
        Stage.HELD: _("Held back for now: %(note)s") % {"note": at.note},
        Stage.FAILED: _("The bank could not pay it: %(note)s. We will send it again.") % {"note": at.note},
        Stage.ARRIVED: _("Paid on %(day)s, in your hands.") % {"day": short_day(at.paid_on) if at.paid_on else day},
        Stage.NOTHING: _("Nothing in it was good, so there is nothing to pay."),
    }.get(at.reason, "")


def _before_a_run(at: Whereabouts) -> str:
    return {
        WaitReason.PENDING: _("The leader wrote it down. The social worker counts it next."),
        WaitReason.SENT_BACK: _("It has to be counted again: %(note)s") % {"note": at.note},
        WaitReason.NOT_DELIVERED: _("It is still in the workshop and will be sent to the company."),
        WaitReason.NOT_ACCEPTED: _("It was sent to the company, which is looking through it."),
        WaitReason.NOT_PAID: _("The company has taken it and has not paid yet."),
        WaitReason.DISPUTED: _("The company objects to some of it. The social worker is talking with them."),
        WaitReason.IN_DISPUTE: _("You said that something is wrong. It is paid once that is settled."),
        WaitReason.OVER_CAP: _("The company has not paid yet, and the fund can lend no more. It waits its turn."),
        WaitReason.CORRECTION: _("Too much was paid before. It is taken off later, a little at a time."),
        WaitReason.UNDER_A_FEN: _("It is less than one fen so far. It is paid when there is more."),
        WaitReason.TAXED_AWAY: _("The tax would take all of it for now. It is paid when there is more."),
    }.get(at.reason, "")


def how_paid(slip: Payslip, payment: Payment | None, today: dt.date) -> str:
    """How and when a slip was or will be paid, in one sentence; `payment` is its newest try."""
    which = told.how_paid(slip, payment, today)
    sent = which in (HowPaid.TO_CARD, HowPaid.IN_CASH)
    facts = {
        "day": short_day(payment.sent_on if sent else slip.run.pay_date, today),
        "last4": payment.last4 if payment else "",
        "note": slip.held_reason,
        "reason": payment.failed_reason if payment else "",
    }
    return {
        HowPaid.HELD: _("Held back for now: %(note)s"),
        HowPaid.FAILED: _(
            "The bank could not pay it (%(reason)s). Bring another bank card to the workshop: once it is changed, the "
            "money is sent at once."
        ),
        HowPaid.LATE: _("It was to be paid on %(day)s and has not gone out yet. Ask the social worker."),
        HowPaid.TO_COME: _("To be paid on %(day)s"),
        HowPaid.ON_ITS_WAY: _("On its way to the bank card ending in %(last4)s"),
        HowPaid.TO_CARD: _("Sent on %(day)s to the bank card ending in %(last4)s"),
        HowPaid.IN_CASH: _("Paid in cash on %(day)s"),
    }[which] % facts
