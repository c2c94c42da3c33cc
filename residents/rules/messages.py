"""What messages say, when they may go out, by which way, and what never stands in one.

A message can be read by whoever holds the phone, sits beside it or finds the slip. So it names no amount, no hardship
and no number of a person; it says that there is something to look at, and where to ask.
"""

import datetime as dt
import re
from collections.abc import Collection

from django.utils.translation import gettext as _

from microfactory.kernel.dates import short_day
from microfactory.kernel.errors import RuleBroken
from residents.enums import SECURITY_NOTICES, MessageChannel, MessageTemplate, MessageWish

LONGEST = 200  # three text messages
MOST_TRIES = 6
LEASE = dt.timedelta(minutes=10)  # how long a try may take before another sender may take over
_BACKOFF = [dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360)]
_MORNING, _EVENING = dt.time(8), dt.time(20)

_AMOUNTS = re.compile(
    r"[¥￥$]|RMB|人民币"
    r"|[0-9０-９][0-9０-９,，.．\s]*(元|块|角|毛|分钱|万|yuan)"
    r"|[〇零一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟半几]+(元|块钱|块[一二两三四五六七八九半]|角钱|毛钱)"
    r"|[0-9０-９]{3,}[.．][0-9０-９]{1,2}(?![0-9０-９])"
    r"|(费|钱)\D{0,4}[0-9０-９]{2,}(?![0-9０-９]*[年月日号天点时:：])",
    re.IGNORECASE,
)
_HARDSHIP = re.compile(
    r"低保|特困|五保|低收入|低边|贫困|脱贫|返贫|残疾|残联|困难(户|家庭|群众|人员|居民|补|类)|救助|监测户|单亲|失业|孤寡|重病|大病"
)
_LONG_NUMBER = re.compile(r"[0-9０-９]{14,}|([0-9]{4}[ -]){3}[0-9]{3}|[0-9]{6}[ -]?(19|20)[0-9]{6}")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LINK = re.compile(r"https?:|www\.|\.(com|cn|net)\b", re.IGNORECASE)


def flaw(text: str) -> str:
    """What may not stand in a message, if anything does: `amount`, `hardship`, `number`, `link`; empty else."""
    found = {"amount": _AMOUNTS, "hardship": _HARDSHIP, "number": _LONG_NUMBER, "link": _LINK}
    return next((code for code, pattern in found.items() if pattern.search(text)), "")


def check_words(text: str) -> str:
    """The words as they may go out. Raises RuleBroken: amount, hardship, number, link, empty, too_long."""
    text = " ".join(text.split())
    sentences = {
        "amount": _("No amount of money goes into a message: others read along. Say where it can be looked up."),
        "hardship": _("Nothing about hardship goes into a message: others read along. Tell her yourself."),
        "number": _("No identity or account number goes into a message."),
        "link": _("No link goes into a message: nobody should learn to touch links in messages."),
        "empty": _("Please write what people are to be told."),
        "too_long": _("This is too long for a message: %(most)s signs at most.") % {"most": LONGEST},
    }
    wrong = flaw(text) or ("" if text else "empty") or ("too_long" if len(text) > LONGEST else "")
    if wrong:
        raise RuleBroken(sentences[wrong], code=wrong, field="text")
    return text


def words(template: str, *, name: str, today: dt.date, phone: str = "", **details: str | dt.date) -> str:
    """The text of a message in the active language.

    `name` is whom it is for, `phone` whom to call. `details` by template: MONEY_SENT day · WORK_DUE, WORK_LATE work,
    day · BY_HAND text · the others none. A word that says too much (a product called 十元店挂件) becomes “the work”.
    Raises RuleBroken as `check_words` for what was written by hand.
    """
    said = {key: _plain(value, today) for key, value in details.items() if key != "text"}
    sentence = _sentences()[MessageTemplate(template)] % {
        "name": name,
        "text": check_words(str(details["text"])) if "text" in details else "",
        **said,
    }
    if not phone:
        return sentence
    return _("%(sentence)s Telephone: %(phone)s.") % {"sentence": sentence, "phone": phone}


