"""Every page of every role, opened in a real browser over a small community in which something stands everywhere.

The pages are those of the tables in `tests/access`: a page that is missing there is missed by a test of its own. Each
is fetched as every role that may see it; a browser opens it where it holds elements that no role before was shown.
"""

import pytest
from django.urls import reverse

from residents.enums import PinKind
from tests.browser import DESK
from tests.cast import with_card
from tests.journeys.eyes import Eyes, address, pages
from tests.journeys.village import Village
from tests.links import unknown_link
from tests.sight import NARROWEST, OLD_PHONE, TABLET, WHOLE_PAGE, hard_to_use, too_wide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHOWN_ONCE = "phone_pin_slip"  # leads away where no digits were made just before

ROLES = ("staff", "social_worker", "leader", "approver", "cashier", "street")


@pytest.fixture
def village(works, card, approver) -> Village:
    return Village(works, card, approver.memberships.get())


@pytest.fixture
def eyes(quiet, live_server, signed_in):
    """Whoever looks; what she finds wrong is gathered, so that one run tells of every page."""
    return Eyes(quiet, live_server.url, signed_in)


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
                eyes.note(path, too_wide(eyes.page, TABLET))
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
        eyes.note(path, hard_to_use(eyes.page, OLD_PHONE, NARROWEST))
    assert eyes.wrong == []


def test_the_page_before_the_door(eyes, liuhe):
    eyes.page.set_viewport_size(DESK)
    path = reverse("residents:sign_in")
    eyes.open(path)
    eyes.judge(path, "stranger")
    assert eyes.wrong == []


def test_the_eyes_see(page, live_server, signed_in):
    eyes = Eyes(page, live_server.url, signed_in)
    page.set_viewport_size(NARROWEST)
    page.set_content("<html lang=zh><title>x</title><main><button></button><p style='width:400px'>x</p></main>")
    eyes.judge("here", "stranger")
    eyes.note("here", hard_to_use(page, NARROWEST))
    for words in ("button-name", "is wider by", "small text", "small targets"):
        assert any(words in fault for fault in eyes.wrong), words
