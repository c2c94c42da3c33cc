"""What is stored of a file, and how it meets what is there already."""

import datetime as dt
import io
from decimal import Decimal

import pytest
import xlsxwriter

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.spreadsheets import read_tables
from residents.models import MoveLog, Resident
from tests.factories.residents import ResidentFactory, WorkshopFactory
from workshops.enums import EntryState, ImportKind, ImportState
from workshops.models import Agreement, Client, HeaderMapping, Operation, PieceEntry, PieceRate, WorkOrder
from workshops.operations.imports import discard_import, say_meanings, store_import
from workshops.operations.undoing import void_entry
from workshops.queries.imports import choose_sheet

ORDERS = ["委托企业", "信用代码", "产品", "工序", "单位", "企业单价", "居民工价", "起始日", "计划数量"]
COMBS = ["乐宠用品有限公司", "91320499MA1TEXT33C", "宠物梳", "装盒", "盒", 10, 8, "2026-10-01", 640]
LOG = ["日期", "姓名", "产品", "合格数", "料废"]
ROSTER = ["姓名", "身份证号", "联系电话", "残疾证号"]
IDENTITY = "130199196803150023"


def refused(stored) -> dict[str, str]:
    return {row: code for row, (code, _sentence) in stored.batch.result["rejected"].items()}


def rates():
    rows = PieceRate.objects.order_by("starts_on", "pk").values_list("starts_on", "ends_on", "rate")
    return [(f"{first:%m-%d}", last and f"{last:%m-%d}", str(rate.normalize())) for first, last, rate in rows]


def test_orders_come_with_all_they_need(bring, workshop, social_worker):
    label = [COMBS[0], None, "宠物梳", "贴标", "盒", None, 0.5, "2026-10-01", None]
    bring(ImportKind.ORDERS, [ORDERS, COMBS, label])
    order = WorkOrder.objects.get()
    assert (order.workshop, order.opened_by, order.client.credit_code) == (workshop, social_worker, COMBS[1])
    assert order.number.startswith("JG20261124-") and order.agreement.number.startswith("WX20261124-")
    assert order.agreement.starts_on == dt.date(2026, 10, 1)
    steps = Operation.objects.order_by("position").values_list("name", "client_price", "planned")
    assert list(steps) == [("装盒", Decimal(10), 640), ("贴标", Decimal(0), None)]
    assert MoveLog.objects.filter(subject_type="workshops.workorder", move="open").count() == 1


def test_a_later_list_adds_the_next_rate(bring):
    bring(ImportKind.ORDERS, [ORDERS, COMBS])
    stored = bring(ImportKind.ORDERS, [ORDERS, COMBS, [*COMBS[:6], 8.5, "2026-10-16", None]])
    assert (stored.batch.result["accepted"], stored.batch.result["repeated"]) == (1, 1)
    assert rates() == [("10-01", "10-15", "8"), ("10-16", None, "8.5")]
    assert WorkOrder.objects.count() == Client.objects.count() == Agreement.objects.count() == 1


def test_an_earlier_and_a_middle_rate_find_their_places(bring):
    bring(ImportKind.ORDERS, [ORDERS, COMBS, [*COMBS[:6], 9, "2026-11-01", None]])
    bring(ImportKind.ORDERS, [ORDERS, [*COMBS[:6], 7, "2026-09-01", None], [*COMBS[:6], 8.5, "2026-10-16", None]])
    assert rates() == [
        ("09-01", "09-30", "7"),
        ("10-01", "10-15", "8"),
        ("10-16", "10-31", "8.5"),
        ("11-01", None, "9"),
    ]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ([*COMBS[:5], 11, 8, "2026-10-01", None], "price_conflict"),
        ([*COMBS[:6], 9, "2026-10-01", None], "rate_conflict"),
        ([*COMBS[:6], 9, "2026-10-02", None], "rate_worked"),
        ([COMBS[0], "91320499MA1TEXT228", *COMBS[2:]], "client_conflict"),
    ],
)
def test_a_list_that_contradicts_what_is_kept(bring, liuhe, workshop, row, code):
    bring(ImportKind.ORDERS, [ORDERS, COMBS])
    ResidentFactory(community=liuhe, workshop=workshop, name="赵青梅")
    bring(ImportKind.PIECES, [LOG, ["10.2", "赵青梅", "宠物梳", 1, None]])
    before = rates()
    assert refused(bring(ImportKind.ORDERS, [ORDERS, row])) == {"2": code}
    assert rates() == before


def test_a_company_known_by_name_gets_its_code(bring, liuhe):
    client = Client.objects.create(community=liuhe, name=COMBS[0])
    bring(ImportKind.ORDERS, [ORDERS, COMBS])
    client.refresh_from_db()
    assert client.credit_code == COMBS[1]
    assert Client.objects.count() == 1


def test_the_workshop_s_own_people_are_meant(bring, liuhe, workshop):
    elsewhere = WorkshopFactory(community=liuhe)
    here, _there = (ResidentFactory(community=liuhe, workshop=at, name="邱玉梅") for at in (workshop, elsewhere))
    bring(ImportKind.ORDERS, [ORDERS, COMBS])
    bring(ImportKind.PIECES, [LOG, ["10.2", "邱玉梅", "宠物梳", 3, 1]])
    entry = PieceEntry.objects.get()
    assert (entry.resident, entry.good, entry.material_fault, entry.amount) == (here, 3, 1, Decimal(24))


