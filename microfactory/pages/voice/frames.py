"""The words of a sentence in one answer, as static/js/listen.js reads them."""

import struct

from django.http import HttpRequest, HttpResponse

from microfactory.kernel.speech.sentences import APART
from residents.models import ClipSet
from residents.queries.voice import sounds

MOST_WORDS = 150


def framed(request: HttpRequest, clip_set: ClipSet | None) -> HttpResponse:
    """The approved recordings of `?say=一|二`, in that order: four bytes of length (0: not there), then the sound."""
    words = request.GET.get("say", "").replace("\0", "").split(APART)[:MOST_WORDS]
    found = sounds(clip_set, words) if clip_set else {}
    body = b"".join(struct.pack(">I", len(found.get(word, b""))) + found.get(word, b"") for word in words)
    return HttpResponse(body, content_type="application/octet-stream")
