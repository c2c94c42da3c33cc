"""A role over money or rights takes two people, or a delay that everybody sees."""

import datetime as dt

import pytest
from django.db.utils import IntegrityError

from microfactory.kernel.errors import RuleBroken
from residents.models import Membership, RoleGrant
from residents.operations.roles import confirm_role, give_role, stop_role
from residents.queries.roles import fresh_roles
from tests.cast import member
from tests.factories.residents import RoleGrantFactory, UserFactory
from tests.residents.views.pages import at, page, write


@pytest.fixture
def second(liuhe):
    """The other member of the staff."""
    return member("李建设", liuhe, "staff")


@pytest.fixture
def asked(liuhe, staff, second, social_worker, now):
    """The staff asked that the social worker pays out as well."""
    return ask(liuhe, staff, social_worker, now)


def ask(liuhe, actor, user, now, role="cashier"):
    return give_role(user=user, community=liuhe, role=role, starts_on=now.date(), actor=actor, now=now)


def refused(code, act, **given):
    with pytest.raises(RuleBroken) as error:
        act(**given)
    assert error.value.code == code


@pytest.mark.parametrize("role", ["social_worker", "staff", "approver", "cashier"])
def test_such_a_role_waits_for_a_second_person(liuhe, staff, second, street, now, role):
    grant = ask(liuhe, staff, street, now, role)
    assert grant.state == "waiting"
    assert not Membership.objects.filter(user=street, role=role).exists()
    confirm_role(grant=grant, actor=second, now=now)
    grant.refresh_from_db()
    assert (grant.state, grant.answered_by, grant.membership.role) == ("confirmed", second, role)
    assert Membership.objects.live_on(now.date()).filter(user=street, role=role).exists()


def test_other_roles_begin_at_once(liuhe, workshop, staff, second, cashier, now):
    assert isinstance(ask(liuhe, staff, cashier, now, "street"), Membership)
    given = {"user": cashier, "community": liuhe, "workshop": workshop, "starts_on": now.date()}
    assert isinstance(give_role(**given, role="leader", actor=staff, now=now), Membership)


def test_an_account_made_up_for_the_purpose_is_no_social_worker(liuhe, staff, cashier, now):
    straw = UserFactory(name="稻草人")
    assert ask(liuhe, staff, straw, now, "social_worker").starts_on == now.date() + dt.timedelta(days=3)


def test_neither_the_asker_nor_the_receiver_nor_somebody_else_confirms(asked, staff, social_worker, approver, now):
    for actor, code in ((staff, "same_person"), (social_worker, "same_person"), (approver, "not_entitled")):
        refused(code, confirm_role, grant=asked, actor=actor, now=now)
    assert RoleGrant.objects.get().state == "waiting"
    confirm_role(grant=asked, actor=UserFactory(superuser=True), now=now)


def test_nobody_gives_herself_a_role(liuhe, staff, second, now):
    refused("own_role", ask, liuhe=liuhe, actor=staff, user=staff, now=now)


def test_a_fresh_account_confirms_nothing_before_it_was_confirmed_itself(liuhe, staff, second, social_worker, now):
    straw = UserFactory(name="稻草人")
    ask(liuhe, staff, straw, now, "staff")
    grant = ask(liuhe, staff, social_worker, now)
    refused("not_entitled", confirm_role, grant=grant, actor=straw, now=now)


def test_whoever_knows_the_first_password_cant_use_it_for_the_role(asked, second, social_worker, now):
    social_worker.must_choose_password = True
    social_worker.save(update_fields=["must_choose_password"])
    refused("first_password", confirm_role, grant=asked, actor=second, now=now)


def test_alone_it_begins_three_days_later_and_everybody_sees_it(
    liuhe, staff, social_worker, approver, cashier, street, leader, client_of, now, clock
):
    membership = ask(liuhe, staff, social_worker, now)
    assert membership.starts_on == now.date() + dt.timedelta(days=3)
    for user in (staff, social_worker, approver, cashier, street, leader):
        text = page(client_of(user), "/liuhe/")
        assert "孙建国让林晓云从2026-11-27起当出纳，没有第二个人确认" in text
    assert "没有第二个人确认" in page(client_of(cashier), "/liuhe/pay/")
    clock.forward(days=18)
    assert not fresh_roles(liuhe, clock.now.date())


def test_a_colleague_stops_it_before_it_begins(liuhe, staff, social_worker, approver, client_of, now, clock):
    ask(liuhe, staff, social_worker, now)
    grant = RoleGrant.objects.get()
    client = client_of(approver)
    assert "不给" in page(client, at("roles"))
    page(client, at("role_stop", grant.pk))
    write(client, at("role_stop", grant.pk))
    assert not Membership.objects.filter(user=social_worker, role="cashier").exists()
    grant.refresh_from_db()
    assert (grant.state, grant.answered_by) == ("refused", approver)
    ask(liuhe, staff, social_worker, now)
    clock.forward(days=3)
    refused("begun", stop_role, grant=RoleGrant.objects.get(state="delayed"), actor=approver, now=clock.now)


