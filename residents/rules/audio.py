"""What a recording may be: judged by its bytes, never by the name or the type that a browser gives."""

import re

from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.enums import AudioKind

TYPES = {
    AudioKind.MP4: "audio/mp4",
    AudioKind.WEBM: "audio/webm",
    AudioKind.OGG: "audio/ogg",
    AudioKind.MP3: "audio/mpeg",
}
_HEAD = 4096
_TRACK = re.compile(rb"hdlr.{8}(soun|vide)", re.DOTALL)
_WEBM, _OGG = b"\x1a\x45\xdf\xa3", b"OggS"
_FILM_CODECS = (b"V_VP8", b"V_VP9", b"V_AV1", b"V_MPEG")


def kind_of(audio: bytes) -> AudioKind | None:
    """The kind of a sound file; None for what is none, and for a film."""
    head = audio[:_HEAD]
    if head.startswith(_WEBM) and b"webm" in head[:64]:
        sound = any(codec in head for codec in (b"A_OPUS", b"A_VORBIS"))
        return AudioKind.WEBM if sound and not any(codec in head for codec in _FILM_CODECS) else None
    if head.startswith(_OGG):
        return AudioKind.OGG if b"OpusHead" in head or b"\x01vorbis" in head else None
    if head[4:8] == b"ftyp":
        return AudioKind.MP4 if set(_TRACK.findall(audio)) == {b"soun"} else None
    return AudioKind.MP3 if _is_mp3(head) else None


def _is_mp3(head: bytes) -> bool:
    """An ID3 tag, or the sync word of an MPEG layer III frame with a bit rate and a sampling rate."""
    if head.startswith(b"ID3"):
        return True
    synced = len(head) > 4 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2
    return synced and 0 < head[2] >> 4 < 15 and head[2] & 12 != 12


def checked_kind(audio: bytes, most: int) -> AudioKind:
    """The kind of a recording of at most so many bytes. Raises RuleBroken as empty, too_large or no_sound."""
    if not audio:
        raise RuleBroken(_("Nothing was recorded. Please say it once more."), code="empty", field="audio")
    if len(audio) > most:
        raise RuleBroken(
            _("This recording has %(size)s KB, more than %(most)s KB. Say just the word, then stop.")
            % {"size": -(-len(audio) // 1024), "most": most // 1024},
            code="too_large",
            field="audio",
        )
    kind = kind_of(audio)
    if kind is None:
        raise RuleBroken(
            _("This is no sound file that phones can play. Record it here, or choose an m4a, mp3, ogg or webm file."),
            code="no_sound",
            field="audio",
        )
    return kind
