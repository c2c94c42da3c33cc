"""Who may be where: members in their community, residents on their own pages, nobody anywhere else."""

import datetime as dt

import pytest
from django.urls import reverse

from residents.middleware import access_to
from residents.operations.cards import end_card, issue_card
from tests.cast import member, with_card
from tests.factories.residents import AccessCardFactory, MembershipFactory, ResidentFactory, UserFactory

PEOPLE = "/liuhe/people/"


def test_a_member_is_bound_to_the_community_of_the_address(client_of, social_worker, resident):
    assert resident.name in client_of(social_worker).get(PEOPLE).content.decode()


def test_a_community_of_others_looks_like_one_that_is_not_there(client_of, stranger, liuhe):
    client = client_of(stranger)
    assert client.get(PEOPLE).status_code == 404
    assert client.get("/nowhere/people/").status_code == 404


def test_a_person_of_another_community_is_not_found_under_ones_own_address(client_of, stranger, guiyuan, resident):
    assert client_of(stranger).get(f"/guiyuan/people/{resident.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "status"),
    [
        (dt.date(2026, 7, 1), dt.date(2026, 11, 24), 200),
        (dt.date(2026, 7, 1), dt.date(2026, 11, 23), 404),
        (dt.date(2026, 11, 24), None, 200),
        (dt.date(2026, 11, 25), None, 404),
    ],
)
def test_a_membership_counts_on_its_days_only(client_of, liuhe, starts_on, ends_on, status):
    user = MembershipFactory(community=liuhe, role="social_worker", starts_on=starts_on, ends_on=ends_on).user
    assert client_of(user).get(PEOPLE).status_code == status


def test_a_superuser_without_a_role_has_no_staff_pages(client_of, liuhe):
    assert client_of(UserFactory(superuser=True)).get(PEOPLE).status_code == 404


def test_a_closed_community_is_closed(client_of, social_worker, liuhe):
    liuhe.active = False
    liuhe.save(update_fields=["active"])
    assert client_of(social_worker).get(PEOPLE).status_code == 404


def test_a_leader_sees_the_people_of_her_workshop_only(client_of, leader, resident, liuhe):
    other = ResidentFactory(community=liuhe)
    client = client_of(leader)
    page = client.get(PEOPLE).content.decode()
    assert resident.name in page
    assert f"/people/{other.pk}/" not in page
    assert client.get(f"{PEOPLE}{other.pk}/").status_code == 404


def test_a_leader_with_the_street_offices_role_stays_in_her_workshop(client_of, leader, resident, liuhe):
    MembershipFactory(user=leader, community=liuhe, role="street")
    other = ResidentFactory(community=liuhe)
    client = client_of(leader)
    assert client.get(f"{PEOPLE}{resident.pk}/").status_code == 200
    assert client.get(f"{PEOPLE}{other.pk}/").status_code == 404
    assert access_to(leader, "liuhe").workshop_ids == {resident.workshop_id}


def test_who_leads_and_does_social_work_sees_everybody(client_of, leader, liuhe):
    MembershipFactory(user=leader, community=liuhe, role="social_worker")
    other = ResidentFactory(community=liuhe)
    assert client_of(leader).get(f"{PEOPLE}{other.pk}/").status_code == 200


def test_strangers_are_asked_to_sign_in(client, liuhe):
    response = client.get(PEOPLE)
    assert response.status_code == 302
    assert response.url == f"/accounts/sign-in/?next={PEOPLE}"


@pytest.mark.parametrize("path", [PEOPLE, "/liuhe/", "/admin/", "/accounts/password/", "/nowhere/people/"])
def test_a_card_opens_no_page_of_the_staff(resident_client, path):
    assert resident_client.get(path).status_code == 404


def test_a_card_opens_ones_own_pages_and_what_is_public(resident_client, liuhe):
    assert resident_client.get(reverse("me:home")).status_code == 200
    assert resident_client.get("/accounts/sign-in/").status_code == 200


def test_a_leaders_card_opens_her_own_pages_and_her_password_the_workshop(
    client_of, leader, leader_as_resident, social_worker
):
    card = AccessCardFactory(resident=leader_as_resident, issued_by=social_worker)
    phone = with_card(client_of(leader), card)
    assert phone.get(reverse("me:home")).status_code == 200
    assert phone.get(PEOPLE).status_code == 404
    desk = client_of(leader)
    assert desk.get(PEOPLE).status_code == 200
    assert desk.get(reverse("me:home")).status_code == 404


def test_a_replaced_card_ends_its_sessions_at_the_next_page(resident_client, resident, social_worker, now):
    issue_card(resident=resident, actor=social_worker, now=now)
    response = resident_client.get(reverse("me:home"))
    assert (response.status_code, response.url) == (302, reverse("residents:card_gone"))
    assert "_auth_user_id" not in resident_client.session


def test_a_revoked_card_does_the_same(resident_client, resident, social_worker, now):
    end_card(resident=resident, actor=social_worker, now=now)
    assert resident_client.get(reverse("me:home")).status_code == 302
    assert resident_client.get(reverse("residents:card_gone")).status_code == 200


def test_a_card_of_somebody_else_in_the_session_opens_nothing(client_of, resident, neighbour, social_worker):
    hers = AccessCardFactory(resident=neighbour, issued_by=social_worker)
    assert with_card(client_of(resident.user), hers).get(reverse("me:home")).status_code == 302


def test_the_street_office_sees_no_people(client_of, street):
    assert client_of(street).get(PEOPLE).status_code == 403


def test_binding_takes_one_statement(client_of, social_worker, django_assert_num_queries):
    with django_assert_num_queries(1):
        access = access_to(social_worker, "liuhe")
    assert (access.community.code, access.roles, access.workshop_ids) == ("liuhe", {"social_worker"}, None)


def test_roles_of_two_communities_stay_apart(client_of, liuhe, guiyuan):
    user = member("何平", liuhe, "cashier")
    MembershipFactory(user=user, community=guiyuan, role="staff")
    client = client_of(user)
    assert client.get("/guiyuan/members/").status_code == 200
    assert client.get("/liuhe/members/").status_code == 403
