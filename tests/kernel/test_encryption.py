"""Personal numbers: sealed at rest, found by hash, shown to nobody by accident."""

import pytest
from cryptography.fernet import Fernet, InvalidToken

from microfactory.kernel import encryption
from microfactory.kernel.encryption import Secret, blind_index

NUMBER = "130199196803150023"


@pytest.fixture
def keys(settings):
    """Lets a test change the keys, and forgets them afterwards."""

    def use(*chosen):
        settings.FIELD_ENCRYPTION_KEYS = list(chosen)
        encryption._fernet.cache_clear()

    yield use
    encryption._fernet.cache_clear()


def test_a_secret_comes_back_whole():
    assert Secret.seal(NUMBER).reveal() == NUMBER


def test_a_secret_shows_neither_its_text_nor_its_token():
    secret = Secret.seal(NUMBER)
    assert str(secret) == repr(secret) == "****"
    assert NUMBER not in secret.token


def test_the_same_number_is_sealed_differently_but_hashed_alike():
    assert Secret.seal(NUMBER) != Secret.seal(NUMBER)
    assert blind_index(NUMBER) == blind_index(NUMBER) != blind_index(NUMBER[:-1] + "4")


def test_nothing_stays_nothing():
    assert not Secret.seal("")
    assert Secret("").reveal() == "" == blind_index("") == str(Secret(""))


def test_an_old_key_still_reads_and_rotation_moves_to_the_new_one(keys):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    keys(old)
    secret = Secret.seal(NUMBER)
    keys(new, old)
    assert secret.reveal() == NUMBER
    rotated = secret.rotated()
    keys(new)
    assert rotated.reveal() == NUMBER
    with pytest.raises(InvalidToken):
        secret.reveal()
