"""The demo never touches a real community."""

import pytest
from django.core.management import CommandError, call_command

from residents.models import Community

pytestmark = pytest.mark.django_db


def test_it_is_built_on_a_desk_alone(settings):
    settings.LOCAL = settings.TESTING = False
    with pytest.raises(CommandError, match="desk"):
        call_command("demo")
    assert not Community.objects.exists()
