"""The card that a resident carries agrees with what she took, brought and holds."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from microfactory.kernel.periods import Month
from workshops.operations.entries import log_entry
from workshops.operations.undoing import void_entry
from workshops.queries.record_card import record_card

pytestmark = pytest.mark.django_db
NOVEMBER = Month(2026, 11)


def test_each_day_says_what_is_left(by, slip, resident, now):
    before = slip.quantity
    by(log_entry)(issue=slip, good=3, rework=1, worker_fault=1)
    undone = by(log_entry)(issue=slip, good=1)
    by(void_entry)(entry=undone)
    lines = record_card(resident, Month.of(slip.issued_on))
    assert sum(line.taken for line in lines) == before
    assert sum(line.brought for line in lines) == 5
    assert sum(line.good for line in lines) == 3
    assert sum((line.amount for line in lines), Decimal(0)) == Decimal(24)
    assert lines[-1].left == before - 4
    assert record_card(resident, Month.of(slip.issued_on).shifted(-1)) == []


def test_what_is_held_goes_into_the_next_month(by, slip, resident, now):
    later = Month.of(slip.issued_on).shifted(1)
    assert record_card(resident, later) == []
    by(log_entry)(issue=slip, good=1)
    (line,) = [line for line in record_card(resident, Month.of(dt.date(2026, 11, 24))) if line.brought]
    assert line.left == slip.quantity - 1


@pytest.mark.parametrize("month", ["2026-11", "", "soon", "2026-99"])
def test_the_card_is_printed_without_money_for_a_leader(by, slip, resident, social_worker, leader, client_of, month):
    by(log_entry)(issue=slip, good=3)
    address = reverse("workshops:record_card", args=["liuhe", resident.pk]) + f"?month={month}"
    page = client_of(social_worker).get(address).content.decode()
    assert "加工记录卡" in page and resident.name in page and "24.00" in page
    page = client_of(leader).get(address).content.decode()
    assert resident.name in page and "24.00" not in page
