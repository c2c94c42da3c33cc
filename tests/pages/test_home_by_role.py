"""Each role's first page shows what is hers: work at the desks, runs where money is judged, sums for the street."""

import pytest

from tests.payouts.office import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(liuhe, workshop, staff, social_worker, approver, cashier, now):
    """The office, with something handed in today that can be paid."""
    office = Office(
        liuhe, workshop, staff=staff, social_worker=social_worker, approver=approver, cashier=cashier, now=now
    )
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    office.entry(office.resident(name="柳小巧"), office.operation("10", "8"), 5)
    return office


def home(client_of, user) -> str:
    response = client_of(user).get("/liuhe/")
    assert response.status_code == 200
    return response.content.decode()


def test_the_desks_see_what_was_handed_in_today(office, client_of):
    for user in (office.social_worker, office.staff):
        assert "柳小巧" in home(client_of, user)


def test_the_approver_sees_the_run_that_waits_for_her(office, client_of):
    run = office.submitted()
    text = home(client_of, office.approver)
    assert run.number in text and "¥40.00" in text
    assert "柳小巧" not in text
    assert "<b>1</b> 批发放等您复核" in text
    assert run.number not in home(client_of, office.cashier)


def test_nobody_is_offered_to_approve_her_own(office, client_of, liuhe):
    liuhe.memberships.create(user=office.social_worker, role="approver", starts_on=liuhe.opened_on)
    assert office.submitted().number not in home(client_of, office.social_worker)


def test_the_cashier_sees_what_she_pays_and_what_came_in(office, client_of):
    run = office.approved()
    text = home(client_of, office.cashier)
    assert run.number in text and "柳小巧" not in text
    assert run.number not in home(client_of, office.approver)


def test_every_tile_is_a_sentence_with_its_figure(office, client_of):
    office.submitted()
    text = home(client_of, office.approver)
    assert "<span><b>1</b> 批发放等您复核</span>" in text


def test_the_street_sees_no_empty_desk_but_its_sums(office, client_of, street):
    text = home(client_of, street)
    assert "没有等着您的事" not in text and "/liuhe/sums/" in text and "柳小巧" not in text
