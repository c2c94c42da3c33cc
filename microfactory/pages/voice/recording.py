"""Recording word by word, with the browser's microphone or from a file."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.http import allow
from microfactory.pages.voice.forms import ClipForm
from microfactory.pages.voice.sets import found
from residents.operations.voice import record_clip
from residents.perms import can_record_voice
from residents.queries.voice import progress, words_of
from residents.rules.voice import EXAMPLES, is_word
from residents.views.acts import done
from residents.web import act_once, staff_page
from workshops.queries.names import names_of_work

SCRIPT = "application/json"


@allow("GET", "POST")
@staff_page(can_record_voice)
def record(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """One word after the other. The page's script posts each recording and asks for JSON; a file comes as a form."""
    clip_set = found(request, pk)
    form = ClipForm(request.POST or None, request.FILES or None)
    scripted = request.headers.get("Accept") == SCRIPT
    if request.method == "POST" and form.is_valid():
        if kept := act_once(request, form, lambda: _keep(request, form, clip_set)):
            return JsonResponse(_figures(clip_set)) if scripted else kept
    if scripted:
        return JsonResponse({"error": next(iter(form.errors.values()))[0]}, status=422)
    groups = words_of(clip_set, names_of_work(request.access))
    todo = [word for group in groups for word in group.words if word.missing]
    word = _wanted(request, form) or (todo[0].text if todo else "")
    context = {
        "clip_set": clip_set,
        "form": form if form.is_bound else ClipForm(initial={"say": word}),
        "word": word,
        "example": EXAMPLES.get(word, ""),
        "todo": todo,
        "progress": progress(clip_set),
    }
    return render(request, "voice/record.html", context)


def _wanted(request: HttpRequest, form: ClipForm) -> str:
    """The word that was asked for, or whose file was refused."""
    word = form["say"].value() if form.is_bound else request.GET.get("say", "")
    return word if word and is_word(word) else ""


def _keep(request: HttpRequest, form: ClipForm, clip_set) -> str:
    text = form.cleaned_data["say"]
    record_clip(clip_set=clip_set, text=text, audio=form.sound(), actor=request.user, now=timezone.now())
    url = reverse("voice:record", args=[clip_set.community.code, clip_set.pk])
    return (
        url if request.headers.get("Accept") == SCRIPT else done(request, _("Kept: “%(word)s”.") % {"word": text}, url)
    )


def _figures(clip_set) -> dict:
    figures = progress(clip_set)
    return {"recorded": figures.recorded, "of": figures.of}
