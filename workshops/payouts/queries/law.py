"""The amounts of law and custom that the money counts with, as they are written down at set-up."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Max
from django.utils.translation import gettext as _

from microfactory.kernel.amounts import known_amounts
from workshops.payouts.enums import APPROVED
from workshops.payouts.models import PayRun
from workshops.payouts.queries.tax import law
from workshops.payouts.rules.corrections import DEFAULT_FLOOR, FLOOR_KEY
from workshops.payouts.rules.disputes import ANSWER_DAYS, DEFAULT_ANSWER_DAYS, DEFAULT_REST_DAYS, REST_DAYS
from workshops.payouts.rules.tax import VAT_KEY, VAT_THRESHOLD

TAX_SINCE = dt.date(2019, 1, 1)
VAT_SINCE, VAT_UNTIL = dt.date(2026, 1, 1), dt.date(2027, 12, 31)
FLOOR_SINCE = dt.date(2026, 1, 1)


def amounts() -> Iterator[dict]:
    """Each amount: key, value, unit, source, starts_on and, where it has one, ends_on."""
    for key, value in law().items():
        yield _amount(key, value, _("labour income, tax withheld: notice 61 of 2018, article 8, table 2"), TAX_SINCE)
    source = _(
        "value-added tax of a person, each time: notice 10 of 2026. Only a hint on the run, nothing is withheld"
    )
    yield _amount(VAT_KEY, VAT_THRESHOLD, source, VAT_SINCE) | {"ends_on": VAT_UNTIL}
    source = _("our own rule: corrections leave at least this share of a slip's earnings")
    yield _amount(FLOOR_KEY, DEFAULT_FLOOR, source, FLOOR_SINCE)
    for key, days in ((ANSWER_DAYS, DEFAULT_ANSWER_DAYS), (REST_DAYS, DEFAULT_REST_DAYS)):
        source = _("our own rule: days for the answer to a dispute, and for what she says to it")
        yield _amount(key, days, source, FLOOR_SINCE)


def last_taxed_day() -> dt.date | None:
    """The last pay day of any approved run, of all communities: the law is the same for them."""
    return PayRun.objects.filter(state__in=APPROVED).aggregate(last=Max("pay_date"))["last"]


def _amount(key: str, value: Decimal, source: str, since: dt.date) -> dict:
    unit = str(known_amounts()[key].kind.label)
    return {"key": key, "value": value, "unit": unit, "source": source, "starts_on": since}
