"""What a resident sees: how much, when, is it right, what next. Only ever her own rows."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from microfactory.kernel.http import allow
from microfactory.kernel.periods import Month, day_in_month, today
from microfactory.pages.me.forms import AnswerForm, LookForm
from microfactory.pages.me.story import chapters
from residents.enums import PayMoment
from residents.web import act_once
from workshops.payouts.enums import Answer, PaymentState
from workshops.payouts.operations.answers import answer_slip
from workshops.payouts.queries import earnings
from workshops.payouts.queries.trail import trail_of_slip
from workshops.queries.holdings import open_slips

A_YEAR = 365 * 24 * 60 * 60


@allow("GET")
def home(request: HttpRequest) -> HttpResponse:
    """The amount first, and when it comes; what waits for her; what she has in hand."""
    resident, this_month = request.resident, Month.of(today())
    earned, earlier = earnings.month_earned(resident, this_month)
    return render(
        request,
        "me/home.html",
        {
            "place": "home",
            "resident": resident,
            "month": this_month,
            "earned": earned,
            "earlier": earlier,
            "pay_day": day_in_month(this_month.shifted(1), resident.community.pay_day),
            "waits_for_client": resident.community.pay_moment != PayMoment.ON_PAY_DAY,
            "question": earnings.unanswered_slip(resident),
            "slips": open_slips(resident=resident, today=today()),
        },
    )


@allow("GET")
def work(request: HttpRequest) -> HttpResponse:
    """Everything she has in hand."""
    slips = open_slips(resident=request.resident, today=today())
    return render(request, "me/work.html", {"place": "home", "slips": slips})


@allow("GET")
def history(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The months of one year, each with its sum, newest first."""
    if year is not None and not 2000 <= year <= 2100:
        raise Http404
    years = earnings.years(request.resident)
    shown = year or (years[0] if years else today().year)
    months = earnings.months_earned(request.resident, shown)
    context = {"place": "history", "year": shown, "years": years, "months": months}
    return render(request, "me/history.html", context)


@allow("GET")
def month(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """One month: each day, each entry."""
    if not (1 <= number <= 12 and 2000 <= year <= 2100):
        raise Http404
    shown = Month(year, number)
    days = earnings.days_earned(request.resident, shown)
    total = sum((day.total for day in days), earnings.NOTHING)
    return render(request, "me/month.html", {"place": "history", "month": shown, "days": days, "total": total})


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


@allow("GET")
def mine(request: HttpRequest) -> HttpResponse:
    """Who she is here, how letters look, whom to ask, and the way out."""
    return render(request, "me/mine.html", {"place": "mine", "resident": request.resident})


@allow("POST")
def look(request: HttpRequest) -> HttpResponse:
    """Larger letters and stronger contrast, remembered on this phone."""
    response = redirect("me:mine")
    form = LookForm(request.POST)
    for name, value in form.chosen().items() if form.is_valid() else ():
        if value:
            response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax", secure=request.is_secure())
        else:
            response.delete_cookie(name)
    return response
