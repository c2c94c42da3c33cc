"""Nobody opens somebody else's role by a password: who may set whose, and what the new one must be."""

import pytest

from microfactory.kernel.errors import RuleBroken
from residents.models import MoveLog
from residents.operations.passwords import set_password_of
from tests.factories.residents import MembershipFactory, RoleGrantFactory, UserFactory
from tests.residents.views.pages import at, page, write

PASSWORD = "three blue kettles"


def test_staff_set_no_password_of_whoever_holds_or_awaits_such_a_role(
    liuhe, staff, approver, social_worker, cashier, street, leader, now
):
    RoleGrantFactory(community=liuhe, user=street, asked_by=staff, role="cashier")
    for user in (approver, cashier, social_worker, street, UserFactory(superuser=True)):
        with pytest.raises(RuleBroken) as refused:
            set_password_of(user=user, community=liuhe, password=PASSWORD, actor=staff, now=now)
        assert refused.value.code == "guarded"
    set_password_of(user=leader, community=liuhe, password=PASSWORD, actor=staff, now=now)
    leader.refresh_from_db()
    assert leader.must_choose_password
    assert MoveLog.objects.about(leader.memberships.get()).get().move == "password_set"


def test_ones_own_password_is_another_one(client_of, liuhe, leader, staff, now):
    set_password_of(user=leader, community=liuhe, password=PASSWORD, actor=staff, now=now)
    leader.refresh_from_db()
    same = {"old_password": PASSWORD, "new_password1": PASSWORD, "new_password2": PASSWORD}
    assert "换一个和原来不一样的密码" in client_of(leader).post("/accounts/password/", same).content.decode()


@pytest.mark.parametrize("starts_on", ["2026-01-01", "2026-12-24"])
def test_staff_set_no_password_of_whoever_works_elsewhere_too(
    liuhe, guiyuan, office, staff, leader, street, now, starts_on
):
    MembershipFactory(user=street, community=guiyuan, role="street", starts_on=starts_on)
    text = write(office, at("member_password", street.memberships.get(community=liuhe).pk), password=PASSWORD)
    assert "也在别的社区工作" in text.content.decode()
    administrator = UserFactory(superuser=True)
    set_password_of(user=street, community=liuhe, password=PASSWORD, actor=administrator, now=now)
    MembershipFactory(user=leader, community=guiyuan, role="street", starts_on="2025-01-01", ends_on="2026-11-23")
    set_password_of(user=leader, community=liuhe, password=PASSWORD, actor=staff, now=now)


def test_a_role_that_ended_opens_no_password(liuhe, guiyuan, office, leader):
    gone = leader.memberships.get()
    gone.ends_on = "2026-11-23"
    gone.save(update_fields=["ends_on"])
    assert office.get(at("member_password", gone.pk)).status_code == 404
    assert write(office, at("member_password", gone.pk), password=PASSWORD).status_code == 404


def test_the_page_says_why(office, approver, leader, client):
    text = write(office, at("member_password", approver.memberships.get().pk), password=PASSWORD).content.decode()
    assert "只有系统管理员能重设" in text
    page(office, at("member_password", leader.memberships.get().pk))
    response = write(office, at("member_password", leader.memberships.get().pk), password="12345")
    assert response.status_code == 200
    write(office, at("member_password", leader.memberships.get().pk), password=PASSWORD)
    client.post("/accounts/sign-in/", {"username": leader.username, "password": PASSWORD})
    for path in ("/liuhe/", "/liuhe/people/", "/admin/", "/me/"):
        assert client.get(path).url == "/accounts/password/"
    assert client.post("/accounts/sign-out/").status_code == 302
