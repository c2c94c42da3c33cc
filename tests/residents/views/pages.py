"""Reading and writing pages of liuhe."""

import re
from uuid import uuid4

from django.test import Client
from django.urls import reverse

PEOPLE = "/liuhe/people/"
NUMBER = "130199196803150023"


def at(name: str, *args) -> str:
    """The address of a page in liuhe."""
    return reverse(f"residents:{name}", args=["liuhe", *args])


def write(client: Client, path: str, **data):
    """Posts a form with a key of its own."""
    return client.post(path, {"once": str(uuid4()), **data})


def page(client: Client, path: str, **query) -> str:
    """The text of a page that is there."""
    response = client.get(path, query)
    assert response.status_code == 200
    return response.content.decode()


def names(text: str) -> list[str]:
    """The people that a list shows."""
    return re.findall(r'/people/\d+/">([^<]+)</a>', text)
