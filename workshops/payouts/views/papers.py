"""Papers of money: the payout sheet to sign, its notice for the wall, the pay slip, the statement."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache

from microfactory.kernel.banknotes import NOTES, PIECES, pieces_of
from microfactory.kernel.http import allow
from microfactory.kernel.masking import mask_name
from microfactory.kernel.periods import today
from residents.enums import SensitiveKind
from residents.web import staff_page
from workshops.payouts.enums import SlipState
from workshops.payouts.models import PayRun
from workshops.payouts.perms import can_pay, can_see_money
from workshops.payouts.queries.deposits import deposit_ledger
from workshops.payouts.queries.document_sheets import work_of_slips
from workshops.payouts.queries.notices import notice_of
from workshops.payouts.queries.runs import run_lines
from workshops.payouts.queries.slips import slip_page
from workshops.payouts.queries.statements import statement_page
from workshops.payouts.views.runs import found_run, run_url
from workshops.payouts.views.slips import found_slip, slip_url
from workshops.payouts.views.statements import found_statement, statement_url
from workshops.payouts.views.whole_numbers import with_whole_numbers

ZERO = Decimal("0.00")


@allow("GET")
@staff_page(can_see_money)
def run_paper(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The payout sheet (F12), identity numbers masked."""
    return _payout_sheet(request, found_run(request, pk))


@never_cache
@allow("GET", "POST")
@staff_page(can_pay)
def run_paper_full(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The payout sheet for the archive, with whole identity numbers, to whoever says what for."""
    found = found_run(request, pk)

    def show() -> HttpResponse:
        return _payout_sheet(request, found, full=True)

    return with_whole_numbers(request, found, [SensitiveKind.IDENTITY], show)


@allow("GET")
@staff_page(can_see_money)
def run_notice(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The public notice (F13): sums of work and money, and a line a person, names masked; `names=no`: without them."""
    found = found_run(request, pk)
    rows = [] if request.GET.get("names") == "no" else _rows(found)
    for row in rows:
        row["name"] = mask_name(row["name"])
    page = {"run": found, "notice": notice_of(found), "rows": rows, "back_url": run_url(found)}
    page["signers"] = [_("Made out by"), pgettext("on paper", "Supervision committee of the residents")]
    return render(request, "payouts/paper/notice.html", page)


def _payout_sheet(request: HttpRequest, run: PayRun, *, full: bool = False) -> HttpResponse:
    rows = _rows(run, full=full)
    slips = [row["line"].slip for row in rows]
    totals = {name: sum((getattr(slip, name) for slip in slips), ZERO) for name in ("gross", "tax", "net")}
    page = {"run": run, "rows": rows, "totals": totals, "back_url": run_url(run)}
    page["signers"] = [_("Made out by"), _("Reviewed by"), _("Approved"), _("Cashier")]
    return render(request, "payouts/paper/payout_sheet.html", page)


def _rows(run: PayRun, *, full: bool = False) -> list[dict]:
    work = work_of_slips(run)
    return [
        {
            "line": line,
            "name": line.slip.resident.name,
            "identity": _identity(line.slip.resident, full),
            "work": work.get(line.slip.pk, ("", 0)),
        }
        for line in run_lines(run)
        if line.slip.state != SlipState.REVERSED
    ]


def _identity(resident, full: bool) -> str:
    if full and resident.identity_number:
        return resident.identity_number.reveal()
    return resident.masked_identity


@allow("GET")
@staff_page(can_see_money)
def slip_paper(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The pay slip (F11) in large print, with banknotes, for whoever has no phone."""
    found = found_slip(request, pk)
    notes = [_note(fen, count) for fen, count in pieces_of(found.net)]
    page = {"slip": found, "page": slip_page(found), "notes": notes, "back_url": slip_url(found)}
    page["signers"] = [_("Received by"), _("Paid by")]
    return render(request, "payouts/paper/slip.html", page)


def _note(fen: int, count: int) -> str:
    words = _("%(count)s × %(face)s yuan") if fen in NOTES else _("%(count)s × %(face)s")
    return words % {"count": count, "face": PIECES[fen]}


@allow("GET")
@staff_page(can_see_money)
def statement_paper(request: HttpRequest, community: str, pk: int) -> HttpResponse:
    """The statement (F10) for the company, to be sealed by both."""
    found = found_statement(request, pk)
    page = statement_page(found)
    total = page.statement.fees + page.statement.claims
    open_ = page.statement.open_fees + page.statement.open_claims
    shown = {"page": page, "total": total, "open": open_, "settled": total - open_}
    shown |= {"day": found.issued_on or found.until, "signers": [_("Our seal"), _("Seal of the company")]}
    return render(request, "payouts/paper/statement.html", {**shown, "back_url": statement_url(found)})


@allow("GET")
@staff_page(can_see_money)
def deposits_paper(request: HttpRequest, community: str) -> HttpResponse:
    """The ledger of deposits (F16): what was paid, kept and given back, and what lies with each company."""
    ledger = deposit_ledger(request.community)
    page = {"ledger": ledger, "day": today(), "back_url": reverse("payouts:fund", args=[community])}
    page["signers"] = [_("Made out by"), _("Reviewed by"), _("Cashier")]
    return render(request, "payouts/paper/deposits.html", page)
