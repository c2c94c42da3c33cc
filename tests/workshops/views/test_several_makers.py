"""Rejects of one line that are known to be of several people: each is named with her pieces."""

import pytest

from tests.factories.residents import ResidentFactory
from tests.factories.workshops import EntryFactory
from tests.workshops.views.conftest import outcome
from workshops.models import DeliveryAllocation
from workshops.operations.deliveries import draft_delivery, send_delivery
from workshops.operations.entries import log_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def others(liuhe, workshop, combs, now, social_worker):
    """Two more people with four pieces each."""
    people = [ResidentFactory(community=liuhe, workshop=workshop, name=name) for name in ("柳小巧", "孙小荷")]
    for person in people:
        EntryFactory(
            accepted=True,
            good=4,
            work_date=now.date(),
            logged_by=social_worker,
            issue__number=f"LL20261124-9{person.pk:05}",
            issue__operation=combs,
            issue__resident=person,
            issue__quantity=4,
            issue__issued_on=now.date(),
            issue__due_on=None,
            issue__finished=True,
        )
    return people


@pytest.fixture
def boxes(by, slip):
    """Eight good boxes."""
    return by(log_entry)(issue=slip, good=8)


@pytest.fixture
def sent(by, workshop, client_company, combs, boxes, others):
    """Sixteen pieces of three people on their way."""
    delivery = by(draft_delivery)(workshop=workshop, client=client_company, lines=[(combs, 16)])
    return by(send_delivery)(delivery=delivery)


def accept(desk, sent, **figures):
    return desk.post("delivery_accept", sent.pk, accepted_on="2026-11-24", **outcome(sent, **figures))


def named(sent) -> dict[int, int]:
    rows = DeliveryAllocation.objects.filter(line__delivery=sent, named__gt=0)
    return dict(rows.values_list("entry__resident", "named"))


def test_each_is_named_with_her_pieces_and_one_has_the_rest(desk, sent, resident, others):
    figures = {"maker": others[0].pk, "of": 1, "maker2": others[1].pk, "of2": 2, "maker3": resident.pk}
    accept(desk, sent, accepted=11, rejected_worker=5, **figures)
    assert named(sent) == {others[0].pk: 1, others[1].pk: 2, resident.pk: 2}


def test_one_alone_has_them_all(desk, sent, others):
    accept(desk, sent, accepted=13, rejected_worker=3, maker=others[1].pk)
    assert named(sent) == {others[1].pk: 3}


@pytest.mark.parametrize(
    ("of", "of2", "said"),
    [("", "", "各有几件"), ("3", "2", "比因做工被退的还多"), ("5", "", "件")],
    ids=["whose", "many", "had"],
)
def test_what_does_not_add_up_is_refused_and_stays_typed(desk, sent, others, of, of2, said):
    figures = {"maker": others[0].pk, "of": of, "maker2": others[1].pk, "of2": of2}
    answer = accept(desk, sent, accepted=12, rejected_worker=4, **figures)
    sent.refresh_from_db()
    text = answer.content.decode()
    assert (answer.status_code, sent.state) == (200, "sent")
    assert said in text and '<details class="mt-2" open>' in text
