"""Sessions: what marks a resident's, how long each lasts, and secrets that are shown once."""

import datetime as dt

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse

from microfactory.kernel.composed import Composed
from microfactory.kernel.encryption import Secret, blind_index
from residents.models import AccessCard, PhonePin, SignIn
from residents.operations.devices import begin_sign_in, note_use

SIGN_IN = "sign_in"
SHOWN_ONCE = "shown_once"
HELP = "help"
USED = "used"
KNOWN = "known_browser"
KNOWN_SECONDS = 180 * 24 * 60 * 60
MOST_KNOWN = 12  # a desk goes from hand to hand
BACKEND = "residents.backends.PeopleBackend"
PHONE_SECONDS = settings.PHONE_SESSION_DAYS * 24 * 60 * 60
NOTED = dt.timedelta(hours=1)  # how often the use of a phone is written down
NOTED_OF_STAFF = 10 * 60  # the same of a staff session, in seconds


def begin(request: HttpRequest, opened: AccessCard | PhonePin, now: dt.datetime) -> None:
    """Signs in whoever opened the door. Whoever was signed in on this device before is signed out."""
    request.session.flush()
    sign_in = begin_sign_in(opened=opened, agent=request.META.get("HTTP_USER_AGENT", ""), now=now)
    login(request, sign_in.user, backend=BACKEND)
    request.session.set_expiry(PHONE_SECONDS)
    request.session[SIGN_IN] = sign_in.pk


def is_card_session(request: HttpRequest) -> bool:
    """Whether this session is a resident's or her trusted person's. A leader's own password opens one of the other
    kind."""
    return SIGN_IN in request.session or getattr(request.user, "is_resident", False)


def _lasts() -> dt.timedelta:
    return dt.timedelta(days=settings.PHONE_SESSION_DAYS)


# Composed for the moment before which a device must not have been used last.
_LIVE = Composed(
    lambda pk, user, since: (
        SignIn.objects.live(since + _lasts())
        .filter(pk=pk, user=user, community__active=True)
        .select_related("resident__community", "resident__workshop", "card__trusted")
    ),
    pk=int,
    user=int,
    since=dt.datetime,
)


def live_sign_in(request: HttpRequest, now: dt.datetime) -> SignIn | None:
    """The session's device with its resident and community, in one query; None once it was signed out."""
    known = request.session.get(SIGN_IN)
    return None if known is None else _LIVE.first(pk=known, user=request.user.pk, since=now - _lasts())


def keep_alive(request: HttpRequest, sign_in: SignIn, now: dt.datetime) -> None:
    """Lets a phone's session last from now on; written down once an hour."""
    if now - sign_in.last_used_at > NOTED:
        note_use(sign_in=sign_in, now=now)
        request.session.modified = True


def begin_staff(request: HttpRequest, user, now: dt.datetime) -> None:
    """Signs somebody of the staff in, on a clean session."""
    request.session.flush()
    login(request, user)
    request.session[USED] = int(now.timestamp())


def know_browser(request: HttpRequest, response: HttpResponse, name: str) -> None:
    """Notes in a signed cookie that this user name (or this card, by its link) was opened in this browser."""
    names = [_known(name), *(other for other in _known_names(request) if other != _known(name))]
    response.set_signed_cookie(
        KNOWN,
        ".".join(names[:MOST_KNOWN]),
        salt=KNOWN,
        max_age=KNOWN_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def is_known_browser(request: HttpRequest, name: str) -> bool:
    """Whether that user name, or the card of that link, was opened in this browser before."""
    return _known(name) in _known_names(request)


def _known(name: str) -> str:
    return blind_index(f"known browser {name}")[:32]


def _known_names(request: HttpRequest) -> list[str]:
    return request.get_signed_cookie(KNOWN, default="", salt=KNOWN, max_age=KNOWN_SECONDS).split(".")


def keep_staff_alive(request: HttpRequest, now: dt.datetime) -> None:
    """Lets a staff session last from now on; written down every ten minutes."""
    used = request.session.get(USED)
    if used is not None and now.timestamp() - used > NOTED_OF_STAFF:
        request.session[USED] = int(now.timestamp())


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
