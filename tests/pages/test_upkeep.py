"""The admin's first page: what lies undone, with the list that shows it."""

import datetime as dt

import pytest
from django.urls import reverse

from microfactory.pages.upkeep import upkeep_needs
from tests.factories.residents import PolicyParameterFactory, UserFactory
from workshops.enums import ImportKind
from workshops.operations.imports import receive_file

pytestmark = pytest.mark.django_db
ROSTER = "姓名,手机\n赵青梅,13000000001\n".encode()


def told(user) -> list[tuple[str, str]]:
    return [(need.count, need.label) for need in upkeep_needs(user)]


@pytest.fixture
def duties(social_worker, staff, approver, cashier):
    """Everybody whom the community needs."""


def test_nothing_lies(duties, staff):
    assert told(staff) == []


def test_duties_that_nobody_has(duties, staff, guiyuan):
    assert told(staff) == []
    (count, label), *others = told(UserFactory(superuser=True))
    assert (count, others) == ("4", [])
    assert "桂园" in label and "出纳" in label


def test_a_locked_card_and_an_upload(duties, staff, liuhe, workshop, social_worker, card, now):
    card.locked_at = now
    card.save(update_fields=["locked_at"])
    receive_file(
        community=liuhe,
        workshop=workshop,
        kind=ImportKind.ROSTER,
        content=ROSTER,
        filename="名单.csv",
        actor=social_worker,
        now=now,
    )
    assert told(staff) == [("1", "张工友卡因密码输错被锁"), ("1", "份表格传上来了，还没存")]


def test_an_amount_that_runs_out(duties, staff, guiyuan):
    today = dt.date(2026, 11, 24)
    ending = {"starts_on": today - dt.timedelta(days=300), "ends_on": today + dt.timedelta(days=9)}
    PolicyParameterFactory(key="followed", value=1, **ending)
    PolicyParameterFactory(key="followed", value=2, starts_on=today + dt.timedelta(days=10))
    PolicyParameterFactory(key="foreign", value=1, community=guiyuan, **ending)
    assert told(staff) == []
    PolicyParameterFactory(key="own", value=1, **ending)
    assert told(staff) == [("1", "项政策标准快到期，还没有接上的")]


def test_the_first_page_leads_to_what_lies(staff, client_of):
    page = client_of(staff).get(reverse("admin:index")).content.decode()
    assert reverse("admin:residents_membership_changelist") in page
    assert "没有人担任的职责：社工、复核人、出纳" in page
