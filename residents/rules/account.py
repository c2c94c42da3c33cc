"""Bank accounts: cards carry a check digit (Luhn), passbooks and some local banks don't."""

from django.utils.translation import gettext as _
from stdnum import luhn

from microfactory.kernel.errors import RuleBroken
from residents.rules.text import compact

SHORTEST, LONGEST = 12, 19


def clean_account(text: str) -> str:
    """An account number as digits. Raises RuleBroken with the code bad_account (or lost_precision)."""
    number = compact(text)
    if "E+" in number or "." in number:
        raise RuleBroken(
            _("The spreadsheet has rounded this account number, its last digits are lost. Type it again as text."),
            code="lost_precision",
            field="account_number",
        )
    if not number.isdecimal() or not SHORTEST <= len(number) <= LONGEST:
        raise RuleBroken(
            _("An account number has %(shortest)s to %(longest)s digits; this one has %(count)s characters.")
            % {"shortest": SHORTEST, "longest": LONGEST, "count": len(number)},
            code="bad_account",
            field="account_number",
        )
    return number


def passes_luhn(number: str) -> bool:
    """Whether the check digit of a card fits. Where it doesn't, warn: passbooks have none."""
    return luhn.is_valid(number)
