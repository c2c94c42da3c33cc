"""Papers of production have the columns that papers have: what was agreed, room to write, pages that are counted."""

import re

import pytest

from tests.factories.deliveries import sent
from tests.factories.workshops import EntryFactory, IssueFactory, MaterialFactory, OperationFactory
from tests.workshops.views.conftest import at
from workshops.views import papers

pytestmark = pytest.mark.django_db


def paper(desk, name, pk) -> str:
    response = desk.client.get(at(name, pk))
    assert response.status_code == 200
    return response.content.decode()


def heads(text: str) -> list[list[str]]:
    """The columns of each table."""
    tables = re.findall(r"<thead>(.*?)</thead>", text, re.S)
    return [re.findall(r"<th[^>]*>(.*?)</th>", head, re.S) for head in tables]


@pytest.fixture
def pieces(combs, resident):
    return EntryFactory(issue=IssueFactory(operation=combs, resident=resident), accepted=True, good=5)


def test_the_issue_slip_says_how_it_is_to_be_done_and_what_may_be_lost(desk, slip, order):
    order.requirements, order.specification, order.note = "先擦净再装盒", "大号，蓝", "催过两次"
    order.save(update_fields=["requirements", "specification", "note"])
    MaterialFactory(operation=slip.operation, specification="长 12 厘米", loss_allowed="1.5")
    text = paper(desk, "issue_slip", slip.pk)
    work, material = heads(text)[:2]
    assert work == ["领料人", "品种", "单位", "数量", "工价（元）", "交件日期"]
    assert material == ["序号", "料", "规格", "单位", "单耗", "允许损耗", "应领数量", "实领数量"]
    assert text.count("加工要求") == 2 and text.count("先擦净再装盒") == 2
    assert text.count("审核") == 2 and "宠物梳 · 装盒<br>大号，蓝<br>" in text
    assert text.count("长 12 厘米") == 2 and text.count("1.5 %") == 2


def test_what_the_office_notes_is_on_no_paper(desk, slip, order, pieces):
    order.note = "催过两次"
    order.save(update_fields=["note"])
    delivery = sent(pieces)
    papers = [("issue_slip", slip.pk), ("entry_slip", pieces.pk), ("delivery_note", delivery.pk)]
    assert not any("催过两次" in paper(desk, name, pk) for name, pk in papers)


def test_the_product_s_specification_goes_with_it(desk, pieces, order):
    order.specification = "大号，蓝"
    order.save(update_fields=["specification"])
    assert paper(desk, "delivery_note", sent(pieces).pk).count("大号，蓝") == 3
    assert paper(desk, "entry_slip", pieces.pk).count("大号，蓝") == 2


def test_without_a_word_there_is_room_to_write_it(desk, slip):
    text = paper(desk, "issue_slip", slip.pk)
    assert re.search(r'加工要求</th><td colspan="5" class="any fill"></td>', text)


def test_the_delivery_note_is_checked_and_counts_its_pages(desk, pieces, order):
    text = paper(desk, "delivery_note", sent(pieces).pk)
    assert heads(text)[0] == ["序号", "产品名称", "规格", "单位", "数量", "箱数", "单价", "金额", "备注"]
    assert text.count("审核") == 3 and text.count("第 1 页 共 1 页") == 3 and text.count(order.number) == 3


def test_a_long_delivery_note_goes_on_and_sums_up_once_a_copy(desk, order, pieces, resident, monkeypatch):
    monkeypatch.setattr(papers, "NOTE_ROWS", 2)
    more = [OperationFactory(work_order=order, name=f"装盒{n}", unit="盒") for n in range(2)]
    entries = [
        EntryFactory(issue=IssueFactory(operation=work, resident=resident), accepted=True, good=1) for work in more
    ]
    text = paper(desk, "delivery_note", sent(pieces, *entries).pk)
    sheets = text.split("<article")[1:]
    assert len(sheets) == 6
    assert ["第 1 页 共 2 页" in sheet for sheet in sheets] == [True, False] * 3
    assert ["¥" in sheet or "大写" in sheet for sheet in sheets] == [False, True] * 3
    assert '<td class="text-center">3</td>' in sheets[1] and all("审核" in sheet for sheet in sheets)


@pytest.mark.parametrize("name", ["issue_slip", "entry_slip", "delivery_note", "acceptance_form"])
def test_the_unit_is_the_community_and_the_workshop_stands_beside_it(desk, name, liuhe, slip, pieces):
    liuhe.factory_name = "柳河微工厂"
    liuhe.save(update_fields=["factory_name"])
    row = {"issue_slip": slip, "entry_slip": pieces}.get(name) or sent(pieces)
    text = paper(desk, name, row.pk)
    facts = set(re.findall(r"<dt>(单位|工坊)</dt><dd>(.*?)</dd>", text))
    assert facts == {("单位", liuhe.name), ("工坊", row.workshop.name)}


@pytest.mark.parametrize(("known", "rows"), [(0, 7), (4, 7), (5, 17), (14, 17), (15, 27)])
def test_a_record_card_has_room_to_write_and_fills_its_pages(known, rows):
    assert papers._rows_of_card(known) == rows
