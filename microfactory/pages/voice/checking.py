"""Listening to what others recorded: it is right and used, or thrown away and said once more."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from microfactory.kernel.http import allow
from microfactory.kernel.scoping import get_visible
from microfactory.pages.voice.sets import found
from residents.forms.base import AgreeForm
from residents.models import Clip, ClipSet
from residents.operations.voice import approve_clip, drop_clip
from residents.perms import can_approve_voice, can_record_voice
from residents.queries.voice import clips_to_hear, progress
from residents.rules.audio import TYPES
from residents.rules.voice import EXAMPLES
from residents.web import act_once, staff_page

_RANGE = re.compile(r"bytes=(\d{1,9})-(\d{0,9})")


@allow("GET")
@staff_page(can_approve_voice)
def check(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The next recording that somebody else made."""
    return _check(request, found(request, pk))


def _check(request: HttpRequest, clip_set: ClipSet, form: AgreeForm | None = None) -> HttpResponse:
    waiting = clips_to_hear(clip_set, request.user)
    clip = waiting.first()
    context = {
        "clip_set": clip_set,
        "clip": clip,
        "example": EXAMPLES.get(clip.text, "") if clip else "",
        "left": waiting.count(),
        "progress": progress(clip_set),
        "form": form or AgreeForm(),
    }
    return render(request, "voice/check.html", context)


@allow("POST")
@staff_page(can_approve_voice)
def approve(request: HttpRequest, community: str, pk: int, clip: int) -> HttpResponse:
    """It is right: residents hear it."""
    clip_set = found(request, pk)
    row = _clip(request, clip_set, clip)
    form = AgreeForm(request.POST)

    def act() -> str:
        approve_clip(clip=row, actor=request.user, now=timezone.now())
        return reverse("voice:check", args=[community, pk])

    if form.is_valid() and (done := act_once(request, form, act)):
        return done
    return _check(request, clip_set, form)


@allow("POST")
@staff_page(can_record_voice)
def drop(request: HttpRequest, community: str, pk: int, clip: int) -> HttpResponse:
    """It isn't good: on to saying it once more."""
    clip_set = found(request, pk)
    row = _clip(request, clip_set, clip)
    form = AgreeForm(request.POST)

    def act() -> str:
        drop_clip(clip=row, actor=request.user, now=timezone.now())
        return f"{reverse('voice:record', args=[community, pk])}?{urlencode({'say': row.text})}"

    if form.is_valid() and (done := act_once(request, form, act)):
        return done
    return _check(request, clip_set, form)


@allow("GET")
@staff_page(can_record_voice)
def sound(request: HttpRequest, community: str, pk: int, clip: int) -> HttpResponse:
    """One recording, whole or a piece of it: some browsers play nothing that they can't ask for in pieces."""
    row = get_visible(Clip.objects.all(), request.access, pk=clip, clip_set=pk)
    audio, headers = bytes(row.audio), {"Accept-Ranges": "bytes", "Cache-Control": "private, max-age=600"}
    wanted = _RANGE.fullmatch(request.headers.get("Range", ""))
    if not wanted or int(wanted[1]) >= len(audio):
        return HttpResponse(audio, content_type=TYPES[row.kind], headers=headers)
    first, last = int(wanted[1]), min(int(wanted[2] or len(audio)), len(audio) - 1)
    headers["Content-Range"] = f"bytes {first}-{last}/{len(audio)}"
    return HttpResponse(audio[first : last + 1], status=206, content_type=TYPES[row.kind], headers=headers)


def _clip(request: HttpRequest, clip_set: ClipSet, pk: int) -> Clip:
    rows = Clip.objects.defer("audio").select_related("clip_set")
    return get_visible(rows, request.access, pk=pk, clip_set=clip_set)
