"""What is left of a piece: the client's price less all rates that it takes, at the rates of a day."""

import datetime as dt
from decimal import Decimal as D

import pytest

from tests.factories.workshops import PieceRateFactory
from workshops.payouts.queries.piece_margins import piece_margins

DAY = dt.date(2026, 11, 24)


def told(order, day=DAY):
    return [(row.price, row.rate, row.margin) for row in piece_margins(order, day)]


def test_one_operation(office):
    assert told(office.operation("10", "8.035").work_order) == [(10, D("8.035"), D("1.965"))]


def test_a_piece_pays_its_steps(office):
    priced = office.operation("10", "5")
    office.operation("0", "2.5", work_order=priced.work_order)
    assert told(priced.work_order) == [(10, 5, D("2.5")), (None, D("2.5"), None)]


def test_whose_steps_they_are_is_not_guessed(office):
    priced = office.operation("10", "5")
    office.operation("4", "1", work_order=priced.work_order)
    office.operation("0", "2.5", work_order=priced.work_order)
    assert [margin for _price, _rate, margin in told(priced.work_order)] == [None, None, None]


@pytest.mark.parametrize(("day", "rate"), [(DAY, 8), (dt.date(2026, 12, 1), 9)])
def test_the_rate_of_the_day(office, day, rate):
    operation = office.operation("10", "8", paying__ends_on=dt.date(2026, 11, 30))
    PieceRateFactory(operation=operation, rate=D(9), starts_on=dt.date(2026, 12, 1))
    assert told(operation.work_order, day) == [(10, rate, 10 - rate)]
