"""Every page of every role, opened in a real browser over a small community in which something stands everywhere.

The pages are those of the tables in `tests/access`: a page that is missing there is missed by a test of its own. Each
is fetched as every role that may see it; a browser opens it where it holds elements that no role before was shown.
"""

import pytest
from django.urls import reverse

from residents.enums import PinKind
from tests.browser import DESK
from tests.cast import with_card
from tests.journeys.eyes import (
    NARROWEST,
    OLD_PHONE,
    SMALL_TARGETS,
    SMALL_TEXT,
    TABLET,
    TARGETS,
    TOO_WIDE,
    WHOLE_PAGE,
    Eyes,
    address,
    pages,
)
from tests.journeys.village import Village
from tests.links import unknown_link

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHOWN_ONCE = "phone_pin_slip"  # leads away where no digits were made just before

ROLES = ("staff", "social_worker", "leader", "approver", "cashier", "street")


@pytest.fixture
def village(works, card, approver) -> Village:
    return Village(works, card, approver.memberships.get())


@pytest.fixture
def eyes(quiet, live_server, client_of):
    """Whoever looks; what she finds wrong is gathered, so that one run tells of every page."""
    return Eyes(quiet, live_server.url, client_of)


def test_the_pages_of_the_office(eyes, village, request, client_of):
    eyes.page.set_viewport_size(DESK)
    paths = [(row, address(row, village)) for row in pages("staff", "signed_in") if SHOWN_ONCE not in row.name]
    for role in ROLES:
        eyes.sit_down(client_of(request.getfixturevalue(role)))
        for row, path in paths:
            may = row.audience == "signed_in" or role in row.may
            if may and eyes.is_new(path, role):
                eyes.open(path)
                eyes.judge(path, role)
                eyes.page.set_viewport_size(TABLET)
                eyes.note(path, "is wider than a tablet by", eyes.page.evaluate(TOO_WIDE))
                eyes.page.set_viewport_size(DESK)
    assert eyes.wrong == []
    assert eyes.opened >= len(paths)


def test_the_pages_of_the_resident(eyes, village, client_of):
    eyes.sit_down(with_card(client_of(village.resident.user), village.card))
    paths = [address(row, village) for row in pages("resident")]
    paths += [reverse("residents:card_gone"), *map(unknown_link, PinKind)]
    paths += [reverse("jobs:public_postings", args=["liuhe"])]
    paths += [reverse("jobs:public_posting", args=["liuhe", village.posting.pk])]
    for path in paths:
        eyes.page.set_viewport_size(WHOLE_PAGE)
        eyes.open(path)
        eyes.judge(path, "resident")
        eyes.note(path, "small text", eyes.page.evaluate(SMALL_TEXT))
        eyes.note(path, "small targets", eyes.page.evaluate(SMALL_TARGETS, [TARGETS, 44]))
        eyes.note(path, "small main targets", eyes.page.evaluate(SMALL_TARGETS, [".btn, .foot a", 60]))
        for size in (OLD_PHONE, NARROWEST):
            eyes.page.set_viewport_size(size)
            eyes.note(path, f"at {size['width']} is wider by", eyes.page.evaluate(TOO_WIDE))
    assert eyes.wrong == []


def test_the_page_before_the_door(eyes, liuhe):
    eyes.page.set_viewport_size(DESK)
    path = reverse("residents:sign_in")
    eyes.open(path)
    eyes.judge(path, "stranger")
    assert eyes.wrong == []


def test_the_eyes_see(page, live_server, client_of):
    eyes = Eyes(page, live_server.url, client_of)
    page.set_viewport_size(NARROWEST)
    page.set_content("<html lang=zh><title>x</title><main><button></button><p style='width:400px'>x</p></main>")
    eyes.judge("here", "stranger")
    eyes.note("here", "is wider by", page.evaluate(TOO_WIDE))
    eyes.note("here", "small text", page.evaluate(SMALL_TEXT))
    eyes.note("here", "small targets", page.evaluate(SMALL_TARGETS, [TARGETS, 44]))
    assert any("button-name" in words for words in eyes.wrong)
    assert {words.split()[1] for words in eyes.wrong} >= {"is", "small"}
    assert len(eyes.wrong) >= 4
