"""The player weighs little, and uses nothing that an old in-app browser lacks."""

import gzip
import re

from tests.look.style import ROOT

SCRIPT = (ROOT / "static" / "js" / "listen.js").read_text(encoding="utf-8")
# Syntax and interfaces that came after 2019, or with ES2016 and later.
NEWER = re.compile(
    r"\?\.|\?\?|\*\*|\basync\b|\bawait\b|\.\.\.\w+ *[},]|\.includes\(|\.flat\(|\.flatMap\(|\.at\(|replaceAll|matchAll"
    r"|Object\.(entries|values|fromEntries)|allSettled|\.finally\(|structuredClone|AbortController|padStart|#\w+ *="
)


def test_it_weighs_two_kilobytes_over_the_wire():
    assert len(gzip.compress(SCRIPT.encode())) <= 2048
    assert len(SCRIPT.encode()) <= 5 * 1024


def test_it_is_written_in_the_javascript_of_2015():
    assert NEWER.findall(SCRIPT) == []


def test_a_newer_feature_would_be_seen():
    for text in ("a?.b", "a ?? b", "async () => {}", "list.flat()", "{ ...rest }", "list.includes(1)"):
        assert NEWER.search(text)
