"""A resident's card at the counter: give out, print, unlock, renew the PIN, revoke."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from microfactory.kernel.http import allow
from microfactory.kernel.qr import public_address, qr_of
from microfactory.kernel.scoping import get_visible
from residents import sessions
from residents.enums import Picture
from residents.forms.access import CardForm, UnlockForm
from residents.forms.base import AgreeForm
from residents.models import AccessCard, Resident
from residents.operations.cards import end_card, issue_card, renew_pin, unlock_doors
from residents.perms import can_manage_people
from residents.queries.door import last_card
from residents.views.acts import ask, done, fill_in
from residents.views.people import found, person_url
from residents.web import staff_page


def card_address(card: AccessCard) -> str:
    """The whole address that a card's code holds."""
    return public_address(reverse("residents:card_link", args=[card.token.reveal()]))


def pin_page(request: HttpRequest, name: str) -> dict:
    """The PIN that was kept under a name, once: as digits, or as pictures."""
    pin = sessions.take_once(request, name)
    pictures = Picture.of_pin(pin)
    return {"pin": "" if pictures else pin, "pictures": pictures}


def _live_card(request: HttpRequest, resident: Resident) -> AccessCard:
    return get_visible(AccessCard.objects.live().own(), request.access, resident=resident)


def _print_with(request: HttpRequest, resident: Resident, pin: str) -> str:
    """The address of the printed card, which shows the PIN once."""
    sessions.keep_once(request, f"pin-{resident.pk}", pin)
    return reverse("residents:card_print", args=[resident.community.code, resident.pk])


@never_cache
@allow("GET")
@staff_page(can_manage_people)
def card_print(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The card on paper, with its QR code; right after it was given out also the PIN, on a slip to cut off."""
    resident = found(request, pk)
    card = _live_card(request, resident)
    page = {"resident": resident, "trusted": None, "card": card, "code": qr_of(card_address(card))}
    page |= pin_page(request, f"pin-{pk}") | {"back_url": person_url(resident)}
    return render(request, "residents/card_print.html", page)


@allow("GET", "POST")
@staff_page(can_manage_people)
def card_issue(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Gives out a card; one from before is dead at once."""
    resident = found(request, pk)
    form = CardForm(request.POST or None, last=last_card(resident))

    def act() -> str:
        kind = form.cleaned_data["kind"]
        issued = issue_card(resident=resident, kind=kind, actor=request.user, now=timezone.now())
        return _print_with(request, resident, issued.pin)

    return fill_in(
        request,
        form,
        act,
        title=_("A card for %(name)s") % {"name": resident.name},
        lead=_(
            "A new card is made, to be printed now. A card from before is dead at once, and its phones are signed "
            "out. Digits or pictures are shown once and stand nowhere else."
        ),
        button=_("Make the card"),
        cancel_url=person_url(resident),
    )


@allow("GET", "POST")
@staff_page(can_manage_people)
def card_pin(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """New digits or pictures for whoever forgot them or wants the other kind; the card stays."""
    resident = found(request, pk)
    card = _live_card(request, resident)
    form = CardForm(request.POST or None, last=card)

    def act() -> str:
        kind = form.cleaned_data["kind"]
        return _print_with(
            request, resident, renew_pin(card=card, kind=kind, actor=request.user, now=timezone.now()).pin
        )

    return fill_in(
        request,
        form,
        act,
        title=_("New digits or pictures for %(name)s") % {"name": resident.name},
        lead=_("The card stays the same, those from before hold no longer. A lock is lifted too."),
        button=_("Make new ones"),
        cancel_url=person_url(resident),
    )


@allow("GET", "POST")
@staff_page(can_manage_people)
def card_unlock(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Lifts every lock after wrong tries, in one act, and lets her in where others mistyped too much."""
    resident = found(request, pk)
    form = UnlockForm(request.POST or None)

    def act() -> str:
        unlock_doors(resident=resident, actor=request.user, now=timezone.now())
        url = form.back_to(person_url(resident))
        return done(request, _("It opens now, for an hour on any phone. Pictures and digits stay the same."), url)

    return ask(
        request,
        form,
        act,
        title=_("Let %(name)s in") % {"name": resident.name},
        sentence=_(
            "Do this when she stands before you. Locks are lifted, and for an hour a new phone opens her page even if "
            "others here mistyped too much. Pictures and digits stay the same."
        ),
        button=_("Let her in"),
        cancel_url=person_url(resident),
    )


@allow("GET", "POST")
@staff_page(can_manage_people)
def card_revoke(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """A lost card is dead at once; who was signed in with it is signed out."""
    resident = found(request, pk)
    _live_card(request, resident)

    def act() -> str:
        end_card(resident=resident, actor=request.user, now=timezone.now())
        return done(request, _("The card of %(name)s is dead.") % {"name": resident.name}, person_url(resident))

    return ask(
        request,
        AgreeForm(request.POST or None),
        act,
        title=_("Revoke the card of %(name)s") % {"name": resident.name},
        sentence=_("The card is dead at once, and whoever is signed in with it is signed out."),
        button=_("Revoke the card"),
        cancel_url=person_url(resident),
        grave=True,
    )