def test_closed_orders_take_history_only(bring, liuhe, workshop, social_worker, now):
    ResidentFactory(community=liuhe, workshop=workshop, name="赵青梅")
    bring(ImportKind.ORDERS, [ORDERS, COMBS])
    WorkOrder.objects.update(state="closed", closed_at=now, closed_by=social_worker)
    rows = [LOG, ["10.2", "赵青梅", "宠物梳", 1, None]]
    assert refused(bring(ImportKind.PIECES, rows)) == {"2": "unknown_operation"}
    assert not refused(bring(ImportKind.PIECES, rows, settled_outside=True))
    assert PieceEntry.objects.get().settled_outside


def test_people_who_are_registered_already(bring, liuhe, workshop):
    known = [["赵青梅", IDENTITY, "13000000001", None], ["吴慧敏", None, "13000000002", None]]
    bring(ImportKind.ROSTER, [ROSTER, *known])
    stored = bring(
        ImportKind.ROSTER,
        [
            ROSTER,
            ["赵青梅", IDENTITY, "13000000009", None],
            ["赵青梅", None, "13000000001", None],
            ["吴慧敏", "13019919680315004X", "13000000002", None],
            ["吴慧敏", None, "13000000003", None],
        ],
    )
    assert refused(stored) == {"4": "registered_without_id"}
    assert (stored.batch.result["accepted"], stored.batch.result["repeated"]) == (1, 2)
    assert Resident.objects.get(identity_last4="0023").phone == "13000000001"


def test_a_second_roster_goes_on_the_end_of_the_paper_list(bring):
    bring(ImportKind.ROSTER, [["姓名", "手机"], ["甲", None], ["乙", None]])
    bring(ImportKind.ROSTER, [["姓名", "手机"], ["丙", None]])
    assert [person.name for person in Resident.objects.in_paper_order()] == ["甲", "乙", "丙"]


def test_a_file_is_stored_once(bring, social_worker, now):
    stored = bring(ImportKind.ROSTER, [["姓名", "手机"], ["甲", None]])
    again = store_import(batch=stored.batch, actor=social_worker, now=now)
    assert again.preview is None
    assert Resident.objects.count() == 1
    with pytest.raises(RuleBroken) as wrong:
        discard_import(batch=stored.batch, actor=social_worker, now=now)
    assert wrong.value.code == "wrong_state"


def test_what_was_undone_is_imported_again(bring, receive, liuhe, workshop, social_worker, now):
    bring(ImportKind.ORDERS, [ORDERS, COMBS])
    ResidentFactory(community=liuhe, workshop=workshop, name="赵青梅")
    twice = ["10.2", "赵青梅", "宠物梳", 3, None]

    def stored() -> tuple[int, int]:
        batch = receive(ImportKind.PIECES, [LOG, twice, twice, ["10.3", "赵青梅", "宠物梳", 1, None]])
        result = store_import(batch=batch, ticked=frozenset({3}), actor=social_worker, now=now).batch.result
        return result["accepted"], result["repeated"]

    assert [stored(), stored()] == [(3, 0), (0, 3)]
    void_entry(
        entry=PieceEntry.objects.order_by("work_date", "pk").first(), reason="月份不对", actor=social_worker, now=now
    )
    assert [stored(), stored()] == [(1, 2), (0, 3)]
    kept = PieceEntry.objects.exclude(state=EntryState.VOIDED)
    assert sorted(kept.order_by("pk").values_list("good", flat=True)) == [1, 3, 3]


def test_what_was_thrown_away_is_not_stored(receive, social_worker, now):
    batch = receive(ImportKind.ROSTER, [["姓名", "手机"], ["甲", None]])
    gone = discard_import(batch=batch, actor=social_worker, now=now)
    assert discard_import(batch=gone, actor=social_worker, now=now).state == ImportState.DISCARDED
    with pytest.raises(RuleBroken) as wrong:
        store_import(batch=gone, actor=social_worker, now=now)
    assert wrong.value.code == "wrong_state"


def test_nothing_is_stored_while_columns_are_missing(receive, social_worker, now):
    batch = receive(ImportKind.ROSTER, [["谁", "手机"], ["甲", None]])
    with pytest.raises(RuleBroken) as missing:
        store_import(batch=batch, actor=social_worker, now=now)
    assert missing.value.code == "columns_missing"
    say_meanings(batch=batch, said={"谁": "name"}, actor=social_worker, now=now)
    say_meanings(batch=batch, said={"谁": "name", "手机": ""}, actor=social_worker, now=now)
    assert store_import(batch=batch, actor=social_worker, now=now).batch.result["accepted"] == 1
    assert dict(HeaderMapping.objects.values_list("word", "field")) == {"谁": "name", "手机": ""}


def test_notes_with_odd_signs_are_kept(bring, liuhe, workshop):
    ResidentFactory(community=liuhe, workshop=workshop, name="赵青梅")
    bring(ImportKind.ORDERS, [ORDERS, COMBS])
    note = "反斜\\t杠\t制表 \\N 换\n行"
    bring(ImportKind.PIECES, [[*LOG, "备注"], ["10.2", "赵青梅", "宠物梳", 1, None, note]])
    assert PieceEntry.objects.get().reason == "反斜\\t杠 制表 \\N 换 行"


def test_the_sheet_with_the_best_header_is_read():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        book.add_worksheet("说明").write_row(0, 0, ["填表说明", "请填姓名", "谢谢"])
        book.add_worksheet("名单").write_row(0, 0, ["姓名", "身份证号", "电话"])
    preview = choose_sheet(read_tables(target.getvalue()), ImportKind.ROSTER, {})
    assert (preview.table.name, preview.other_sheets) == ("名单", ["说明"])
