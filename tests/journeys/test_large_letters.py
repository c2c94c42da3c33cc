"""The largest letters on the smallest phone: what grows, what stands in rows, what stays whole."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from residents.models import SignIn
from residents.operations.cards import renew_pin
from tests.cast import with_card
from tests.factories.payouts import paid
from tests.factories.workshops import EntryFactory, IssueFactory, OperationFactory, WorkOrderFactory
from tests.sight import too_wide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LETTERS = ("", "large", "largest")
WIDTHS = (320, 360, 390)
SIZE = "e => parseFloat(getComputedStyle(e).fontSize)"
# In how many rows the pieces of an amount stand, and how many there are.
ROWS = """() => {
  const pieces = Array.from(document.querySelectorAll(".piece"));
  return [new Set(pieces.map(e => Math.round(e.getBoundingClientRect().bottom))).size, pieces.length];
}"""
# How far the figures of a slip end before the edge of their card.
EDGES = """() => Array.from(document.querySelectorAll("[aria-labelledby=what-for] .row .amount"))
  .map(e => Math.round(e.parentNode.getBoundingClientRect().right - e.getBoundingClientRect().right))"""
LINES = "e => Math.round(e.getBoundingClientRect().height / parseFloat(getComputedStyle(e).lineHeight))"


@pytest.fixture
def slip(resident, workshop):
    """A slip of 1,230.00 for two products."""
    entries = []
    for product, good in (("调料罐盖子", 100), ("宠物梳", 23)):
        lot = OperationFactory(work_order=WorkOrderFactory(workshop=workshop, product=product))
        issue = IssueFactory(resident=resident, operation=lot, quantity=200, rate=10, number=f"LL-{good}")
        entries.append(EntryFactory(issue=issue, accepted=True, good=good, rate=10))
    return paid(*entries).slips.get()


@pytest.fixture
def look(quiet, live_server, signed_in, client_of, card, slip):
    """Opens a page of hers in a look, at a width."""
    signed_in(quiet, with_card(client_of(card.resident.user), card))

    def opened(path: str, width: int, **cookies):
        wanted = {"mf_text": "", "mf_contrast": "", "mf_layout": ""} | cookies
        quiet.context.add_cookies(
            [{"name": name, "value": value, "url": live_server.url} for name, value in wanted.items()]
        )
        quiet.set_viewport_size({"width": width, "height": 700})
        quiet.goto(live_server.url + path)
        return quiet

    return opened


@pytest.mark.parametrize("width", WIDTHS)
def test_the_amount_on_home_grows_with_the_letters(look, width):
    sizes = []
    for letters in LETTERS:
        page = look("/me/", width, mf_text=letters)
        sizes.append(page.locator(".hero .amount").evaluate(SIZE))
        assert page.locator(".hero .amount").evaluate("e => e.scrollWidth <= e.clientWidth")
        assert too_wide(page) == []
    assert sizes == sorted(set(sizes))


@pytest.mark.parametrize("width", WIDTHS)
def test_banknotes_stand_several_in_a_row(look, slip, width):
    page = look(f"/me/slips/{slip.pk}/", width, mf_text="largest")
    rows, pieces = page.evaluate(ROWS)
    assert pieces == 14  # twelve of 100, one of 20, one of 10
    assert rows <= pieces // 3 + 1


@pytest.mark.parametrize("letters", LETTERS)
def test_figures_keep_their_column(look, slip, letters):
    page = look(f"/me/slips/{slip.pk}/", 320, mf_text=letters)
    edges = page.evaluate(EDGES)
    assert len(edges) == 2
    assert max(edges) <= 1


def test_words_on_buttons_stay_whole(look):
    page = look("/me/mine/", 320, mf_text="largest")
    for name in ("白底黑字", "最大", "只要字"):
        assert page.get_by_role("button", name=name).evaluate(LINES) == 2  # its own padding and one line


def test_a_pill_without_colours_has_a_border(look):
    page = look("/me/history/2026/11/", 360, mf_layout="plain", mf_contrast="high")
    for pill in page.locator(".pill").all():
        assert pill.evaluate("e => parseFloat(getComputedStyle(e).borderTopWidth)") >= 1
        assert pill.evaluate("e => parseFloat(getComputedStyle(e).paddingLeft)") >= 6


def test_who_changed_my_card_fits_the_smallest_phone(look, slip, card, social_worker, clock):
    card.resident.community.contact_phone = "0519-88886666"
    card.resident.community.save()
    renew_pin(card=card, actor=social_worker, now=clock.forward(minutes=1))
    page = look("/me/", 320, mf_text="largest")
    expect(page.get_by_role("link", name="是我要的")).to_be_visible()
    expect(page.get_by_role("link", name="0519-88886666").first).to_be_visible()
    assert too_wide(page) == []
    assert reverse("me:change_known") in page.content()
    SignIn.objects.update(began_at=clock.forward(minutes=1))  # a phone that came after it doesn't answer
    page = look("/me/", 320, mf_text="largest")
    expect(page.get_by_text("是您要的，就不用管")).to_be_visible()
    expect(page.get_by_role("link", name="是我要的")).to_have_count(0)
    assert too_wide(page) == []
