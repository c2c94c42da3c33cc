"""Quick migrations leave the same state behind as Django's own, without building its models again."""

import pgtrigger
import pytest
from django.core.management import get_commands
from django.db import models
from django.db.migrations import AddConstraint, AddIndex, CreateModel
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger

from microfactory.setup.quick_migrations import entries_added_in_place

TABLES = [
    CreateModel("Order", [("id", models.BigAutoField(primary_key=True)), ("pieces", models.IntegerField())]),
    CreateModel(
        "Entry", [("id", models.BigAutoField(primary_key=True)), ("order", models.ForeignKey("Order", models.CASCADE))]
    ),
]
ENTRIES = [
    AddConstraint("Order", models.CheckConstraint(condition=models.Q(pieces__gt=0), name="pieces_above_zero")),
    AddIndex("Order", models.Index(fields=["pieces"], name="by_pieces")),
    AddTrigger("order", pgtrigger.Protect(name="keep", operation=pgtrigger.Delete)),
]


def run(operations, state: ProjectState) -> None:
    for operation in operations:
        operation.state_forwards("factory", state)


def options(state: ProjectState) -> dict:
    """What the state holds of the model's Meta, by name."""
    held = state.models["factory", "order"].options
    return {
        option: [entry.name for entry in held.get(option, [])] for option in ("constraints", "indexes", "triggers")
    }


@pytest.fixture
def state():
    """Two related tables, rendered."""
    state = ProjectState()
    run(TABLES, state)
    assert state.apps.get_model("factory", "entry")
    return state


def test_the_state_is_the_same_as_with_django(state):
    plain = ProjectState()
    run(TABLES + ENTRIES, plain)
    with entries_added_in_place():
        run(ENTRIES, state)
    assert options(state) == options(plain)
    assert options(state) == {"constraints": ["pieces_above_zero"], "indexes": ["by_pieces"], "triggers": ["keep"]}


def test_the_rendered_model_stays_and_knows_the_entries(state):
    before = state.apps.get_model("factory", "order")
    with entries_added_in_place():
        run(ENTRIES, state)
    after = state.apps.get_model("factory", "order")
    assert after is before
    assert [entry.name for entry in after._meta.constraints] == ["pieces_above_zero"]
    assert [entry.name for entry in after._meta.indexes] == ["by_pieces"]
    assert [entry.name for entry in after._meta.triggers] == ["keep"]


def test_a_state_that_is_not_rendered_is_left_so():
    state = ProjectState()
    with entries_added_in_place():
        run(TABLES + ENTRIES, state)
    assert "apps" not in state.__dict__


def test_afterwards_django_does_it_its_own_way_again(state):
    before = state.apps.get_model("factory", "order")
    with entries_added_in_place():
        pass
    run(ENTRIES, state)
    assert state.apps.get_model("factory", "order") is not before


def test_a_server_that_is_kept_migrates_by_djangos_own_command():
    assert get_commands()["migrate"] == "django.core"
