"""A new encryption key: whatever is sealed anywhere is sealed under it, and nothing else about anybody changes."""

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command

from microfactory.kernel import encryption
from residents.models import Resident
from residents.operations.hardship import add_hardship
from residents.operations.rotation import sealed_columns
from tests.journeys.village import Village
from workshops.enums import ImportState
from workshops.models import ImportBatch
from workshops.operations.imports import store_import

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys(settings):
    """Lets a test change the keys, and forgets them afterwards."""

    def use(*chosen):
        settings.FIELD_ENCRYPTION_KEYS = list(chosen)
        encryption._fernet.cache_clear()

    yield use
    encryption._fernet.cache_clear()


def in_clear() -> dict:
    """All values of all sealed columns of the project, by column and row."""
    found = {}
    for model, field in sealed_columns():
        rows = model._base_manager.exclude(**{field.name: field.get_default()}).in_bulk().values()
        found[f"{model._meta.label}.{field.name}"] = {row.pk: getattr(row, field.name).reveal() for row in rows}
    return found


def test_after_a_rotation_the_old_key_is_not_needed(settings, keys, works, card, leader, capsys):
    village = Village(works, card, leader.memberships.get())
    store_import(batch=village.upload, **works.by("social_worker"))
    add_hardship(
        resident=village.resident,
        kind="disabled",
        starts_on=works.clock.now.date(),
        certificate_number=village.resident.identity_number.reveal() + "43",
        actor=works.by("social_worker")["actor"],
    )
    assert ImportBatch.objects.get().state == ImportState.STORED
    before, events = in_clear(), Resident.pgh_event_model.objects.count()
    assert [column for column, rows in before.items() if not rows] == [], "the village holds nothing of these"
    old, new = settings.FIELD_ENCRYPTION_KEYS[0], Fernet.generate_key().decode()
    keys(new, old)
    call_command("rotate_keys")
    keys(new)
    assert in_clear() == before
    assert Resident.pgh_event_model.objects.count() == events
    assert f"{sum(map(len, before.values()))} values sealed anew" in capsys.readouterr().out


def test_whatever_is_sealed_is_found():
    columns = {f"{model._meta.label}.{field.name}" for model, field in sealed_columns()}
    assert columns >= {
        "residents.Resident.identity_number",
        "payouts.Payment.account_number",
        "payouts.DisputeVoice.sealed",
        "workshops.ImportBatch.content",
    }
