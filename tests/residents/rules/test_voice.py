"""The list of words, and the file in which a set travels."""

import io
import zipfile

import pytest

from microfactory.kernel.errors import RuleBroken
from residents.rules.archive import pack, unpack
from residents.rules.voice import EXAMPLES, GROUPS, REQUIRED, is_word
from tests.factories.voice import sound


def test_the_list_is_about_a_hundred_and_twenty_words_each_once():
    words = [word for group in GROUPS for word in group.words]
    assert 110 <= len(REQUIRED) <= 135  # an evening for one volunteer
    assert len(words) == len(set(words)) == len(REQUIRED)


def test_an_example_holds_its_word():
    assert set(EXAMPLES) <= set(REQUIRED)
    assert all(word in example for word, example in EXAMPLES.items())


@pytest.mark.parametrize("text", ["五百", "宠物梳", "双肩包 大号"])
def test_a_word_or_a_name(text):
    assert is_word(text)


@pytest.mark.parametrize("text", ["", "a|b", "~宠物梳", "长" * 41, " 宠物梳", "宠物梳。", "两\n行"])
def test_no_word_and_no_name(text):
    assert not is_word(text)


def test_what_is_packed_is_unpacked():
    clips = {"五百": ("mp3", sound("五百")), "宠物梳": ("webm", b"x" * 50)}
    assert unpack(pack(clips), 10_000) == {text: audio for text, (_ending, audio) in clips.items()}


def test_a_large_sound_is_cut_off_and_so_refused_later():
    assert len(unpack(pack({"五百": ("mp3", bytes(5_000))}), 1_000)["五百"]) == 1_001


def test_names_in_the_file_are_plain():
    with zipfile.ZipFile(io.BytesIO(pack({"五百": ("mp3", b"x")}))) as file:
        assert file.namelist() == ["001.mp3", "words.json"]


def zipped(**files: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in files.items():
            file.writestr(name.replace("_", "."), text)
    return content.getvalue()


def damaged(at: int) -> bytes:
    """A file of recordings whose packed bytes were damaged on the way, `at` bytes behind the first name."""
    content = bytearray(zipped(words_json='{"001.mp3": "五百"}' + " " * 200))
    start = content.index(b"words.json") + len(b"words.json") + at
    content[start : start + 12] = b"\xff" * 12
    return bytes(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no zip",
        damaged(0),
        damaged(8),
        zipped(words_json='{"001.mp3": "五百"}')[:-30],
        zipped(other_txt="x"),
        zipped(words_json="[1, 2]"),
        zipped(words_json="{no json"),
        zipped(words_json='{"gone.mp3": "五百"}'),
        zipped(words_json="{}", bomb_mp3="0" * (61 * 1024 * 1024)),
    ],
)
def test_any_other_file_is_refused(content):
    with pytest.raises(RuleBroken, match="不是录音文件"):
        unpack(content, 1_000)
