"""Sending a recording: never kept by a cache, in parts where a player asks for parts (iPhones do)."""

import re

from django.http import HttpRequest, HttpResponse

_RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")


def as_sound(request: HttpRequest, content: bytes, media_type: str) -> HttpResponse:
    """The recording, or the part of it that was asked for."""
    asked = _RANGE.match(request.headers.get("Range", ""))
    first, last = 0, len(content) - 1
    if asked and asked.group(1):
        first, last = int(asked.group(1)), min(last, int(asked.group(2) or last))
    elif asked and asked.group(2):
        first = max(0, len(content) - int(asked.group(2)))
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{len(content)}"})
    response = HttpResponse(content[first : last + 1], content_type=media_type, status=206 if asked else 200)
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "no-store, private"
    response["Content-Disposition"] = "inline"
    if asked:
        response["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    return response
