"""How the staff sign in and out: user name and password."""

from axes.helpers import get_cool_off
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from microfactory.kernel.http import allow
from residents import sessions
from residents.forms.door import OwnPasswordForm, SignInForm
from residents.operations.devices import end_sign_in
from residents.operations.helping import end_help
from residents.operations.passwords import choose_password
from residents.operations.tries import STAFF, give_back_try, take_try


@sensitive_post_parameters("password")
@never_cache
@login_not_required
@allow("GET", "POST")
def sign_in(request: HttpRequest) -> HttpResponse:
    """User name and password; whoever was signed in on this computer before is signed out.

    Two limits on wrong passwords: per user name and address (axes), and per address whatever the name. The second one
    doesn't shut out a browser in which this user name was opened before: somebody else may have used the address up.
    """
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and not _may_try(request, form):
        return render(request, "residents/locked_out.html", {"minutes": 60, "for_all": True}, status=429)
    if request.method == "POST" and form.is_valid():
        return _signed_in(request, form.get_user())
    return render(request, "residents/sign_in.html", {"form": form, "next": request.GET.get("next", "")})


def _may_try(request: HttpRequest, form: SignInForm) -> bool:
    allowed = take_try(**_here(request), now=timezone.now())
    return allowed or sessions.is_known_browser(request, form["username"].value() or "")


def _here(request: HttpRequest) -> dict:
    return {"door": STAFF, "address": sessions.address_of(request)}


def _signed_in(request: HttpRequest, user) -> HttpResponse:
    give_back_try(**_here(request))
    sessions.begin_staff(request, user, timezone.now())
    response = redirect(_next(request))
    sessions.know_browser(request, response, user.username)
    return response


def locked_out(request: HttpRequest, response=None, credentials=None) -> HttpResponse:
    """What axes shows after too many wrong passwords from one place for one user name."""
    minutes = int(get_cool_off(request).total_seconds() // 60)
    return render(request, "residents/locked_out.html", {"minutes": minutes, "for_all": False}, status=429)


@allow("POST")
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session; a resident goes back to a page that says so in large letters."""
    on_phone = sessions.is_card_session(request)
    if on_phone:
        _end_device(request)
    else:
        end_help(actor=request.user, now=timezone.now())
    logout(request)
    return redirect("residents:card_gone" if on_phone else settings.LOGOUT_REDIRECT_URL)


def _end_device(request: HttpRequest) -> None:
    now = timezone.now()
    if sign_in := sessions.live_sign_in(request, now):
        end_sign_in(sign_in=sign_in, actor=request.user, now=now)


@sensitive_post_parameters("old_password", "new_password1", "new_password2")
@allow("GET", "POST")
def own_password(request: HttpRequest) -> HttpResponse:
    """A new password of one's own."""
    form = OwnPasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        choose_password(password=form.cleaned_data["new_password1"], actor=request.user)
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your new password holds from now on."))
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "residents/own_password.html", {"form": form})


def _next(request: HttpRequest) -> str:
    """Where the reader wanted to go, if it lies here."""
    wanted = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if here else resolve_url(settings.LOGIN_REDIRECT_URL)
