"""What the phone's app is made of, as production serves it, counted in bytes."""

import json
import re

from django.urls import reverse

from tests.factories.residents import PIN
from tests.weight import FIRST_VISIT, WIRE, visit, weigh

HERE = {"HTTP_REFERER": "http://testserver/me/"}


def test_the_app_can_be_installed(collected, client, db):
    manifest = json.loads(b"".join(client.get("/static/app.webmanifest").streaming_content))
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == ("/me/", "/me/", "standalone")
    kinds = {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]}
    assert kinds == {(size, purpose) for size in ("192x192", "512x512") for purpose in ("any", "maskable")}
    for icon in manifest["icons"]:
        picture = b"".join(client.get(f"/static/{icon['src']}").streaming_content)
        width = int.from_bytes(picture[16:20], "big")
        assert f"{width}x{width}" == icon["sizes"]


def test_signing_in_with_all_that_the_app_fetches_stays_within_a_first_visit(collected, card, earned, client):
    """The card's page, home as its second page, the scripts, the offline page, and the worker's own look."""
    door = reverse("residents:card_link", args=[card.token.reveal()])
    weights = visit(client, door)
    client.post(door, {"pin": PIN})
    named = re.findall(r'src="(/static/js/[^"]+)"', client.get("/me/", **HERE).content.decode())
    worker = client.get("/me/worker.js", **WIRE)
    script = re.search(r'importScripts\("([^"]+)"', client.get("/me/worker.js").content.decode()).group(1)
    later = {path: weigh(client.get(path, **WIRE)) for path in {*named, script, "/me/offline/"}}
    weights |= later | {"/me/": weigh(client.get("/me/", **WIRE, **HERE)), "/me/worker.js": weigh(worker)}
    weights["HEAD"] = weigh(client.head("/me/", **WIRE))
    assert any("app" in path for path in named)
    assert sum(weights.values()) <= FIRST_VISIT, weights
