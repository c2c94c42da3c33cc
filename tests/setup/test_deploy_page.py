"""docs/deploy.md can be followed to the letter: what it names is there."""

import importlib
import re

from django.core.management import get_commands

from tests.database.elsewhere import ROOT

PAGE = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
CRON = re.compile(r"^[\d*/]+ [\d*-]+ \* \* \*  .*$", re.MULTILINE)


def test_its_commands_are_there():
    named = set(re.findall(r"manage\.py (\w+)", PAGE))
    assert named >= {"migrate", "seed_parameters", "check_books", "rotate_keys", "remind"}
    assert named <= set(get_commands())


def test_its_settings_are_in_the_example():
    named = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)(?:=\d)?`|^ *([A-Z]+(?:_[A-Z]+)+)=", PAGE, re.MULTILINE))
    known = set(re.findall(r"^#([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    assert len(named) > 10
    assert {one or other for one, other in named} <= known


def test_no_daily_command_waits_for_another():
    lines = CRON.findall(PAGE)
    commands = [re.findall(r"manage\.py (\w+)", line) for line in lines]
    assert commands == [["check_books"], ["expire_postings"], ["forget"], ["remind"], ["send_messages"]]


def test_the_server_reads_the_settings_that_it_promises():
    name = re.search(r"gunicorn --config python:([\w.]+)", PAGE).group(1)
    server = importlib.import_module(name)
    assert (server.wsgi_app, server.timeout) == ("microfactory.wsgi:application", 120)
