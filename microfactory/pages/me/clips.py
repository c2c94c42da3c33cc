"""The recorded words of a sentence, for static/js/listen.js."""

from django.http import HttpRequest, HttpResponse

from microfactory.kernel.http import allow
from microfactory.pages.voice.frames import framed
from residents.queries.voice import set_in_use

A_MONTH = 30 * 24 * 60 * 60


@allow("GET")
def clips(request: HttpRequest) -> HttpResponse:
    """The words of a sentence in one answer, only of the set that her own community hears.

    Pages put the set and its version into the address (`v`), so the answer may stay in her browser: it is a
    neighbour's voice saying words, and holds nothing of hers.
    """
    clip_set = set_in_use(request.resident.community)
    response = framed(request, clip_set)
    if clip_set and request.GET.get("v") == clip_set.stamp:
        request.is_private = False  # the one answer of her pages that may stay on a phone
        response.headers["Cache-Control"] = f"private, max-age={A_MONTH}, immutable"
    return response
