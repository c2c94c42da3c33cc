"""What belongs to a run and what to its orders; the papers of F11 and F12; the yuan of the trail."""

import datetime as dt
import re

import pytest

from tests.payouts.views.pages import at, page
from workshops.models import PieceEntry


def test_a_runs_money_is_told_apart_from_its_orders(desks, office, combs, worked):
    office.accepted(PieceEntry.objects.order_by("pk").first())
    office.received(office.stated(combs.work_order.client), "40")
    text = page(desks["staff"], at("run", office.approved().pk))
    of_run, of_orders = (
        re.search(rf'<h2 id="{key}">(.*?)</section>', text, re.S).group(1) for key in ("of-run", "of-orders")
    )
    assert "本次发放" in of_run and "从开单到现在" in of_orders
    for words in ("¥2,032.00", "¥1,984.00", "¥48.00"):
        assert words in of_run and words not in of_orders
    assert "¥40.00" in of_orders and "¥40.00" not in of_run


def test_a_slip_names_its_issue_slips_and_its_tax_of_nothing(desks, office, worked):
    run = office.approved()
    slip = run.slips.get(resident=worked[0])
    number = slip.lines.get().entry.issue.number
    for name in ("slip", "slip_paper"):
        text = page(desks["staff"], at(name, slip.pk))
        assert "领料单" in text and number in text
        assert re.search(r"代扣个税</td><td[^>]*>0\.00", text), name
    sheet = page(desks["staff"], at("run_paper", run.pk))
    assert '<td class="text-end">0.00</td>' in sheet


def test_the_trail_says_what_each_step_comes_to(desks, office):
    combs = office.operation("10", "8")
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    entry = office.entry(office.resident(), combs, 6)
    office.accepted(entry, material=1)
    receipt = office.received(office.stated(combs.work_order.client), "50")
    run = office.approved()
    text = page(desks["approver"], at("slip_trail", run.slips.get().pk))
    for words in ("¥60.00", "¥50.00", "¥10.00", "每件企业付 10，居民得 8，毛差 2", "毛差", "转社区结余"):
        assert words in text, words
    reached = page(desks["approver"], at("receipt", receipt.pk))
    assert "50.00" in reached and "用掉这笔钱" in reached


@pytest.fixture
def put_right(office):
    """122 boxes were counted, two too many; 120 went out, 114 were accepted and paid for: an entry, its correction."""
    combs = office.operation("8", "8")
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    entry = office.entry(office.resident(), combs, 122, on=dt.date(2026, 11, 20))
    (correction,) = office.corrected(entry, good=120)
    office.now += dt.timedelta(minutes=1)
    entry.good = 120
    office.accepted(entry, material=6)
    office.received(office.stated(combs.work_order.client), "912")
    return entry, correction


def sections(text: str, slip) -> dict[int, str]:
    """By id of the entry: what the trail says of its line."""
    keys = slip.lines.values_list("entry_id", "pk")
    return {entry: text.split(f'id="line-{line}"')[1].split("</section>")[0] for entry, line in keys}


def test_a_correction_points_at_what_it_corrects(desks, office, put_right):
    """What went out, was accepted and was paid for is told once, where it happened."""
    entry, correction = put_right
    slip = office.approved().slips.get()
    text = page(desks["approver"], at("slip_trail", slip.pk))
    told = sections(text, slip)
    for words in ("送出 120", "企业验收 114", "企业付款 114", "¥912.00"):
        assert words in told[entry.pk] and words not in told[correction.pk], words
    line = slip.lines.get(entry=entry)
    assert "-16.00" in told[correction.pk].replace("\u2212", "-")
    assert "更正" in told[correction.pk] and "2026-11-20" in told[correction.pk]
    assert f'href="#line-{line.pk}"' in told[correction.pk] and "更正" not in told[entry.pk]
    assert "还没送货" not in told[correction.pk]


def test_a_correction_in_a_later_slip_points_at_the_entry(desks, office, combs):
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    entry = office.entry(office.resident(), combs, 10, on=dt.date(2026, 11, 3))
    office.approved(cut_off=dt.date(2026, 11, 10))
    (less,) = office.corrected(entry, good=9)
    more = office.entry(entry.resident, combs, 10, on=dt.date(2026, 11, 12))
    slip = office.approved().slips.get(lines__entry=less)
    told = sections(page(desks["approver"], at("slip_trail", slip.pk)), slip)
    assert f'href="/liuhe/entries/{entry.pk}/"' in told[less.pk] and "更正" in told[less.pk]
    assert "更正" not in told[more.pk]
