"""The fund's account is locked last of all: who holds it waits for nobody."""

import time

import pytest
from django.db import OperationalError

from tests.payouts.books import books_are_clean
from tests.threads import at_once
from workshops.payouts.operations import postponing, reversal
from workshops.payouts.operations.slips import hold_slip

pytestmark = pytest.mark.django_db(transaction=True)


def rest_after(monkeypatch, module, name, run, seconds):
    """Rests after what is called there for this run."""
    act = getattr(module, name)

    def slow(**given):
        result = act(**given)
        time.sleep(seconds if given["run"].pk == run.pk else 0)
        return result

    monkeypatch.setattr(module, name, slow)


def test_a_new_pay_day_and_pay_that_is_taken_back_of_another_run(office, combs, monkeypatch):
    """The new draft asks who was held back in runs before; one of them gives back another's pay meanwhile."""
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    held, other, third = (office.resident() for _ in range(3))
    for resident in (held, other):
        office.entry(resident, combs, 5)
    before = office.approved()
    office.entry(third, combs, 3)
    late = office.approved()
    slip = hold_slip(slip=before.slips.get(resident=held), reason="问清楚", actor=office.social_worker, now=office.now)
    reversal.reverse_slip(slip=slip, reason="账号错了", actor=office.cashier, now=office.now)
    before.refresh_from_db()
    assert before.held_over

    def take_back():
        slip = before.slips.get(resident=other)
        return reversal.reverse_slip(slip=slip, reason="账号错了", actor=office.cashier, now=office.now).state

    def postpone():
        time.sleep(0.2)
        given = {"run": late, "pay_date": late.pay_date, "reason": "过月了"}
        return postponing.postpone_run(**given, actor=office.staff, now=office.now).state

    rest_after(monkeypatch, reversal, "note_held", before, 1)
    rest_after(monkeypatch, postponing, "reverse_run", late, 1)
    try:
        results = at_once(take_back, postpone)
    except OperationalError as error:
        pytest.fail(f"they waited for each other: {error}")
    assert results == ["reversed", "draft"]
    assert books_are_clean(office.community)
