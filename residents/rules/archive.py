"""A set of recordings as one file (a zip), so that another community can take it over: a sound file a word.

    001.mp4 … 120.webm    the sounds
    words.json            {"001.mp4": "五百", …}

The names inside are numbers, since Chinese names come out garbled on some computers.
"""

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Mapping

from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken

MOST_ARCHIVE = 30 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_FILES = 1000
LIST = "words.json"
# All that reading a file may raise that is cut off, corrupt, encrypted, packed in another way, or no list of words.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, KeyError, ValueError, TypeError, AttributeError,
    NotImplementedError, RuntimeError,
)  # fmt: skip


def pack(clips: Mapping[str, tuple[str, bytes]]) -> bytes:
    """The file of these words: text → (ending of the file's name, sound)."""
    words, content = {}, io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as file:
        for number, (text, (ending, sound)) in enumerate(sorted(clips.items()), 1):
            name = f"{number:03d}.{ending}"
            words[name] = text
            file.writestr(zipfile.ZipInfo(name), sound)
        file.writestr(zipfile.ZipInfo(LIST), json.dumps(words, ensure_ascii=False, indent=1))
    return content.getvalue()


def unpack(content: bytes, most: int) -> dict[str, bytes]:
    """The sounds of a file by word, each cut off behind `most` bytes. Raises RuleBroken with the code no_archive."""
    refused = RuleBroken(
        _("This is no file of recordings. Choose the zip file that another community gave you, as it is."),
        code="no_archive",
        field="file",
    )
    if len(content) > MOST_ARCHIVE:
        raise refused
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            if len(file.infolist()) > MOST_FILES or sum(info.file_size for info in file.infolist()) > MOST_UNPACKED:
                raise refused
            words = json.loads(file.read(LIST))
            return {str(text): _sound(file, name, most) for name, text in words.items()}
    except _BROKEN as error:
        raise refused from error


def _sound(file: zipfile.ZipFile, name: str, most: int) -> bytes:
    with file.open(name) as sound:
        return sound.read(most + 1)
