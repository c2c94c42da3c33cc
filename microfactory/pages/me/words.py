"""What the phone says in words: when a thing is due, why work isn't paid yet, until when an answer may be changed."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from microfactory.kernel.dates import short_day, spoken_day, weekday
from workshops.payouts.enums import WaitReason
from workshops.payouts.queries.whereabouts import Part, Stage, Whereabouts

TONES = {Part.COUNTING: "wait", Part.WAITING: "brand", Part.GOT: "ok", Part.NONE: ""}


def due(day: dt.date | None, today: dt.date) -> tuple[str, str]:
    """When a lot is to be handed in, as people say it, and the tone of the pill."""
    if day is None:
        return _("no hurry"), "ok"
    left = (day - today).days
    if left < 0:
        return _("%(days)s days late") % {"days": -left}, "bad"
    if left < 2:
        return _("due %(day)s") % {"day": spoken_day(day, today)}, "wait"
    if left < 7:
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


def clock(moment: dt.datetime, today: dt.date) -> str:
    """A time as people say it: tomorrow, five past two in the afternoon."""
    local = timezone.localtime(moment)
    figures = {"hour": local.hour if local.hour < 13 else local.hour - 12, "minute": f"{local.minute:02d}"}
    time = (_("%(hour)s:%(minute)s") if local.minute else _("%(hour)s o'clock")) % figures
    if local.hour < 6:
        said = _("%(time)s at night") % {"time": time}
    elif local.hour < 12:
        said = _("%(time)s in the morning") % {"time": time}
    elif local.hour < 18:
        said = _("%(time)s in the afternoon") % {"time": time}
    else:
        said = _("%(time)s in the evening") % {"time": time}
    return _("%(day)s, %(time)s") % {"day": spoken_day(local.date(), today), "time": said}
