"""What a resident says at the counter: about her slip, about her dispute. With her PIN, or before two witnesses."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from microfactory.kernel.http import allow
from microfactory.kernel.money import amount, yuan
from microfactory.kernel.scoping import get_visible
from residents.models import Resident
from residents.views.acts import done
from residents.web import staff_page
from workshops.payouts.enums import ASKED, Answer
from workshops.payouts.operations import disputes as acts
from workshops.payouts.operations.answers import answer_slip
from workshops.payouts.perms import can_take_her_word
from workshops.payouts.queries.disputable import choices_of
from workshops.payouts.views.disputes import dispute_url, found_dispute
from workshops.payouts.views.her_word import take_her_word
from workshops.payouts.views.slips import found_slip, slip_url

# What she may say about a dispute: what it is called, what is done, and whether with her voice, too.
HER_ACTS = {
    "settled": (gettext_lazy("It is settled"), acts.settle_dispute, False),
    "not-settled": (gettext_lazy("It isn't settled"), acts.reopen_dispute, True),
    "withdraw": (gettext_lazy("She takes it back"), acts.withdraw_dispute, False),
    "more": (gettext_lazy("She adds something"), acts.add_words, True),
}


def _other(how: str) -> str:
    return "pin" if how == "witnesses" else "witnesses"


@allow("GET", "POST")
@staff_page(can_take_her_word)
def slip_answer(request: HttpRequest, community: str, pk: int, answer: str, how: str) -> HttpResponse:
    """Her answer about a slip, for whoever has no phone at hand."""
    slip = found_slip(request, pk)
    if answer not in ASKED:
        raise Http404

    def act(vouch, form) -> str:
        note = form.cleaned_data.get("text", "")[:200]
        answer_slip(slip=slip, answer=answer, note=note, vouch=vouch, actor=request.user, now=timezone.now())
        return done(request, _("Noted: %(answer)s") % {"answer": Answer(answer).label}, slip_url(slip))

    return take_her_word(
        request,
        slip.resident,
        how,
        act,
        title=Answer(answer).label,
        sentence=_("%(name)s says this of %(net)s.") % {"name": slip.resident.name, "net": yuan(slip.net)},
        button=_("This is her word"),
        cancel_url=slip_url(slip),
        words=answer != Answer.RECEIVED,
        other_url=reverse("payouts:slip_answer", args=[community, pk, answer, _other(how)]),
    )


@allow("GET", "POST")
@staff_page(can_take_her_word)
def dispute_new(request: HttpRequest, community: str, pk: int, how: str) -> HttpResponse:
    """Writes down what a resident says is wrong, in her own words."""
    resident = get_visible(Resident.objects.all(), request.access, pk=pk)
    choices = choices_of(resident)
    options = [("", _("Please choose"))] + [(key, _label(key, row)) for key, row in choices.items()]

    def act(vouch, form) -> str:
        kind, row = form.cleaned_data["about"].split("-")[0], choices[form.cleaned_data["about"]]
        about = {} if row is None else {kind: row}
        dispute = acts.open_dispute(
            resident=resident,
            vouch=vouch,
            actor=request.user,
            now=timezone.now(),
            **about,
            **form.said,
        )
        return done(request, _("Written down as %(number)s.") % {"number": dispute.number}, dispute_url(dispute))

    return take_her_word(
        request,
        resident,
        how,
        act,
        title=_("She says that something is wrong"),
        sentence=_("Write it down in her own words and read it back to her. Only what she names is frozen."),
        button=_("Record it"),
        cancel_url=reverse("residents:person", args=[community, pk]),
        about=options,
        voice=True,
        other_url=reverse("payouts:dispute_new", args=[community, pk, _other(how)]),
    )


def _label(key: str, row) -> str:
    if row is None:
        return _("Work of hers is missing")
    if key.startswith("total"):
        words = {"slip": row.number, "net": amount(row.net)}
        return _("She can't say which: the sum of slip %(slip)s, %(net)s yuan, is wrong") % words
    entry = row.entry if key.startswith("line") else row
    words = {
        "day": entry.work_date.isoformat(),
        "work": entry.operation.full_name,
        "pieces": entry.good + entry.paid_faulty,
        "unit": entry.operation.unit,
        "amount": amount(row.amount),
    }
    if key.startswith("line"):
        return _("%(day)s %(work)s, %(pieces)s %(unit)s, %(amount)s yuan, slip %(slip)s") % {
            **words,
            "slip": row.slip.number,
        }
    return _("%(day)s %(work)s, %(pieces)s %(unit)s, %(amount)s yuan, not paid yet") % words


@allow("GET", "POST")
@staff_page(can_take_her_word)
def dispute_word(request: HttpRequest, community: str, pk: int, said: str, how: str) -> HttpResponse:
    """What she says about her dispute: settled, not settled, taken back, something more."""
    dispute = found_dispute(request, pk)
    if said not in HER_ACTS:
        raise Http404
    title, operation, voice = HER_ACTS[said]

    def act(vouch, form) -> str:
        operation(dispute=dispute, vouch=vouch, actor=request.user, now=timezone.now(), **form.said)
        return done(request, _("Noted: %(answer)s") % {"answer": title}, dispute_url(dispute))

    return take_her_word(
        request,
        dispute.resident,
        how,
        act,
        title=title,
        sentence=_("Only %(name)s herself can say this.") % {"name": dispute.resident.name},
        button=_("This is her word"),
        voice=voice,
        cancel_url=dispute_url(dispute),
        other_url=reverse("payouts:dispute_word", args=[community, pk, said, _other(how)]),
    )
