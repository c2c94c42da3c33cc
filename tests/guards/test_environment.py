"""What must be true of the installation: no hidden driver, no missing migration, the middlewares in place."""

import importlib.util

from django.apps import apps
from django.conf import settings
from django.core.management.commands import makemigrations
from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ModelState, ProjectState
from django.utils import translation

from tests.guards.report import none_of

OURS = {"kernel", "residents", "workshops", "payouts", "jobs", "microfactory"}


def missing_migrations(state: ProjectState):
    """Changes of models that no migration has."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    questioner = NonInteractiveMigrationQuestioner(specified_apps=OURS, dry_run=True)
    detector = makemigrations.Command.autodetector(loader.project_state(), state, questioner)
    with translation.override(None):
        changes = detector.changes(graph=loader.graph)
    for app, migrations in changes.items():
        for migration in migrations if app in OURS else []:
            for operation in migration.operations:
                yield f"{app}: {operation.describe()}. Run makemigrations {app}."


def test_no_migration_is_missing():
    none_of(missing_migrations(ProjectState.from_apps(apps)), "Models and migrations agree.")


def test_a_missing_migration_is_caught():
    state = ProjectState.from_apps(apps)
    state.add_model(ModelState("jobs", "Planted", [], bases=(models.Model,)))
    assert list(missing_migrations(state))


def test_psycopg_three_is_absent():
    # Where it can be imported, Django switches to it silently.
    assert importlib.util.find_spec("psycopg") is None


def test_every_page_needs_a_sign_in_unless_it_says_otherwise():
    assert "django.contrib.auth.middleware.LoginRequiredMiddleware" in settings.MIDDLEWARE


def test_reading_never_writes():
    assert "microfactory.kernel.http.ReadOnlyGetMiddleware" in settings.MIDDLEWARE


def test_scripts_are_named_in_a_strict_policy():
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert directives["default-src"] == ["'none'"]
    assert not any("unsafe" in str(value) for values in directives.values() for value in values)
