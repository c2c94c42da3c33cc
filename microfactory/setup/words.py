"""The catalogues in `locale/`: compiling and checking. No Django needed: `python -m microfactory.setup.words`.

They are compiled before Django starts, because a process that has read its catalogues once does not read them again.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = "zh_Hans"
FOLDER = Path(__file__).resolve().parents[2] / "locale"


def catalogues(folder: Path = FOLDER) -> list[Path]:
    """The .po files of all areas."""
    return sorted(folder.glob(f"*/{LOCALE}/LC_MESSAGES/django.po"))


def compile_catalogue(source: Path) -> bool:
    """Write the .mo beside its .po unless it's newer than that already. Was it written?"""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
        return False
    with open(source, "rb") as file:
        catalogue = read_po(file, locale=LOCALE)
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    with open(unfinished, "wb") as file:
        write_mo(file, catalogue)
    unfinished.replace(target)
    return True


def problems(source: Path) -> Iterator[str]:
    """What a catalogue must not ship with: nothing said, a guess (fuzzy), or placeholders that don't fit."""
    with open(source, "rb") as file:
        catalogue = read_po(file, locale=LOCALE)
    for message in catalogue:
        if not message.id:
            continue
        said = message.string if isinstance(message.string, tuple | list) else (message.string,)
        found = [] if all(said) else ["not translated"]
        if message.fuzzy:
            found.append("fuzzy")
        found += [str(error) for error in message.check(catalogue)]
        for problem in found:
            yield f"{source}: {message.id!r}: {problem}"


def compile_all(folder: Path = FOLDER) -> int:
    """Compile every stale catalogue; how many they were."""
    return sum(compile_catalogue(source) for source in catalogues(folder))


if __name__ == "__main__":
    compile_all()
