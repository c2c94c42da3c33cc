"""The chain of SQL takes whom the rules take, by its short way too."""

import datetime as dt
import random
from decimal import Decimal as D

import pytest

from tests.factories.residents import PolicyParameterFactory
from tests.factories.workshops import CorrectionFactory
from tests.payouts.office import LAST_DAY
from tests.payouts.queries.payable import payable, reasons
from tests.payouts.queue import Unit, within
from workshops.models import EntryFreeze, PieceEntry
from workshops.payouts.enums import WaitReason
from workshops.payouts.queries.payable import _PAYABLE, Payable, choices, payable_now
from workshops.payouts.queries.planning import read
from workshops.payouts.queries.tax import tax_month


@pytest.mark.parametrize("seed", range(8))
def test_the_sql_takes_whom_the_rule_takes(office, seed):
    chance = random.Random(seed)
    orders = [office.operation("10", "8") for _ in range(3)]
    headroom = {}
    for order in orders[:2]:
        pieces = chance.randint(1, 6)
        office.accepted(office.entry(office.resident(), order, pieces, on=dt.date(2026, 10, 1)))
        office.received(office.stated(order.work_order.client), f"{pieces * 10}")
        headroom[order.pk] = D(pieces * 10)
    cap = chance.choice([0, 40, 100, 250])
    office.pays("on_pay_day", cap=str(cap))
    office.donated("200")
    for _ in range(14):
        day = dt.date(2026, 10, 2) + dt.timedelta(days=chance.randint(0, 9))
        office.entry(office.resident(), chance.choice(orders), chance.randint(1, 5), on=day)
    entries = PieceEntry.objects.order_by("work_date", "pk")
    taken = within(
        [Unit(entry.resident_id, entry.operation_id, entry.amount) for entry in entries],
        headroom=headroom,
        allowed=D(min(cap, 200)),
    )
    assert set(payable(office)) == set(taken)


@pytest.mark.parametrize("seed", range(8))
def test_the_short_way_gives_what_the_chain_gives(office, seed):
    chance = random.Random(seed)
    orders = [office.operation("10", chance.choice(["8", "0.002"])) for _ in range(3)]
    people = [office.resident() for _ in range(5)]
    office.pays("on_pay_day", cap=str(chance.choice([0, 60, 100000])))
    office.donated("100000")
    entries = []
    for _ in range(14):
        day = dt.date(2026, 10, 2) + dt.timedelta(days=chance.randint(0, 30))
        entries.append(office.entry(chance.choice(people), chance.choice(orders), chance.randint(1, 5), on=day))
    if seed % 4 == 1:
        CorrectionFactory(corrects=entries[0], good=-1)
    if seed % 4 == 2:
        frozen = {"entry": entries[1], "community": office.community, "reference": "YY1", "frozen_at": office.now}
        EntryFreeze.objects.create(**frozen)
    if seed % 4 == 3:
        office.drafted(cut_off=dt.date(2026, 10, 15))
    for cut_off in (LAST_DAY, dt.date(2026, 10, 20), dt.date(2026, 10, 1)):
        asked = choices(office.community, cut_off=cut_off, moment="on_pay_day", pay_date=cut_off)
        asked |= tax_month(office.community, cut_off)
        assert payable_now(office.community, cut_off=cut_off) == [Payable(*row) for row in read(_PAYABLE, **asked)]


@pytest.mark.parametrize("moment", ["on_pay_day", "on_acceptance"])
def test_whom_the_tax_would_leave_nothing_is_named_and_the_preview_agrees(office, combs, moment):
    office.pays(moment, cap="5000")
    office.donated("5000")
    person, other = office.resident(), office.resident()
    for key, value in {"rate_1": 1, "allowance": 0, "flat_until": 500}.items():
        PolicyParameterFactory(key=f"tax.labour.{key}", value=value)
    office.accepted(office.entry(person, combs, 10))
    office.accepted(office.entry(other, combs, 100))
    assert payable(office) == {other.pk: 800}
    assert reasons(office) == {(person.pk, WaitReason.TAXED_AWAY): 80}
    run = office.drafted()
    assert [(slip.resident_id, slip.net) for slip in run.slips.all()] == [(other.pk, 160)]
    assert reasons(office, run=run) == {(person.pk, WaitReason.TAXED_AWAY): 80}
