"""Pay slips: what she answers, and what is held back."""

import datetime as dt

import pytest

from microfactory.kernel.errors import RuleBroken
from workshops.payouts.enums import SlipState
from workshops.payouts.operations import answers, slips


@pytest.fixture
def slip(office, combs):
    office.pays("on_pay_day", cap="500")
    office.donated("500")
    office.entry(office.resident(with_user=True), combs, 5)
    return office.approved().slips.get()


def test_an_answer_counts_until_another_takes_its_place(office, slip):
    her = slip.resident.user
    resident = {"actor": her, "now": office.now}
    with pytest.raises(RuleBroken) as error:
        answers.answer_slip(slip=slip, answer="received", **resident)
    assert error.value.code == "not_paid_yet"
    office.paid_in_cash(slip.run)
    answers.answer_slip(slip=slip, answer="received", **resident)
    slip.refresh_from_db()
    assert slip.state == SlipState.CONFIRMED
    answers.answer_slip(slip=slip, answer="received", **resident)
    later = office.now + dt.timedelta(hours=23)
    answers.answer_slip(slip=slip, answer="wrong_amount", note="少了8块", actor=her, now=later)
    slip.refresh_from_db()
    assert (slip.state, slip.answers.count()) == (SlipState.PAID, 2)
    days_later = office.now + dt.timedelta(days=5)
    answers.answer_slip(slip=slip, answer="received", actor=her, now=days_later)
    slip.refresh_from_db()
    assert slip.state == SlipState.CONFIRMED
    with pytest.raises(RuleBroken) as error:
        answers.answer_slip(slip=slip, answer="not_received", actor=her, now=days_later + dt.timedelta(hours=25))
    assert error.value.code == "too_late"


def test_a_slip_is_held_and_released(office, slip):
    common = {"actor": office.social_worker, "now": office.now}
    with pytest.raises(RuleBroken) as error:
        slips.hold_slip(slip=slip, reason=" ", **common)
    assert error.value.code == "reason_missing"
    slip = slips.hold_slip(slip=slip, reason="等她补卡号", **common)
    assert (slip.state, slip.held_reason) == (SlipState.HELD, "等她补卡号")
    with pytest.raises(RuleBroken) as error:
        slips.set_method(slip=slip, method="bank", **common)
    assert error.value.code == "no_account"
    assert slips.release_slip(slip=slip, **common).state == SlipState.DUE
    office.paid_in_cash(slip.run)
    with pytest.raises(RuleBroken) as error:
        slips.hold_slip(slip=slip, reason="太迟了", **common)
    assert error.value.code == "on_its_way"
