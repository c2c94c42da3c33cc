"""Templates: one order of blocks, nothing inline, every form with its token and its key."""

import ast
import re

import pytest

from tests.guards.markup import FORM, TAG, Markup
from tests.guards.report import none_of
from tests.guards.source import called

ORDER = ["title", "nav", "heading", "actions", "content", "aside", "scripts"]
FOREIGN = ("admin/", "crispy", "bootstrap5/", "registration/")
EVENT = re.compile(r"""(?:^|\s)(on[a-z]+|hx-on[\w:-]*|style)\s*=""", re.IGNORECASE)
TAGS = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
ELSEWHERE = re.compile(r"""(?:src|href|action|data|poster|srcset)\s*=\s*["'](?:https?:)?//""", re.IGNORECASE)
UNSAFE = re.compile(r"\|\s*safe\b|{%\s*autoescape\s+off|javascript:")
BY_HAND = re.compile(r"{{\s*\w*form\.as_\w+|{{\s*\w*form\s*}}")
SENTENCE = re.compile(r"{%\s*blocktrans.*?endblocktrans\s*%}|{%\s*comment.*?endcomment\s*%}", re.DOTALL)
COLON = re.compile(r"(?:}}|%}|</\w+>):(?=[\s<{])")
# Sign-in, sign-out, the choice of language and of larger letters write no row of ours: they carry no one-time key.
WITHOUT_KEY = ("residents/sign_in", "residents/card", "admin/")
WITHOUT_KEY_TO = re.compile(r"sign_out|language|me:look|help_end")


# Python that puts markup past the escaping, with the reason.
MARKED_SAFE = {
    "microfactory/kernel/qr.py": "a drawing by segno of our own address",
    "microfactory/demo/samples.py": "the same, for the gallery",
}


def ours(tree):
    return [Markup.of(source) for source in tree.templates]


def colons(pages):
    """Colons between two words that no translator can turn into 「：」."""
    for page in pages:
        for found in COLON.finditer(SENTENCE.sub(lambda whole: " " * len(whole.group()), page.text)):
            yield page.at(found.start(), "A colon outside a sentence stays half-width. Put it into one, or say « · ».")


def block_disorder(pages):
    """Blocks out of order, and blocks that the parent doesn't have."""
    by_name = {"/".join(page.source.path.parts[1:]): page for page in pages}
    for page in pages:
        if page.parent is None or page.parent.startswith(FOREIGN):
            continue
        above, parent = set(), page.parent
        while parent in by_name:
            above |= by_name[parent].all_blocks()
            parent = by_name[parent].parent
        last = -1
        for offset, name in page.outer_blocks():
            if parent is None and name not in above:
                yield page.at(offset, f"block {name} is in no parent of this page: it would never show.")
            elif name in ORDER:
                if ORDER.index(name) < last:
                    yield page.at(offset, f"block {name} comes too late. The order is {', '.join(ORDER)}.")
                last = max(last, ORDER.index(name))


def inline(pages):
    """Scripts, styles and handlers inside the page, markup that skips escaping, and requests to other hosts."""
    for page in pages:
        for tag in TAG.finditer(page.text):
            name, rest = tag.group(1).lower(), tag.group(2)
            bare = QUOTED.sub('""', TAGS.sub("", rest))
            if name == "style" or (name == "script" and "src" not in bare and "htmx_script" not in rest):
                yield page.at(tag.start(), f"<{name}> inside the page. Put it in static/ and hook it by data-mf-….")
            elif (found := EVENT.search(bare)) and not str(page.source.path).endswith(".svg"):
                yield page.at(tag.start(), f"{found.group(1)}= inside the page. Use a class or a data-mf-… hook.")
            elif ELSEWHERE.search(rest) and name != "a" and "xmlns" not in rest:
                yield page.at(tag.start(), f"<{name}> asks another host. Serve it from here.")
        for found in UNSAFE.finditer(page.text):
            yield page.at(found.start(), f"{found.group()} lets markup through. Use an inclusion tag or format_html.")


