"""What the phone says of a dispute: what it is about, whose turn it is, who said what."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from microfactory.kernel.dates import short_day, short_moment
from microfactory.kernel.money import amount
from workshops.models import PieceEntry
from workshops.payouts.enums import HERS, Clock, DisputeAbout, DisputeState, Outcome
from workshops.payouts.enums import Said as Kind
from workshops.payouts.models import Dispute, DisputeMessage, Payslip
from workshops.payouts.queries.disputes import DisputeRow

TONES = {Clock.RUNNING: "wait", Clock.LATE: "bad", Clock.HERS: "brand", Clock.RESTING: "", Clock.OVER: "ok"}


def work(entry: PieceEntry, yuan: Decimal) -> str:
    """One piece of work in a line: day, product, count, sum."""
    return _("%(day)s %(product)s, %(pieces)s %(unit)s, %(sum)s yuan") % {
        "day": short_day(entry.work_date),
        "product": entry.operation.work_order.product,
        "pieces": entry.good + entry.paid_faulty,
        "unit": entry.operation.unit,
        "sum": amount(yuan),
    }


def total(slip: Payslip) -> str:
    """A slip as a whole, where she can't say which line is wrong."""
    facts = {"day": short_day(slip.run.pay_date), "sum": amount(slip.net)}
    return _("The sum of %(day)s is wrong: %(sum)s yuan") % facts


def about(dispute: Dispute) -> str:
    """What a dispute is about."""
    if dispute.about == DisputeAbout.TOTAL:
        return total(dispute.slip)
    if dispute.entry is None:
        return _("Work of mine is missing")
    return work(dispute.entry, dispute.line.amount if dispute.line else dispute.entry.amount)


def state(row: DisputeRow) -> tuple[str, str]:
    """Its state in a word, and the tone of the pill."""
    if row.dispute.state == DisputeState.WITHDRAWN:
        return pgettext("dispute", "taken back"), ""
    return {
        Clock.RUNNING: _("we are looking"),
        Clock.LATE: _("answer is late"),
        Clock.HERS: _("answered: is it settled?"),
        Clock.RESTING: _("answered, not closed"),
        Clock.OVER: pgettext("dispute", "settled"),
    }[row.clock], TONES[row.clock]


def clock(row: DisputeRow) -> str:
    """Whose turn it is and until when, as people say it; nothing when it is over."""
    day = {"day": short_day(row.dispute.due_on), "days": row.days}
    if row.clock == Clock.RUNNING:
        return _("You get an answer by %(day)s.") % day
    if row.clock == Clock.LATE:
        return _("You should have had an answer by %(day)s. It is %(days)s days late: we are sorry.") % day
    if row.clock == Clock.HERS:
        return _("Is it settled? Only you can say so.")
    if row.clock == Clock.RESTING:
        return _("You have said nothing to the answer yet. You may still say whether it is settled.")
    return ""


def raised(dispute: Dispute) -> str:
    """What happens now."""
    return _("Sent. You get an answer by %(day)s.") % {"day": short_day(dispute.due_on)}


@dataclass(frozen=True)
class Said:
    """A message as the phone shows it: hers on the right, ours on the left."""

    message: DisputeMessage
    hers: bool
    who: str
    head: str

    @classmethod
    def of(cls, message: DisputeMessage) -> "Said":
        """Who says it, and what it is."""
        hers = message.kind in HERS
        head = "" if message.kind in (Kind.OPENED, Kind.MORE, Kind.ASKED) else message.get_kind_display()
        if message.kind == Kind.ANSWERED:
            head = message.get_outcome_display()
        return cls(message, hers, _("You") if hers else message.by.name, head)

    @property
    def note(self) -> str:
        """What her pay gains or loses by the answer."""
        if self.message.correction is None:
            return ""
        gain = {"sum": amount(self.message.net)}
        if self.message.outcome == Outcome.PAID_EXTRA:
            return _("%(sum)s yuan more come with the next pay.") % gain
        return _("It changes your pay by %(sum)s yuan.") % gain

    @property
    def at(self) -> str:
        """Day and time."""
        return short_moment(self.message.at)

    @property
    def how(self) -> str:
        """How it was said, where it wasn't on her own phone."""
        return "" if self.message.how in ("", "own") else self.message.vouched_for
