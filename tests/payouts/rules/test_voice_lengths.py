"""A voice note lasts a minute: in seconds where the bytes say how long it is, else by its size."""

import pytest

from microfactory.kernel.errors import RuleBroken
from workshops.payouts.enums import VoiceType
from workshops.payouts.rules.voice_notes import MOST_BYTES, check_voice, seconds_of

HEAD = b"\x1a\x45\xdf\xa3" + b"\x86\x85webm\x00" + b"\x86\x86A_OPUS"


def webm(*clusters: tuple[int, list[int]]) -> bytes:
    """Clusters of an unknown size, as a browser writes them: when each begins, and its blocks after that (ms)."""
    sound = HEAD
    for begins, blocks in clusters:
        sound += b"\x1f\x43\xb6\x75\x01" + b"\xff" * 7 + b"\xe7\x83" + begins.to_bytes(3, "big")
        for block in blocks:
            sound += b"\xa3\x40\x14\x81" + block.to_bytes(2, "big") + b"\x80" + b"\x00" * 16
    return sound


def aac(seconds: int) -> bytes:
    """Frames of 100 bytes at 16,000 samples a second."""
    return (b"\xff\xf1\x60\x40\x0c\x9f\xfc" + b"\x00" * 93) * (seconds * 16_000 // 1024)


def mp3(seconds: int, head: bytes = b"") -> bytes:
    """Frames of 16 kilobits at 16,000 samples a second: 72 bytes, 36 ms."""
    return head + (b"\xff\xf3\x28\xc0" + b"\x00" * 68) * (seconds * 1000 // 36)


TAG = b"ID3\x04\x00\x00\x00\x00\x02\x01" + b"\x00" * 257


@pytest.mark.parametrize(
    ("sound", "kind", "seconds"),
    [
        (webm((0, [0, 20, 1_980])), VoiceType.WEBM, 1.98),
        (webm((0, [0, 29_980]), (30_000, [0, 29_000])), VoiceType.WEBM, 59),
        (aac(59), VoiceType.AAC, 59),
        (mp3(59), VoiceType.MP3, 59),
        (mp3(20, TAG), VoiceType.MP3, 20),
        ((b"\xff\xfb\x90\x00" + bytes(413)) * 383, VoiceType.MP3, 10),  # 128 kilobits at 44,100
        (b"\xff\xfb\x00\x00" + bytes(413), VoiceType.MP3, None),  # of no given bit rate
        (b"\xff\xeb\x90\x00" + bytes(413), VoiceType.MP3, None),  # of no version
        (HEAD, VoiceType.WEBM, None),
        (webm((0, [0]))[:-20], VoiceType.WEBM, None),
        (b"ID3" + bytes(500), VoiceType.MP3, None),
    ],
)
def test_how_long_it_is(sound, kind, seconds):
    found = seconds_of(sound, kind)
    assert found == pytest.approx(seconds, abs=0.1) if seconds else not found


@pytest.mark.parametrize("sound", [webm((0, [0]), (62_000, [500])), aac(63), mp3(63), mp3(63, TAG)])
def test_more_than_a_minute_is_refused(sound):
    with pytest.raises(RuleBroken) as error:
        check_voice(sound)
    assert error.value.code == "too_long"


def test_what_does_not_say_is_bound_by_its_size():
    sound = b"ID3" + bytes(500)
    assert check_voice(sound) == (VoiceType.MP3, None)
    with pytest.raises(RuleBroken) as error:
        check_voice(sound + bytes(MOST_BYTES))
    assert error.value.code == "too_large"
