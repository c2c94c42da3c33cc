"""The admin is for community staff and the superuser: every list opens, scoped, and asks no query per row."""

import pytest
from django.urls import reverse

from tests.factories.residents import ResidentFactory, UserFactory
from tests.upkeep import REGISTERED, address


@pytest.fixture
def superuser(db, now):
    return UserFactory(superuser=True)


@pytest.mark.parametrize("role", ["staff", "superuser"])
def test_staff_see_the_first_page(role, request, liuhe, client_of):
    assert client_of(request.getfixturevalue(role)).get(reverse("admin:index")).status_code == 200


@pytest.mark.parametrize("role", ["social_worker", "leader", "approver", "cashier", "street", "stranger"])
def test_others_are_asked_for_another_sign_in(role, request, liuhe, client_of):
    response = client_of(request.getfixturevalue(role)).get(reverse("admin:index"))
    assert response.headers["Location"].startswith(reverse("admin:login"))


def test_a_passer_by_is_asked_to_sign_in(client, db):
    assert client.get(reverse("admin:index")).status_code == 302


def test_a_card_opens_nothing_here(resident_client):
    assert resident_client.get(reverse("admin:index")).status_code == 404


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model._meta.label)
@pytest.mark.parametrize("role", ["staff", "superuser"])
def test_every_list_opens(model, role, request, liuhe, client_of):
    client = client_of(request.getfixturevalue(role))
    assert client.get(address(model, "changelist"), {"q": "zqm"}).status_code == 200
    assert client.get(address(model, "add")).status_code in {200, 403}


def test_a_list_shows_the_rows_of_ones_own_community(liuhe, guiyuan, staff, client_of):
    ResidentFactory(community=liuhe, name="赵青梅")
    ResidentFactory(community=guiyuan, name="钱美玲")
    page = client_of(staff).get(reverse("admin:residents_resident_changelist")).content.decode()
    assert "赵青梅" in page
    assert "钱美玲" not in page
