"""Sets of recordings: which there are, how far each is, what residents hear, and the file for other communities."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.http import allow
from microfactory.kernel.periods import today
from microfactory.kernel.scoping import get_visible
from microfactory.pages.me import speech
from microfactory.pages.voice.forms import NewSetForm, TakeOverForm
from microfactory.pages.voice.frames import framed
from residents.forms.base import AgreeForm
from residents.models import ClipSet
from residents.models.voice import MOST_BYTES
from residents.operations import voice as acts
from residents.perms import can_approve_voice, can_record_voice
from residents.queries.voice import archive_of, progress, sets_of, words_of
from residents.rules.archive import unpack
from residents.rules.voice import REQUIRED
from residents.views.acts import ask, done, fill_in
from residents.web import staff_page
from workshops.queries.names import names_of_work


def set_url(clip_set: ClipSet) -> str:
    """The page of a set."""
    return reverse("voice:one", args=[clip_set.community.code, clip_set.pk])


def found(request: HttpRequest, pk: int) -> ClipSet:
    """The set, if it is this community's."""
    return get_visible(ClipSet.objects.select_related("community"), request.access, pk=pk)


@allow("GET")
@staff_page(can_record_voice)
def all_sets(request: HttpRequest, community: str) -> HttpResponse:
    """All sets of the community, the one that residents hear first."""
    context = {"sets": sets_of(request.access), "of": len(REQUIRED), "may_approve": can_approve_voice(request.access)}
    return render(request, "voice/sets.html", context)


@allow("GET", "POST")
@staff_page(can_approve_voice)
def new(request: HttpRequest, community: str) -> HttpResponse:
    """Begins a set."""
    form = NewSetForm(request.POST or None)

    def act() -> str:
        name = form.cleaned_data["name"]
        made = acts.make_set(community=request.access.community, name=name, actor=request.user, now=timezone.now())
        return set_url(made)

    return fill_in(
        request,
        form,
        act,
        title=_("Record a dialect"),
        lead=_("Residents who can't read well listen to what they earned. A neighbour's voice is better than none."),
        button=_("Begin"),
        cancel_url=reverse("voice:sets", args=[community]),
    )


@allow("GET")
@staff_page(can_record_voice)
def one(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """How far a set is, word by word."""
    clip_set = found(request, pk)
    context = {
        "clip_set": clip_set,
        "progress": progress(clip_set),
        "groups": words_of(clip_set, names_of_work(request.access)),
        "may_approve": can_approve_voice(request.access),
        "sentence": speech.sample(today()),
    }
    return render(request, "voice/one.html", context)


@allow("GET")
@staff_page(can_record_voice)
def words(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The words of a sentence in one answer, for the button on the page of the set."""
    return framed(request, found(request, pk))


@allow("GET", "POST")
@staff_page(can_approve_voice)
def use(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Residents hear this set from now on."""
    clip_set = found(request, pk)

    def act() -> str:
        acts.use_set(clip_set=clip_set, actor=request.user, now=timezone.now())
        return done(request, _("Residents hear “%(name)s” now.") % {"name": clip_set}, set_url(clip_set))

    return ask(
        request,
        AgreeForm(request.POST or None),
        act,
        title=_("Let residents hear “%(name)s”") % {"name": clip_set},
        sentence=_("The button on their phones speaks with these recordings from now on. You can stop it any time."),
        button=_("Yes, let them hear it"),
        cancel_url=set_url(clip_set),
    )


@allow("GET", "POST")
@staff_page(can_approve_voice)
def rest(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Residents hear it no longer."""
    clip_set = found(request, pk)

    def act() -> str:
        acts.rest_set(clip_set=clip_set, actor=request.user, now=timezone.now())
        return done(request, _("“%(name)s” rests. Nothing was lost.") % {"name": clip_set}, set_url(clip_set))

    return ask(
        request,
        AgreeForm(request.POST or None),
        act,
        title=_("Stop “%(name)s”") % {"name": clip_set},
        sentence=_("Phones speak with a voice of their own again, those that have one. The recordings stay."),
        button=_("Yes, stop it"),
        cancel_url=set_url(clip_set),
    )


@allow("GET")
@staff_page(can_approve_voice)
def file(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The approved recordings as one file, for another community."""
    clip_set = found(request, pk)
    headers = {"Content-Disposition": f'attachment; filename="voice-{community}-{clip_set.pk}.zip"'}
    return HttpResponse(archive_of(clip_set), content_type="application/zip", headers=headers)


@allow("GET", "POST")
@staff_page(can_approve_voice)
def take_over(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Takes over what another community recorded."""
    clip_set = found(request, pk)
    form = TakeOverForm(request.POST or None, request.FILES or None)

    def act() -> str:
        clips = unpack(form.content(), MOST_BYTES)
        taken = acts.take_over(clip_set=clip_set, clips=clips, actor=request.user, now=timezone.now())
        return done(request, _("%(count)s recordings were taken over.") % {"count": taken}, set_url(clip_set))

    return fill_in(
        request,
        form,
        act,
        title=_("Take over the recordings of another community"),
        button=_("Take them over"),
        cancel_url=set_url(clip_set),
    )
