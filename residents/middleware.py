"""Who may be where: staff in the communities they work for, residents on their own pages."""

import datetime as dt

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from microfactory.kernel.composed import Composed
from microfactory.kernel.periods import today
from microfactory.kernel.scoping import Access
from residents import sessions, viewers
from residents.enums import Role
from residents.models import Membership, Resident
from residents.perms import can_help

# Where somebody may go who has a password that another person chose.
WITHOUT_OWN_PASSWORD = frozenset({"residents:own_password", "residents:sign_out", "set_language"})

# A leader sees her own workshop, also where she holds the street office's role, which sees sums only.
BOUND = {Role.LEADER, Role.STREET}

# Asked by every staff page.
_LIVE = Composed(
    lambda user, code, day: (
        Membership.objects.live_on(day)
        .filter(user=user, community__code=code, community__active=True)
        .select_related("community")
        .order_by("pk")
    ),
    user=int,
    code=str,
    day=dt.date,
)


class CommunityMiddleware:
    """Binds a request to a community, or to the resident whose card it came with.

    Staff pages, `/<community>/…`: sets `request.access` and `request.community` from the memberships that are in
    force today, in one query; 404 for whoever has none there, as for a community that doesn't exist.
    Resident pages, namespace `me`: sets `request.resident`, in one query for herself; `request.viewer` says who looks
    (residents.enums.Viewer); `request.may_act` is true for the resident herself alone, and every post of others is
    refused but for viewers.POSTS_OF_LOOKERS. A device that was signed out loses its session at its next page. A
    resident's session reaches those pages, sign-out and what is public; all else is 404 for it.
    No page of somebody who is signed in stays in a browser's cache: phones and desks go from hand to hand.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if getattr(request, "is_private", False):
            add_never_cache_headers(response)
        if getattr(request, "trusted", None):
            viewers.note(request, response, timezone.now())
        return response

    def process_view(self, request, view, args, kwargs):
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return None
        request.is_private = True
        match, now = request.resolver_match, timezone.now()
        on_phone = sessions.is_card_session(request)
        if not on_phone:
            sessions.keep_staff_alive(request, now)
            if request.user.must_choose_password and match.view_name not in WITHOUT_OWN_PASSWORD:
                return redirect("residents:own_password")
        if "me" in match.namespaces:
            return viewers.bind(request, now, may_help)
        if match.view_name == "residents:sign_out":
            return None
        if on_phone:
            raise Http404
        if code := kwargs.get("community"):
            request.access = access_to(request.user, code)
            request.community = request.access.community
        return None


def may_help(user, resident: Resident) -> bool:
    """Whether somebody of the staff may still open this resident's pages beside her."""
    try:
        access = access_to(user, resident.community.code)
    except Http404:
        return False
    return can_help(access) and Resident.objects.visible_to(access).filter(pk=resident.pk).exists()


def access_to(user, code: str) -> Access:
    """What this user may do today in the community of that code, in one query. Raises Http404 where it is nothing."""
    memberships = _LIVE(user=user.pk, code=code, day=today())
    if not memberships:
        raise Http404
    roles = frozenset(membership.role for membership in memberships)
    led = frozenset(membership.workshop_id for membership in memberships if membership.workshop_id is not None)
    bound = Role.LEADER in roles and roles <= BOUND
    return Access(user=user, community=memberships[0].community, roles=roles, workshop_ids=led if bound else None)
