"""Tax is no money in her hands: the phone, aloud and on paper says what arrived."""

import datetime as dt
from decimal import Decimal as D

import pytest

from microfactory.kernel.periods import Month
from workshops.payouts.queries.earnings import month_earned, taxed_of_month

pytestmark = pytest.mark.django_db
NOVEMBER, OCTOBER = Month(2026, 11), Month(2026, 10)


@pytest.fixture
def boxes(office):
    """Work at 49.00; the fund fronts it."""
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    return office.operation("49", "49")


def test_tax_is_told_under_what_she_got(resident_client, client_of, social_worker, office, resident, boxes):
    office.entry(resident, boxes, 22)
    run = office.approved()
    office.paid_in_cash(run)
    said = "里面 55.60 交了税，到您手上 1,022.40"
    home = resident_client.get("/me/")
    assert said in home.content.decode()
    assert "里面交税五十五块六毛，到您手上一千零二十二块四毛。" in home.context["sentence"].text
    assert said in resident_client.get("/me/history/2026/11/").content.decode()
    why = "一个月发的钱超过了不用交税的数，按国家规定要交。"
    assert why in resident_client.get(f"/me/slips/{run.slips.get().pk}/").content.decode()
    paper = client_of(social_worker).get(f"/liuhe/people/{resident.pk}/sheet/2026-11/").content.decode()
    assert said in paper and why in paper


def test_each_month_bears_the_tax_of_its_own_work(office, resident, neighbour, boxes):
    office.entry(resident, boxes, 11)
    office.entry(resident, boxes, 11, on=dt.date(2026, 10, 20))
    office.entry(neighbour, boxes, 2)
    office.paid_in_cash(office.approved())
    assert month_earned(resident, NOVEMBER)[0].tax == D("27.80")
    assert taxed_of_month([resident, neighbour], NOVEMBER) == {resident.pk: D("27.80")}
    assert taxed_of_month([resident], OCTOBER) == {resident.pk: D("27.80")}
    assert month_earned(neighbour, NOVEMBER)[0].tax == 0
