"""Where all who could answer logged or inspected that work, the first page asks for somebody else."""

import datetime as dt

import pytest

from tests.cast import member
from tests.factories.disputes import raised
from workshops.payouts.operations.dispute_answers import assign_dispute

pytestmark = pytest.mark.django_db


def test_the_first_page_says_that_nobody_may_answer(client_of, liuhe, office, resident, her, waiting, social_worker):
    office.staff.memberships.update(ends_on=office.now.date() - dt.timedelta(days=1))
    client, words = client_of(social_worker), "条异议没有人能答复"
    assert words not in client.get("/liuhe/").content.decode()
    found = raised(resident, entry=waiting)
    assert found.assigned_to is None
    assert words in client.get("/liuhe/").content.decode()
    colleague = member("郑好", liuhe, "staff")
    assign_dispute(dispute=found, to=colleague, actor=colleague, now=office.now)
    assert words not in client.get("/liuhe/").content.decode()
