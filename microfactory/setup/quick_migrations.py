"""Empty databases filled in a fraction of the time: on a desk (`set_up`) and for tests, never in production."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger


@contextmanager
def entries_added_in_place() -> Iterator[None]:
    """Add constraints, indexes and triggers to the rendered model instead of rendering it anew.

    For each of them Django builds again every model class that is related to the table's. None of that is needed:
    the operation takes the entry from itself, and of the model only its table and fields, which stay the same. It
    replaces a private method of Django's: a server that is kept migrates by Django's own `migrate`.
    """
    append_option, state_forwards = ProjectState._append_option, AddTrigger.state_forwards
    ProjectState._append_option, AddTrigger.state_forwards = _add_entry, _add_trigger
    try:
        yield
    finally:
        ProjectState._append_option, AddTrigger.state_forwards = append_option, state_forwards


def _add_entry(state: ProjectState, app_label: str, model_name: str, option: str, entry) -> None:
    """Add one entry to a list in a model's Meta, in the state and in the model rendered from it."""
    model_name = model_name.lower()
    options = state.models[app_label, model_name].options
    options[option] = [*options.get(option, []), entry]
    if "apps" in state.__dict__:  # rendered already; asking for it otherwise would render all
        setattr(state.apps.all_models[app_label][model_name]._meta, option, options[option])


def _add_trigger(operation: AddTrigger, app_label: str, state: ProjectState) -> None:
    _add_entry(state, app_label, operation.model_name, "triggers", operation.trigger)
