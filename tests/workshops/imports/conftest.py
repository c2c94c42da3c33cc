"""An office that brings spreadsheets in through the operations."""

import pytest

from tests.workshops.imports import sheets
from tests.workshops.imports.office import Office
from workshops.enums import ImportKind
from workshops.operations.imports import receive_file, store_import


@pytest.fixture
def receive(liuhe, workshop, social_worker, now):
    """Uploads rows, or the bytes of a file."""

    def act(kind, rows, **more):
        content = rows if isinstance(rows, bytes) else sheets.workbook(rows)
        month = {"month": sheets.OCTOBER} if kind == ImportKind.PIECES else {}
        given = {"community": liuhe, "workshop": workshop, "actor": social_worker, "now": now} | month | more
        return receive_file(kind=kind, content=content, filename="表.xlsx", **given)

    return act


@pytest.fixture
def bring(receive, social_worker, now):
    """Uploads and stores."""

    def act(kind, rows, **more):
        return store_import(batch=receive(kind, rows, **more), actor=social_worker, now=now)

    return act


@pytest.fixture
def office(client_of, social_worker, workshop):
    """An office before its first spreadsheet."""
    return Office(client_of(social_worker), workshop)


@pytest.fixture
def given(office):
    """An office that has brought roster and orders in."""
    office.bring("roster", sheets.given("roster"))
    office.bring("orders", sheets.given("orders"))
    return office
