"""On the page of a correction that waits, an approver finds how the community may bear it; nobody else does."""

import pytest
from django.urls import reverse

from tests.payouts.office import Office
from workshops.payouts.operations.corrections import bear_correction

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(liuhe, workshop, staff, social_worker, approver, cashier, now):
    """Ten combs were paid, then it turned out that they were five."""
    people = {"staff": staff, "social_worker": social_worker, "approver": approver, "cashier": cashier}
    office = Office(liuhe, workshop, **people, now=now)
    office.pays("on_pay_day", cap="1000")
    office.donated("1000")
    entry = office.entry(office.resident(), office.operation("8", "8"), 10)
    office.paid_in_cash(office.approved())
    return office, entry, office.corrected(entry, good=5)[0]


def page(client, entry) -> str:
    response = client.get(reverse("workshops:entry", args=["liuhe", entry.pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_only_an_approver_is_offered_it(client_of, waiting):
    office, entry, minus = waiting
    button = reverse("payouts:correction_bear", args=["liuhe", minus.pk])
    assert button in page(client_of(office.approver), minus)
    assert button not in page(client_of(office.staff), minus)


def test_the_entry_itself_and_what_is_borne_offer_nothing(client_of, waiting):
    office, entry, minus = waiting
    approver = client_of(office.approver)
    assert reverse("payouts:correction_bear", args=["liuhe", entry.pk]) not in page(approver, entry)
    bear_correction(entry=minus, reason="我们的错", actor=office.approver, now=office.now)
    assert reverse("payouts:correction_bear", args=["liuhe", minus.pk]) not in page(approver, minus)
