"""The resident's way in: the link on her card, and her PIN. Nothing here tells a stranger whether a card exists."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from microfactory.kernel.http import allow
from residents import sessions
from residents.forms.door import PinForm
from residents.operations.cards import try_pin


@sensitive_post_parameters("pin")
@never_cache
@login_not_required
@allow("GET", "POST")
def card_link(request: HttpRequest, token: str) -> HttpResponse:
    """Asks for the PIN and opens the resident's pages. An unknown link looks like any other."""
    form = PinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if card := try_pin(token=token, pin=form.cleaned_data["pin"], now=timezone.now()):
            sessions.begin(request, card)
            return redirect("me:home")
        form.add_error(
            "pin",
            _("Card and digits don't fit. After five wrong tries the card is locked: then ask the social worker."),
        )
    return render(request, "residents/card_link.html", {"form": form})


@never_cache
@login_not_required
@allow("GET")
def card_gone(request: HttpRequest) -> HttpResponse:
    """What a phone shows after signing out, or when its card was replaced: scan the card again."""
    return render(request, "residents/card_gone.html")
