"""A voice note: what it may be, judged by its bytes, and how long it is where they say so."""

import struct

from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.enums import AudioKind
from residents.rules.audio import kind_of
from workshops.payouts.enums import VoiceType

MOST_SECONDS = 60
MOST_BYTES = 2 * 1024 * 1024
GRACE = 2  # a recorder that is stopped at 60 seconds writes a little more
_AMR, _AMR_WIDE = b"#!AMR\n", b"#!AMR-WB\n"
# Bytes of an AMR frame by the kind in its head; a frame is 20 ms.
_FRAMES = (13, 14, 16, 18, 20, 21, 27, 32, 6, 1, 1, 1, 1, 1, 1, 1)
_WIDE_FRAMES = (18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 1, 1, 1, 1, 1, 1)
_AAC_RATES = (96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350)
# Of MPEG layer III by version (2.5, none, 2, 1): samples a second; kilobits a second of version 1 and of the others.
_MP3_RATES = ((11_025, 12_000, 8_000), (), (22_050, 24_000, 16_000), (44_100, 48_000, 32_000))
_MP3_BITS = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_MP3_FEW_BITS = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_CLUSTER, _CLUSTER_BEGINS, _BLOCK = b"\x1f\x43\xb6\x75", 0xE7, 0xA3  # of WebM; times are milliseconds
_KINDS = {
    AudioKind.WEBM: VoiceType.WEBM,
    AudioKind.OGG: VoiceType.OGG,
    AudioKind.MP4: VoiceType.MP4,
    AudioKind.MP3: VoiceType.MP3,
}


def voice_type(sound: bytes) -> VoiceType | None:
    """What kind of recording it is; None for anything else, a film too. The name and type that came with it lie."""
    if sound.startswith(b"RIFF") and sound[8:12] == b"WAVE":
        return VoiceType.WAV
    if sound.startswith((_AMR, _AMR_WIDE)):
        return VoiceType.AMR
    if len(sound) > 7 and sound[0] == 0xFF and sound[1] & 0xF6 == 0xF0:
        return VoiceType.AAC
    return _KINDS.get(kind_of(sound))


def seconds_of(sound: bytes, kind: VoiceType) -> float | None:
    """How long it lasts, where its bytes say so: not in what is damaged."""
    try:
        return _READERS[kind](sound) if kind in _READERS else None
    except (struct.error, IndexError, ValueError, ZeroDivisionError):
        return None


def check_voice(sound: bytes) -> tuple[VoiceType, int | None]:
    """The kind of a voice note and its seconds, if known. Raises RuleBroken: empty, too_large, no_voice, too_long."""
    if not sound:
        raise RuleBroken(_("Nothing was recorded. Please say it once more."), code="empty", field="voice")
    if len(sound) > MOST_BYTES:
        raise RuleBroken(
            _("This recording is too large. Please say it in one minute."), code="too_large", field="voice"
        )
    kind = voice_type(sound)
    if kind is None:
        raise RuleBroken(_("This is no recording of a voice. Please record it again."), code="no_voice", field="voice")
    seconds = seconds_of(sound, kind)
    if seconds is not None and seconds > MOST_SECONDS + GRACE:
        raise RuleBroken(
            _("A voice note lasts 60 seconds at most. Please say it a little shorter."), code="too_long", field="voice"
        )
    return kind, None if seconds is None else min(MOST_SECONDS, round(seconds))


def _wav(sound: bytes) -> float | None:
    rate = struct.unpack_from("<I", sound, sound.index(b"fmt ") + 16)[0] if b"fmt " in sound else 0
    return (len(sound) - 44) / rate if rate else None


def _amr(sound: bytes) -> float:
    wide = sound.startswith(_AMR_WIDE)
    sizes, at, frames = (_WIDE_FRAMES, 9, 0) if wide else (_FRAMES, 6, 0)
    while at < len(sound):
        at += sizes[sound[at] >> 3 & 15]
        frames += 1
    return frames / 50


def _ogg(sound: bytes) -> float | None:
    """The place that the last page names; Opus counts 48,000 a second, Vorbis as its head says."""
    last = sound.rindex(b"OggS")
    samples = struct.unpack_from("<q", sound, last + 6)[0]
    head = sound.find(b"\x01vorbis")
    rate = struct.unpack_from("<I", sound, head + 12)[0] if head >= 0 else 48_000
    return samples / rate if samples > 0 else None


def _mp4(sound: bytes) -> float | None:
    """What the movie header says; one that is written while recording says nothing."""
    head = sound.find(b"mvhd")
    if head < 0:
        return None
    wide = sound[head + 4] == 1
    scale, length = struct.unpack_from(">IQ" if wide else ">II", sound, head + (24 if wide else 16))
    return length / scale if length else None


def _aac(sound: bytes) -> float:
    """Frames of 1,024 samples, each of which says how long it is."""
    at = frames = 0
    while at + 7 <= len(sound):
        at += max(7, (sound[at + 3] & 3) << 11 | sound[at + 4] << 3 | sound[at + 5] >> 5)
        frames += 1
    return frames * 1024 / _AAC_RATES[sound[2] >> 2 & 15]


def _mp3(sound: bytes) -> float | None:
    """Frames one after the other, behind a tag if there is one. Of no bit rate, they don't tell."""
    at = 10 + int("".join(f"{part:07b}" for part in sound[6:10]), 2) if sound.startswith(b"ID3") else 0
    seconds = 0
    while at + 4 <= len(sound) and sound[at] == 0xFF and sound[at + 1] & 0xE6 == 0xE2 and sound[at + 2] >> 4:
        version = sound[at + 1] >> 3 & 3
        samples, bits = (1152, _MP3_BITS) if version == 3 else (576, _MP3_FEW_BITS)
        rate = _MP3_RATES[version][sound[at + 2] >> 2 & 3]
        at += samples * 125 * bits[(sound[at + 2] >> 4) - 1] // rate + (sound[at + 2] >> 1 & 1)
        seconds += samples / rate
    return seconds or None


def _webm(sound: bytes) -> float:
    """Where the last block of the last cluster begins: browsers write no length into what they record."""
    at, begins, last = sound.rindex(_CLUSTER) + len(_CLUSTER), 0, 0
    at += _width(sound[at])
    while at < len(sound):
        name, at = sound[at], at + 1
        width = _width(sound[at])
        size, at = int.from_bytes(sound[at : at + width], "big") & (1 << 7 * width) - 1, at + width
        if name == _CLUSTER_BEGINS:
            begins = int.from_bytes(sound[at : at + size], "big")
        elif name == _BLOCK:
            last = struct.unpack_from(">h", sound, at + 1)[0]
        at += size
    return max(0, begins + last) / 1000


def _width(first: int) -> int:
    """How many bytes a number of WebM has, by its first."""
    return 9 - first.bit_length()


_READERS = {
    VoiceType.WAV: _wav,
    VoiceType.AMR: _amr,
    VoiceType.OGG: _ogg,
    VoiceType.MP4: _mp4,
    VoiceType.AAC: _aac,
    VoiceType.MP3: _mp3,
    VoiceType.WEBM: _webm,
}
