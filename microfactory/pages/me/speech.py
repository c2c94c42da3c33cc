"""What home and slip say aloud: the same facts as on the page, in recorded words. Asks the database nothing."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from microfactory.kernel.money import round_fen
from microfactory.kernel.periods import Month
from microfactory.kernel.speech import days
from microfactory.kernel.speech.numbers import amount, count, digits, quantity
from microfactory.kernel.speech.sentences import Name, Sentence, say
from microfactory.pages.me.words import SOON
from residents.queries.door import PinChange
from residents.rules import voice
from workshops.models import Issue
from workshops.payouts.enums import Answer, HowPaid
from workshops.payouts.models import Dispute, Payment, Payslip, SlipAnswer
from workshops.payouts.queries import told
from workshops.payouts.queries.earnings import ARRIVED, Earned, SlipGroup

COMMA, STOP, ASKED = "，", "。", "？"
MOST_LOTS, OF_MANY = 3, 2  # as many as home shows
_SAID = {
    Answer.RECEIVED: voice.SAID_RECEIVED,
    Answer.NOT_RECEIVED: voice.SAID_NOT,
    Answer.WRONG_AMOUNT: voice.SAID_WRONG,
}


def home(
    *,
    month: Month,
    earned: Earned,
    earlier: Decimal,
    pay_day: dt.date,
    waits_for_client: bool,
    question: Payslip | None,
    slips: Iterable[Issue],
    today: dt.date,
    changed: PinChange | None = None,
    failed: Payslip | None = None,
    answered: Dispute | None = None,
    may_act: bool = True,
    phone: str = "",
) -> Sentence:
    """十一月交的活，大约五百七十块两毛。十二月五号发。… with the question that waits and what she has in hand.

    The arguments are those of the page; `slips` carry `held`; `changed` says that somebody else changed her PIN or
    card (a name isn't spoken, the `phone` to call is). Whoever only looks (`may_act` false) is asked nothing.
    """
    return say(
        _month(month, earned, today),
        _pay_day(pay_day, waits_for_client, today) if earned.total else [],
        _changed(changed, today, phone) if changed else [],
        _parts(earned),
        _taxed(earned),
        _failed(failed, today) if failed else [],
        [voice.ANSWERED, STOP] if answered and may_act else [],
        _question(question, today) if question and may_act else [],
        _earlier(earlier),
        _in_hand(list(slips), today),
    )


def slip(
    *,
    slip: Payslip,
    groups: Iterable[SlipGroup],
    payment: Payment | None,
    said: SlipAnswer | None,
    today: dt.date,
    may_act: bool = True,
) -> Sentence:
    """十二月五号的加工费，五百六十块两毛。… how it was paid, what it is for, and the question or her answer.

    The arguments are those of the page; `said` is her latest answer.
    """
    return say(
        days.date(slip.run.pay_date, today),
        voice.FEE,
        COMMA,
        amount(slip.net),
        STOP,
        _how_paid(slip, payment, today),
        *(_group(group) for group in groups),
        [voice.TAX, COMMA, *amount(slip.tax), STOP] if slip.tax else [],
        _answer(slip, said, may_act),
    )


def sample(today: dt.date) -> Sentence:
    """A sentence of nobody's: how a set of recordings sounds."""
    paid = [*days.date(today.replace(day=22), today), voice.PAID_THEN, STOP]
    return say(*days.month(today, today), voice.HANDED_IN, COMMA, voice.ABOUT, amount(Decimal("560.20")), STOP, paid)


def _month(month: Month, earned: Earned, today: dt.date) -> list[str]:
    name = days.month(month.first, today)
    if not earned.total:
        return [*name, voice.NOTHING_YET, STOP]
    return [*name, voice.HANDED_IN, COMMA, voice.ABOUT, *amount(earned.total), STOP]


def _pay_day(day: dt.date, waits_for_client: bool, today: dt.date) -> list[str]:
    if waits_for_client:
        return [voice.AT_THE_EARLIEST, *days.date(day, today), voice.PAID_THEN, COMMA, voice.WHEN_THEY_PAID, STOP]
    return [*days.date(day, today), voice.PAID_THEN, STOP]


def _changed(change: PinChange, today: dt.date, phone: str) -> list[str]:
    told = [*days.date(change.on, today), COMMA, voice.CHANGED, STOP, voice.NOT_YOURS, COMMA, voice.TELL]
    return [*told, *([COMMA, *digits(phone)] if phone else []), STOP]


def _parts(earned: Earned) -> list[str]:
    """How far the money has come, where it isn't all in one place."""
    parts = [(voice.COUNTING, earned.counting), (voice.WAITING, earned.waiting), (voice.GOT, earned.got)]
    shown = [(word, value) for word, value in parts if value]
    if len(shown) < 2:
        return []
    return [piece for word, value in shown for piece in (word, COMMA, *amount(value), STOP)]


def _taxed(earned: Earned) -> list[str]:
    if not earned.tax:
        return []
    net = round_fen(earned.got) - earned.tax
    return [voice.OF_IT_TAX, *amount(earned.tax), COMMA, voice.INTO_HANDS, *amount(net), STOP]


def _question(slip: Payslip, today: dt.date) -> list[str]:
    sent = [*days.date(slip.run.pay_date, today), voice.SENT_OUT, *amount(slip.net), COMMA]
    return [*sent, voice.RECEIVED, ASKED, voice.PLEASE_PRESS, STOP]


def _failed(slip: Payslip, today: dt.date) -> list[str]:
    sum_of_day = [*days.date(slip.run.pay_date, today), voice.FEE, COMMA, *amount(slip.net)]
    return [*sum_of_day, COMMA, voice.FAILED, STOP, voice.NEW_CARD, STOP]


def _earlier(value: Decimal) -> list[str]:
    return [voice.EARLIER, COMMA, voice.WAITING, COMMA, *amount(value), STOP] if value else []


def _in_hand(slips: list[Issue], today: dt.date) -> list[str]:
    if not slips:
        return [voice.NOTHING_IN_HAND, STOP]
    words = [voice.IN_HAND, *count(len(slips), voice.LOTS), voice.WORK, STOP]
    for slip in slips if len(slips) <= MOST_LOTS else slips[:OF_MANY]:
        left = [voice.LEFT, *count(slip.held, slip.operation.unit)]
        words += [Name(slip.operation.work_order.product), *left, COMMA, *_due(slip.due_on, today), STOP]
    return words


def _due(day: dt.date | None, today: dt.date) -> list[str]:
    if day is None:
        return [voice.NO_HURRY]
    if day < today:
        return [voice.LATE, *quantity((today - day).days), voice.DAYS]
    left = (day - today).days
    soon = [COMMA, voice.STILL, *quantity(left), voice.DAYS] if left in SOON else []
    return [*days.near(day, today), voice.HAND_IN, *soon]


def _how_paid(slip: Payslip, payment: Payment | None, today: dt.date) -> list[str]:
    which, day = told.how_paid(slip, payment, today), days.date(slip.run.pay_date, today)
    card = [voice.TO_CARD, COMMA, voice.ENDING_IN, *digits(payment.last4), STOP] if payment and payment.last4 else []
    if which in (HowPaid.TO_CARD, HowPaid.IN_CASH):
        return [*days.date(payment.sent_on, today), *(card or [voice.IN_CASH, STOP])]
    return {
        HowPaid.HELD: [voice.HELD, COMMA, voice.ASK, STOP],
        HowPaid.FAILED: [voice.FAILED, STOP, voice.NEW_CARD, STOP],
        HowPaid.LATE: [voice.MEANT, *day, voice.PAID_THEN, COMMA, voice.NOT_SENT, STOP, voice.ASK, STOP],
        HowPaid.TO_COME: [*day, voice.PAID_THEN, STOP],
        HowPaid.ON_ITS_WAY: [voice.ON_ITS_WAY, COMMA, *card],
    }[which]


def _group(group: SlipGroup) -> list[str]:
    """One product: an amount that is shown with more than two decimals is said as 大约."""
    about = [voice.ABOUT] if round_fen(group.amount) != group.amount else []
    return [Name(group.product), *count(group.pieces, group.unit), COMMA, *about, *amount(group.amount), STOP]


def _answer(slip: Payslip, said: SlipAnswer | None, may_act: bool) -> list[str]:
    if said:
        return [voice.WRITTEN if said.for_her else voice.SAID, COMMA, _SAID[Answer(said.answer)], STOP]
    return [voice.RECEIVED, ASKED, voice.PLEASE_PRESS, STOP] if slip.state in ARRIVED and may_act else []
