"""Two who store at the same moment store once."""

import pytest

from residents.models import Resident
from tests.threads import at_once
from tests.workshops.imports import sheets
from workshops.enums import ImportKind
from workshops.models import WorkOrder
from workshops.operations.imports import store_import

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_press_store(receive, social_worker, now):
    batch = receive(ImportKind.ROSTER, sheets.given("roster"))
    results = at_once(*[lambda: store_import(batch=batch, actor=social_worker, now=now)] * 2)
    assert sorted(len(stored.rows) for stored in results) == [0, 66]
    assert Resident.objects.count() == 66


@pytest.mark.parametrize(("kind", "name", "rows"), [("roster", "roster", 66), ("orders", "orders", 6)])
def test_two_store_the_same_file_uploaded_twice(receive, social_worker, now, kind, name, rows):
    batches = [receive(kind, sheets.given(name)) for _ in range(2)]
    acts = [lambda batch=batch: store_import(batch=batch, actor=social_worker, now=now) for batch in batches]
    assert sorted(len(stored.rows) for stored in at_once(*acts)) == [0, rows]
    assert WorkOrder.objects.count() == (5 if kind == "orders" else 0)
