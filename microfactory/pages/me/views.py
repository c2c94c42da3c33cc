"""What a resident sees first: how much, when, what waits for her, what she has in hand; and how letters look."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from microfactory.kernel.http import allow
from microfactory.kernel.periods import Month, day_in_month, today
from microfactory.pages.me import rows, speech, words
from microfactory.pages.me.forms import LookForm
from microfactory.pages.me.offline import note_seen
from residents.enums import PayMoment
from residents.queries.door import pin_changed_by_others
from residents.queries.voice import set_in_use
from workshops.payouts.queries import disputes, earnings
from workshops.payouts.queries.told import Told
from workshops.payouts.queries.told import told as told_of
from workshops.queries.holdings import open_slips

A_YEAR = 365 * 24 * 60 * 60


@allow("GET")
def home(request: HttpRequest) -> HttpResponse:
    """The amount first, and when it comes; what waits for her; what she has in hand."""
    resident, this_month = request.resident, Month.of(today())
    earned, earlier = earnings.month_earned(resident, this_month)
    slips = open_slips(resident=resident, today=today())
    told = told_of(resident, today=today(), now=timezone.now())
    changed = pin_changed_by_others(resident, now=timezone.now())
    facts = {
        "month": this_month,
        "earned": earned,
        "earlier": earlier,
        "pay_day": day_in_month(this_month.shifted(1), resident.community.pay_day),
        "waits_for_client": resident.community.pay_moment != PayMoment.ON_PAY_DAY,
        **_asked(resident, told),
        "changed": changed,
        "phone": resident.community.contact_phone,
    }
    context = {
        **facts,
        "place": "home",
        "resident": resident,
        "taxed": words.taxed(earned.got, earned.tax),
        "lots": rows.lots(slips, today()),
        "sentence": speech.home(**facts, slips=slips, today=today(), may_act=request.may_act),
        "voice": set_in_use(resident.community),
        "may_answer": bool(changed and request.may_act and changed.may_be_answered_on(request.sign_in)),
        "written": told.written,
        "written_answer": told.answer,
    }
    response = render(request, "me/home.html", context)
    return note_seen(request, response, month=this_month, earned=earned)


def _asked(resident, told: Told) -> dict:
    """The one thing that waits for her: a failed transfer, else an answer to a dispute, else whether money came."""
    answered = None if told.failed else disputes.answered_of(resident)
    question = None if told.failed or answered else told.question
    return {"failed": told.failed, "answered": answered, "question": question}


@allow("GET")
def work(request: HttpRequest) -> HttpResponse:
    """Everything she has in hand."""
    lots = rows.lots(open_slips(resident=request.resident, today=today()), today())
    return render(request, "me/work.html", {"place": "home", "lots": lots})


@allow("GET")
def mine(request: HttpRequest) -> HttpResponse:
    """Who she is here, how letters look, whom to ask, and the way out."""
    return render(request, "me/mine.html", {"place": "mine", "resident": request.resident})


@login_not_required
@allow("POST")
def look(request: HttpRequest) -> HttpResponse:
    """Larger letters, stronger contrast or a plain layout, remembered on this phone, also before signing in."""
    form = LookForm(request.POST)
    if not form.is_valid():
        return redirect("me:home")
    response = redirect(form.back_to(reverse("me:home")))
    for name, value in form.chosen().items():
        if value:
            response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax", secure=request.is_secure())
        else:
            response.delete_cookie(name)
    return response
