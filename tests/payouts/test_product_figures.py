"""The figures of the product that concern money, row by row."""

import datetime as dt
from decimal import Decimal as D

import pytest
from django.db import IntegrityError, InternalError, transaction

from microfactory.kernel.money import round_fen
from tests.payouts.books import books_are_clean
from workshops.models import PieceEntry
from workshops.payouts.enums import PaymentState, RunState, SlipState
from workshops.payouts.operations import closing, payments
from workshops.payouts.queries.slips import explain_tax

DAY = dt.date(2026, 11, 2)


def test_a_day_of_jar_lids_and_combs(office):
    office.pays("on_pay_day", cap="100")
    office.donated("100")
    resident = office.resident()
    office.entry(resident, office.operation("25", "25"), 1)
    office.entry(resident, office.operation("8", "8"), 3)
    slip = office.approved().slips.get()
    assert (slip.gross, slip.tax, slip.net) == (D("49.00"), 0, D("49.00"))
    assert round_fen(slip.gross / 6) == D("8.17")


def test_the_same_on_22_days_paid_in_one_month(office):
    office.pays("on_pay_day", cap="2000")
    office.donated("2000")
    resident = office.resident()
    lids, combs = office.operation("25", "25"), office.operation("8", "8")
    for day in range(22):
        office.entry(resident, lids, 1, on=DAY + dt.timedelta(days=day))
        office.entry(resident, combs, 3, on=DAY + dt.timedelta(days=day))
    slip = office.approved().slips.get()
    assert (slip.gross, slip.tax, slip.net) == (D("1078.00"), D("55.60"), D("1022.40"))
    assert office.at("payable", resident=resident) == D("1022.40")
    assert office.at("tax") == D("55.60")
    explained = explain_tax(slip)
    assert (explained.gross, explained.withheld, explained.too_much) == (D("1078.00"), D("55.60"), 0)


def test_14286_bead_strings(office):
    office.pays("on_pay_day", cap="2000")
    office.donated("2000")
    office.entry(office.resident(), office.operation("0.05", "0.035"), 14286)
    slip = office.approved().slips.get()
    assert (slip.gross_exact, slip.gross, slip.rounding) == (D("500.0100"), D("500.01"), 0)


def test_three_small_lines_are_rounded_together(office):
    office.pays("on_pay_day", cap="2000")
    office.donated("2000")
    resident, beads = office.resident(), office.operation("0.05", "0.035")
    for pieces in (333, 41, 7):
        office.entry(resident, beads, pieces)
    slip = office.approved().slips.get()
    assert (slip.gross_exact, slip.gross, slip.rounding) == (D("13.3350"), D("13.34"), D("0.0050"))


def test_the_fund_fronts_the_traced_case_until_the_client_pays(office):
    office.pays("on_pay_day", cap="5000")
    office.donated("3000")
    boxes = office.traced("8", "8")
    entries = [office.entry(office.resident(), boxes, 10) for _ in range(12)]
    office.accepted(*entries, material=4, worker=2, named=entries[-1])
    office.approved()
    assert office.at("fronted") == D("944.00")
    statement = office.stated(boxes.work_order.client)
    office.received(statement, "912.00")
    assert office.at("fronted") == D("32.00")
    assert office.at("claim") == D("32.00")
    assert books_are_clean(office.community)


def test_70_residents_and_three_failures(office, combs):
    office.pays("on_pay_day", cap="50000")
    office.donated("40000")
    pay = office.operation("100", "100")
    for _ in range(70):
        office.entry(office.resident(account=True), pay, 5)
    run = office.approved()
    assert sum(slip.gross for slip in run.slips.all()) == D("35000.00")
    assert sum(slip.tax for slip in run.slips.all()) == 0
    file = office.sent(run)
    assert (file.rows, file.total) == (70, D("35000.00"))

    sent = list(file.payments.order_by("pk"))
    common = {"actor": office.cashier, "now": office.now}
    failed = [payments.mark_failed(payment=payment, reason="户名不符", **common) for payment in sent[:3]]
    payments.mark_done(run=run, payments=[payment.pk for payment in sent[3:]], **common)
    again = [payments.pay_again(payment=payment, **common) for payment in failed]
    assert not {payment.number for payment in again} & {payment.number for payment in sent}
    second = office.sent(run)
    assert (second.rows, second.total) == (3, D("1500.00"))
    payments.mark_done(run=run, payments=[payment.pk for payment in again], **common)

    closing.close_run(run=run, **common)
    run.refresh_from_db()
    assert run.state == RunState.CLOSED
    arrived = run.slips.filter(payments__state=PaymentState.DONE, state=SlipState.PAID)
    assert sum(slip.net for slip in arrived) == D("35000.00")
    assert office.at("payable") == 0
    assert books_are_clean(office.community)


@pytest.mark.django_db
def test_a_paid_entry_is_never_edited(office, combs):
    office.pays("on_pay_day", cap="500")
    office.donated("500")
    entry = office.entry(office.resident(), combs, 5)
    office.paid_in_cash(office.approved())
    with pytest.raises((InternalError, IntegrityError), match="never changed"), transaction.atomic():
        PieceEntry.objects.filter(pk=entry.pk).update(good=6)
    entry.refresh_from_db()
    assert entry.good == 5
