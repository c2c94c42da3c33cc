"""A bank file and whoever turns its pay round at the same moment: the money goes one way."""

import datetime as dt

import pytest

from residents.operations.accounts import change_account
from tests.payouts.books import books_are_clean
from tests.payouts.refusals import refused_with
from tests.threads import at_once
from workshops.models import EntryClaim
from workshops.payouts.models import BankFile, Payment, Payslip
from workshops.payouts.operations import bank_files, closing, payments, postponing, reversal, slips

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def run(office, combs):
    """Approved; three people through the bank."""
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    for _place in range(3):
        office.entry(office.resident(account=True), combs, 5)
    return office.approved()


@pytest.fixture
def does(office, run):
    """Acts on the run, each in a thread of its own."""
    cashier, staff = {"actor": office.cashier, "now": office.now}, {"actor": office.staff, "now": office.now}
    why = {"reason": "写错了"}
    file, slip = BankFile.objects.filter(run=run), run.slips.order_by("pk")[0]
    return {
        "make": lambda: bank_files.make_bank_file(run=run, **cashier),
        "take_back": lambda: bank_files.withdraw_file(bank_file=file.get(), **why, **cashier),
        "send": lambda: payments.mark_sent(bank_file=file.get(), **cashier),
        "reverse": lambda: reversal.reverse_run(run=run, **why, **staff),
        "reverse_slip": lambda: reversal.reverse_slip(slip=slip, **why, **staff),
        "postpone": lambda: postponing.postpone_run(run=run, pay_date=run.pay_date, **why, **staff),
        "hold": lambda: slips.hold_slip(slip=slip, **why, **staff),
        "cash": lambda: payments.pay_cash(run=run, slips=[slip.pk], **cashier),
        "done": lambda: payments.mark_done(run=run, payments=_of(slip), **cashier),
        "fail": lambda: payments.mark_failed(payment=slip.payments.latest("attempt"), **why, **cashier),
        "again": lambda: payments.pay_again(payment=slip.payments.get(state="failed"), **cashier),
        "close": lambda: closing.close_run(
            run=run, left_due=dict.fromkeys(run.slips.values_list("pk", flat=True), "没来"), **cashier
        ),
    }


def _of(slip) -> list[int]:
    return list(slip.payments.values_list("pk", flat=True))


def codes(results) -> list[str]:
    return sorted(result for result in results if isinstance(result, str))


def nothing_goes_out_twice(office) -> bool:
    """No slip that is reversed has money in a file, no work stands in two slips; and the books agree."""
    live = Payment.objects.live().filter(slip__state="reversed")
    claimed = EntryClaim.objects.count()
    assert not live.exists() and claimed <= Payslip.objects.exclude(state="reversed").count()
    return books_are_clean(office.community)


@pytest.mark.parametrize(
    ("one", "other", "refused"),
    [
        ("make", "reverse", [["changed"], ["file_out"], ["wrong_state"]]),
        ("make", "postpone", [["changed"], ["file_out"], ["wrong_state"]]),
        ("make", "reverse_slip", [[], ["changed"], ["file_out"]]),
        ("make", "hold", [[], ["changed"], ["on_its_way"]]),
        ("make", "cash", [[], ["changed"], ["on_its_way"]]),
        ("make", "make", [["changed"], ["nobody"]]),
        ("cash", "reverse_slip", [["already_sent"], ["wrong_state"]]),
        ("cash", "reverse", [["already_sent"], ["wrong_state"]]),
    ],
)
def test_before_there_is_a_file(office, does, one, other, refused):
    assert codes(at_once(does[one], does[other])) in refused
    assert nothing_goes_out_twice(office)


@pytest.mark.parametrize(
    ("one", "other", "refused"),
    [
        ("take_back", "send", [["already_sent"], ["wrong_state"]]),
        ("take_back", "reverse", [[], ["file_out"]]),
        ("take_back", "reverse_slip", [[], ["file_out"]]),
        ("send", "reverse", [["already_sent"], ["file_out"], ["wrong_state"]]),
        ("send", "reverse_slip", [["already_sent"], ["file_out"]]),
        ("send", "close", [["file_out", "wrong_state"], ["file_out"], ["result_missing"], ["wrong_state"]]),
    ],
)
def test_while_a_file_is_out(office, does, one, other, refused):
    does["make"]()
    assert codes(at_once(does[one], does[other])) in refused
    assert nothing_goes_out_twice(office)


@pytest.mark.parametrize(
    ("one", "other", "refused"),
    [
        ("done", "fail", [[], ["wrong_state"]]),
        ("done", "done", [[]]),
        ("fail", "reverse_slip", [[], ["already_sent"]]),
        ("done", "take_back", [["already_sent"]]),
    ],
)
def test_while_the_bank_has_it(office, does, one, other, refused):
    for act in ("make", "send"):
        does[act]()
    assert codes(at_once(does[one], does[other])) in refused
    assert nothing_goes_out_twice(office)


@pytest.mark.parametrize(
    ("one", "other", "refused"),
    [
        ("again", "again", [["on_its_way"]]),
        ("again", "reverse_slip", [[], ["wrong_state"]]),
        ("again", "cash", [["on_its_way"], ["wrong_state"]]),
        ("cash", "reverse_slip", [["already_sent"], ["wrong_state"]]),
    ],
)
def test_once_the_bank_refused_it(office, does, one, other, refused):
    for act in ("make", "send", "fail"):
        does[act]()
    assert codes(at_once(does[one], does[other])) in refused
    assert nothing_goes_out_twice(office)


def test_what_was_reversed_is_paid_once_more_by_one_of_two(office, does):
    does["reverse"]()
    assert codes(at_once(office.drafted, office.drafted)) == ["nothing_payable"]
    assert nothing_goes_out_twice(office)


def test_an_account_that_is_entered_while_the_file_is_made_is_asked_about(office, run, does, monkeypatch):
    """Nobody asked its owner, so no file pays to it."""
    resident, make = run.slips.order_by("pk")[0].resident, bank_files._new_payments
    account = {"resident": resident, "bank": "建设银行", "number": "6217000010001234567"}

    def meanwhile(*given):
        change_account(**account, actor=office.social_worker, now=office.now + dt.timedelta(seconds=1))
        return make(*given)

    monkeypatch.setattr(bank_files, "_new_payments", meanwhile)
    assert resident.name in refused_with("unchecked_account", does["make"])
    assert not BankFile.objects.exists()
