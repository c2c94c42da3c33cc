"""What stands in the server's log: enough to find a defect, nothing that opens a page or tells of a person."""

import io
import logging

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client

from residents.models import Household
from tests.factories.residents import HouseholdFactory

logger = logging.getLogger("django.request")


@pytest.fixture
def log():
    """What the console shows, by the handler that the settings made."""
    shown = io.StringIO()
    (console,) = [handler for handler in logging.getLogger().handlers if handler.name == "console"]
    before = console.setStream(shown)
    yield shown.getvalue
    console.setStream(before)


def test_a_link_that_is_refused_isnt_written_down(db, log):
    token = "nobodys-secret-link"
    assert Client(enforce_csrf_checks=True).post(f"/c/{token}/", {"pin": "1234"}).status_code == 403
    assert "Forbidden" in log()
    assert "/c/…/" in log()
    assert token not in log()


def test_a_row_that_is_refused_isnt_written_down(liuhe, log):
    house = HouseholdFactory(community=liuhe, house="青石巷十二号")
    try:
        with transaction.atomic():
            Household.objects.bulk_create([Household(pk=house.pk, community=liuhe, house="一行\n\n两行")])
    except IntegrityError:
        logger.exception("Internal Server Error: /liuhe/")
    assert "violates unique constraint" in log()
    assert "The above exception was the direct cause" in log()
    assert "DETAIL: (left out)" in log()
    assert "already exists" not in log()


def test_a_statement_that_fails_isnt_written_down(db, log):
    where = "青石巷"  # the traceback shows lines of code, too
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT %s FROM nowhere", [where])
    except ProgrammingError:
        logger.exception("Internal Server Error: /liuhe/")
    assert 'relation "nowhere" does not exist' in log()
    assert "青石巷" not in log()
