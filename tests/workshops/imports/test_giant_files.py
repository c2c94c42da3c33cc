"""A file that is too large is found out before all of it lies in the memory."""

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.spreadsheets import MAX_BYTES
from workshops.views import imports


def test_no_more_is_read_than_shows_that_it_is_too_much(office, monkeypatch):
    read = []

    def receive(*, content, **_given):
        read.append(len(content))
        raise RuleBroken("too large", field="file")

    monkeypatch.setattr(imports, "receive_file", receive)
    assert office.upload("roster", bytes(MAX_BYTES + 1000)).status_code == 200
    assert read == [MAX_BYTES + 1]


def test_a_file_that_is_too_large_is_refused_in_a_sentence(office):
    page = office.upload("roster", b"PK\x03\x04" + bytes(MAX_BYTES))
    assert "超过 20 MB" in page.content.decode()
