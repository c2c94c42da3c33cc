"""Every list and form of the admin over the village, judged in a real browser where it shows something new.

Django makes most of these pages alike: a page is opened where it holds an element that none before it held.
"""

import re

import pytest
from django.urls import reverse

from tests.browser import DESK
from tests.factories.residents import UserFactory
from tests.journeys.eyes import Eyes
from tests.journeys.village import Village
from tests.sight import OLD_PHONE, too_wide
from tests.upkeep import REGISTERED, address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ELEMENT = re.compile(r'<(\w+)((?: [\w-]+(?:="[^"]*")?)*)')
KIND = re.compile(r'(class|type)="([^"]*)"')
NAMED = re.compile(r"\b(field|column|model|app|fieldBox|errors|row|form|dynamic|sortable|action|grp)[\w-]*")


def kinds(html: str) -> set[tuple]:
    """The kinds of elements of a page: tag, type and classes, but for those that name a column or a model."""
    found = set()
    for tag, attributes in ELEMENT.findall(html):
        found.add((tag, *sorted(NAMED.sub("", value) for _name, value in KIND.findall(attributes))))
    return found


@pytest.fixture
def paths(works, card, approver) -> list[str]:
    """Of each model its list, its newest row, and the form for a new one."""
    Village(works, card, approver.memberships.get())
    found = [reverse("admin:index"), reverse("admin:app_list", args=["residents"]), reverse("admin:password_change")]
    for model in REGISTERED:
        found.append(address(model, "changelist"))
        row = model._default_manager.order_by("-pk").first()
        if row is not None:
            found.append(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[row.pk]))
        found.append(address(model, "add"))
    return found


def test_the_pages_of_upkeep(quiet, live_server, paths, client_of, signed_in):
    # Django's style sheets import each other; axe would copy them into the page, which the page's policy forbids.
    eyes = Eyes(quiet, live_server.url, signed_in, preload=False)
    eyes.sit_down(client_of(UserFactory(superuser=True)))
    shown: set[tuple] = set()
    for path in paths:
        answer = eyes.client.get(path)
        if answer.status_code == 403 and path.endswith("/add/"):
            continue
        assert answer.status_code == 200, path
        new = kinds(answer.content.decode()) - shown
        shown |= new
        if new:
            eyes.page.set_viewport_size(DESK)
            eyes.open(path)
            eyes.judge(path, "upkeep")
            eyes.note(path, too_wide(eyes.page, OLD_PHONE))
    assert eyes.wrong == []
    assert eyes.opened > 12
