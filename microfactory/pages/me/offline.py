"""Her page without a network: a service worker shows what she saw last, and forgets it with her session.

The phone keeps one small note, no page: whose it is (a keyed hash), the amount, its words and its day. It comes in a
header of her own home page. A helper's or a trusted person's look tells the phone to forget.
"""

import json

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from microfactory.kernel.dates import month_name, short_moment
from microfactory.kernel.http import allow
from microfactory.kernel.money import yuan
from microfactory.kernel.periods import Month
from residents.enums import Viewer
from workshops.payouts.queries.earnings import Earned

HEADER = "X-Mf-Seen"
DAYS = 31  # so long the last amount is shown; later it says too little
FILES = ("css/tokens.css", "css/phone.css", "js/app.js")
# Where a session begins or ends: whatever this phone kept belonged to somebody else.
ENDS = frozenset({"residents:sign_out", "residents:card_gone"})
BEGINS = frozenset({"residents:card_link", "residents:phone_sign_in", "residents:sign_in"})


class SeenMiddleware:
    """Tells the phone's service worker whose page it shows, and clears the phone where a session begins or ends.

    `request.keeps_seen` is true on the second page of her own session: that one brings the script along.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.keeps_seen = False
        response = self.get_response(request)
        match = request.resolver_match
        if match is None:
            return response
        begun = match.view_name in BEGINS and request.method == "POST" and response.status_code == 302
        if begun or match.view_name in ENDS:
            response.headers["Clear-Site-Data"] = '"storage"'
        elif "me" in match.namespaces and hasattr(request, "viewer") and HEADER not in response.headers:
            response.headers[HEADER] = json.dumps({"who": _whose(request)})
        return response

    def process_view(self, request, view, args, kwargs):
        request.keeps_seen = getattr(request, "viewer", None) == Viewer.SELF and _came_from_here(request)


def note_seen(request: HttpRequest, response: HttpResponse, *, month: Month, earned: Earned) -> HttpResponse:
    """Puts the amount of her home page beside the page, for her own phone alone."""
    if request.viewer != Viewer.SELF or not earned.total:
        return response
    now = timezone.localtime()
    told = {
        "who": _whose(request),
        "words": _("Handed in during %(month)s, about") % {"month": month_name(month.first)},
        "amount": yuan(earned.total),
        "day": short_moment(now),
        "until": int((now.timestamp() + DAYS * 86400) * 1000),
    }
    response.headers[HEADER] = json.dumps(told)
    return response


@cache_control(no_cache=True)
@login_not_required
@allow("GET")
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: what it keeps for a day without network, and the script that does the rest."""
    files = [static(name) for name in FILES]
    script = static("js/worker.js")
    version = salted_hmac("offline page", " ".join([*files, script, settings.LANGUAGE_CODE])).hexdigest()[:8]
    kept = {"name": f"mf-offline-{version}", "page": reverse("me:offline"), "files": files}
    text = f"self.MF_KEPT = {json.dumps(kept)};\nimportScripts({json.dumps(script)});\n"
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


@cache_control(no_cache=True)
@login_not_required
@allow("GET")
def offline(request: HttpRequest) -> HttpResponse:
    """What the phone shows without a network. It is the same for all; the phone puts in what it kept."""
    return render(request, "me/offline.html")


def _whose(request: HttpRequest) -> str:
    if request.viewer != Viewer.SELF:
        return ""
    return salted_hmac("seen by", str(request.resident.pk)).hexdigest()[:16]


def _came_from_here(request: HttpRequest) -> bool:
    """Whether another page of ours led here: the first page of a visit fetches nothing but itself."""
    return request.headers.get("Referer", "").startswith(f"{request.scheme}://{request.get_host()}/")
