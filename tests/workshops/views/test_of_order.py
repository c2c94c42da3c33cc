"""Pages that were opened for one order keep it: they show it, narrow to it, and let go of it."""

from decimal import Decimal

import pytest

from tests.factories.deliveries import accepted, sent
from tests.factories.residents import WorkshopFactory
from tests.factories.workshops import EntryFactory, IssueFactory, OperationFactory, WorkOrderFactory
from tests.workshops.views.conftest import at
from workshops.models import Delivery, PieceEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def clips(workshop, order):
    """A second order of the same company: hair clips."""
    second = WorkOrderFactory(workshop=workshop, agreement=order.agreement, product="发夹")
    return OperationFactory(work_order=second, name="粘花", unit="个", paying__rate=Decimal("0.5"))


@pytest.fixture
def both(combs, clips, resident, neighbour):
    """A slip of each order, and five pieces handed in on each."""
    slips = [IssueFactory(operation=combs, resident=resident), IssueFactory(operation=clips, resident=neighbour)]
    return [EntryFactory(issue=slip, accepted=True, good=5) for slip in slips]


def raw(desk, name, *args, **query) -> str:
    response = desk.client.get(at(name, *args), query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("name", ["issues", "entries", "deliveries"])
def test_a_list_shows_only_that_order_and_says_so(name, desk, combs, clips, both, resident, neighbour):
    for entry in both:
        sent(entry)
    first, second = Delivery.objects.order_by("pk")
    mine, others = {
        "issues": (both[0].issue.number, both[1].issue.number),
        "entries": (both[0].issue.number, both[1].issue.number),
        "deliveries": (first.number, second.number),
    }[name]
    text = raw(desk, name, order=combs.work_order_id)
    assert mine in text and others not in text
    assert f"加工单 {combs.work_order.number} 宠物梳" in text and "不只看这张单" in text
    assert mine in raw(desk, name, order=combs.work_order.number)
    everything = raw(desk, name)
    assert mine in everything and others in everything and "不只看这张单" not in everything


@pytest.mark.parametrize("name", ["issues", "deliveries"])
def test_the_filter_by_state_keeps_the_order(name, desk, combs):
    assert f"&amp;order={combs.work_order_id}" in raw(desk, name, order=combs.work_order_id)


def test_letting_go_of_the_order_keeps_the_rest(desk, combs):
    text = raw(desk, "issues", order=combs.work_order_id, state="finished")
    assert f'class="of-order-off" href="{at("issues")}?state=finished"' in text


@pytest.mark.parametrize("name", ["issues", "entries", "deliveries", "counter", "issue_new", "delivery_new"])
@pytest.mark.parametrize("asked", ["999999", "JG-gibt-es-nicht", "99999999999999999999"])
def test_an_order_that_is_not_there_is_not_found(name, asked, desk, workshop):
    assert desk.client.get(at(name), {"order": asked}).status_code == 404


def test_a_leader_sees_no_order_of_another_workshop(leaders_desk, liuhe):
    other = WorkOrderFactory(workshop=WorkshopFactory(community=liuhe, name="河东工坊"))
    assert leaders_desk.client.get(at("issues"), {"order": other.pk}).status_code == 404


def test_handing_out_begins_with_that_order(desk, combs, clips, resident):
    text = raw(desk, "issue_new", resident=resident.pk, order=combs.work_order_id)
    assert f'value="{combs.pk}" selected' in text and f'<option value="{clips.pk}"' not in text
    assert f'<option value="{clips.pk}"' in raw(desk, "issue_new", resident=resident.pk)
    query = f"?resident={resident.pk}&order={combs.work_order_id}"
    assert "领了 6 盒" in desk.does("issue_new", query=query, operation=combs.pk, quantity="6", place="home")


def test_of_several_operations_she_chooses_herself(desk, combs, clips, resident):
    second = OperationFactory(work_order=combs.work_order, name="贴标", step=True)
    text = raw(desk, "issue_new", resident=resident.pk, order=combs.work_order_id)
    assert f'<option value="{second.pk}"' in text and f'value="{combs.pk}" selected' not in text


def test_an_order_of_another_workshop_is_said_to_be_none_of_hers(desk, liuhe, combs, resident):
    other = OperationFactory(work_order=WorkOrderFactory(workshop=WorkshopFactory(community=liuhe, name="河东工坊")))
    text = raw(desk, "issue_new", resident=resident.pk, order=other.work_order_id)
    assert "这张单不在这位居民的工坊做" in text and f'<option value="{combs.pk}"' in text


def test_while_she_types_the_order_goes_along(desk, combs, slip):
    for name in ("counter", "issue_new"):
        text = raw(desk, name, q="zqm" if name == "counter" else "赵", order=combs.work_order_id)
        assert f'name="order" value="{combs.work_order_id}"' in text
    part = desk.client.get(at("counter"), {"q": "zqm", "order": combs.work_order_id}, headers={"HX-Request": "true"})
    assert f"q=zqm&amp;order={combs.work_order_id}" in part.content.decode()


def test_without_an_order_nothing_goes_along(desk, combs):
    assert 'hx-include="#order"' in raw(desk, "issue_new", order=combs.work_order_id)
    assert "#order" not in raw(desk, "issue_new")


def test_the_counter_offers_whoever_holds_it_and_begins_with_it(desk, combs, clips, resident, by):
    early = IssueFactory(operation=clips, resident=resident, due_on=None)
    slip = IssueFactory(operation=combs, resident=resident)
    text = raw(desk, "counter", order=clips.work_order_id)
    assert f"choice=slip-{early.pk}&amp;order={clips.work_order_id}" in text and f"choice=slip-{slip.pk}" not in text
    form = desk.client.get(at("counter"), {"resident": resident.pk, "order": clips.work_order_id}).context["form"]
    assert form["choice"].value() == f"slip-{early.pk}"
    assert desk.client.get(at("counter"), {"resident": resident.pk}).context["form"]["choice"].value() == (
        f"slip-{slip.pk}"
    )


def test_after_logging_the_order_is_still_there(desk, combs, slip, resident):
    answer = desk.post("log", resident.pk, choice=f"slip-{slip.pk}", good="2", order=combs.work_order_id)
    assert answer.url.endswith(f"?said={PieceEntry.objects.get().pk}&order={combs.work_order_id}")
    refused = desk.post("log", resident.pk, choice=f"slip-{slip.pk}", good="99", order=combs.work_order_id)
    assert f'name="order" value="{combs.work_order_id}"' in refused.content.decode()


def test_a_delivery_begins_with_that_order(desk, combs, clips, both):
    text = raw(desk, "delivery_new", order=combs.work_order_id)
    assert f'name="quantity_{combs.pk}" value="5"' in text and f"quantity_{clips.pk}" not in text
    desk.does("delivery_new", query=f"?order={combs.work_order_id}", **{f"quantity_{combs.pk}": "5"})
    delivery = Delivery.objects.get()
    assert delivery.lines.get().operation == combs
    desk.does("delivery_send", delivery.pk, sent_on="2026-11-24")
    assert "这张单还没有能送的" in raw(desk, "delivery_new", order=combs.work_order_id)


def test_slips_entries_and_deliveries_lead_to_their_order(desk, combs, both):
    address = f"/liuhe/orders/{combs.work_order_id}/"
    delivery = accepted(both[0])
    for text in (
        raw(desk, "issue", both[0].issue_id),
        raw(desk, "entry", both[0].pk),
        raw(desk, "delivery", delivery.pk),
    ):
        assert address in text
