"""What a resident's phone has to fetch, counted in bytes as they go over the wire (tests/weight.py says how)."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import with_card
from tests.factories.payouts import paid
from tests.factories.residents import PIN
from tests.factories.workshops import EntryFactory, IssueFactory, OperationFactory, WorkOrderFactory
from tests.journeys.eyes import address, pages
from tests.journeys.village import Village
from tests.weight import FIRST_VISIT, WIRE, visit, weigh

REQUESTS, LATER_PAGE = 5, 8 * 1024


@pytest.fixture
def village(works, card, approver) -> Village:
    return Village(works, card, approver.memberships.get())


@pytest.fixture
def phone(collected, village, client_of):
    """Her phone, signed in with the card; its own client, so that WhiteNoise finds the collected files."""
    return with_card(client_of(village.resident.user), village.card)


def test_the_first_visit(collected, village):
    weights = visit(Client(), reverse("residents:card_link", args=[village.card.token.reveal()]))
    assert len(weights) <= REQUESTS, weights
    assert sum(weights.values()) <= FIRST_VISIT, weights


def test_home_with_an_empty_cache(phone):
    weights = visit(phone, reverse("me:home"))
    assert len(weights) <= REQUESTS, weights
    assert sum(weights.values()) <= FIRST_VISIT, weights


def test_every_later_page_is_light_with_whatever_it_fetches_anew(phone, village):
    home = reverse("me:home")
    seen = set(visit(phone, home)) - {home}
    weights = {}
    for row in pages("resident"):
        path = address(row, village)
        if phone.get(path).status_code == 200:
            weights[path] = sum(weight for name, weight in visit(phone, path).items() if name not in seen)
    assert len(weights) >= 18
    assert {path: weight for path, weight in weights.items() if weight > LATER_PAGE} == {}


def test_signing_in_is_light(collected, village):
    client = Client()
    door = reverse("residents:card_link", args=[village.card.token.reveal()])
    sent = client.post(door, {"pin": PIN}, **WIRE)
    assert sent.status_code == 302
    assert weigh(sent) + weigh(client.get(sent.headers["location"], **WIRE)) <= LATER_PAGE


def long_slip(card, workshop, products: tuple[str, ...]):
    """A month of 44 pieces of work, paid: eleven days of four products, or all of one."""
    lots = [OperationFactory(work_order=WorkOrderFactory(workshop=workshop, product=name)) for name in products]
    slips = [IssueFactory(resident=card.resident, operation=lot, quantity=2_000, due_on=None) for lot in lots]
    entries = [
        EntryFactory(issue=slip, accepted=True, good=number + 3, work_date=dt.date(2026, 11, 2 + number % 11))
        for slip in slips
        for number in range(44 // len(slips))
    ]
    return paid(*entries).slips.get()


@pytest.mark.parametrize("products", [("柳编果盘", "调料罐盖子", "宠物梳", "串珠手链"), ("调料罐盖子",)])
def test_a_long_months_pages_are_as_light(collected, client_of, card, workshop, products):
    slip = long_slip(card, workshop, products)
    client = with_card(client_of(card.resident.user), card)
    seen = set(visit(client, "/me/")) - {"/me/"}
    order = slip.lines.first().work_order_id
    paths = [
        "/me/",
        "/me/work/",
        "/me/history/",
        "/me/history/2026/11/",
        "/me/history/2026/11/got/",
        "/me/history/2026/11/3/",
        "/me/disputes/new/",
        reverse("me:slip", args=[slip.pk]),
        reverse("me:story", args=[slip.pk]),
        reverse("me:dispute_new", args=[slip.pk]),
        reverse("me:dispute_new", args=[slip.pk]) + f"?work={order}",
        reverse("me:entry", args=[slip.lines.first().entry_id]),
    ]
    weights = {path: sum(weight for name, weight in visit(client, path).items() if name not in seen) for path in paths}
    assert {path: weight for path, weight in weights.items() if weight > LATER_PAGE} == {}


def test_a_way_of_the_money_is_drawn_once(collected, client_of, card, workshop):
    slip = long_slip(card, workshop, ("柳编果盘", "调料罐盖子", "宠物梳", "串珠手链"))
    client = with_card(client_of(card.resident.user), card)
    page = client.get(reverse("me:story", args=[slip.pk])).content.decode()
    assert page.count('<use href="#icon-truck"/>') == 3
    assert page.count('id="icon-truck"') == 1


def test_pages_of_the_phone_alone_are_compressed(collected, client_of, card, social_worker):
    hers = with_card(client_of(card.resident.user), card)
    door = reverse("residents:card_link", args=[card.token.reveal()])
    for client, path in ((hers, "/me/"), (Client(), door), (Client(), reverse("residents:phone_sign_in"))):
        answer = client.get(path, **WIRE)
        assert answer.headers["Content-Encoding"] == "gzip", path
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert client.get(path).content.decode().startswith("<!doctype html>")
    desk = client_of(social_worker)
    for path in ("/liuhe/people/", "/accounts/sign-in/"):
        assert "Content-Encoding" not in desk.get(path, **WIRE).headers, path


def test_the_length_of_an_answer_tells_nothing_twice(collected, client_of, card):
    """A page that holds the same is as long as chance has it: what was guessed right doesn't shorten it."""
    client = with_card(client_of(card.resident.user), card)
    assert len({len(client.get("/me/", **WIRE).content) for _ in range(8)}) > 1
