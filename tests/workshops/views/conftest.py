"""The desk of the social worker, and the acts of a page."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.residents import ResidentFactory
from tests.factories.workshops import EntryFactory, IssueFactory
from workshops.operations.issues import issue_work


def at(name: str, *args) -> str:
    """The address of a page in liuhe."""
    return reverse(f"workshops:{name}", args=["liuhe", *args])


def outcome(delivery, **figures) -> dict[str, int]:
    """What the form of an acceptance sends about the only line of a delivery."""
    line = delivery.lines.get()
    return {f"{name}_{line.pk}": count for name, count in figures.items()}


class Desk:
    """Somebody's browser in liuhe."""

    def __init__(self, client: Client):
        self.client = client

    def see(self, name: str, /, *args, **query) -> str:
        """The text of a page that is there, without tags between words."""
        response = self.client.get(at(name, *args), query)
        assert response.status_code == 200
        return words(response)

    def post(self, name: str, /, *args, once=None, query="", **data):
        """Sends a form with a key of its own; the answer, not followed."""
        return self.client.post(at(name, *args) + query, {"once": once or uuid4(), **data})

    def does(self, name: str, /, *args, **data) -> str:
        """Sends a form that succeeds; the text of the page it leads to."""
        response = self.post(name, *args, **data)
        assert response.status_code == 302, words(response)
        return words(self.client.get(response.url))


def words(response) -> str:
    """What a page says, its tags and breaks taken out."""
    text = re.sub(r"<(script|style|svg).*?</\1>", "", response.content.decode(), flags=re.S)
    text = re.sub(r"</(td|th|tr|dt|dd|div|li|p|h1|h2|label|option)>", " ", text)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text))


def handed_in_by_others(slip, count: int) -> None:
    """As many entries of as many other people, each on a slip of her own."""
    for n in range(count):
        other = ResidentFactory(community=slip.community, workshop=slip.workshop)
        issue = IssueFactory(operation=slip.operation, resident=other, number=f"LL20261101-{n + 1:04d}")
        EntryFactory(issue=issue, accepted=True)


@pytest.fixture
def desk(client_of, social_worker) -> Desk:
    """The social worker's."""
    return Desk(client_of(social_worker))


@pytest.fixture
def leaders_desk(client_of, leader) -> Desk:
    """The leader's."""
    return Desk(client_of(leader))


@pytest.fixture
def slip(by, resident, combs):
    """Ten boxes in the resident's hands."""
    return by(issue_work)(resident=resident, operation=combs, quantity=10)
