"""Her pay slips: how much, what it is for, where it comes from, and whether it arrived."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.dates import spoken_moment
from microfactory.kernel.http import allow
from microfactory.kernel.periods import today
from microfactory.pages.me import speech, words
from microfactory.pages.me.forms import AnswerForm
from microfactory.pages.me.story import chapters
from residents.queries.voice import set_in_use
from residents.views.acts import done, fill_in
from workshops.payouts.enums import ASKED, Answer, PaymentState
from workshops.payouts.models import Dispute, Payslip, SlipAnswer
from workshops.payouts.operations.answers import CHANGE_WITHIN, answer_slip
from workshops.payouts.queries import earnings
from workshops.payouts.queries.answers import dispute_about, last_answer
from workshops.payouts.queries.told import newest_try
from workshops.payouts.queries.trail import trail_of_slip


@allow("GET")
def slips(request: HttpRequest) -> HttpResponse:
    """What was paid, newest first (the last three years)."""
    return render(request, "me/slips.html", {"place": "history", "slips": earnings.slips_of(request.resident)[:36]})


@allow("GET")
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """One slip: the amount, what it is for, how it was paid, and her answer."""
    slip = slip_of(request, pk)
    said, disputed = last_answer(slip), dispute_about(slip)
    until = said.at + CHANGE_WITHIN if said else None
    is_open = until is None or timezone.now() <= until
    facts = {
        "slip": slip,
        "groups": earnings.slip_groups(slip),
        "payment": newest_try(slip),
        "said": said,
    }
    context = {
        **facts,
        "place": "history",
        "how_paid": words.how_paid(slip, facts["payment"], today()),
        "denied": reverse("me:answer", args=[slip.pk, Answer.DENIED]) if said and said.for_her else "",
        "until": spoken_moment(until, today()) if until and is_open else "",
        "may_answer": slip.state in earnings.ARRIVED,
        "disputed": disputed,
        "answers": _answers(slip, said, is_open, disputed),
        "sentence": speech.slip(**facts, today=today(), may_act=request.may_act),
        "voice": set_in_use(request.resident.community),
    }
    return render(request, "me/slip.html", context)


def _answers(slip, said: SlipAnswer | None, is_open: bool, disputed: Dispute | None) -> list[tuple[str, str, str]]:
    """What she may say now: key, words, and where the question stands. A wrong amount leads into a dispute.

    "Received" may follow another answer at any time, but not while she disputes something of this slip; the others
    only as long as the last may be taken back.
    """
    return [
        (
            value,
            label,
            reverse("me:dispute_new", args=[slip.pk])
            if value == Answer.WRONG_AMOUNT
            else reverse("me:answer", args=[slip.pk, value]),
        )
        for value, label in [(answer.value, answer.label) for answer in ASKED]
        if value != (said and said.answer) and (not disputed if value == Answer.RECEIVED else is_open)
    ]


@allow("GET")
def story(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the money of a slip comes from."""
    slip = slip_of(request, pk)
    payment = slip.payments.filter(state=PaymentState.DONE).order_by("-attempt", "-pk").first()
    told = chapters([trail for _line, trail in trail_of_slip(slip)], payment.sent_on if payment else None)
    return render(request, "me/story.html", {"place": "history", "slip": slip, "chapters": told})


@allow("GET", "POST")
def answer(request: HttpRequest, pk: int, answer: str) -> HttpResponse:
    """Asks once more before her answer counts. Nothing is asked before the money arrived, nor of who only looks."""
    slip = slip_of(request, pk)
    if answer not in Answer.values:
        raise Http404
    if slip.state not in earnings.ARRIVED or not request.may_act:
        return redirect("me:slip", pk)
    form = AnswerForm(request.POST or None, answer=answer)

    def act() -> str:
        note = form.cleaned_data.get("note", "")
        answer_slip(slip=slip, answer=answer, note=note, actor=request.user, now=timezone.now())
        said = _("Written down: %(answer)s.") % {"answer": Answer(answer).label}
        return done(request, said, reverse("me:slip", args=[pk]))

    page = {"place": "history", "slip": slip, "answer": Answer(answer)}
    return fill_in(request, form, act, template="me/answer.html", **page)


def slip_of(request: HttpRequest, pk: int) -> Payslip:
    """Her own slip; 404 for another's."""
    slip = earnings.slips_of(request.resident).filter(pk=pk).first()
    if slip is None:
        raise Http404
    return slip
