"""Who may be where: staff in the communities they work for, residents on their own pages."""

from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

from microfactory.kernel.periods import today
from microfactory.kernel.scoping import Access
from residents import sessions
from residents.enums import Role, Viewer
from residents.models import Membership

# What whoever only looks at a resident's pages may post there: how letters look on this screen.
POSTS_OF_LOOKERS = frozenset({"me:look"})
SAFE = frozenset({"GET", "HEAD"})


class CommunityMiddleware:
    """Binds a request to a community, or to the resident whose card it came with.

    Staff pages, `/<community>/…`: sets `request.access` and `request.community` from the memberships that are in
    force today, in one query; 404 for whoever has none there, as for a community that doesn't exist.
    Resident pages, namespace `me`: sets `request.card` and `request.resident`, in one query; a card that was revoked
    ends the session. `request.viewer` says who looks (residents.enums.Viewer); `request.may_act` is true for the
    resident herself alone, and every post of others is refused but for POSTS_OF_LOOKERS. A card session reaches those
    pages, sign-out and what is public; all else is 404 for it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if hasattr(request, "card"):  # a phone goes from hand to hand: no page of hers stays on it
            add_never_cache_headers(response)
        return response

    def process_view(self, request, view, args, kwargs):
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return None
        match = request.resolver_match
        if "me" in match.namespaces:
            return self._resident_page(request, match)
        if match.view_name == "residents:sign_out":
            return None
        if sessions.is_card_session(request):
            raise Http404
        if code := kwargs.get("community"):
            request.access = access_to(request.user, code)
            request.community = request.access.community
        return None

    def _resident_page(self, request: HttpRequest, match):
        if not sessions.is_card_session(request):
            raise Http404
        request.card = sessions.live_card(request)
        if request.card is None:
            logout(request)
            return redirect("residents:card_gone")
        request.resident = request.card.resident
        request.viewer = Viewer.SELF
        request.may_act = request.viewer == Viewer.SELF
        if request.method not in SAFE and not request.may_act and match.view_name not in POSTS_OF_LOOKERS:
            raise PermissionDenied
        return None


def access_to(user, code: str) -> Access:
    """What this user may do today in the community of that code, in one query. Raises Http404 where it is nothing."""
    memberships = list(
        Membership.objects.live_on(today())
        .filter(user=user, community__code=code, community__active=True)
        .select_related("community")
        .order_by("pk")
    )
    if not memberships:
        raise Http404
    roles = frozenset(membership.role for membership in memberships)
    bound = frozenset(membership.workshop_id for membership in memberships) if roles == {Role.LEADER} else None
    return Access(user=user, community=memberships[0].community, roles=roles, workshop_ids=bound)
