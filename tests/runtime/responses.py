"""Every page that a test fetches is read: forms carry token and key, nothing is inline, no tag is left over."""

import functools
import gzip
import re
from html.parser import HTMLParser

import pytest
from django.test import Client

LEFT_OVER = re.compile(r"{%|%}|{{|}}|{#|#}")
# Sign-in, sign-out, the choice of language and of larger letters write no row of ours.
WITHOUT_KEY = re.compile(r"^/(accounts|language|c|sign-in|me/mine/look)/")


class BadPage(AssertionError):
    """A page that must not be sent."""


class Page(HTMLParser):
    """Collects what is wrong with a page."""

    def __init__(self, path: str):
        super().__init__()
        self.path, self.wrong = path, []
        self.form, self.names = None, set()
        self.drawn = set()
        self.inside = []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.inside.append(tag)
        for name in given:
            if name == "style" or name.startswith("on"):
                self.wrong.append(f"<{tag} {name}=…> is inline")
        if tag == "html" and not given.get("lang"):
            self.wrong.append("<html> names no language")
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.wrong.append("a script stands inside the page")
        if tag == "form":
            self.form, self.names, self.drawn = given, set(), set()
        elif given.get("name"):
            self.names.add(given["name"])
            if self.form is not None and tag in ("input", "select", "textarea"):
                self.judge_field(given)

    def handle_endtag(self, tag):
        if tag == "form" and self.form is not None:
            self.judge_form(self.form)
            self.form = None

    def handle_data(self, data):
        if LEFT_OVER.search(data) and self.inside[-1:] not in (["script"], ["pre"], ["code"]):
            self.wrong.append(f"a template tag is left over: {data.strip()[:60]}")

    def judge_field(self, given):
        """A field stands once in a form: what is drawn twice is sent twice, and a tick taken away is still there."""
        of_list = given.get("type") in ("checkbox", "radio", "hidden", "submit")
        field = (given["name"], given.get("value") if of_list else None)
        if field in self.drawn:
            self.wrong.append(f"the field {' = '.join(filter(None, field))} is drawn twice in one form")
        self.drawn.add(field)

    def judge_form(self, form):
        action = form.get("action") or self.path
        if (form.get("method") or "get").lower() != "post":
            if "csrfmiddlewaretoken" in self.names:
                self.wrong.append(f"the form to {action} shows its token in an address")
        elif "csrfmiddlewaretoken" not in self.names:
            self.wrong.append(f"the form to {action} posts without its token")
        elif "once" not in self.names and not WITHOUT_KEY.match(action):
            self.wrong.append(f"the form to {action} writes without its one-time key")


def read(path: str, text: str) -> list[str]:
    """What is wrong with a page."""
    page = Page(path)
    page.feed(text)
    page.close()
    return page.wrong


def reading(request):
    @functools.wraps(request)
    def checked(self, **given):
        response = request(self, **given)
        path = given.get("PATH_INFO", "")
        html = response.headers.get("Content-Type", "").startswith("text/html")
        if html and not response.streaming and not path.startswith("/admin/"):
            is_packed = response.headers.get("Content-Encoding") == "gzip"
            content = gzip.decompress(response.content) if is_packed else response.content
            if wrong := read(path, content.decode(response.charset)):
                raise BadPage(f"{path}: " + "; ".join(wrong))
        return response

    return checked


@pytest.fixture(autouse=True, scope="session")
def read_every_page():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "request", reading(Client.request))
        yield