def group_words(template: str, *, name: str, today: dt.date, **details: str | dt.date) -> str:
    """The text for the group chat of a workshop called `name`: nobody is named in it. Only MONEY_SENT and BY_HAND."""
    sentences = {
        MessageTemplate.MONEY_SENT: _(
            "%(name)s: the pay of %(day)s has gone out. Look at your phone, or fetch your sheet at the workshop."
        ),
        MessageTemplate.BY_HAND: "%(text)s",
    }
    said = {key: _plain(value, today) for key, value in details.items() if key != "text"}
    text = check_words(str(details["text"])) if "text" in details else ""
    return sentences[MessageTemplate(template)] % {"name": name, "text": text, **said}


def _sentences() -> dict[MessageTemplate, str]:
    return {
        MessageTemplate.MONEY_SENT: _(
            "%(name)s, your pay of %(day)s has gone out. Look at your phone for how much, or fetch your sheet at the"
            " workshop."
        ),
        MessageTemplate.MONEY_FAILED: _(
            "%(name)s, some money could not be paid into your account. Please come to the community and look at the"
            " number of your card."
        ),
        MessageTemplate.WORK_DUE: _(
            "%(name)s, the work in your hands (%(work)s) is due on %(day)s. Can't finish it? No harm, just call."
        ),
        MessageTemplate.WORK_LATE: _(
            "%(name)s, the work in your hands (%(work)s) was due on %(day)s. Are you still at it? Call if you need"
            " help."
        ),
        MessageTemplate.DISPUTE_ANSWERED: _(
            "%(name)s, what you asked about has an answer. Look at your phone, or come to the workshop and see it."
        ),
        MessageTemplate.CARD_REPLACED: _(
            "%(name)s, you have a new card now; the old one is dead. If it wasn't you who asked for it, call at once."
        ),
        MessageTemplate.PIN_CHANGED: _(
            "%(name)s, your PIN for signing in was changed. If it wasn't you who asked for it, call at once."
        ),
        MessageTemplate.BY_HAND: _("%(name)s, %(text)s"),
    }


def _plain(value: str | dt.date, today: dt.date) -> str:
    if isinstance(value, dt.date):
        return short_day(value, today)
    return _("the work") if flaw(value) else value


def channel_for(*, template: str, wish: str, phone: str, gateway: bool) -> MessageChannel | None:
    """By which way a resident is told, if at all.

    Without a gateway, whoever has a phone is reached by somebody who pastes the text into her chat; that money went
    out is pasted into the group's chat once, so it isn't written for each of them again. Who wants no messages is
    told all the same that somebody changed her ways in.
    """
    if wish == MessageWish.NOTHING and template not in SECURITY_NOTICES:
        return None
    if wish == MessageWish.PAPER or not phone:
        return MessageChannel.PRINT
    if gateway and _MOBILE.fullmatch(phone):
        return MessageChannel.SMS
    return None if template == MessageTemplate.MONEY_SENT else MessageChannel.PASTE


def by_daylight(moment: dt.datetime) -> dt.datetime:
    """The moment itself between 8 and 20 o'clock of its own zone, else the next morning: nobody is woken."""
    if _MORNING <= moment.time() < _EVENING:
        return moment
    day = moment.date() + dt.timedelta(days=1 if moment.time() >= _EVENING else 0)
    return dt.datetime.combine(day, _MORNING, moment.tzinfo)


def next_try(tries: int, now: dt.datetime) -> dt.datetime | None:
    """When to try again after so many failed tries: after 1, 5, 30, 120, 360 minutes; None after the sixth."""
    return now + _BACKOFF[tries - 1] if tries < MOST_TRIES else None


def work_words(products: Collection[str]) -> str:
    """Several products as a message names them: the first, and how many there are."""
    named = sorted(set(products))
    if len(named) == 1:
        return named[0]
    return _("%(first)s and so on, %(count)s kinds") % {"first": named[0], "count": len(named)}
