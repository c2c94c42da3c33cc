"""Sizes, and habits that hold for every file."""

import ast
import re

import pytest

from tests.guards.report import none_of
from tests.guards.source import PACKAGES, SUFFIXES, called, parents

REFUSED, WANTED = 400, 250
FOLDERS = (*PACKAGES, "templates", "static", "tests")
TO_DO = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
# Strings and markup are English. Chinese stands here only as data: readings of surnames, capitals, cells of sheets.
CHINESE_DATA = (
    "microfactory/demo/",
    "microfactory/kernel/capitals.py",
    "microfactory/kernel/dates.py",
    "microfactory/kernel/masking.py",
    "microfactory/kernel/typed.py",  # how people write figures and days
    "microfactory/kernel/speech/",  # what is spoken is recorded word by word
    "jobs/rules/fees.py",  # words that ask a worker for money
    "residents/rules/messages.py",  # words that never stand in a message
    "residents/rules/names.py",
    "residents/rules/voice.py",  # the words that are recorded
    "workshops/payouts/rules/bank_templates.py",  # what banks call the columns of their files
    "workshops/rules/imports/",
    "templates/components/language.html",  # a language is called by its own name
    "tests/",
)
ASSERTING = re.compile(r"assert|refuse|^(expect|must|check)|^(raises|fail|warns|none_of)$")


def readable(tree):
    """Files written by hand: no migrations, no catalogues, no data."""
    files = [source for suffix in SUFFIXES for source in tree.files(suffix, *FOLDERS)]
    return [source for source in files if "migrations" not in source.path.parts and "data" not in source.path.parts]


def too_long(tree, limit=REFUSED):
    for source in readable(tree):
        if len(source.lines) > limit:
            yield source.at(len(source.lines), f"over {limit} lines. Split it by noun.")


def left_to_do(tree):
    for source in readable(tree):
        for number, line in enumerate(source.lines, 1):
            if TO_DO.search(line) and source.path.name != "test_files.py":
                yield source.at(number, "Do it now or open an issue; the code carries no notes to itself.")


def chinese(tree):
    """Chinese in strings of Python (docstrings may show examples), in markup, style sheets and scripts."""
    for source in readable(tree):
        if str(source.path).startswith(CHINESE_DATA):
            continue
        lines = strings(source) if source.path.suffix == ".py" else enumerate(uncommented(source), 1)
        for number, text in lines:
            if CHINESE.search(text):
                yield source.at(number, "Chinese stands in locale/*.po. Write an English msgid through gettext.")


def strings(source):
    above = parents(source.tree)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not isinstance(above[node], ast.Expr):
            yield node.lineno, node.value


def uncommented(source):
    comments = r"{%\s*comment\b.*?{%\s*endcomment\s*%}|{#.*?#}|<!--.*?-->|/\*.*?\*/|^\s*//[^\n]*"
    blank = re.sub(comments, lambda found: "\n" * found.group().count("\n"), source.text, flags=re.DOTALL | re.M)
    return blank.splitlines()


def signals(tree):
    for source in tree.python:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [getattr(node, "module", "") or "", *(alias.name for alias in node.names)]
                if any("signals" in name or name.startswith("django.dispatch") for name in names):
                    yield source.at(node.lineno, "No signals. Call the next step where the act is done.")


def asserting_nothing(tree):
    for source in tree.tests:
        for function in ast.walk(source.tree):
            if not (isinstance(function, ast.FunctionDef) and function.name.startswith("test")):
                continue
            asserts = any(
                isinstance(node, ast.Assert) or (isinstance(node, ast.Call) and ASSERTING.search(called(node)))
                for node in ast.walk(function)
            )
            if not asserts and source.path.name.startswith("test"):
                yield source.at(function.lineno, f"{function.name}() asserts nothing. Say what must hold.")


def test_no_file_is_over_four_hundred_lines(tree, capsys):
    with capsys.disabled():
        for finding in too_long(tree, WANTED):
            print(f"\n  worth splitting: {finding}", end="")
    none_of(too_long(tree), f"A file is a noun: {WANTED} lines wanted, {REFUSED} refused.")


def test_no_notes_are_left_in_the_code(tree):
    none_of(left_to_do(tree), "No TODO.")


def test_code_is_english(tree):
    none_of(chinese(tree), "Chinese stands in the catalogues.")


def test_no_signals(tree):
    none_of(signals(tree), "No signals.")


def test_every_test_asserts(tree):
    none_of(asserting_nothing(tree), "No test asserts nothing.")


@pytest.mark.parametrize("path", ["jobs/views/postings.py", "static/css/page.css", "tests/jobs/test_postings.py"])
def test_a_long_file_is_caught(plant, path):
    assert list(too_long(plant({path: "a = 1\n" * 401})))


def test_a_long_migration_passes(plant):
    assert not list(too_long(plant({"jobs/migrations/0001_initial.py": "a = 1\n" * 401})))


def test_a_note_is_caught(plant):
    assert list(left_to_do(plant({"jobs/enums.py": "# TODO later"})))


@pytest.mark.parametrize("file", [("jobs/enums.py", "label = '岗位'"), ("templates/jobs/x.html", "<p>岗位</p>")])
def test_chinese_in_code_is_caught(plant, file):
    assert list(chinese(plant(dict([file]))))


@pytest.mark.parametrize(
    "file",
    [
        ("jobs/enums.py", '"""岗位 is a post."""'),
        ("templates/jobs/x.html", "{# 岗位 #}"),
        ("tests/x.py", "a = '岗位'"),
    ],
)
def test_chinese_as_an_example_passes(plant, file):
    assert not list(chinese(plant(dict([file]))))


@pytest.mark.parametrize(
    "text", ["from django.db.models.signals import post_save", "from django.dispatch import receiver"]
)
def test_a_signal_is_caught(plant, text):
    assert list(signals(plant({"jobs/apps.py": text})))


def test_a_test_without_an_assertion_is_caught(plant):
    assert list(asserting_nothing(plant({"tests/jobs/test_postings.py": "def test_it_runs():\n    run()\n"})))
