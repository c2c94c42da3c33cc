"""What every test has: the cast, the stopped clock, and guards that watch whatever it does."""

import os
from importlib.util import find_spec

from django.conf import settings as django_settings
from hypothesis import HealthCheck, settings

GUARDS = ["templates", "querysets", "responses", "repeats", "locks", "clock", "database"]
pytest_plugins = [*(f"tests.runtime.{name}" for name in GUARDS), "tests.cast", "tests.weight"]
if find_spec("tests.browser"):
    pytest_plugins.append("tests.browser")


def pytest_configure(config):
    # Else every test client would read all collected files anew: half a second each.
    django_settings.WHITENOISE_AUTOREFRESH = True


# `ci` finds the same examples each time; `soak` looks for new ones, and for long.
CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]}
settings.register_profile("ci", max_examples=100, derandomize=True, print_blob=True, database=None, **CALM)
settings.register_profile("soak", max_examples=2_000, print_blob=True, database=None, **CALM)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
