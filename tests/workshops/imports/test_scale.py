"""Large files: read whole, stored whole, in a number of statements that doesn't grow with them."""

import datetime as dt
import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from stdnum.cn import ric

from microfactory.kernel.spreadsheets import read_table
from residents.models import Resident
from tests.workshops.imports import sheets
from workshops.enums import ImportKind
from workshops.forms.imports import StoreForm
from workshops.models import PieceEntry
from workshops.queries.imports import MOST_TICKS, read_batch
from workshops.queries.imports_page import counts

ROSTER = ["姓名", "身份证号", "联系电话", "备注"]
LOG = ["日期", "姓名", "产品", "工序", "合格数", "单价", "金额"]
ORDERS = ["委托企业", "产品", "工序", "单位", "企业单价", "居民工价", "起始日"]


def person(number: int) -> list[str]:
    """A roster row of somebody invented."""
    born = dt.date(1960, 1, 1) + dt.timedelta(days=number)
    body = f"130199{born:%Y%m%d}{number % 999:03d}"
    return [f"居民{number:05d}", body + ric.calc_check_digit(body + "0"), f"139{number:08d}", None]


def log(rows: int, people: int) -> list[list]:
    """Rows of October, all different."""
    days = [f"2026-10-{day:02d}" for day in range(1, 32)]
    who = itertools.cycle(person(number)[0] for number in range(people))
    return [[days[n % 31], next(who), "宠物梳", "装盒", n // 31 + 1, 8, (n // 31 + 1) * 8] for n in range(rows)]


@pytest.fixture
def orders(bring):
    bring(ImportKind.ORDERS, [ORDERS, ["乐宠用品", "宠物梳", "装盒", "盒", 10, 8, "2026-10-01"]])


def test_two_thousand_people_with_doubles_and_without_numbers(bring):
    people = [person(number) for number in range(1970)]
    nameless = [[f"无证{number}", None, f"138{number:08d}", "身份证丢失补办中"] for number in range(15)]
    doubles = [[*person(number)[:2], None, "重复?"] for number in range(30)]
    stored = bring(ImportKind.ROSTER, [ROSTER, *people, *nameless, *doubles])
    refused = stored.batch.result["rejected"]
    assert [code for code, _ in refused.values()] == ["duplicate"] * 30
    assert list(map(int, refused)) == list(range(1987, 2017))
    assert [code for code, _ in stored.batch.result["warned"].values()] == ["missing_id"] * 15
    assert Resident.objects.count() == 1985
    kept = Resident.objects.filter(identity_hash="")
    assert {*kept.values_list("no_identity_reason", flat=True)} == {"身份证丢失补办中"}
    assert kept.count() == 15


def test_twenty_thousand_rows(bring, orders):
    bring(ImportKind.ROSTER, [ROSTER, *(person(number) for number in range(100))])
    stored = bring(ImportKind.PIECES, [["计件表"], LOG, *log(20_000, 100)])
    assert stored.batch.result["accepted"] == PieceEntry.objects.count() == 20_000
    assert not stored.batch.result["rejected"]


def test_twenty_thousand_rows_are_read():
    rows = read_table(sheets.workbook([LOG, *log(20_000, 100)])).rows
    assert (len(rows), rows[-1].number) == (20_001, 20_001)


def test_storing_takes_the_same_statements_for_many_rows_as_for_few(bring, orders):
    def statements(kind, rows, **more):
        with CaptureQueriesContext(connection) as queries:
            bring(kind, rows, **more)
        return len(queries)

    few = statements(ImportKind.ROSTER, [ROSTER, *(person(number) for number in range(3))])
    many = statements(ImportKind.ROSTER, [ROSTER, *(person(number) for number in range(3, 100))])
    assert few == many
    few = statements(ImportKind.PIECES, [LOG, *log(3, 3)])
    many = statements(ImportKind.PIECES, [LOG, *log(1000, 50)[3:]])
    assert few == many <= 20
    products = [["厂家", f"产品{number}", "装", "个", 1, "0.5", "2026-10-01"] for number in range(40)]
    few = statements(ImportKind.ORDERS, [ORDERS, *products[:2]])
    many = statements(ImportKind.ORDERS, [ORDERS, *products[2:]])
    assert many <= few


def test_a_list_that_was_pasted_twice_is_said_and_not_offered_row_by_row(bring, orders, receive):
    bring(ImportKind.ROSTER, [ROSTER, *(person(number) for number in range(100))])
    rows = log(300, 100)
    preview = read_batch(batch := receive(ImportKind.PIECES, [LOG, *rows, *rows]), today=dt.date(2026, 11, 24))
    assert len(preview.doubles) == 300 and len(StoreForm(preview).fields["ticked"].choices) == MOST_TICKS
    assert "有 300 行和前面的一模一样" in counts(preview, batch).notes[-1]