def open_forms(pages):
    """Forms that post without their token, or that write without a one-time key."""
    for page in pages:
        for form in FORM.finditer(page.text):
            head, body = form.group("head"), form.group("body")
            if not re.search(r"""method\s*=\s*["']?post""", head, re.IGNORECASE):
                continue
            crispy = "{% crispy" in body
            if not crispy and "csrf_token" not in body:
                yield page.at(form.start(), "a form posts without {% csrf_token %}.")
            name = "/".join(page.source.path.parts[1:])
            keyed = crispy or "once" in body or re.search(r"{{\s*\w*form\s*\|\s*crispy", body)
            excepted = name.startswith(WITHOUT_KEY) or WITHOUT_KEY_TO.search(head)
            if not keyed and not excepted:
                yield page.at(form.start(), "a form writes without its one-time key: render it from an ActForm.")
        for found in BY_HAND.finditer(page.text):
            yield page.at(found.start(), f"{found.group()} is not crispy. Use {{% crispy form %}}.")


def marked_safe(tree):
    """Calls that say of a text that it needs no escaping."""
    for source in tree.python:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and called(node) in {"mark_safe", "SafeString", "SafeText"}:
                if str(source.path) not in MARKED_SAFE:
                    yield source.at(node.lineno, f"{called(node)}() lets markup through. Use format_html().")


def test_no_text_is_marked_as_safe(tree):
    none_of(marked_safe(tree), "Markup is made by templates.")
    assert set(MARKED_SAFE) <= {str(source.path) for source in tree.python}


@pytest.mark.parametrize("text", ["mark_safe(name)", "safestring.mark_safe(name)", "SafeString(name)"])
def test_a_text_marked_as_safe_is_caught(plant, text):
    assert list(marked_safe(plant({"jobs/templatetags/jobs.py": text})))


def test_blocks_come_in_one_order(tree):
    none_of(block_disorder(ours(tree)), "Every page fills the blocks of its base in the same order.")


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(tree):
    none_of(inline(ours(tree)), "No inline script or style, no other host.")


def test_colons_stand_in_sentences(tree):
    none_of(colons(ours(tree)), "A colon is the translator's to write.")


def test_forms_carry_token_and_key(tree):
    none_of(open_forms(ours(tree)), "A form that posts carries its token; one that writes carries its key.")


BASE = "{% block title %}{% endblock %}{% block content %}{% endblock %}"


@pytest.mark.parametrize(
    "text",
    [
        "{% extends 'base.html' %}{% block content %}{% endblock %}{% block title %}{% endblock %}",
        "{% extends 'base.html' %}{% block contents %}{% endblock %}",
    ],
)
def test_a_block_out_of_order_is_caught(plant, text):
    assert list(block_disorder(ours(plant({"templates/base.html": BASE, "templates/jobs/postings.html": text}))))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<p style='color: red'>x</p>",
        "<a onclick='go()'>x</a>",
        "<style>p {}</style>",
        "<img src='https://example.org/x.png'>",
        "{{ name|safe }}",
    ],
)
def test_inline_markup_is_caught(plant, text):
    assert list(inline(ours(plant({"templates/jobs/postings.html": text}))))


def test_scripts_and_hooks_from_here_pass(plant):
    text = """<script src="{% static 'js/x.js' %}" defer></script><a href="https://example.org" data-mf-on="x">x</a>"""
    assert not list(inline(ours(plant({"templates/jobs/postings.html": text}))))


@pytest.mark.parametrize("text", ["{% trans 'Reason' %}: {{ why }}", "{{ name }}: {{ why }}", "<b>{{ n }}</b>: x"])
def test_a_colon_between_words_is_caught(plant, text):
    assert list(colons(ours(plant({"templates/jobs/posting.html": text}))))
    said = f"{{% blocktrans %}}{text}{{% endblocktrans %}}"
    assert not list(colons(ours(plant({"templates/jobs/posting.html": said}))))


@pytest.mark.parametrize(
    "text",
    [
        '<form method="post"><input name="once"></form>',
        '<form method="post">{% csrf_token %}</form>',
        '<form method="post">{% csrf_token %}{{ form.as_p }}</form>',
    ],
)
def test_an_open_form_is_caught(plant, text):
    assert list(open_forms(ours(plant({"templates/jobs/posting.html": text}))))


@pytest.mark.parametrize("text", ['<form method="post">{% crispy form %}</form>', '<form method="get"></form>'])
def test_a_closed_form_passes(plant, text):
    assert not list(open_forms(ours(plant({"templates/jobs/posting.html": text}))))
