"""On a resident's own phone: whom she trusts, who helped her, where she is signed in."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from microfactory.kernel.http import allow
from microfactory.kernel.paging import asked_keys, page_of
from residents.enums import ConsentWay
from residents.forms.access import MyTrustedForm
from residents.forms.base import AgreeForm
from residents.forms.messages import MyWishForm
from residents.operations.cards import issue_trusted_card
from residents.operations.devices import end_sign_ins, know_pin_change
from residents.operations.messages import set_wish
from residents.operations.trusted import end_trusted, name_trusted
from residents.queries.door import changes_of, devices_of, helps_of, looks_of, pin_changed_by_others, trusted_of
from residents.views.acts import done, fill_in
from residents.views.trusted import card_page, keep_pin


def _act(request: HttpRequest, form, act, **page) -> HttpResponse:
    """Asks her on a page of its own; nobody who only looks gets that far."""
    if not request.may_act:
        raise PermissionDenied
    return fill_in(request, form, act, template="me/act.html", place="mine", **page)


@allow("GET")
def trusted(request: HttpRequest) -> HttpResponse:
    """Whom she trusts, and every page that person opened."""
    person = trusted_of(request.resident)
    looks = None
    if person:
        looks = page_of(looks_of(person), order=("-at", "-pk"), size=20, **asked_keys(request.GET))
    return render(request, "me/trusted.html", {"place": "mine", "person": person, "looks": looks})


@allow("GET", "POST")
def trusted_new(request: HttpRequest) -> HttpResponse:
    """She names somebody on her own phone."""
    form = MyTrustedForm(request.POST or None)

    def act() -> str:
        data = {name: form.cleaned_data[name] for name in ("name", "relation", "phone")}
        way, now = ConsentWay.SCREEN, timezone.now()
        keep_pin(request, name_trusted(resident=request.resident, **data, way=way, actor=request.user, now=now))
        return reverse("me:trusted_card")

    return _act(
        request,
        form,
        act,
        title=_("Who may look for you?"),
        lead=_(
            "This person may look at your pages and do nothing there. You see every look, and you end it any time."
        ),
        button=_("Let this person look"),
        cancel_url=reverse("me:trusted"),
    )


@never_cache
@allow("GET")
def trusted_card(request: HttpRequest) -> HttpResponse:
    """The trusted person's code to scan and its PIN, once; afterwards back to the list."""
    if not request.may_act:
        raise PermissionDenied
    person = trusted_of(request.resident)
    page = card_page(request, person) if person else {}
    if not page.get("pin"):
        return redirect("me:trusted")
    return render(request, "me/trusted_card.html", {"place": "mine", **page})


@allow("GET", "POST")
def trusted_again(request: HttpRequest) -> HttpResponse:
    """A new code for the trusted person."""
    person = trusted_of(request.resident)
    if person is None:
        return redirect("me:trusted")

    def act() -> str:
        keep_pin(request, issue_trusted_card(trusted=person, actor=request.user, now=timezone.now()))
        return reverse("me:trusted_card")

    return _act(
        request,
        AgreeForm(request.POST or None),
        act,
        title=_("A new code for %(name)s?") % {"name": person.name},
        lead=_("The code from before holds no longer."),
        button=_("Make a new code"),
        cancel_url=reverse("me:trusted"),
    )


@allow("GET", "POST")
def trusted_end(request: HttpRequest) -> HttpResponse:
    """She ends it: from this moment on nobody looks."""
    person = trusted_of(request.resident)
    if person is None:
        return redirect("me:trusted")

    def act() -> str:
        end_trusted(resident=request.resident, actor=request.user, now=timezone.now())
        return done(request, _("%(name)s may look no longer.") % {"name": person.name}, reverse("me:trusted"))

    return _act(
        request,
        AgreeForm(request.POST or None),
        act,
        title=_("Shall %(name)s look no longer?") % {"name": person.name},
        lead=_("It holds at once. You can name somebody again at any time."),
        button=_("No longer"),
        cancel_url=reverse("me:trusted"),
    )


@allow("GET", "POST")
def messages(request: HttpRequest) -> HttpResponse:
    """Whether and how she wants to be told; only she herself changes it here."""
    resident = request.resident
    form = MyWishForm(request.POST or None, initial={"wish": resident.message_wish})

    def act() -> str:
        set_wish(resident=resident, wish=form.cleaned_data["wish"], actor=request.user, now=timezone.now())
        return done(request, _("We keep to that from now on."), reverse("me:mine"))

    return _act(
        request,
        form,
        act,
        title=_("May we send you messages?"),
        lead=_(
            "About work that is due, money that went out, an answer to you. If somebody changes your card or PIN, you"
            " are told in any case."
        ),
        button=_("Keep it so"),
        cancel_url=reverse("me:mine"),
    )


@allow("GET")
def helpers(request: HttpRequest) -> HttpResponse:
    """Who of the staff opened her pages beside her, and when."""
    return render(request, "me/helpers.html", {"place": "mine", "helps": helps_of(request.resident)[:50]})


@allow("GET")
def devices(request: HttpRequest) -> HttpResponse:
    """Where her pages are open, and who changed her ways in: a card made behind her back stands here."""
    rows = devices_of(request.resident, now=timezone.now())
    here = getattr(request, "sign_in", None)
    page = {"devices": rows, "here": here, "changes": changes_of(request.resident)[:10]}
    return render(request, "me/devices.html", {"place": "mine", **page})


@allow("GET", "POST")
def devices_end(request: HttpRequest) -> HttpResponse:
    """She signs out every other phone, for instance one that she gave away."""

    def act() -> str:
        end_sign_ins(resident=request.resident, but=request.sign_in, actor=request.user, now=timezone.now())
        return done(request, _("All other phones are signed out."), reverse("me:devices"))

    return _act(
        request,
        AgreeForm(request.POST or None),
        act,
        title=_("Sign out all other phones?"),
        lead=_("This phone stays signed in. Your trusted person has to sign in anew."),
        button=_("Sign out the others"),
        cancel_url=reverse("me:devices"),
    )


@allow("GET", "POST")
def change_known(request: HttpRequest) -> HttpResponse:
    """She asked for what somebody else did to her card, digits or account: the warning goes, her word stays."""
    changed = pin_changed_by_others(request.resident, now=timezone.now())
    if changed is None or (request.may_act and not changed.may_be_answered_on(request.sign_in)):
        return redirect("me:home")

    def act() -> str:
        know_pin_change(sign_in=request.sign_in, actor=request.user, now=timezone.now())
        return done(request, _("Good. We don't ask any more."), reverse("me:home"))

    return _act(
        request,
        AgreeForm(request.POST or None),
        act,
        title=_("Did you ask for it?"),
        lead=_("%(what)s Say yes, and nobody asks any more. If you know nothing of it: go back and call.")
        % {"what": changed.told},
        button=_("Yes, I asked for it"),
        cancel_url=reverse("me:home"),
    )
