"""The first steps of a new community: linked for those who may, ticked once done, gone with the first piece."""

import pytest

from microfactory.pages.first_steps import first_steps
from residents.enums import Role
from residents.middleware import access_to
from tests.cast import member
from tests.factories.residents import ResidentFactory, WorkshopFactory
from tests.factories.workshops import (
    AgreementFactory,
    ClientFactory,
    EntryFactory,
    IssueFactory,
    OperationFactory,
    WorkOrderFactory,
)

HOME = "/guiyuan/"


@pytest.fixture
def worker(guiyuan, now):
    """The social worker of a community in which nothing has happened."""
    return member("新社工", guiyuan, Role.SOCIAL_WORKER)


def states(user) -> list[str]:
    return [step.state for step in first_steps(access_to(user, "guiyuan"))]


def test_an_empty_community_is_led_from_its_workshop_to_the_counter(client_of, worker):
    page = client_of(worker).get(HOME).content.decode()
    assert "头几步" in page
    for address in ("imports/", "clients/new/", "agreements/new/", "orders/new/", "slips/new/", "counter/"):
        assert f'<b><a href="/guiyuan/{address}">' in page
    assert "/guiyuan/members/workshops/new/" not in page  # the staff's


def test_each_step_is_ticked_once_it_is_done(worker, guiyuan):
    def expect(count):
        assert states(worker) == ["done"] * count + ["now"] + ["next"] * (6 - count)

    expect(0)
    workshop = WorkshopFactory(community=guiyuan)
    expect(1)
    resident = ResidentFactory(community=guiyuan, workshop=workshop)
    expect(2)
    company = ClientFactory(community=guiyuan)
    expect(3)
    agreement = AgreementFactory(community=guiyuan, client=company)
    expect(4)
    order = WorkOrderFactory(agreement=agreement, workshop=workshop)
    expect(5)
    issue = IssueFactory(resident=resident, operation=OperationFactory(work_order=order))
    expect(6)
    EntryFactory(issue=issue, accepted=True, good=1)
    assert states(worker) == []


def test_a_step_that_is_done_is_no_link(worker, guiyuan):
    WorkshopFactory(community=guiyuan)
    ClientFactory(community=guiyuan)
    steps = first_steps(access_to(worker, "guiyuan"))
    assert [bool(step.url) for step in steps] == [False, True, False, True, True, True, True]
    assert [step.state for step in steps][:4] == ["done", "now", "done", "next"]


def test_staff_open_the_workshop_and_hand_nothing_out(guiyuan, now):
    steps = first_steps(access_to(member("新工作人员", guiyuan, Role.STAFF), "guiyuan"))
    assert steps[0].url == "/guiyuan/members/workshops/new/"
    assert not steps[5].url and "社工或组长" in steps[5].note


@pytest.mark.parametrize("role", [Role.APPROVER, Role.CASHIER, Role.STREET])
def test_others_prepare_nothing(role, guiyuan, now):
    assert first_steps(access_to(member("别人", guiyuan, role), "guiyuan")) == []


def test_it_takes_one_statement(worker, django_assert_num_queries):
    access = access_to(worker, "guiyuan")
    with django_assert_num_queries(1):
        first_steps(access)


def test_nothing_empty_stands_under_the_first_steps(client_of, worker, guiyuan):
    text = client_of(worker).get(HOME).content.decode()
    assert "没有等着您的事" not in text and "近几个月" not in text
    approver = client_of(member("新复核", guiyuan, Role.APPROVER)).get(HOME).content.decode()
    assert "没有等着您的事" in approver and "近几个月" not in approver
