"""What a page weighs, counted in bytes as they go over the wire.

The measure: static files are collected as for production (hashed names, compressed beforehand), the pages are asked
for as an old phone's browser asks (`Accept-Encoding: gzip, br`), and what answers is the application with all its
middleware and WhiteNoise. A request weighs its body as sent plus its status line and headers. The first visit begins
with an empty cache: the page and all that it names (style sheets, icon, manifest, scripts, pictures). Later pages find
those in the cache, where they may stay for a year under their hashed names, so only the page itself is fetched.

A proxy in front may compress the pages once more; what is counted here is what leaves the application without one.
"""

from html.parser import HTMLParser

import pytest
from django.core.management import call_command
from django.test import Client, override_settings

FIRST_VISIT = 30 * 1024
WIRE = {"HTTP_ACCEPT_ENCODING": "gzip, br"}
A_YEAR = "max-age=315360000, public, immutable"


class Named(HTMLParser):
    """The addresses of what a page fetches beside itself."""

    def __init__(self, text: str):
        super().__init__()
        self.found: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "link" and given.get("rel") in ("stylesheet", "icon", "manifest"):
            self.found += [given["href"]] if not given["href"].startswith("data:") else []
        elif given.get("preload") == "none":  # a voice comes only when it is listened to
            return
        elif tag in ("script", "img", "audio", "source") and given.get("src"):
            self.found.append(given["src"])


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """Static files as production serves them."""
    changed = {
        "STATIC_ROOT": tmp_path_factory.mktemp("static"),
        "STORAGES": {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
        },
    }
    with override_settings(**changed):
        call_command("collectstatic", interactive=False, verbosity=0, ignore=["admin", "docs"])
        yield


def weigh(answer) -> int:
    """Bytes of an answer over the wire."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = sum(len(f"{name}: {value}\r\n".encode()) for name, value in answer.headers.items())
    cookies = sum(len(f"{cookie.output()}\r\n".encode()) for cookie in answer.cookies.values())
    return len("HTTP/1.1 200 OK\r\n\r\n") + headers + cookies + len(body)


def visit(client: Client, path: str) -> dict[str, int]:
    """Everything that a browser with an empty cache fetches for a page, by address."""
    page = client.get(path, **WIRE)
    assert page.status_code == 200
    plain = client.get(path).content.decode()
    weights = {path: weigh(page)}
    for named in dict.fromkeys(Named(plain).found):
        answer = client.get(named, **WIRE)
        assert answer.status_code == 200, named
        assert answer.headers["Cache-Control"] == A_YEAR, f"{named} is fetched again by every page"
        weights[named] = weigh(answer)
    return weights
