"""What a reader's eyes and fingers need: no axe violation, reflow, large letters, large targets."""

import pytest
from django.urls import reverse

from tests.sight import SMALL_TARGETS, SMALL_TEXT, TIGHT_LINES, TOO_WIDE, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def see(quiet, live_server):
    """Opens a surface of the gallery at a width."""

    def open_surface(surface: str, width: int):
        quiet.set_viewport_size({"width": width, "height": 800})
        quiet.goto(live_server.url + reverse("gallery_surface", args=[surface]))
        return quiet

    return open_surface


@pytest.mark.parametrize(("surface", "width"), [("staff", 1280), ("staff", 360), ("phone", 360), ("paper", 1280)])
def test_axe_finds_nothing(see, surface, width):
    assert violations(see(surface, width)) == []


def test_axe_finds_nothing_in_high_contrast(see, context, live_server):
    context.add_cookies([{"name": "mf_contrast", "value": "high", "url": live_server.url}])
    page = see("phone", 360)
    assert page.locator("html").get_attribute("data-contrast") == "high"
    assert violations(page) == []


@pytest.mark.parametrize(("surface", "width"), [("staff", 360), ("staff", 768), ("phone", 320)])
def test_nothing_is_wider_than_the_screen(see, surface, width):
    assert see(surface, width).evaluate(TOO_WIDE) <= 0


def test_the_largest_letters_fit_the_narrowest_phone(see, context, live_server):
    context.add_cookies([{"name": "mf_text", "value": "largest", "url": live_server.url}])
    page = see("phone", 320)
    assert page.evaluate("() => getComputedStyle(document.body).fontSize") == "30px"
    assert page.evaluate(TOO_WIDE) <= 0


def test_letters_on_the_phone_are_large_and_airy(see):
    page = see("phone", 360)
    assert page.evaluate("() => getComputedStyle(document.body).fontSize") == "20px"
    assert page.evaluate(SMALL_TEXT) == []
    assert page.evaluate(TIGHT_LINES) == []


def test_targets_on_the_phone_are_large(see):
    page = see("phone", 360)
    assert page.evaluate(SMALL_TARGETS, [".btn, .say, .foot a, .parts a, a.row", 60]) == []
    assert (
        page.evaluate(
            SMALL_TARGETS,
            ["a:not(.skip), button, input:not([type=hidden], [type=radio], [type=checkbox]), select, .form-check", 44],
        )
        == []
    )


def test_targets_of_the_staff_can_be_hit(see):
    assert see("staff", 1280).evaluate(SMALL_TARGETS, [".btn, .topnav a, summary, .tabs a, .choice", 24]) == []


def test_each_paper_prints_on_its_own_page(see):
    printed = see("paper", 1280).pdf(prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") == 2
