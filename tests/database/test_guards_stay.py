"""No session switches a guard off: neither by the variable that pgtrigger asks about, nor by its own `ignore`."""

import pgtrigger
import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from residents.models import MoveLog, Resident
from residents.operations.log import log_move
from tests.runtime.clock import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(resident, staff) -> MoveLog:
    """A line of a log that is never changed."""
    log_move(resident, move="registered", before="", after="active", actor=staff, now=NOW)
    return MoveLog.objects.order_by("-pk").first()


def set_variable(local: bool) -> None:
    """Names every trigger of the project."""
    names = ",".join(trigger.get_pgid(model) for model, trigger in pgtrigger.registered())
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, %s)", [f"{{{names}}}", local])


@pytest.mark.parametrize("local", [True, False])
def test_the_variable_changes_nothing(line, local):
    with pytest.raises(DatabaseError, match="log of moves is never changed"), transaction.atomic():
        set_variable(local)
        MoveLog.objects.filter(pk=line.pk).update(move="other")
    with pytest.raises(DatabaseError, match="log of moves is never changed"), transaction.atomic():
        set_variable(local)
        MoveLog.objects.filter(pk=line.pk).delete()


def test_nor_does_the_library(line):
    with pytest.raises(DatabaseError, match="log of moves is never changed"), pgtrigger.ignore(), transaction.atomic():
        MoveLog.objects.filter(pk=line.pk).update(move="other")


def test_nor_is_history_left_unwritten(resident):
    before = Resident.pgh_event_model.objects.count()
    with transaction.atomic():
        set_variable(local=True)
        Resident.objects.filter(pk=resident.pk).update(name="别的名字")
    assert Resident.pgh_event_model.objects.count() == before + 1


def test_no_later_migration_brought_the_question_back():
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = '_pgtrigger_should_ignore'")
        answers = cursor.fetchall()
    assert answers == [("SELECT FALSE",)], (
        "Follow the migration that installs a trigger by one like microfactory/0001."
    )
