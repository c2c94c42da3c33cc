"""Sessions begun with a resident's card: what marks them, and which card they belong to."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from microfactory.kernel.encryption import Secret
from residents.models import AccessCard

CARD = "card"
SHOWN_ONCE = "shown_once"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def begin(request: HttpRequest, card: AccessCard) -> None:
    """Signs the holder of a card in. Whoever was signed in on this device before is signed out."""
    request.session.flush()
    login(request, card.resident.user, backend=BACKEND)
    request.session[CARD] = card.pk


def is_card_session(request: HttpRequest) -> bool:
    """Whether this session began with a card. A leader's own password opens a session of the other kind."""
    return CARD in request.session or getattr(request.user, "is_resident", False)


def live_card(request: HttpRequest) -> AccessCard | None:
    """The session's card with its resident and community, in one query; None once it was revoked."""
    return (
        AccessCard.objects.live()
        .filter(pk=request.session.get(CARD), resident__user=request.user.pk, community__active=True)
        .select_related("resident__community", "resident__workshop")
        .first()
    )


def keep_once(request: HttpRequest, name: str, text: str) -> None:
    """Keeps a secret, encrypted, for the next page alone: a PIN just made, a number just asked for."""
    request.session[SHOWN_ONCE] = {name: Secret.seal(text).token}


def take_once(request: HttpRequest, name: str) -> str:
    """The secret kept under that name, once; nothing afterwards."""
    kept = request.session.pop(SHOWN_ONCE, {})
    return Secret(kept[name]).reveal() if name in kept else ""


def address_of(request: HttpRequest) -> str:
    """The address a request came from: behind a proxy, what the proxy itself wrote last, which nobody can forge."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
