"""A resident's word at the counter, on two kinds of pages: with her PIN, or before two witnesses."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from microfactory.kernel.errors import RuleBroken
from residents.models import AccessCard, Resident
from residents.web import act_once, colleague_here
from workshops.payouts.enums import How
from workshops.payouts.forms.her_word import HerWordForm
from workshops.payouts.operations.vouching import at_the_counter

WAYS = (How.PIN, How.WITNESSES)


@sensitive_post_parameters("pin", "first", "second", "password")
def take_her_word(request: HttpRequest, resident: Resident, how: str, act: Callable[..., str], **page) -> HttpResponse:
    """Shows the form and, once her word is given, does `act(vouch, form)`, which returns where to go.

    A PIN is tried outside of the act's transaction: a wrong try counts whatever comes after. `page`: title, sentence,
    button, cancel_url, other_url (the page with the other way), and optionally about (choices), words and voice.
    """
    if how not in WAYS:
        raise Http404
    card = AccessCard.objects.visible_to(request.access).live().own().filter(resident=resident).first()
    kind = {"pin_kind": card.pin_kind} if card else {}
    kind |= {name: page.pop(name) for name in ("about", "words", "voice") if name in page}
    form = HerWordForm(request.POST or None, request.FILES or None, how=how, **kind)
    if request.method == "POST" and form.is_valid():
        vouch = _vouch(request, resident, form)
        if vouch and (done := act_once(request, form, lambda: act(vouch, form))):
            return done
    context = {"form": form, "resident": resident, "how": how, "has_card": card is not None, **page}
    return render(request, "payouts/her_word.html", context)


def _vouch(request: HttpRequest, resident: Resident, form: HerWordForm):
    """Her word as the form gives it; None, with the reason in the form, where it isn't hers."""
    colleague = None if form.how == How.PIN else colleague_here(request, **form.proof)
    try:
        return at_the_counter(resident=resident, how=form.how, colleague=colleague, now=timezone.now(), **form.given)
    except RuleBroken as error:
        form.refuse(error)
        return None
