"""What every page that belongs to a community uses: acting once, a colleague's proof, staff pages behind a right."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth import authenticate
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, OperationalError, transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.utils import timezone

from microfactory.kernel.collisions import in_words
from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.scoping import Access
from residents import sessions
from residents.models import User
from residents.operations.one_time_keys import claim_key, first_result, keep_result
from residents.operations.tries import STAFF, give_back_try, take_try


def act_once(request: HttpRequest, form, act: Callable[[], str]) -> HttpResponseRedirect | None:
    """Does what a valid form asks for, once, and goes on to the address that `act` returns.

    Everything happens in one transaction that claims the form's one-time key first. A second post of the same key
    (a double tap, a reload) does nothing and goes where the first one went. A broken rule, a constraint that only a
    race can break, or two acts that wait for each other's rows: everything is rolled back and becomes an error of the
    form, the key is free again, and what was typed stays. Then the result is None and the view shows the form again:

        if form.is_valid() and (done := act_once(request, form, lambda: _cancel(request, issue, form))):
            return done
        return render(request, "…", {"form": form})
    """
    key = form.cleaned_data["once"]
    try:
        with transaction.atomic():
            if claim_key(key=key, actor=request.user, path=request.path, now=timezone.now()):
                target = act()
                keep_result(key=key, result=target)
            else:
                target = first_result(key=key, actor=request.user)
    except RuleBroken as error:
        form.refuse(error)
        return None
    except (IntegrityError, OperationalError) as error:
        form.refuse(in_words(error))
        return None
    return HttpResponseRedirect(target or request.path)


def colleague_here(request: HttpRequest, *, username: str, password: str) -> User | None:
    """Whose user name and password a colleague typed on somebody else's screen; None where they are nobody's.

    Signs nobody in. A try counts as at the door of the staff: per user name and address (axes), and per address
    whatever the name.
    """
    here = {"door": STAFF, "address": sessions.address_of(request)}
    if not take_try(**here, now=timezone.now()):
        return None
    user = authenticate(request, username=username, password=password)
    if user is not None:
        give_back_try(**here)
    return user


def staff_page(perm: Callable[[Access], bool]):
    """A page below /<community>/ for those who may: 403 where `perm(request.access)` says no.

    The middleware has answered 404 already to whoever isn't a member of the community.
    """

    def decorate(view):
        @wraps(view)
        def page(request, *args, **kwargs):
            if not perm(request.access):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        page.perm = perm
        return page

    return decorate
