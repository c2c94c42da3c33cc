"""Catalogues are compiled when they are newer, and checked before they ship."""

import gettext
import os

import pytest

from microfactory.setup import words

HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
)


@pytest.fixture
def write(tmp_path):
    """A function that writes entries as the catalogue of an area, and gives its path."""
    path = tmp_path / "area" / words.LOCALE / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)

    def write(entries: str):
        path.write_text(HEADER + entries, encoding="utf-8")
        return path

    return write


def test_only_what_is_newer_is_compiled(write, tmp_path):
    source = write('msgid "Hand in"\nmsgstr "交活"\n')
    os.utime(source, (1, 1))
    assert words.compile_all(tmp_path) == 1
    assert words.compile_all(tmp_path) == 0
    with open(source.with_suffix(".mo"), "rb") as file:
        assert gettext.GNUTranslations(file).gettext("Hand in") == "交活"
    source.touch()
    os.utime(source, ns=(0, source.with_suffix(".mo").stat().st_mtime_ns + 1))
    assert words.compile_all(tmp_path) == 1


@pytest.mark.parametrize(
    ("entries", "problem"),
    [
        ('msgid "Hand in"\nmsgstr ""\n', "not translated"),
        ('#, fuzzy\nmsgid "Hand in"\nmsgstr "交活"\n', "fuzzy"),
        ('msgid "%(n)s pieces"\nmsgstr "%(m)s 件"\n', "placeholder"),
        ('msgid "%(n)s piece"\nmsgid_plural "%(n)s pieces"\nmsgstr[0] ""\n', "not translated"),
    ],
)
def test_what_must_not_ship_is_named(write, entries, problem):
    found = list(words.problems(write(entries)))
    assert len(found) == 1
    assert problem in found[0]


def test_a_good_catalogue_has_no_problems(write):
    assert list(words.problems(write('msgid "%(n)s pieces"\nmsgstr "%(n)s 件"\n'))) == []
