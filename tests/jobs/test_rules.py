"""What the terms of a posting must say, and words that ask a worker for money."""

import datetime as dt
from decimal import Decimal

import pytest

from jobs.rules.fees import asked_of_worker
from jobs.rules.terms import check_pay, check_shown
from microfactory.kernel.errors import RuleBroken

DAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("入职交押金300元", "押金"),
        ("服装费自理", "服装费"),
        ("包吃住，需缴纳培训费", "培训费"),
        ("押身份证一周", "押身份证"),
        ("押金200元，离职全额退回", "押金"),
        ("交押金，不满意可退", "押金"),
        ("不收押金、服装费", ""),
        ("免培训费", ""),
        ("体检费单位承担", ""),
        ("无任何费用", ""),
        ("手脚利索，会用拖把", ""),
        ("", ""),
    ],
)
def test_money_asked_of_a_worker_is_found(text, found):
    assert asked_of_worker("保洁员", text) == found


@pytest.mark.parametrize(
    ("low", "high", "unit"),
    [(None, None, ""), (Decimal("1800"), None, "month"), (Decimal("15"), Decimal("15"), "hour")],
)
def test_pay_that_hangs_together_passes(low, high, unit):
    assert check_pay(low=low, high=high, unit=unit) is None


@pytest.mark.parametrize(
    ("low", "high", "unit", "code", "field"),
    [
        (None, Decimal("2000"), "", "pay_no_start", "pay_low"),
        (None, None, "month", "pay_no_start", "pay_low"),
        (Decimal("0"), None, "month", "pay_order", "pay_low"),
        (Decimal("2000"), Decimal("1800"), "month", "pay_order", "pay_high"),
        (Decimal("2000"), None, "", "pay_no_unit", "pay_unit"),
    ],
)
def test_pay_that_contradicts_itself_is_refused_at_its_field(low, high, unit, code, field):
    with pytest.raises(RuleBroken) as broken:
        check_pay(low=low, high=high, unit=unit)
    assert (broken.value.code, broken.value.field) == (code, field)


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ({"phone": ""}, "no_phone"),
        ({"pay_low": None}, "no_pay"),
        ({"pay_low": None, "pay_text": "  "}, "no_pay"),
        ({"apply_by": DAY - dt.timedelta(days=1)}, "too_late"),
    ],
)
def test_what_the_public_must_be_told_is_asked_for(missing, code):
    told = {"phone": "12333", "pay_low": Decimal("10"), "pay_text": "", "apply_by": DAY, "today": DAY} | missing
    with pytest.raises(RuleBroken) as broken:
        check_shown(**told)
    assert broken.value.code == code


def test_pay_in_words_will_do():
    assert check_shown(phone="12333", pay_low=None, pay_text="面议，包午饭", apply_by=DAY, today=DAY) is None
