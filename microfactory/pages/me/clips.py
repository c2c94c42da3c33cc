"""The recorded words of a sentence, for static/js/listen.js."""

import struct

from django.http import Http404, HttpRequest, HttpResponse

from microfactory.kernel.http import allow
from microfactory.kernel.speech.sentences import APART
from residents.queries.voice import set_in_use, sounds

A_MONTH = 30 * 24 * 60 * 60
MOST_WORDS = 150


@allow("GET")
def clips(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of `?say=一|二` in one answer, in that order: four bytes of length (0: not recorded), then the clip.

    Only of the set that her own community hears. The page's address carries the set's version, so the answer may stay
    in her browser: it is the voice of a neighbour saying words, and holds nothing of hers.
    """
    words = request.GET.get("say", "").replace("\0", "").split(APART)[:MOST_WORDS]
    clip_set = set_in_use(request.resident.community)
    if clip_set is None or clip_set.pk != pk:
        raise Http404
    found = sounds(clip_set, words)
    body = b"".join(struct.pack(">I", len(found.get(word, b""))) + found.get(word, b"") for word in words)
    headers = {"Cache-Control": f"private, max-age={A_MONTH}, immutable"}
    return HttpResponse(body, content_type="application/octet-stream", headers=headers)
