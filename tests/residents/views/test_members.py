"""Who works for the community, and its workshops."""

from django.test import Client

from residents.models import Membership, Workshop
from tests.residents.views.pages import PEOPLE, at, page, write


def test_members_are_added_given_another_role_and_ended(office, liuhe, workshop):
    page(office, at("member_new"))
    new = {"name": "何平", "username": "heping", "password": "three blue kettles", "starts_on": "2026-11-24"}
    assert "组长要选一个工坊" in write(office, at("member_new"), **new, role="leader").content.decode()
    assert write(office, at("member_new"), **{**new, "password": "12345"}, role="cashier").status_code == 200
    write(office, at("member_new"), **new, role="cashier")
    member = Membership.objects.get(user__username="heping")
    page(office, at("member_role", member.pk))
    write(office, at("member_role", member.pk), role="leader", workshop=workshop.pk, starts_on="2026-11-24")
    again = write(office, at("member_role", member.pk), role="cashier", starts_on="2026-11-24")
    assert "何平已经是出纳" in again.content.decode()
    page(office, at("member_end", member.pk))
    write(office, at("member_end", member.pk), ends_on="2026-11-24")
    assert "heping" in page(office, at("members"))


def test_a_user_name_is_taken_once(office, liuhe, staff):
    new = {"name": "何平", "username": staff.username.upper(), "password": "three blue kettles"}
    text = write(office, at("member_new"), **new, role="cashier", starts_on="2026-11-24").content.decode()
    assert "已经有人用了" in text


def test_nobody_ends_her_own_staff_role(office, staff):
    member = staff.memberships.get()
    assert "另一位工作人员" in write(office, at("member_end", member.pk), ends_on="2026-11-24").content.decode()


def test_a_resident_becomes_a_leader_and_stays_the_same_person(office, resident, card, workshop):
    page(office, at("leader_new", resident.pk))
    write(
        office,
        at("leader_new", resident.pk),
        username="zhaoqm",
        password="three blue kettles",
        workshop=workshop.pk,
        starts_on="2026-11-24",
    )
    resident.refresh_from_db()
    assert resident.user.username == "zhaoqm"
    assert not resident.user.is_resident
    assert resident.user.memberships.get().role == "leader"
    client = Client()
    client.post("/accounts/sign-in/", {"username": "zhaoqm", "password": "three blue kettles"})
    own = "/accounts/password/"
    assert client.get(PEOPLE).url == own
    new = {"new_password1": "four green cups on it", "new_password2": "four green cups on it"}
    client.post(own, {"old_password": "three blue kettles", **new})
    assert client.get(PEOPLE).status_code == 200
    again = {"username": "zhaoqm2", "password": "three blue kettles", "workshop": workshop.pk}
    refused = write(office, at("leader_new", resident.pk), **again, starts_on="2026-11-25").content.decode()
    assert "已经有登录名和密码" in refused
    resident.user.refresh_from_db()
    assert resident.user.check_password("four green cups on it")


def test_workshops_are_kept_up(office, workshop):
    page(office, at("workshop_new"))
    write(office, at("workshop_new"), name="东门工坊", active="on")
    assert Workshop.objects.filter(name="东门工坊", community__code="liuhe").exists()
    assert "已经有同名的工坊了" in write(office, at("workshop_new"), name="东门工坊").content.decode()
    write(office, at("workshop_edit", workshop.pk), name="柳河老工坊", active="on")
    workshop.refresh_from_db()
    assert workshop.name == "柳河老工坊"