def test_the_administrator_may_shorten_the_delay(liuhe, staff, social_worker, now):
    membership = ask(liuhe, staff, social_worker, now)
    grant = RoleGrant.objects.get()
    refused("same_person", confirm_role, grant=grant, actor=staff, now=now)
    confirm_role(grant=grant, actor=UserFactory(superuser=True), now=now)
    membership.refresh_from_db()
    assert membership.starts_on == now.date()
    assert not fresh_roles(liuhe, now.date())


def test_the_first_staff_of_a_community_begins_at_once(liuhe, now):
    administrator, first = UserFactory(superuser=True), UserFactory()
    assert ask(liuhe, administrator, first, now, "staff").starts_on == now.date()
    assert RoleGrant.objects.get().state == "first"


def test_a_first_team_is_set_up_in_one_go(liuhe, now):
    administrator = UserFactory(superuser=True)
    for role in ("social_worker", "social_worker", "approver", "cashier", "staff"):
        assert ask(liuhe, administrator, UserFactory(), now, role).starts_on == now.date()
    assert set(RoleGrant.objects.values_list("state", flat=True)) == {"first"}


def test_pages_ask_and_confirm(client_of, second, liuhe, staff, social_worker):
    office = client_of(staff)
    row = social_worker.memberships.get()
    response = write(office, at("member_role", row.pk), role="approver", starts_on="2026-11-24")
    assert "等另一位工作人员确认后" in office.get(response.url).content.decode()
    again = write(office, at("member_role", row.pk), role="approver", starts_on="2026-11-24").content.decode()
    assert "已经在等第二个人确认" in again
    grant = RoleGrant.objects.get()
    assert f"/roles/{grant.pk}/confirm/" not in page(office, at("roles"))
    assert "不能是提出的人" in write(office, at("role_confirm", grant.pk)).content.decode()
    other = client_of(second)
    assert "要第二个人确认" in page(other, "/liuhe/")
    assert f"/roles/{grant.pk}/confirm/" in page(other, at("roles"))
    page(other, at("role_confirm", grant.pk))
    write(other, at("role_confirm", grant.pk))
    assert social_worker.memberships.filter(role="approver").exists()
    assert "已经有人答复过了" in write(other, at("role_stop", grant.pk)).content.decode()


def test_the_database_keeps_the_three_apart(liuhe, staff, social_worker, cashier, now):
    with pytest.raises(IntegrityError, match="grant_not_to_oneself"):
        RoleGrantFactory(community=liuhe, user=staff, asked_by=staff, role="approver")


@pytest.mark.parametrize("who", ["asked_by", "user"])
def test_the_database_refuses_a_second_person_who_is_the_first(liuhe, staff, social_worker, who):
    people = {"asked_by": staff, "user": social_worker}
    with pytest.raises(IntegrityError, match="grant_by_two_people"):
        RoleGrantFactory(
            community=liuhe, role="cashier", **people, state="confirmed",
            answered_by=people[who], answered_at="2026-11-24T09:30Z", membership=social_worker.memberships.get(),
        )  # fmt: skip


def test_the_database_keeps_the_delay(liuhe, staff, social_worker):
    with pytest.raises(IntegrityError, match="grant_delay_is_kept"):
        RoleGrantFactory(
            community=liuhe, user=social_worker, asked_by=staff, role="cashier", state="delayed",
            membership=social_worker.memberships.get(),
        )  # fmt: skip


def test_an_ended_role_doesnt_come_back_by_a_later_end(client_of, staff, approver):
    office, row = client_of(staff), approver.memberships.get()
    write(office, at("member_end", row.pk), ends_on="2026-11-20")
    text = write(office, at("member_end", row.pk), ends_on="2027-11-20").content.decode()
    assert "要继续就重新加" in text
    row.refresh_from_db()
    assert row.ends_on == dt.date(2026, 11, 20)


def test_the_admin_gives_no_such_role_where_there_is_staff(client_of, liuhe, staff, social_worker):
    administrator = UserFactory(superuser=True)
    data = {
        "user": social_worker.pk,
        "community": liuhe.pk,
        "role": "approver",
        "workshop": "",
        "starts_on": "2026-11-24",
    }
    text = client_of(administrator).post("/admin/residents/membership/add/", data).content.decode()
    assert "由他们两个人一起" in text
    assert not social_worker.memberships.filter(role="approver").exists()


def test_the_administrator_may_be_the_second_person(asked, client_of, staff):
    listing = "/admin/residents/rolegrant/"
    chosen = {"action": "confirm", "_selected_action": [asked.pk], "sure": "1"}
    client_of(staff).post(listing, chosen)
    assert RoleGrant.objects.get().state == "waiting"
    client_of(UserFactory(superuser=True)).post(listing, chosen)
    assert RoleGrant.objects.get().state == "confirmed"
