"""At the counter: sign-in by telephone number, signed-in devices, and help on one's own screen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from microfactory.kernel.http import allow
from residents import sessions
from residents.enums import HelpWay, PinKind
from residents.forms.access import ChangeAskedForm, HerDigitsForm, HerPicturesForm, PhonePinForm, PresentForm
from residents.forms.base import AgreeForm
from residents.models import AccessCard
from residents.operations.devices import confirm_pin_change, end_sign_ins
from residents.operations.door import try_own_pin
from residents.operations.helping import begin_help, end_help
from residents.operations.phone_pins import end_phone_pin, set_phone_pin
from residents.perms import can_help, can_manage_people, needs_her_pin
from residents.queries.door import own_card, pin_changed_by_others
from residents.views.acts import ask, done, fill_in
from residents.views.people import found, person_url
from residents.web import staff_page


@sensitive_post_parameters("pin")
@allow("GET", "POST")
@staff_page(can_manage_people)
def phone_pin(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Six digits that open her pages with her telephone number, because she asked for it."""
    resident = found(request, pk)
    form = PhonePinForm(request.POST or None)

    def act() -> str:
        pin = form.cleaned_data["pin"]
        issued = set_phone_pin(resident=resident, pin=pin, actor=request.user, now=timezone.now())
        sessions.keep_once(request, f"phone-pin-{pk}", issued.pin)
        return reverse("residents:phone_pin_slip", args=[community, pk])

    return fill_in(
        request,
        form,
        act,
        title=_("%(name)s signs in by telephone number") % {"name": resident.name},
        lead=_("Number %(phone)s and six digits, without a card. They are shown once, on a slip to print.")
        % {"phone": resident.phone or _("(none written down yet)")},
        button=_("Set the six digits"),
        cancel_url=person_url(resident),
    )


@never_cache
@allow("GET")
@staff_page(can_manage_people)
def phone_pin_slip(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The slip with the six digits, once; afterwards back to her page."""
    resident = found(request, pk)
    pin = sessions.take_once(request, f"phone-pin-{pk}")
    if not pin:
        return redirect(person_url(resident))
    page = {"resident": resident, "pin": pin, "back_url": person_url(resident)}
    return render(request, "residents/phone_pin_slip.html", page)


@allow("GET", "POST")
@staff_page(can_manage_people)
def phone_pin_end(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """No sign-in by telephone number any more."""
    resident = found(request, pk)

    def act() -> str:
        end_phone_pin(resident=resident, actor=request.user, now=timezone.now())
        return done(request, _("The telephone number opens nothing any more."), person_url(resident))

    return ask(
        request,
        AgreeForm(request.POST or None),
        act,
        title=_("End the sign-in by telephone number"),
        sentence=_("Number and digits hold no longer, and phones that used them are signed out. Her card stays."),
        button=_("End it"),
        cancel_url=person_url(resident),
    )


@allow("GET", "POST")
@staff_page(can_manage_people)
def sign_ins_end(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Signs out every device that shows her pages."""
    resident = found(request, pk)

    def act() -> str:
        end_sign_ins(resident=resident, actor=request.user, now=timezone.now())
        return done(
            request, _("All phones of %(name)s are signed out.") % {"name": resident.name}, person_url(resident)
        )

    return ask(
        request,
        AgreeForm(request.POST or None),
        act,
        title=_("Sign out all phones of %(name)s") % {"name": resident.name},
        sentence=_(
            "For a phone that was lost or given away. Her card with its pictures or digits stays: with it she signs "
            "in again."
        ),
        button=_("Sign them all out"),
        cancel_url=person_url(resident),
    )


@allow("GET", "POST")
@staff_page(can_manage_people)
def change_confirmed(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """She stands here and asked for what was done to her card, digits or account: her phone stops asking."""
    resident = found(request, pk)
    changed = pin_changed_by_others(resident, now=timezone.now())
    if changed is None:
        return redirect(person_url(resident))

    def act() -> str:
        confirm_pin_change(resident=resident, actor=request.user, now=timezone.now())
        return done(request, _("Her phone asks no more."), person_url(resident))

    return fill_in(
        request,
        ChangeAskedForm(request.POST or None),
        act,
        title=_("Did %(name)s ask for the change herself?") % {"name": resident.name},
        lead=changed.told
        + _("A phone that was signed in only after a change can't answer that. She reads that you wrote it down."),
        button=_("Stop asking"),
        cancel_url=person_url(resident),
    )


@sensitive_post_parameters("pin", "first", "second")
@allow("GET", "POST")
@staff_page(can_help)
def help_begin(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Opens a resident's own pages on this screen: she types her PIN, or the social worker says that she is there."""
    resident = found(request, pk)
    by_pin = needs_her_pin(request.access)
    card = own_card(resident)
    form = _agreement(by_pin, card)(request.POST or None)
    if request.method == "POST" and by_pin and form.is_valid():
        _try_her_pin(form, card)

    def act() -> str:
        way = HelpWay.PIN if by_pin else HelpWay.PRESENT
        begun = begin_help(resident=resident, way=way, actor=request.user, now=timezone.now())
        request.session[sessions.HELP] = begun.pk  # on this screen alone, not wherever else she is signed in
        return reverse("me:home")

    lead = _("Her own page opens here for a quarter of an hour, to look at only. She sees afterwards who helped her.")
    return fill_in(
        request,
        form,
        act,
        title=_("Look at the page of %(name)s together with her") % {"name": resident.name},
        lead=_("The time was over, so her page was closed.") if "over" in request.GET else lead,
        button=_("Open her page"),
        cancel_url=person_url(resident),
    )


def _try_her_pin(form, card: AccessCard | None) -> None:
    """Tries what she typed, outside of the act: a refused act is taken back, a wrong try must stay counted."""
    if not (card and try_own_pin(card=card, pin=form.cleaned_data["pin"], now=timezone.now())):
        form.add_error(None, _("That didn't fit, or her card is locked. The social worker unlocks it."))


def _agreement(by_pin: bool, card: AccessCard | None):
    """The form in which a resident agrees."""
    if not by_pin:
        return PresentForm
    return HerPicturesForm if card and card.pin_kind == PinKind.PICTURES else HerDigitsForm


@allow("POST")
def help_end(request: HttpRequest) -> HttpResponse:
    """Closes the resident's page that somebody of the staff has open."""
    ended = end_help(actor=request.user, now=timezone.now())
    if ended is None:
        return redirect("pages:start")
    sentence = _("The page of %(name)s is closed.") % {"name": ended.resident.name}
    return redirect(done(request, sentence, person_url(ended.resident)))
