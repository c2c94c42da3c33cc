"""What a sound file is, by its bytes."""

import struct

import pytest

from microfactory.kernel.errors import RuleBroken
from residents.enums import AudioKind
from residents.rules.audio import checked_kind, kind_of
from tests.factories.voice import FRAME, sound


def box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + name + content


def mp4(track: bytes) -> bytes:
    handler = box(b"hdlr", bytes(8) + track + bytes(12))
    return box(b"ftyp", b"isom" + bytes(4)) + box(b"moov", box(b"trak", box(b"mdia", handler)))


WEBM = b"\x1a\x45\xdf\xa3" + bytes(16) + b"webm" + bytes(100)


@pytest.mark.parametrize(
    ("audio", "kind"),
    [
        (WEBM + b"A_OPUS" + bytes(50), AudioKind.WEBM),
        (b"OggS" + bytes(24) + b"OpusHead" + bytes(20), AudioKind.OGG),
        (b"OggS" + bytes(24) + b"\x01vorbis" + bytes(20), AudioKind.OGG),
        (mp4(b"soun"), AudioKind.MP4),
        (sound("五百"), AudioKind.MP3),
        (FRAME, AudioKind.MP3),
    ],
)
def test_sound_files_are_known_by_their_content(audio, kind):
    assert kind_of(audio) == kind


@pytest.mark.parametrize(
    "audio",
    [
        b"<html><script>alert(1)</script>",
        b"GIF89a" + bytes(100),
        b"%PDF-1.7",
        b"RIFF" + bytes(4) + b"WEBP",
        b"\xff\xd8\xff\xe0" + bytes(100),  # a photograph
        WEBM + b"A_OPUS V_VP9",
        WEBM,
        mp4(b"vide"),
        mp4(b"soun") + mp4(b"vide"),
        b"OggS" + bytes(24) + b"\x80theora",
        b"MZ" + bytes(100),
    ],
)
def test_other_files_and_films_are_refused(audio):
    assert kind_of(audio) is None
    with pytest.raises(RuleBroken) as refused:
        checked_kind(audio, 1000)
    assert refused.value.code == "no_sound"


def test_an_empty_and_a_large_one_are_refused():
    with pytest.raises(RuleBroken, match="没录到声音"):
        checked_kind(b"", 1000)
    with pytest.raises(RuleBroken, match="超过了 1 KB"):
        checked_kind(sound("五百"), 1024)
