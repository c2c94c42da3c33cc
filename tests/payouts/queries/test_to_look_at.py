"""Whom to look at in a run: by what she said last, and how many more there are."""

import datetime as dt

import pytest

from workshops.payouts.models import SlipAnswer
from workshops.payouts.queries.run_people import to_look_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(office, combs):
    """Three people were paid."""
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    for _ in range(3):
        office.entry(office.resident(with_user=True), combs, 5)
    run = office.approved()
    office.paid_in_cash(run)
    return run


def says(run, slip, answer, minutes, office):
    SlipAnswer.objects.create(
        community=office.community,
        slip=slip,
        answer=answer,
        at=office.now + dt.timedelta(minutes=minutes),
        by=slip.resident.user,
        how="own",
    )


def test_what_she_said_last_counts_and_the_rest_is_counted(office, run):
    slips = list(run.slips.order_by("number"))
    for slip in slips:
        says(run, slip, "not_received", 1, office)
    assert to_look_at(run, most=2)[1] == 1
    says(run, slips[0], "received", 2, office)
    found, more = to_look_at(run, most=2)
    assert ([line.slip.pk for line in found], more) == ([slip.pk for slip in slips[1:]], 0)
