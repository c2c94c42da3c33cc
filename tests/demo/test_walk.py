"""Whoever follows the links of the demo, in any role, finds a page behind each of them."""

import re
from collections import deque
from html import unescape
from io import StringIO
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from django.core.management import call_command
from django.test import Client

from residents.enums import Role
from residents.models import AccessCard, Membership, Resident
from tests.cast import with_card

pytestmark = pytest.mark.django_db

LINK = re.compile(r'<a [^>]*?href="([^"]+)"')
UNSAID = re.compile(r">[^<]*\bNone\b[^<]*<")
FULL, EMPTY = "liuhe", "xinyuan"
LEAST = {Role.STREET: 5, Role.LEADER: 20}  # kinds of pages that a walk must have come by


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


def test_no_link_leads_nowhere(client_of):
    call_command("demo", stdout=StringIO())
    for community, roles in ((FULL, Role.values), (EMPTY, [Role.SOCIAL_WORKER])):
        for role in roles:
            member = Membership.objects.filter(community__code=community, role=role).first()
            pages, wrong = walk(client_of(member.user), f"/{community}/")
            assert wrong == [], f"{role} in {community}"
            assert pages >= (LEAST.get(role, 50) if community == FULL else 25), (role, community, pages)

    for name in ("赵青梅", "何秀珍"):
        resident = Resident.objects.get(name=name, community__code="liuhe")
        client = with_card(client_of(resident.user), AccessCard.objects.live().own().get(resident=resident))
        pages, wrong = walk(client, "/me/")
        assert wrong == [], name
        assert pages >= 15
