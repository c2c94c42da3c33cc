"""The people that tests are about.

Two communities that must never mix: `liuhe`, where everything happens, and `guiyuan`, where the stranger lives. In
liuhe's one workshop: two social workers, two leaders, and one person for each other duty; a resident with a card, and
her neighbour.
"""

import pytest
from django.test import Client

from residents.enums import Role
from residents.sessions import SIGN_IN
from tests.factories.residents import (
    AccessCardFactory,
    CommunityFactory,
    MembershipFactory,
    ResidentFactory,
    SignInFactory,
    UserFactory,
    WorkshopFactory,
)


def member(name, community, role, **more):
    """A new user with one role in a community."""
    return MembershipFactory(user=UserFactory(name=name), community=community, role=role, **more).user


@pytest.fixture
def liuhe(db, now):
    """The community that tests happen in; it pays when the client has paid."""
    return CommunityFactory(code="liuhe", name="柳河社区", pay_moment="on_receipt")


@pytest.fixture
def guiyuan(db, now):
    """Another community: none of its rows may be seen from liuhe, nor the other way round."""
    return CommunityFactory(code="guiyuan", name="桂园社区", pay_moment="on_receipt")


@pytest.fixture
def workshop(liuhe):
    """The workshop of liuhe."""
    return WorkshopFactory(community=liuhe, name="柳河工坊")


@pytest.fixture
def social_worker(liuhe):
    """She who logs and inspects."""
    return member("林晓云", liuhe, Role.SOCIAL_WORKER)


@pytest.fixture
def second_social_worker(liuhe):
    """Her colleague, for whatever needs another pair of eyes."""
    return member("何静", liuhe, Role.SOCIAL_WORKER)


@pytest.fixture
def leader(liuhe, workshop):
    """A resident who helps to run the workshop; she signs in with a password, and has a resident's row of her own."""
    return member("陈桂芳", liuhe, Role.LEADER, workshop=workshop)


@pytest.fixture
def leader_as_resident(leader, workshop):
    """The leader's own row: work that she may not log herself."""
    return ResidentFactory(community=workshop.community, workshop=workshop, name=leader.name, user=leader)


@pytest.fixture
def second_leader(liuhe, workshop):
    """The other leader of the workshop."""
    return member("周玉兰", liuhe, Role.LEADER, workshop=workshop)


@pytest.fixture
def staff(liuhe):
    """Community staff: orders, prices, pay runs, upkeep in the admin."""
    user = member("孙建国", liuhe, Role.STAFF)
    user.is_staff = True
    user.save(update_fields=["is_staff"])
    return user


@pytest.fixture
def approver(liuhe):
    """The second pair of eyes on money."""
    return member("郑国强", liuhe, Role.APPROVER)


@pytest.fixture
def cashier(liuhe):
    """Whoever pays out."""
    return member("吴秀英", liuhe, Role.CASHIER)


@pytest.fixture
def street(liuhe):
    """The street office: sums only."""
    return member("冯志强", liuhe, Role.STREET)


@pytest.fixture
def resident(liuhe, workshop):
    """Somebody who works in the workshop."""
    return ResidentFactory(community=liuhe, workshop=workshop, name="赵青梅", with_user=True)


@pytest.fixture
def card(resident, social_worker):
    """The resident's card."""
    return AccessCardFactory(resident=resident, issued_by=social_worker)


@pytest.fixture
def neighbour(liuhe, workshop):
    """Another resident of the same workshop: what is hers is not the resident's to see."""
    return ResidentFactory(community=liuhe, workshop=workshop, name="钱美玲", with_user=True)


@pytest.fixture
def stranger(guiyuan):
    """A social worker of the other community."""
    return member("马丽", guiyuan, Role.SOCIAL_WORKER)


@pytest.fixture
def client_of():
    """Signs somebody in: `client_of(social_worker).get(url)`."""

    def signed_in(user) -> Client:
        client = Client()
        client.force_login(user, backend="residents.backends.PeopleBackend")
        return client

    return signed_in


@pytest.fixture
def resident_client(client_of, card):
    """The resident's phone, after she scanned her card."""
    return with_card(client_of(card.resident.user), card)


def with_card(client: Client, card) -> Client:
    """Marks a session as begun with a card."""
    session = client.session
    session[SIGN_IN] = SignInFactory(card=card).pk
    session.save()
    return client
