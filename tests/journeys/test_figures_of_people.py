"""A roster of 2,000 people: 30 identity numbers stand there twice, 15 people have none."""

import itertools

import pytest

from residents.models import Resident
from tests.factories.residents import GIVEN, SURNAMES, identity_number
from tests.workshops.imports import sheets
from workshops.enums import ImportKind
from workshops.operations.imports import receive_file, store_import

HEADER = ["序号", "姓名", "身份证号", "联系电话", "家庭住址", "备注"]
PEOPLE, TWICE, WITHOUT = 2_000, 30, 15
REASON = "身份证正在补办"


def roster() -> bytes:
    """The last 30 rows repeat numbers of the first 30 under other names; the 15 before them have none."""
    names = itertools.cycle("".join(parts) for parts in itertools.product(SURNAMES, GIVEN, ["", "珍", "兰"]))
    rows = []
    for n, name in zip(range(PEOPLE), names, strict=False):
        born = sheets.dt.date(1950 + n // 100, 1 + n % 12, 1 + n % 28)
        number, note = identity_number(n % 1000, born), ""
        if PEOPLE - TWICE - WITHOUT <= n < PEOPLE - TWICE:
            number, note = "", REASON
        elif n >= PEOPLE - TWICE:
            number = rows[n - (PEOPLE - TWICE)][2]
        rows.append([str(n + 1), name, number, f"199{n:08d}", f"{n // 40 + 1}栋{n % 40 + 1}室", note])
    return sheets.workbook([["柳河社区参与居民花名册"], HEADER, *rows])


@pytest.fixture
def stored(works):
    batch = receive_file(
        community=works.community,
        workshop=works.workshop,
        kind=ImportKind.ROSTER,
        content=roster(),
        filename="花名册.xlsx",
        **works.by("social_worker"),
    )
    return store_import(batch=batch, **works.by("social_worker"))


def test_30_are_reported_and_not_merged_and_15_are_kept_with_their_reason(works, stored):
    refused = [row for row in stored.preview.rows if row.refused]
    assert [row.errors[0].code for row in refused] == ["duplicate"] * TWICE
    assert [row.number for row in refused] == list(range(3 + PEOPLE - TWICE, 3 + PEOPLE))
    kept = Resident.objects.filter(community=works.community).exclude(user=works.people["leader"])
    assert kept.count() == PEOPLE - TWICE
    first = kept.order_by("list_order").first()
    assert (first.name, first.phone) == (stored.preview.rows[0].name, "19900000000")
    without = kept.filter(identity_hash="")
    assert set(without.values_list("no_identity_reason", flat=True)) == {REASON}
    assert without.count() == WITHOUT


def test_each_of_the_30_is_told_by_row_and_sentence(stored):
    rejected = stored.batch.result["rejected"]
    assert stored.batch.result["accepted"] == PEOPLE - TWICE
    assert {code for code, _sentence in rejected.values()} == {"duplicate"}
    assert all(sentence for _code, sentence in rejected.values())
    assert len(rejected) == TWICE
