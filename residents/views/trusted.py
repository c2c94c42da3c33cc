"""At the counter: the person whom a resident trusts to look at her pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from microfactory.kernel.http import allow
from microfactory.kernel.qr import qr_of
from residents import sessions
from residents.forms.access import TrustedAtCounterForm
from residents.forms.base import AgreeForm
from residents.models import Resident, TrustedPerson
from residents.operations.cards import IssuedCard, issue_trusted_card
from residents.operations.trusted import end_trusted, name_trusted
from residents.perms import can_manage_people
from residents.queries.door import card_of_trusted, trusted_of
from residents.views.acts import ask, done, fill_in
from residents.views.cards import card_address, pin_page
from residents.views.people import found, person_url
from residents.web import staff_page


def of_resident(resident: Resident) -> TrustedPerson:
    """The person she trusts today; 404 where there is none."""
    trusted = trusted_of(resident)
    if trusted is None:
        raise Http404
    return trusted


def card_page(request: HttpRequest, trusted: TrustedPerson) -> dict:
    """What a page that shows a trusted person's card needs; the PIN once. 404 without a live card."""
    card = card_of_trusted(trusted)
    if card is None:
        raise Http404
    address = card_address(card)
    page = {"trusted": trusted, "resident": trusted.resident, "card": card, "code": qr_of(address), "address": address}
    return page | pin_page(request, f"trusted-{trusted.pk}")


def keep_pin(request: HttpRequest, issued: IssuedCard) -> None:
    """Keeps the PIN of a trusted person's new card for the next page."""
    sessions.keep_once(request, f"trusted-{issued.card.trusted_id}", issued.pin)


@allow("GET", "POST")
@staff_page(can_manage_people)
def trusted_new(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """A resident names somebody at the counter; how she agreed is written down."""
    resident = found(request, pk)
    form = TrustedAtCounterForm(request.POST or None)

    def act() -> str:
        data = {name: value for name, value in form.cleaned_data.items() if name != "once"}
        keep_pin(request, name_trusted(resident=resident, **data, actor=request.user, now=timezone.now()))
        return reverse("residents:trusted_card", args=[community, pk])

    return fill_in(
        request,
        form,
        act,
        title=_("Whom does %(name)s trust to look?") % {"name": resident.name},
        lead=_(
            "This person gets a card of their own and may look at her pages, no more. She sees every look and ends it "
            "whenever she wants. Only she decides: ask her without the person beside her."
        ),
        button=_("Name this person and make the card"),
        cancel_url=person_url(resident),
    )


@never_cache
@allow("GET")
@staff_page(can_manage_people)
def trusted_card(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The trusted person's card on paper; right after it was made also its PIN."""
    resident = found(request, pk)
    page = card_page(request, of_resident(resident))
    return render(request, "residents/card_print.html", {**page, "back_url": person_url(resident)})


@allow("GET", "POST")
@staff_page(can_manage_people)
def trusted_again(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """A new card for the trusted person; the one from before is dead at once."""
    resident = found(request, pk)
    trusted = of_resident(resident)

    def act() -> str:
        keep_pin(request, issue_trusted_card(trusted=trusted, actor=request.user, now=timezone.now()))
        return reverse("residents:trusted_card", args=[community, pk])

    return ask(
        request,
        AgreeForm(request.POST or None),
        act,
        title=_("A new card for %(name)s") % {"name": trusted.name},
        sentence=_("The card from before is dead at once, and whoever is signed in with it is signed out."),
        button=_("Make the card"),
        cancel_url=person_url(resident),
    )


@allow("GET", "POST")
@staff_page(can_manage_people)
def trusted_end(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The trusted person may look no longer."""
    resident = found(request, pk)
    trusted = of_resident(resident)

    def act() -> str:
        end_trusted(resident=resident, actor=request.user, now=timezone.now())
        return done(request, _("%(name)s may look no longer.") % {"name": trusted.name}, person_url(resident))

    return ask(
        request,
        AgreeForm(request.POST or None),
        act,
        title=_("%(name)s may look no longer") % {"name": trusted.name},
        sentence=_("The card of this person is dead at once. What was looked at stays in her list."),
        button=_("End it"),
        cancel_url=person_url(resident),
        grave=True,
    )
