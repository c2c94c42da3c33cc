"""Home by role, an order on one page, a person's work."""

import datetime as dt

import pytest

from tests.factories.residents import MembershipFactory
from tests.factories.workshops import EntryFactory, IssueFactory, OperationFactory, WorkOrderFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def combs(workshop):
    """Combs at 8.00 a box."""
    return OperationFactory(work_order=WorkOrderFactory(workshop=workshop, product="宠物梳"), planned=100)


@pytest.fixture
def work(combs, resident):
    """Ten boxes taken, six handed in."""
    issue = IssueFactory(resident=resident, operation=combs, quantity=10)
    EntryFactory(issue=issue, accepted=True, good=6)
    return issue


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_start_sends_everybody_where_they_belong(client, client_of, social_worker, resident_client):
    assert client.get("/").headers["location"] == "/accounts/sign-in/"
    assert client_of(social_worker).get("/").headers["location"] == "/liuhe/"
    assert resident_client.get("/").headers["location"] == "/me/"


def test_start_offers_a_choice_to_whoever_works_for_several(client_of, social_worker, guiyuan):
    MembershipFactory(user=social_worker, community=guiyuan, role="social_worker")
    page = text(client_of(social_worker), "/")
    assert "/liuhe/" in page
    assert "/guiyuan/" in page


def test_home_says_what_waits_for_a_social_worker(client_of, social_worker, leader, combs, resident):
    issue = IssueFactory(resident=resident, operation=combs, quantity=10)
    EntryFactory(issue=issue, pending=True, good=2, logged_by=leader)
    assert "笔组长记的等您点数" in text(client_of(social_worker), "/liuhe/")


def test_home_says_when_nothing_waits(client_of, social_worker, combs, resident):
    EntryFactory(issue=IssueFactory(operation=combs, resident=resident, finished=True), accepted=True, good=10)
    assert "没有等着您的事" in text(client_of(social_worker), "/liuhe/")


def test_a_leader_sees_no_money_at_home(client_of, leader, work):
    page = text(client_of(leader), "/liuhe/")
    assert "¥" not in page
    assert "结算发放" not in page


def test_the_street_office_sees_sums_and_counts_out_nobody(client_of, street, work, resident, clock):
    clock.on(dt.date(2026, 12, 1))
    page = text(client_of(street), "/liuhe/")
    assert "48.00" not in page
    assert "少于3人" in page
    assert resident.name not in page


def test_an_order_shows_its_stations_who_holds_it_and_that_it_adds_up(client_of, social_worker, work, combs, resident):
    page = text(client_of(social_worker), f"/liuhe/orders/{combs.work_order_id}/")
    for words in ("来料", "发给居民", "交活", "送货", "企业验收", resident.name, work.number, "平", "还能送 6"):
        assert words in page
    assert "差 " not in page


def test_a_leader_sees_the_order_in_pieces_only(client_of, leader, work, combs):
    page = text(client_of(leader), f"/liuhe/orders/{combs.work_order_id}/")
    assert "¥" not in page
    assert "企业价" not in page


def test_another_communitys_order_is_not_found(client_of, stranger, work, combs):
    assert client_of(stranger).get(f"/liuhe/orders/{combs.work_order_id}/").status_code == 404
    assert client_of(stranger).get(f"/guiyuan/orders/{combs.work_order_id}/").status_code == 404


def test_a_persons_page_shows_work_to_all_and_money_to_some(client_of, social_worker, leader, work, resident):
    address = f"/liuhe/people/{resident.pk}/work/"
    assert "¥48.00" in text(client_of(social_worker), address)
    page = text(client_of(leader), address)
    assert "宠物梳" in page
    assert "48.00" not in page


def test_an_order_takes_the_same_queries_whatever_its_size(
    client_of, social_worker, combs, workshop, django_assert_max_num_queries
):
    for _number in range(30):
        EntryFactory(issue=IssueFactory(operation=combs, quantity=5), accepted=True, good=2)
    client = client_of(social_worker)
    with django_assert_max_num_queries(45):
        client.get(f"/liuhe/orders/{combs.work_order_id}/")
