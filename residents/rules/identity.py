"""Identity numbers (GB 11643) and ages. The region is not looked at: it is that of the first registration."""

import datetime as dt
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from stdnum.cn import ric

from microfactory.kernel.errors import RuleBroken
from residents.rules.text import compact

WORKING_AGE = 16  # 禁止使用童工规定; 劳动法 §15
FULL_AGE = 18  # below it a working person is a 未成年工
_SHAPE = re.compile(r"[1-9]\d{16}[\dX]")
_FLOAT = re.compile(r"\d(\.\d+)?E\+?\d+", re.I)


@dataclass(frozen=True)
class Identity:
    """What an identity number says about its holder."""

    number: str
    birth_date: dt.date
    sex: str  # "female" or "male", as residents.enums.Sex

    @property
    def last_four(self) -> str:
        """The part that stays visible."""
        return self.number[-4:]


def _broken(sentence: str, code: str) -> RuleBroken:
    return RuleBroken(sentence, code=code, field="identity_number")


def is_identity(text: str) -> bool:
    """Whether this is an identity number of 18 characters with a date and a checksum that fit, of whatever time."""
    try:
        parse_identity(text, today=dt.date.max)
    except RuleBroken:
        return False
    return True


def parse_identity(text: str, *, today: dt.date) -> Identity:
    """Reads an identity number of 18 characters.

    Raises RuleBroken with the code lost_precision (a spreadsheet rounded it), bad_length, bad_birth_date or
    bad_checksum.
    """
    number = compact(text)
    if _FLOAT.fullmatch(number):
        raise _broken(
            _("The spreadsheet has rounded this identity number, its last digits are lost. Type it again as text."),
            "lost_precision",
        )
    if len(number) == 15 and number.isdecimal():
        raise _broken(_("Identity numbers of 15 digits are void since 2013. Ask for the present card."), "bad_length")
    if not _SHAPE.fullmatch(number):
        raise _broken(
            _("An identity number has 18 characters; this one has %(count)s.") % {"count": len(number)}
            if len(number) != 18
            else _("An identity number is made of digits; only the last character may be X."),
            "bad_length",
        )
    try:
        birth_date = dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        birth_date = None
    if birth_date is None or not dt.date(1880, 1, 1) <= birth_date <= today:
        raise _broken(
            _("The date of birth in this identity number (%(digits)s) does not exist.") % {"digits": number[6:14]},
            "bad_birth_date",
        )
    if number[-1] != ric.calc_check_digit(number):
        raise _broken(_("The identity number's check digit is wrong: one of its digits is mistyped."), "bad_checksum")
    return Identity(number, birth_date, "male" if int(number[16]) % 2 else "female")


def age_on(birth_date: dt.date, day: dt.date) -> int:
    """Whole years on that day; who was born on 29 February is a year older on 1 March."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def check_working_age(birth_date: dt.date | None, day: dt.date) -> None:
    """Refuses whoever is under 16 on that day, by law. Raises RuleBroken with the code under_16."""
    if birth_date and age_on(birth_date, day) < WORKING_AGE:
        raise _broken(
            _("%(age)s years old: nobody under 16 may be registered for work, by law.")
            % {"age": age_on(birth_date, day)},
            "under_16",
        )


def is_young(birth_date: dt.date | None, day: dt.date) -> bool:
    """16 or 17 years old: may work, but nothing hazardous. A warning, never a refusal."""
    return bool(birth_date) and WORKING_AGE <= age_on(birth_date, day) < FULL_AGE
