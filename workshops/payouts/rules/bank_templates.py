"""What a bank's template must not say: it stands between the accounts that were approved and the bank.

The account is the resident's and comes from her row. A template that writes a number of its own, or puts something
else where the bank looks for account and name, would send the whole run to one account.
"""

import re
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from workshops.payouts.enums import FileField
from workshops.payouts.rules.bank_files import Column

MOST_DIGITS = 7  # the shortest account number has eight
# What banks call the two columns. A kind of account (账号类型) is neither.
_READS_LIKE = {
    FileField.ACCOUNT: re.compile(
        r"(账号|帐号|卡号|账户号|存折号|(account|card)(no|num))(?!.*(类型|标志|种类))", re.I
    ),
    FileField.HOLDER: re.compile(r"户名|账户名|姓名|^收款人(名称)?$|holder|payee|nameof", re.I),
}


def check_template(columns: Sequence[Column], *, purpose: str) -> None:
    """Raises RuleBroken for a template that could lead money elsewhere.

    The codes: digits (a text of its own with eight or more), heading_twice (two columns that read like the account, or
    like its holder), heading_wrong (one that reads like them and holds something else).
    """
    for text in _own_texts(columns, purpose):
        if sum(sign.isdigit() for sign in text) > MOST_DIGITS:
            raise RuleBroken(
                _("“%(text)s” could be an account number. Accounts come from the residents' pages, never from here.")
                % {"text": text},
                code="digits",
            )
    for field in _READS_LIKE:
        alike = [column for column in columns if _reads_like(column.heading) == field]
        if len(alike) > 1:
            raise RuleBroken(
                _("Two columns read like “%(field)s”: %(headings)s. The bank would have to guess; keep one.")
                % {"field": field.label, "headings": _(", ").join(column.heading for column in alike)},
                code="heading_twice",
            )
        if alike and alike[0].field != field:
            raise RuleBroken(
                _("The column “%(heading)s” has to hold: %(field)s. Choose that, or another heading.")
                % {"heading": alike[0].heading, "field": field.label},
                code="heading_wrong",
            )


def odd_headings(columns: Iterable[Column]) -> list[str]:
    """Headings of columns with account or holder that don't read like it: worth a second look, not refused."""
    return [
        column.heading
        for column in columns
        if column.field in _READS_LIKE and _reads_like(column.heading) != column.field
    ]


def _reads_like(heading: str) -> FileField | None:
    plain = "".join(heading.split())
    return next((field for field, looks in _READS_LIKE.items() if looks.search(plain)), None)


def _own_texts(columns: Iterable[Column], purpose: str) -> Iterable[str]:
    """All that the template writes into the file by itself."""
    yield purpose
    for column in columns:
        yield column.heading
        if column.field == FileField.FIXED:
            yield column.text
