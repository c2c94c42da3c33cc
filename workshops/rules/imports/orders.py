"""An order list read: companies, products, work steps, prices, and residents' rates with their first days."""

import datetime as dt
import functools
import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from stdnum.cn import uscc

from microfactory.kernel.periods import Month
from workshops.rules.imports import cells
from workshops.rules.imports.fields import MERGED_FIELDS, ORDERS
from workshops.rules.imports.findings import DOUBLED, Reading
from workshops.rules.imports.headers import Header, body, month_above

DEFAULT_OPERATION = "加工"


@dataclass(slots=True)
class OrderRow(Reading):
    """One rate of one work step of one product of one company. Prices in yuan a piece, minutes for one piece."""

    client: str = ""
    credit_code: str = ""
    product: str = ""
    operation: str = ""
    unit: str = ""
    client_price: Decimal | None = None
    rate: Decimal | None = None
    starts_on: dt.date | None = None
    minutes: Decimal | None = None
    planned: int = 0

    @property
    def client_key(self) -> str:
        """What tells companies apart: the code, or the name where there is none."""
        return self.credit_code or self.client

    @property
    def operation_key(self) -> tuple[str, str, str]:
        """What tells work steps apart."""
        return self.client_key, self.product, self.operation


def stated_month(header: Header) -> Month | None:
    """The month that the lines over the list name."""
    stated = month_above(header)
    return Month(*stated) if stated and 1 <= stated[1] <= 12 else None


def read_orders(table, header: Header, *, month: Month | None = None) -> list[OrderRow]:
    """Every row of the sheet, in its order. A rate without a first day begins with the month over the list, or with
    `month`. A later row of the same step is its next rate."""
    month = stated_month(header) or month
    hours = "小时" in header.words.get("minutes", "")
    rows = [_read(number, values, month, hours) for number, values in body(table, header, MERGED_FIELDS[ORDERS])]
    _compare(rows)
    return rows


def _read(number: int, values: dict, month: Month | None, hours: bool) -> OrderRow:
    row = OrderRow(number)
    row.client = cells.squeezed(values.get("client"))
    row.product = cells.squeezed(values.get("product"))
    row.operation = cells.squeezed(values.get("operation")) or DEFAULT_OPERATION
    row.unit = cells.squeezed(values.get("unit")) or "件"
    if not row.client:
        row.refuse("missing_client", _("There is no company in this row."), "client")
    if not row.product:
        row.refuse("missing_product", _("There is no product in this row."), "product")
    _read_code(row, values)
    _read_prices(row, values, month)
    minutes = row.attempt(cells.number, values.get("minutes"), "minutes")
    row.minutes = round(minutes * (60 if hours else 1), 2) if minutes else None
    row.planned = row.attempt(cells.pieces, values.get("planned"), "planned", row.unit, default=0)
    return row


def _read_code(row: OrderRow, values: dict) -> None:
    typed = row.attempt(cells.long_number, values.get("credit_code"), "credit_code")
    if typed is None:
        return
    row.credit_code = typed
    if not typed:
        row.warn("missing_code", _("There is no company code. The company is found by its name."), "credit_code")
    elif not uscc.is_valid(typed):
        sentence = _("This company code doesn't add up: 18 characters, the last one is a check.")
        row.refuse("bad_credit_code", sentence, "credit_code")


def _read_prices(row: OrderRow, values: dict, month: Month | None) -> None:
    row.client_price = row.attempt(cells.price, values.get("client_price"), "client_price")
    row.rate = row.attempt(cells.price, values.get("rate"), "rate")
    row.starts_on = row.attempt(cells.day, values.get("starts_on"), "starts_on", month)
    if row.refused:
        return
    if row.rate is None:
        row.refuse("missing_rate", _("There is no rate for the residents in this row."), "rate")
    if row.starts_on is None and month:
        row.starts_on = month.first
    if row.starts_on is None:
        row.refuse("missing_start", _("From which day does this rate hold?"), "starts_on")
    if row.client_price and row.rate and row.rate > row.client_price:
        sentence = _("The residents' rate is higher than the company's price: the community pays the difference.")
        row.warn("rate_above_price", sentence, "rate")


def _compare(rows: list[OrderRow]) -> None:
    """What two rows say differently about one thing; the first of them counts. A company's code may stand once."""
    codes = {row.client: row for row in reversed(rows) if row.credit_code and not row.refused}
    names: dict[str, OrderRow] = {}
    steps: dict[tuple, OrderRow] = {}
    rates: dict[tuple, OrderRow] = {}
    for row in rows:
        if row.refused:
            continue
        if coded := codes.get(row.client):
            row.credit_code = row.credit_code or coded.credit_code
        client = names.setdefault(row.client_key, row)
        step = steps.setdefault(row.operation_key, row)
        rate = rates.setdefault((*row.operation_key, row.starts_on), row)
        if client.client != row.client:
            sentence = _("Row %(row)s gives another name to this company code.")
            row.refuse("client_conflict", sentence % {"row": client.number}, "client")
        if coded and coded.credit_code != row.credit_code:
            sentence = _("Row %(row)s gives another code to this company.")
            row.refuse("client_conflict", sentence % {"row": coded.number}, "credit_code")
        if row is step and row.client_price is None:
            sentence = _("There is no company's price: it is stored as a step that the company doesn't pay apart.")
            row.warn("missing_price", sentence, "client_price")
        if row.client_price is not None and row.client_price != step.client_price:
            sentence = _("Row %(row)s gives another company's price for this work step. A new price is a new order.")
            row.refuse("price_conflict", sentence % {"row": step.number}, "client_price")
        if rate is not row and rate.rate != row.rate:
            sentence = _("Row %(row)s gives another rate for the same work step and day.")
            row.refuse("rate_conflict", sentence % {"row": rate.number}, "rate")
        elif rate is not row:
            row.warn(DOUBLED, _("Row %(row)s says the same.") % {"row": rate.number})


@functools.lru_cache(maxsize=4096)  # a log of 10,000 rows names a dozen products
def spoken_key(value: str) -> str:
    """A product or step name as it is compared: no blanks, no punctuation, small letters."""
    return re.sub(r"[\W_]+", "", value).lower()
