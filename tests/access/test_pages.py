"""Every address, opened by all: who may, sees it; a colleague gets 403, a stranger 404, a passer-by the sign-in."""

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import reverse

from residents.enums import Role
from tests.access import TABLE
from tests.access.table import STAFF, Row
from tests.cast import member, with_card
from tests.factories.residents import AccessCardFactory, WorkshopFactory

FINE = {200, 302}
FORM = "application/x-www-form-urlencoded"
LENIENT = {"set_language"}  # Django's own view turns other methods back to the page they came from


def rows(*audiences: str, gaps: bool = False) -> list:
    """The rows of some audiences, each a test of its own; with `gaps`, only those that point at a row."""
    chosen = [row for row in TABLE if row.audience in audiences and (not gaps or points_at_a_row(row))]
    return [pytest.param(row, id=str(row)) for row in chosen]


def points_at_a_row(row: Row) -> bool:
    return any(not source.startswith("=") for source in row.gaps.values())


@pytest.fixture
def address(request):
    """Builds an address: `address(row)` in liuhe, `address(row, "guiyuan")` with the other community in front."""

    def build(row: Row, community: str = "liuhe") -> str:
        gaps = {name: fill(request, source) for name, source in row.gaps.items()}
        if row.audience == "staff":
            gaps["community"] = community
        return reverse(row.name, kwargs=gaps) + row.query

    return build


def fill(request, source: str):
    if source.startswith("="):
        return source[1:]
    fixture, _, attribute = source.partition(".")
    found = request.getfixturevalue(fixture)
    if attribute:
        return getattr(found, attribute)
    return getattr(found, "pk", found)


def answer(client: Client, row: Row, url: str) -> set[int]:
    """What the page answers to each of its methods."""
    return {client.generic(method, url, content_type=FORM).status_code for method in row.methods}


@pytest.mark.parametrize("row", rows("staff"))
def test_a_colleague_sees_what_her_role_may(row, request, address, liuhe, client_of):
    url, got = address(row), {}
    for role in STAFF:
        statuses = answer(client_of(request.getfixturevalue(role)), row, url)
        got[role] = "may" if statuses <= FINE else statuses
    assert got == {role: "may" if role in row.may else {403} for role in STAFF}


@pytest.mark.parametrize("row", rows("staff"))
def test_a_stranger_finds_nothing(row, address, stranger, client_of):
    assert answer(client_of(stranger), row, address(row)) == {404}


@pytest.mark.parametrize("row", rows("staff", gaps=True))
def test_a_row_of_another_community_is_not_there(row, address, liuhe, guiyuan, client_of):
    user = member("贾全", guiyuan, Role.STAFF)
    for role in row.may - {Role.STAFF, Role.LEADER}:
        guiyuan.memberships.create(user=user, role=role, starts_on=guiyuan.opened_on)
    assert answer(client_of(user), row, address(row, "guiyuan")) == {404}


@pytest.mark.parametrize("row", [row for row in rows("staff", gaps=True) if "leader" in row.values[0].may])
def test_a_leader_sees_her_own_workshop_only(row, address, liuhe, client_of):
    elsewhere = member("外坊", liuhe, Role.LEADER, workshop=WorkshopFactory(community=liuhe))
    expected = FINE if row.everywhere else {404}
    assert answer(client_of(elsewhere), row, address(row)) <= expected


@pytest.mark.parametrize("row", rows("staff", "signed_in"))
def test_a_card_opens_no_page_of_the_staff(row, address, liuhe, resident_client):
    assert answer(resident_client, row, address(row)) == {404}


@pytest.mark.parametrize("row", rows("resident", "everybody"))
def test_a_card_opens_its_holders_pages(row, address, resident_client):
    assert answer(resident_client, row, address(row)) <= FINE


@pytest.mark.parametrize("row", rows("resident", gaps=True))
def test_a_card_opens_no_page_of_the_neighbour(row, address, neighbour, client_of):
    card = AccessCardFactory(resident=neighbour)
    assert answer(with_card(client_of(neighbour.user), card), row, address(row)) == {404}


@pytest.mark.parametrize("row", rows("resident"))
def test_staff_open_no_page_of_a_resident(row, address, social_worker, client_of):
    assert answer(client_of(social_worker), row, address(row)) == {404}


@pytest.mark.parametrize("row", rows("staff", "resident", "signed_in", "everybody"))
def test_a_passer_by_is_asked_to_sign_in(row, address, liuhe, client):
    url = address(row)
    sign_in = resolve_url("residents:card_gone" if row.audience == "resident" else settings.LOGIN_URL)
    for method in row.methods:
        assert client.generic(method, url, content_type=FORM).headers.get("Location", "").startswith(sign_in)


@pytest.mark.parametrize("row", rows("public"))
def test_a_public_page_asks_for_no_sign_in(row, address, liuhe, client):
    for method in row.methods:
        response = client.generic(method, address(row), content_type=FORM)
        assert response.status_code in FINE
        assert not response.headers.get("Location", "").startswith(f"{resolve_url(settings.LOGIN_URL)}?next")


@pytest.mark.parametrize("row", rows("signed_in", "everybody"))
def test_whoever_signed_in_may_open_it(row, address, social_worker, client_of):
    assert answer(client_of(social_worker), row, address(row)) <= FINE


@pytest.mark.parametrize("row", rows("staff", "resident", "public", "signed_in", "everybody"))
def test_other_methods_are_refused(row, request, address, liuhe, client_of):
    if row.name in LENIENT:
        pytest.skip("not our view")
    if row.audience == "resident":
        client = request.getfixturevalue("resident_client")
    else:
        client = client_of(request.getfixturevalue(min(row.may, default="social_worker")))
    assert client.generic(row.wrong_method, address(row), content_type=FORM).status_code == 405
