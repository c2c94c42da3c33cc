"""What must be true of the installation: no hidden driver, no missing migration, the middlewares in place."""

import importlib.util

from csp.constants import NONCE, NONE, SELF
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


# Each of these hands on what the next one needs.
IN_THIS_ORDER = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "microfactory.kernel.http.LargestPostMiddleware",  # before whatever reads a post
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "residents.middleware.CommunityMiddleware",  # notes that a phone was used: before the database is closed
    "microfactory.kernel.http.ReadOnlyGetMiddleware",
]
# What a page may use beyond its own address; nothing else is allowed at all.
BEYOND_OURSELVES = {"script-src": {NONCE}, "img-src": {"data:"}, "media-src": {"blob:"}}
NOT_EVEN_OURSELVES = {"default-src", "base-uri", "frame-ancestors"}


def test_middlewares_stand_in_their_order():
    assert [name for name in settings.MIDDLEWARE if name in IN_THIS_ORDER] == IN_THIS_ORDER


def test_pages_use_nothing_but_ourselves():
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert directives.keys() >= {*NOT_EVEN_OURSELVES, *BEYOND_OURSELVES, "style-src", "connect-src", "form-action"}
    for name, values in directives.items():
        allowed = {NONE} if name in NOT_EVEN_OURSELVES else {SELF} | BEYOND_OURSELVES.get(name, set())
        assert set(values) <= allowed, name
