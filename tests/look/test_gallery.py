"""The gallery shows every component, and every component says what it needs."""

import pytest
from django.urls import reverse

from tests.look.style import ROOT

COMPONENTS = sorted((ROOT / "templates" / "components").glob("*.html"))
SURFACES = ["staff", "phone", "paper"]


@pytest.mark.parametrize("surface", SURFACES)
def test_each_surface_shows_its_components(client, db, surface):
    response = client.get(reverse("gallery_surface", args=[surface]))
    assert response.status_code == 200
    assert b'lang="zh-Hans"' in response.content


def test_an_unknown_surface_is_not_there(client, db):
    response = client.get(reverse("gallery_surface", args=["slate"]))
    assert response.status_code == 404
    assert "这里没有这个页面" in response.content.decode()


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_opens_with_what_it_needs(component):
    opening = component.read_text(encoding="utf-8").partition("{% endcomment %}")[0]
    assert opening.startswith("{% comment %}")
    assert "Needs" in opening or "Optional" in opening


def test_the_phone_loads_two_small_sheets_and_no_bootstrap(client, db):
    page = client.get(reverse("gallery_surface", args=["phone"])).content.decode()
    assert page.count('rel="stylesheet"') == 2
    assert "bootstrap" not in page
