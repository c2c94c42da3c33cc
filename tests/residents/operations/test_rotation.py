"""A new key: all numbers are sealed under it, and nothing else about anybody changes."""

from cryptography.fernet import Fernet
from django.core.management import call_command

from microfactory.kernel import encryption
from residents.models import AccessCard, Resident
from residents.operations.accounts import change_account
from residents.operations.hardship import add_hardship


def test_after_a_rotation_the_old_key_is_not_needed(settings, request, resident, card, social_worker, now, capsys):
    number = resident.identity_number.reveal()
    account = change_account(resident=resident, bank="农行", number="6200000000000005", actor=social_worker, now=now)
    record = add_hardship(
        resident=resident, kind="disabled", starts_on=now.date(), certificate_number=number + "43", actor=social_worker
    )
    link, events = card.token.reveal(), Resident.pgh_event_model.objects.count()
    request.addfinalizer(encryption._fernet.cache_clear)
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_ENCRYPTION_KEYS]
    encryption._fernet.cache_clear()
    call_command("rotate_keys")
    settings.FIELD_ENCRYPTION_KEYS = settings.FIELD_ENCRYPTION_KEYS[:1]
    encryption._fernet.cache_clear()
    for row in (resident, account, record):
        row.refresh_from_db()
    assert resident.identity_number.reveal() == number
    assert account.number.reveal() == "6200000000000005"
    assert record.certificate.reveal() == number + "43"
    assert AccessCard.objects.get().token.reveal() == link
    assert Resident.pgh_event_model.objects.count() == events
    assert "numbers sealed anew" in capsys.readouterr().out
