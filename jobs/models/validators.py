"""What a telephone number and a company's credit code look like."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc

# What may stand in a telephone number as it is written on a notice; the database checks the same.
PHONE_CHARACTERS = r"^[0-9][0-9 -]{3,18}[0-9]$"
# A mobile; a landline with area code and perhaps an extension; a 400 or 800 number; a hotline such as 12333.
_DIALLED = re.compile(r"1[3-9]\d{9}|0\d{2,3}[2-9]\d{6,7}(-?\d{1,4})?|[48]00\d{7}|1\d{4}")

# GB 32100-2015: the office and kind of registration are a letter or a figure, the district six figures.
_CREDIT_CODE = re.compile(r"[0-9A-HJ-NP-RTUW-Y]{2}\d{6}[0-9A-HJ-NP-RTUW-Y]{10}")


def validate_phone(text: str) -> None:
    """Refuses what nobody could dial: a public posting with a wrong number sends people nowhere."""
    dialled = re.sub(r"\D", "", text)
    if not re.fullmatch(PHONE_CHARACTERS, text) or not _DIALLED.fullmatch(dialled):
        raise ValidationError(
            _("“%(phone)s” can't be dialled. A mobile number has 11 digits, a landline begins with its area code.")
            % {"phone": text},
            code="bad_phone",
        )


def validate_credit_code(text: str) -> None:
    """Refuses a unified social credit code with a wrong length, sign or check digit.

    The check digit is stdnum's. Its format check is not used: it wants eight figures in front, and would refuse the
    codes of rural collectives, which begin with N.
    """
    code = uscc.compact(text)
    if not _CREDIT_CODE.fullmatch(code) or uscc.calc_check_digit(code[:17]) != code[-1]:
        raise ValidationError(
            _("“%(code)s” is no credit code: it has 18 signs, the last one checks the others. See the licence again.")
            % {"code": text},
            code="bad_credit_code",
        )
