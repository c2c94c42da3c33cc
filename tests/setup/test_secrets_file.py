"""A checkout's own secrets: made once, for its owner alone, and never twice the same."""

from cryptography.fernet import Fernet

from microfactory.setup.secrets_file import write_secrets


def read(path) -> dict[str, str]:
    lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


def test_they_are_complete_and_closed_to_others(tmp_path):
    path = tmp_path / ".env"
    assert write_secrets(path)
    values = read(path)
    assert values.pop("MICROFACTORY_MODE") == "local"
    assert set(values) == {"DJANGO_SECRET_KEY", "FIELD_ENCRYPTION_KEYS", "FIELD_HASH_KEY"}
    assert len(values["DJANGO_SECRET_KEY"]) >= 50
    Fernet(values["FIELD_ENCRYPTION_KEYS"])
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_there_stays(tmp_path):
    path = tmp_path / ".env"
    path.write_text("FIELD_HASH_KEY=old\n")
    assert not write_secrets(path)
    assert path.read_text() == "FIELD_HASH_KEY=old\n"


def test_no_two_checkouts_share_one(tmp_path):
    for name in ("one", "two"):
        write_secrets(tmp_path / name)
    one, two = read(tmp_path / "one"), read(tmp_path / "two")
    assert [key for key in one if one[key] == two[key]] == ["MICROFACTORY_MODE"]
