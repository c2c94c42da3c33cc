"""Her pay slips: how much, what it is for, where it comes from, and whether it arrived."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from microfactory.kernel.http import allow
from microfactory.pages.me.forms import AnswerForm
from microfactory.pages.me.story import chapters
from residents.web import act_once
from workshops.payouts.enums import Answer, PaymentState
from workshops.payouts.operations.answers import answer_slip
from workshops.payouts.queries import earnings
from workshops.payouts.queries.trail import trail_of_slip


@allow("GET")
def slips(request: HttpRequest) -> HttpResponse:
    """What was paid, newest first (the last three years)."""
    return render(request, "me/slips.html", {"place": "history", "slips": earnings.slips_of(request.resident)[:36]})


@allow("GET")
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """One slip: the amount, what it is for, how it was paid, and her answer."""
    slip = _slip(request, pk)
    said = slip.answers.order_by("-at", "-pk").first()
    payment = slip.payments.live().order_by("-attempt", "-pk").first()
    context = {
        "place": "history",
        "slip": slip,
        "groups": earnings.slip_groups(slip),
        "payment": payment,
        "said": said,
        "may_answer": slip.state in earnings.ARRIVED,
        "answers": Answer.choices,
    }
    return render(request, "me/slip.html", context)


@allow("GET")
def story(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the money of a slip comes from."""
    slip = _slip(request, pk)
    payment = slip.payments.filter(state=PaymentState.DONE).order_by("-attempt", "-pk").first()
    told = chapters([trail for _line, trail in trail_of_slip(slip)], payment.sent_on if payment else None)
    return render(request, "me/story.html", {"place": "history", "slip": slip, "chapters": told})


@allow("GET", "POST")
def answer(request: HttpRequest, pk: int, answer: str) -> HttpResponse:
    """Asks once more before her answer counts."""
    slip = _slip(request, pk)
    if answer not in Answer.values:
        raise Http404
    form = AnswerForm(request.POST or None, answer=answer)
    if request.method == "POST" and form.is_valid():
        if done := act_once(request, form, lambda: _answer(request, slip, answer, form)):
            return done
    context = {"place": "history", "slip": slip, "answer": Answer(answer), "form": form}
    return render(request, "me/answer.html", context)


def _answer(request: HttpRequest, slip, answer: str, form: AnswerForm) -> str:
    answer_slip(
        slip=slip, answer=answer, note=form.cleaned_data.get("note", ""), actor=request.user, now=timezone.now()
    )
    return reverse("me:slip", args=[slip.pk])


def _slip(request: HttpRequest, pk: int):
    slip = earnings.slips_of(request.resident).filter(pk=pk).first()
    if slip is None:
        raise Http404
    return slip
