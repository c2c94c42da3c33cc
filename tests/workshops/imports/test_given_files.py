"""The three files of a real office, read without a database, agree with expected.json to the fen."""

import datetime as dt

import pytest

from tests.workshops.imports import sheets
from workshops.rules.imports import matching
from workshops.rules.imports.pieces import totals


def by_text(found: dict[int, str]) -> dict[str, str]:
    return {str(number): code for number, code in found.items()}


@pytest.fixture(scope="module")
def roster():
    return sheets.roster(sheets.given("roster"))


@pytest.fixture(scope="module")
def orders():
    return sheets.orders(sheets.given("orders"))


@pytest.fixture(scope="module")
def log(roster, orders):
    people = [row for row in roster if not row.refused]
    steps = {}
    for row in orders:
        steps.setdefault(row.operation_key, []).append((row.starts_on, row.rate))
    found = [
        sheets.step(product, name, *sorted(rates), key=key)
        for key, ((_, product, name), rates) in enumerate(steps.items())
    ]
    known = matching.People(
        matching.Person(key, row.name, row.identity[-4:], row.born) for key, row in enumerate(people)
    )
    return people, sheets.pieces(sheets.given("piece-log"), known, found)


def test_the_roster(roster):
    wanted = sheets.expected()["roster"]
    assert by_text(sheets.codes(roster)) == wanted["rejected"]
    assert by_text(sheets.warnings(roster)) == wanted["warned"]
    assert sum(not row.refused for row in roster) == wanted["accepted"]


def test_the_orders(orders):
    wanted = sheets.expected()["orders"]
    assert (sheets.codes(orders), sheets.warnings(orders)) == ({}, {})
    assert len(orders) == wanted["accepted"] == wanted["rates"]
    assert len({row.client_key for row in orders}) == wanted["clients"]
    assert len({row.operation_key for row in orders}) == wanted["operations"]


def test_the_piece_log(log):
    people, rows = log
    wanted = sheets.expected()["piece_log"]
    assert by_text(sheets.codes(rows)) == wanted["rejected"]
    assert by_text(sheets.warnings(rows)) == wanted["warned"]
    stored = [row for row in rows if not row.refused and not row.warnings]
    assert len(stored) == wanted["accepted"]
    by_person, by_product, total = totals(stored)
    named = {people[key].identity or people[key].name: str(amount) for key, amount in by_person.items()}
    assert named == wanted["gross_by_person"]
    assert dict(by_product) == wanted["pieces_by_operation"]
    assert str(total) == wanted["gross_total"]


def test_a_rate_changes_in_mid_month(log):
    _, rows = log
    combs = {(row.day, row.rate) for row in rows if row.product == "宠物梳" and not row.refused}
    change = dt.date(2026, 10, 16)
    assert {rate for day, rate in combs if day < change} != {rate for day, rate in combs if day >= change}
    assert len({rate for _, rate in combs}) == 2
