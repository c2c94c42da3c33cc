"""What a resident sees on her phone: how much, when, is it right; and never anything of others."""

from decimal import Decimal

import pytest
from django.urls import reverse

from tests.factories.payouts import paid
from tests.factories.workshops import EntryFactory, IssueFactory, OperationFactory, WorkOrderFactory
from workshops.enums import EntryState
from workshops.payouts.models import SlipAnswer

pytestmark = pytest.mark.django_db


def entry(resident, operation, **more):
    issue = IssueFactory(resident=resident, operation=operation, quantity=100)
    return EntryFactory(issue=issue, accepted=True, **more)


def test_home_says_the_amount_first_and_when_it_comes(resident_client, resident, combs):
    entry(resident, combs, good=12)
    page = resident_client.get("/me/").content.decode()
    assert f"{resident.name}，您好" in page
    assert "¥96.00" in page
    assert "最早12月15日发，等企业付了钱" in page
    assert "等发钱" in page


def test_no_page_of_hers_stays_on_a_phone(resident_client):
    for url in ("/me/", "/me/slips/", "/me/mine/"):
        assert "no-store" in resident_client.get(url).headers["Cache-Control"]


def test_a_year_that_never_was_is_no_page(resident_client):
    assert resident_client.get("/me/history/99999/").status_code == 404


def test_what_a_leader_wrote_down_waits_to_be_counted(resident_client, resident, combs, leader):
    issue = IssueFactory(resident=resident, operation=combs, quantity=100)
    waiting = EntryFactory(issue=issue, pending=True, good=5, logged_by=leader)
    assert waiting.state == EntryState.PENDING
    page = resident_client.get("/me/").content.decode()
    assert "等点数" in page
    assert "40.00" in page


def test_zero_is_not_shown_as_being_counted(resident_client, resident, combs):
    entry(resident, combs, good=1)
    assert "等点数" not in resident_client.get("/me/").content.decode()


def test_what_is_in_hand_is_said_with_its_day(resident_client, resident, combs, now):
    IssueFactory(resident=resident, operation=combs, quantity=24)
    page = resident_client.get("/me/").content.decode()
    assert "还剩 24 盒，8元/盒" in page
    assert "12月1日交" in page


def test_nothing_of_a_neighbour_is_shown(resident_client, resident, neighbour, combs):
    entry(neighbour, combs, good=77)
    for address in ("/me/", "/me/history/", "/me/history/2026/11/", "/me/slips/", reverse("me:work")):
        page = resident_client.get(address).content.decode()
        assert neighbour.name not in page
        assert "616" not in page


@pytest.mark.parametrize("address", ["/me/history/2026/13/", "/me/history/1/1/", "/me/slips/999999/"])
def test_what_isnt_there_is_not_found(resident_client, address):
    assert resident_client.get(address).status_code == 404


@pytest.fixture
def slip(resident, combs):
    """A slip whose money has arrived."""
    return paid(entry(resident, combs, good=70)).slips.get()


def test_a_slip_shows_figures_capitals_and_lines(resident_client, slip):
    page = resident_client.get(f"/me/slips/{slip.pk}/").content.decode()
    for words in ("¥560.00", "伍佰陆拾元整", "宠物梳 70 盒", "560.00", "收到了"):
        assert words in page


def test_where_the_money_comes_from_is_told_step_by_step(resident_client, slip):
    page = resident_client.get(f"/me/slips/{slip.pk}/story/").content.decode()
    for words in ("这笔钱从哪来的", "您做的", "点过数，合格", "70 盒", "送到"):
        assert words in page


def test_someone_elses_slip_is_not_found(client_of, neighbour, resident_client, combs):
    theirs = paid(entry(neighbour, combs, good=70)).slips.get()
    assert resident_client.get(f"/me/slips/{theirs.pk}/").status_code == 404
    assert resident_client.get(f"/me/slips/{theirs.pk}/say/received/").status_code == 404
    assert resident_client.get(f"/me/slips/{theirs.pk}/story/").status_code == 404


def test_home_asks_whether_the_money_arrived(resident_client, slip):
    assert "560.00 元，收到了吗？" in resident_client.get("/me/").content.decode()


def test_an_answer_is_asked_once_more_and_stored_once(resident_client, slip):
    address = f"/me/slips/{slip.pk}/say/wrong_amount/"
    page = resident_client.get(address)
    assert "一笔一笔" in page.content.decode()
    posted = {"once": page.context["form"]["once"].value(), "note": "少了一盒"}
    first = resident_client.post(address, posted)
    second = resident_client.post(address, posted)
    assert first.headers["location"] == second.headers["location"] == f"/me/slips/{slip.pk}/"
    answer = SlipAnswer.objects.get(slip=slip)
    assert (answer.answer, answer.note) == ("wrong_amount", "少了一盒")
    assert "您说过：" in resident_client.get(f"/me/slips/{slip.pk}/").content.decode()


def test_an_unknown_answer_is_not_found(resident_client, slip):
    assert resident_client.get(f"/me/slips/{slip.pk}/say/maybe/").status_code == 404


def test_larger_letters_are_remembered_on_this_phone(resident_client):
    resident_client.post("/me/mine/look/", {"mf_text": "largest"})
    assert 'data-text="largest"' in resident_client.get("/me/").content.decode()
    resident_client.post("/me/mine/look/", {"mf_text": "gigantic"})
    assert "data-text" not in resident_client.get("/me/").content.decode()


def test_home_takes_the_same_queries_whatever_the_history(
    resident_client, resident, combs, django_assert_max_num_queries
):
    for good in range(1, 30):
        entry(resident, combs, good=good)
    with django_assert_max_num_queries(9):
        resident_client.get("/me/")


def test_sums_are_exact_to_the_fen(resident_client, resident, workshop):
    strings = OperationFactory(
        work_order=WorkOrderFactory(workshop=workshop, product="散珠串"), unit="粒", paying__rate=Decimal("0.035")
    )
    issue = IssueFactory(resident=resident, operation=strings, quantity=20_000, rate=Decimal("0.035"))
    EntryFactory(issue=issue, accepted=True, good=14_286)
    assert "¥500.01" in resident_client.get("/me/").content.decode()
