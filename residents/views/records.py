"""A person's account, consents, hardship and hidden numbers."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from microfactory.kernel.http import allow, note_read
from microfactory.kernel.paging import asked_keys, page_of
from microfactory.kernel.periods import today
from microfactory.kernel.scoping import get_visible
from residents import sessions
from residents.enums import SensitiveKind
from residents.forms.base import AgreeForm
from residents.forms.records import AccountForm, ConsentForm, EndForm, HardshipForm, RevealForm, WithdrawForm
from residents.models import Consent, HardshipRecord
from residents.operations.accounts import change_account, end_account
from residents.operations.consents import record_consent, withdraw_consent
from residents.operations.hardship import add_hardship, end_hardship
from residents.operations.reveals import note_look, reveal
from residents.perms import can_manage_people, can_reveal, can_see_hardship, can_see_people, can_see_reads
from residents.queries.people import abilities, hardships, looks
from residents.views.acts import ask, done, fill_in
from residents.views.people import found, person_url
from residents.web import staff_page

REVEALED = (SensitiveKind.IDENTITY, SensitiveKind.CERTIFICATE, SensitiveKind.ACCOUNT)


@allow("GET", "POST")
@staff_page(can_manage_people)
def account_change(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Pay goes to another account from now on."""
    resident = found(request, pk)
    form = AccountForm(request.POST or None, initial={"holder": resident.name})

    def act() -> str:
        data = {name: form.cleaned_data[name] for name in ("holder", "bank", "branch")}
        number = form.cleaned_data["account_number"]
        account = change_account(resident=resident, number=number, **data, actor=request.user, now=timezone.now())
        return done(request, _("From now on pay goes to %(account)s.") % {"account": account}, person_url(resident))

    return fill_in(
        request,
        form,
        act,
        title=_("Bank account of %(name)s") % {"name": resident.name},
        lead=_("The account before stays in the history. What was sent already is not changed."),
        button=_("Pay to this account"),
        cancel_url=person_url(resident),
    )


