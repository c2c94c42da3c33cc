"""Who looks at a resident's pages: she herself, her trusted person, or a helper of the staff beside her."""

import datetime as dt

from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from residents import sessions
from residents.enums import Viewer
from residents.models import HelpSession
from residents.operations.trusted import note_look

# What whoever only looks at a resident's pages may post there: how letters look on this screen.
POSTS_OF_LOOKERS = frozenset({"me:look"})
SAFE = frozenset({"GET", "HEAD"})
SOUNDS = frozenset({"me:dispute_voice"})  # what a resident recorded: heard is looked at too


def bind(request: HttpRequest, now: dt.datetime, may_help) -> HttpResponse | None:
    """Finds out whose page this is and who looks; sets `request.resident`, `viewer` and `may_act`.

    Returns where to send whoever was signed out. Raises Http404 for staff who help nobody, PermissionDenied for a
    post of somebody who only looks. `may_help(user, resident)` says whether a helper still has her role.
    """
    request.help_session = request.trusted = None
    if sessions.is_card_session(request):
        if not _signed_in(request, now):
            logout(request)
            return redirect("residents:card_gone")
    elif gone := _helping(request, now, may_help):
        return gone
    request.may_act = request.viewer == Viewer.SELF
    view_name = request.resolver_match.view_name
    if request.method not in SAFE and not request.may_act and view_name not in POSTS_OF_LOOKERS:
        raise PermissionDenied
    return None


def note(request: HttpRequest, response: HttpResponse, now: dt.datetime) -> None:
    """Writes down a page that a trusted person was shown; clips, scripts and refusals are none."""
    shown = response.status_code == 200 and response.headers.get("Content-Type", "").startswith("text/html")
    heard = response.status_code in (200, 206) and request.resolver_match.view_name in SOUNDS
    if request.trusted and request.method == "GET" and (shown or heard):
        note_look(trusted=request.trusted, page=request.resolver_match.view_name, now=now)


def _signed_in(request: HttpRequest, now: dt.datetime) -> bool:
    sign_in = sessions.live_sign_in(request, now)
    if sign_in is None:
        return False
    sessions.keep_alive(request, sign_in, now)
    request.sign_in, request.resident = sign_in, sign_in.resident
    request.trusted = sign_in.card.trusted if sign_in.card_id else None
    request.viewer = Viewer.TRUSTED if request.trusted else Viewer.SELF
    return True


def _helping(request: HttpRequest, now: dt.datetime, may_help) -> HttpResponse | None:
    last = (
        HelpSession.objects.filter(pk=request.session.get(sessions.HELP), helper=request.user.pk, ended_at=None)
        .select_related("resident__community", "resident__workshop")
        .first()
    )
    if last is None or not may_help(request.user, last.resident):
        raise Http404
    if last.ends_by <= now:
        resident = last.resident
        return redirect(reverse("residents:help", args=[resident.community.code, resident.pk]) + "?over=1")
    request.help_session, request.resident, request.viewer = last, last.resident, Viewer.HELPER
    return None
