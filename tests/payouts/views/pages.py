"""Reading and writing pages of money in liuhe."""

from uuid import uuid4

from django.test import Client
from django.urls import reverse


def at(name: str, *args) -> str:
    """The address of a page in liuhe."""
    return reverse(f"payouts:{name}", args=["liuhe", *args])


def write(client: Client, path: str, /, **data):
    """Posts a form with a key of its own."""
    return client.post(path, {"once": str(uuid4()), **data})


def twice(client: Client, path: str, /, **data) -> list:
    """Presses the same button twice."""
    form = {"once": str(uuid4()), **data}
    return [client.post(path, form), client.post(path, form)]


def page(client: Client, path: str, /, **query) -> str:
    """The text of a page that is there."""
    response = client.get(path, query)
    assert response.status_code == 200
    return response.content.decode()