@allow("GET", "POST")
@staff_page(can_manage_people)
def account_end(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Pay goes to no account any more."""
    resident = found(request, pk)

    def act() -> str:
        end_account(resident=resident, actor=request.user, now=timezone.now())
        return done(
            request, _("%(name)s is paid in cash from now on.") % {"name": resident.name}, person_url(resident)
        )

    return ask(
        request,
        AgreeForm(request.POST or None),
        act,
        title=_("No account any more"),
        sentence=_("%(name)s is paid in cash from now on. The account stays in the history.")
        % {"name": resident.name},
        button=_("Yes, pay in cash"),
        cancel_url=person_url(resident),
    )


@allow("GET", "POST")
@staff_page(can_manage_people)
def consent_new(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Records what a resident agreed to."""
    resident = found(request, pk)
    form = ConsentForm(request.POST or None)

    def act() -> str:
        data = {name: form.cleaned_data[name] for name in ("purpose", "way", "given_on", "witness")}
        consent = record_consent(resident=resident, **data, actor=request.user, now=timezone.now())
        return done(request, _("Noted: agrees to “%(purpose)s”.") % {"purpose": consent}, person_url(resident))

    return fill_in(
        request,
        form,
        act,
        title=_("Consent of %(name)s") % {"name": resident.name},
        lead=_("One purpose at a time. Work and pay never depend on the others, and each can be taken back any day."),
        button=_("Note this consent"),
        cancel_url=person_url(resident),
    )


@allow("GET", "POST")
@staff_page(can_manage_people)
def consent_withdraw(request: HttpRequest, community: str, pk: int, consent: int) -> HttpResponse:
    """A resident takes a consent back."""
    resident = found(request, pk)
    row = get_visible(Consent.objects.all(), request.access, pk=consent, resident=resident)
    form = WithdrawForm(request.POST or None)

    def act() -> str:
        day = form.cleaned_data["withdrawn_on"]
        withdraw_consent(consent=row, withdrawn_on=day, actor=request.user, now=timezone.now())
        return done(request, _("Taken back: “%(purpose)s”.") % {"purpose": row}, person_url(resident))

    return ask(
        request,
        form,
        act,
        title=_("Take back “%(purpose)s”") % {"purpose": row},
        sentence=_("From that day on her data is no longer used for this."),
        button=_("Yes, take it back"),
        cancel_url=person_url(resident),
    )


@never_cache
@allow("GET")
@staff_page(can_see_hardship)
def hardship(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Hardship records of a person, and what she can do at work. Opening the page is a look, and noted."""
    resident = found(request, pk)
    shown = {"records": list(hardships(resident)), "abilities": list(abilities(resident, today=today()))}
    with note_read():
        note_look(
            resident=resident,
            kind=SensitiveKind.HARDSHIP,
            reason=_("opened the hardship page"),
            actor=request.user,
            now=timezone.now(),
        )
    return render(request, "residents/hardship.html", {"resident": resident, **shown})


@allow("GET", "POST")
@staff_page(can_see_hardship)
def hardship_new(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Notes a kind of hardship."""
    resident = found(request, pk)
    form = HardshipForm(request.POST or None)
    back = reverse("residents:hardship", args=[community, pk])

    def act() -> str:
        data = {name: value for name, value in form.cleaned_data.items() if name != "once"}
        record = add_hardship(resident=resident, **data, actor=request.user)
        return done(request, _("Noted: %(kind)s.") % {"kind": record}, back)

    return fill_in(
        request,
        form,
        act,
        title=_("Hardship of %(name)s") % {"name": resident.name},
        button=_("Note it"),
        cancel_url=back,
    )


@allow("GET", "POST")
@staff_page(can_see_hardship)
def hardship_end(request: HttpRequest, community: str, pk: int, record: int) -> HttpResponse:
    """Notes the last day of a hardship."""
    resident = found(request, pk)
    row = get_visible(HardshipRecord.objects.all(), request.access, pk=record, resident=resident)
    form = EndForm(request.POST or None)
    back = reverse("residents:hardship", args=[community, pk])

    def act() -> str:
        end_hardship(record=row, ends_on=form.cleaned_data["ends_on"], actor=request.user)
        return done(request, _("Ended: %(kind)s.") % {"kind": row}, back)

    return ask(
        request,
        form,
        act,
        title=_("“%(kind)s” ends") % {"kind": row},
        sentence=_("The record stays with its last day."),
        button=_("Yes, it ends"),
        cancel_url=back,
    )


@never_cache
@allow("GET", "POST")
@staff_page(can_see_people)
def number(request: HttpRequest, community: str, pk: int, kind: str) -> HttpResponse:
    """Shows a hidden number once, to whoever gave a reason."""
    if kind not in REVEALED:
        raise Http404
    if not can_reveal(request.access, kind):
        raise PermissionDenied
    resident = found(request, pk)
    form = RevealForm(request.POST or None)
    name = f"{kind}-{pk}"

    def act() -> str:
        reason = form.cleaned_data["reason"]
        text = reveal(resident=resident, kind=kind, reason=reason, actor=request.user, now=timezone.now())
        sessions.keep_once(request, name, text)
        return request.path

    shown = "" if request.method == "POST" else sessions.take_once(request, name)
    return ask(
        request,
        form,
        act,
        title=f"{resident.name} · {SensitiveKind(kind).label}",
        sentence=_("The number is shown once. Your name, the time and the reason are kept; she may see them."),
        button=_("Show it once"),
        cancel_url=person_url(resident),
        shown=shown,
    )


@allow("GET")
@staff_page(can_see_reads)
def reads(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """Who looked at a person's sensitive data, the latest first."""
    resident = found(request, pk)
    page = page_of(looks(resident), order=("-at", "-pk"), **asked_keys(request.GET))
    return render(request, "residents/reads.html", {"resident": resident, "page": page})
