"""Pages of a long list by key: forth, back, and whatever key somebody makes up."""

import datetime as dt

import pytest

from microfactory.kernel.paging import page_of
from residents.models import MoveLog, Resident
from residents.operations.log import log_moves, moved
from tests.factories.residents import (
    ResidentFactory,
)


def test_pages_go_forth_and_back_by_key(liuhe):
    for name in ("丁一", "丁一", "赵二", "李三", "王四"):
        ResidentFactory(community=liuhe, name=name)
    rows, order = Resident.objects.all(), ("pinyin_key", "pk")
    whole = list(rows.order_by(*order))
    first = page_of(rows, order=order, size=2)
    second = page_of(rows, order=order, size=2, after=first.older)
    third = page_of(rows, order=order, size=2, after=second.older)
    assert [*first.rows, *second.rows, *third.rows] == whole
    assert (first.newer, third.older) == ("", "")
    again = page_of(rows, order=order, size=2, before=third.newer)
    assert (again.rows, bool(again.newer), bool(again.older)) == (second.rows, True, True)
    back = page_of(rows, order=order, size=2, before=again.newer)
    assert (back.rows, back.newer, bool(back.older)) == (first.rows, "", True)


@pytest.mark.parametrize("key", ["x", "a\u001fb", "\u001f\u001f", "a\u001f1\u001f2"])
def test_a_key_nobody_gave_out_shows_the_first_page(resident, key):
    assert page_of(Resident.objects.all(), order=("pinyin_key", "pk"), after=key).rows == [resident]


def test_falling_pages_begin_with_the_latest(resident, social_worker, now):
    log_moves(
        moved(resident, move=f"m{n}", before="", after="", actor=social_worker, now=now + dt.timedelta(minutes=n // 2))
        for n in range(5)
    )
    order, seen, after = ("-at", "-pk"), [], ""
    while page := page_of(MoveLog.objects.all(), order=order, size=2, after=after):
        seen += [line.move for line in page.rows]
        after = page.older
        if not after:
            break
    assert seen == ["m4", "m3", "m2", "m1", "m0"]
