"""The notice that residents read or hear before they agree: for each purpose what is used, what for, how long.

How long follows the rules on accounting archives and the law on personal information (article 47). Whoever changes a
sentence raises VERSION, since a consent names the version.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext_lazy

from residents.enums import ConsentPurpose

VERSION = "2026-11"


@dataclass(frozen=True, slots=True)
class Notice:
    """One purpose as the form tells it: which data, what for and who is told, how long it is kept."""

    data: Any
    used_for: Any
    kept: Any


NOTICES = {
    ConsentPurpose.WORK: Notice(
        pgettext_lazy(
            "on paper", "name, identity number, telephone, house, bank account; what you made and what you were paid"
        ),
        pgettext_lazy(
            "on paper",
            "counting, paying and withholding tax; the bank learns name, account and amount, the tax office name, "
            "number and income",
        ),
        pgettext_lazy("on paper", "while you take part; papers of pay 30 years, as the accounting rules demand"),
    ),
    ConsentPurpose.WELFARE_HINT: Notice(
        pgettext_lazy("on paper", "kind of hardship, its proof, size of the household, fees of each month"),
        pgettext_lazy("on paper", "telling you before fees could touch an allowance; nobody else is told"),
        pgettext_lazy("on paper", "while you take part and one year after"),
    ),
    ConsentPurpose.STATS_UPWARD: Notice(
        pgettext_lazy("on paper", "sex, age group, kind of hardship, fees: as numbers of people and sums, no names"),
        pgettext_lazy("on paper", "reports of the community to the street office"),
        pgettext_lazy("on paper", "three years"),
    ),
    ConsentPurpose.PHOTO: Notice(
        pgettext_lazy("on paper", "photos and films on which you can be seen"),
        pgettext_lazy("on paper", "showing the workshop on the wall, in the papers and on the internet"),
        pgettext_lazy("on paper", "until you take it back; then they are taken down"),
    ),
}
