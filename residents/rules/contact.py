"""Telephone numbers."""

import re

from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.rules.text import compact

_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0\d{2,3}\d{7,8}")


def clean_phone(text: str) -> str:
    """A mobile number of 11 digits or a landline with its area code, digits only; nothing for nothing.

    Raises RuleBroken with the code bad_phone. Several residents may share one telephone.
    """
    phone = compact(text).removeprefix("+86")
    if not phone or _MOBILE.fullmatch(phone) or _LANDLINE.fullmatch(phone):
        return phone
    raise RuleBroken(
        _("A mobile number has 11 digits and begins with 1; “%(phone)s” doesn't.") % {"phone": phone},
        code="bad_phone",
        field="phone",
    )
