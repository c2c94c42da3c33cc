"""Finding people by whatever somebody types: name, pinyin, initials, house, last four."""

import re

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Replace

from residents.rules.names import clean_name
from residents.rules.text import normal

_HOUSE_NUMBERS = re.compile(r"\d+(?:[-/ ]\d+)+")
_LAST_FOUR = re.compile(r"\d{3}[\dX]")


def matching(residents: QuerySet, typed: str) -> QuerySet:
    """The residents among `residents` that fit what was typed; all of them for nothing.

    `赵青` or `青梅` (part of a name) · `zqm`, `zhaoqing`, `zhao qing` (pinyin) · `16-4-701` or `16号楼` (house) ·
    `0023`, `004X` (last four of identity number or telephone).
    """
    typed = normal(typed)
    if not typed:
        return residents
    found = Q(name__contains=clean_name(typed)) | Q(house__icontains=typed)
    if letters := re.sub(r"[\s']", "", typed).lower():
        if letters.isascii() and letters.isalpha():
            residents = residents.alias(spelt=Replace(F("pinyin_key"), Value(" "), Value("")))
            found |= Q(pinyin_initials__startswith=letters) | Q(spelt__contains=letters)
    if _LAST_FOUR.fullmatch(typed.upper()):
        found |= Q(identity_last4=typed.upper()) | Q(phone__endswith=typed)
    if _HOUSE_NUMBERS.fullmatch(typed):
        found |= Q(house__regex=r"(^|\D)" + r"\D+".join(re.findall(r"\d+", typed)) + r"(\D|$)")
    return residents.filter(found)
