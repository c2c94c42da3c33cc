"""Ten years of work and pay: each page of the phone asks the database as often as after a month, and stays light."""

import datetime as dt
import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.payouts import paid
from tests.factories.workshops import EntryFactory, IssueFactory, OperationFactory, WorkOrderFactory

pytestmark = pytest.mark.django_db

MONTHS = [(year, month) for year in range(2017, 2027) for month in range(1, 13) if (year, month) <= (2026, 11)]
LATER_PAGE = 8 * 1024


@pytest.fixture
def operation(workshop):
    return OperationFactory(work_order=WorkOrderFactory(workshop=workshop, product="宠物梳"))


def earns(resident, operation, year: int, month: int, *, is_paid: bool):
    """A piece of work in a month, paid in the next; and the slip."""
    day = dt.date(year, month, 9)
    issue = IssueFactory(resident=resident, operation=operation, quantity=20, issued_on=day, due_on=None)
    entry = EntryFactory(issue=issue, accepted=True, good=12, rework=1, work_date=day)
    if not is_paid:
        return entry, None
    return entry, paid(entry, pay_date=day + dt.timedelta(days=6), cut_off=day).slips.get()


def asked(client, path: str) -> int:
    """How many statements a page takes; the second time, when what is planned once has been."""
    client.get(path)
    with CaptureQueriesContext(connection) as context:
        answer = client.get(path)
    assert answer.status_code == 200, path
    assert len(gzip.compress(answer.content)) <= LATER_PAGE, path
    return len(context)


def test_ten_years_take_the_same_queries_as_a_month(resident_client, resident, operation):
    work, slip = earns(resident, operation, 2026, 10, is_paid=True)
    open_work, _none = earns(resident, operation, 2026, 11, is_paid=False)
    paths = [
        "/me/",
        reverse("me:work"),
        "/me/history/",
        "/me/history/2026/",
        "/me/history/2026/10/",
        "/me/history/2026/10/got/",
        "/me/history/2026/10/9/",
        "/me/history/2026/11/",
        "/me/history/2026/11/waiting/",
        "/me/waiting/",
        f"/me/entries/{work.pk}/",
        f"/me/entries/{open_work.pk}/",
        "/me/slips/",
        f"/me/slips/{slip.pk}/",
        f"/me/slips/{slip.pk}/story/",
        "/me/mine/",
    ]
    before = {path: asked(resident_client, path) for path in paths}
    for year, month in MONTHS[:-2]:
        earns(resident, operation, year, month, is_paid=(year, month) != (2020, 2))
    after = {path: asked(resident_client, path) for path in paths}
    assert after == before
    assert max(after.values()) <= 16
    page = resident_client.get("/me/history/").content.decode()
    assert "2017年" in page
