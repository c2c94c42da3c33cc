"""Filling in the pages of disputes, as a person does."""


def posted(client, url: str, **data):
    """Fills the form of a page in and sends it."""
    form = client.get(url).context["form"]
    return client.post(url, {"once": form["once"].value(), **data})
