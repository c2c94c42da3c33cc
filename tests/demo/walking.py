"""Following the links of a site from page to page."""

import re
from collections import deque
from html import unescape
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.test import Client

LINK = re.compile(r'<a [^>]*?href="([^"]+)"')
UNSAID = re.compile(r">[^<]*\bNone\b[^<]*<")


def kind(url: str) -> str:
    """Pages that differ only in the row they show are of one kind."""
    parts = urlsplit(url)
    asked = sorted(name for name, _ in parse_qsl(parts.query))
    return re.sub(r"\d+", "0", parts.path) + "?" + "&".join(asked)


def walk(client: Client, start: str) -> tuple[int, list[str]]:
    """Follows every kind of link once: how many kinds there are, and what was wrong where."""
    ways, known, wrong = deque([(start, "")]), {kind(start)}, []
    while ways:
        url, origin = ways.popleft()
        answer = client.get(url)
        if answer.status_code not in (200, 302):
            wrong.append(f"{answer.status_code} {url}, offered on {origin}")
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        page = answer.content.decode()
        if UNSAID.search(page):
            wrong.append(f"None stands on {url}")
        for found in LINK.findall(page):
            link = urljoin(url, unescape(found)).partition("#")[0]
            if link.startswith("/") and not link.startswith("/admin/") and kind(link) not in known:
                known.add(kind(link))
                ways.append((link, url))
    return len(known), wrong
