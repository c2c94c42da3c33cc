"""The recorded words of a sentence, for static/js/listen.js."""

import struct

from django.http import HttpRequest, HttpResponse

from microfactory.kernel.http import allow
from microfactory.kernel.speech.sentences import APART
from residents.queries.voice import set_in_use, sounds

A_MONTH = 30 * 24 * 60 * 60
MOST_WORDS = 150


@allow("GET")
def clips(request: HttpRequest) -> HttpResponse:
    """The words of `?say=一|二` in one answer, in that order: four bytes of length (0: not recorded), then the clip.

    Only of the set that her own community hears. Pages put the set and its version into the address (`v`), so the
    answer may stay in her browser: it is a neighbour's voice saying words, and holds nothing of hers.
    """
    words = request.GET.get("say", "").replace("\0", "").split(APART)[:MOST_WORDS]
    clip_set = set_in_use(request.resident.community)
    found = sounds(clip_set, words) if clip_set else {}
    body = b"".join(struct.pack(">I", len(found.get(word, b""))) + found.get(word, b"") for word in words)
    response = HttpResponse(body, content_type="application/octet-stream")
    if clip_set and request.GET.get("v") == clip_set.stamp:
        request.is_private = False  # the one answer of her pages that may stay on a phone
        response.headers["Cache-Control"] = f"private, max-age={A_MONTH}, immutable"
    return response
