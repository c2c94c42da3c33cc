"""The resident's ways in. Nothing here tells a stranger whether a card, a number or a person exists."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from microfactory.kernel.http import allow
from residents import sessions
from residents.enums import Picture, PinKind
from residents.forms.door import PhoneForm, PinForm, TapForm
from residents.models import AccessCard
from residents.operations.door import pin_kind_asked, try_phone, try_pin

# The address is half of a card's sign-in: what the page asks for (styles, scripts) tells of it only the host, since
# servers write down where a request came from. An empty referrer would make browsers hide where a post comes from.
_REFERRER = "strict-origin"


def _not_opened() -> str:
    """The one answer to whatever doesn't open: unknown, wrong, locked, too often from here."""
    return _("That didn't fit, or it is locked after too many tries. The social worker unlocks it at once.")


@sensitive_post_parameters("pin", "first", "picture")
@never_cache
@login_not_required
@allow("GET", "POST")
def card_link(request: HttpRequest, token: str) -> HttpResponse:
    """Asks for what goes with the card and opens its holder's pages. An unknown link looks like any other."""
    page = _pictures if pin_kind_asked(token) == PinKind.PICTURES else _digits
    response = page(request, token)
    response.headers["Referrer-Policy"] = _REFERRER
    return response


def _digits(request: HttpRequest, token: str) -> HttpResponse:
    form = PinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if opened := _opened(request, token, form.cleaned_data["pin"]):
            return opened
        form.add_error("pin", _not_opened())
    return render(request, "residents/card_link.html", {"form": form})


def _pictures(request: HttpRequest, token: str) -> HttpResponse:
    """Two taps, each a post of its own; the first one is kept in the second's form and nowhere else."""
    form = TapForm(request.POST or None)
    page = {"pictures": list(Picture), "first": None, "refusal": ""}
    if request.method == "POST" and form.is_valid():
        pin = form.pin()
        if not pin:
            page["first"] = Picture(form.cleaned_data["picture"])
        elif opened := _opened(request, token, pin):
            return opened
        else:
            page["refusal"] = _not_opened()
    return render(request, "residents/card_pictures.html", page)


def _opened(request: HttpRequest, token: str, pin: str) -> HttpResponse | None:
    """The way to her pages, on a phone that is known from now on; None where nothing opens."""
    now, known = timezone.now(), sessions.is_known_browser(request, token)
    card = try_pin(token=token, pin=pin, now=now, address=sessions.address_of(request), known=known)
    if card is None:
        return None
    sessions.begin(request, card, now)
    _tell_wrong_tries(request, card)
    response = redirect("me:home")
    sessions.know_browser(request, response, token)
    return response


def _tell_wrong_tries(request: HttpRequest, card: AccessCard) -> None:
    """Says on the first page how often somebody tried before, so that she notices a stranger."""
    if wrong := card.wrong_untold:
        words = ngettext(
            "Since last time a wrong one was typed %(count)s time. Wasn't it you? Tell the social worker.",
            "Since last time a wrong one was typed %(count)s times. Wasn't it you? Tell the social worker.",
            wrong,
        )
        messages.warning(request, words % {"count": wrong})


@sensitive_post_parameters("phone", "pin")
@never_cache
@login_not_required
@allow("GET", "POST")
def phone_sign_in(request: HttpRequest) -> HttpResponse:
    """Telephone number and six digits, for those who asked for it at the counter."""
    form = PhoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        if opened := try_phone(**form.cleaned_data, now=now, address=sessions.address_of(request)):
            sessions.begin(request, opened, now)
            return redirect("me:home")
        form.add_error("pin", _not_opened())
    return render(request, "residents/phone_sign_in.html", {"form": form})


@never_cache
@login_not_required
@allow("GET")
def card_gone(request: HttpRequest) -> HttpResponse:
    """What a phone shows after signing out, or when its card was replaced: scan the card again."""
    return render(request, "residents/card_gone.html")
