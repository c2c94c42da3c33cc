"""Many runs, and runs of many people: lists and pages are turned, and cost no more."""

import datetime as dt

import pytest

from tests.payouts.office import LAST_DAY
from tests.payouts.views.pages import at, page
from workshops.payouts.models import PayRun
from workshops.payouts.operations.slips import hold_slip

DAYS = {"pay_date": LAST_DAY.isoformat(), "cut_off": LAST_DAY.isoformat()}


def test_the_list_takes_as_many_statements_for_thirty_as_for_one(
    desks, office, worked, django_assert_max_num_queries, django_assert_num_queries
):
    run = office.drafted()
    page(desks["staff"], at("runs"))
    with django_assert_max_num_queries(8) as captured:
        page(desks["staff"], at("runs"))
    for day in range(1, 36):
        PayRun.objects.create(
            community=run.community,
            number=f"FF20261101-{day:04d}",
            pay_date=dt.date(2026, 11, 30),
            cut_off=dt.date(2026, 11, 30),
            pay_moment=run.pay_moment,
            prepared_at=run.prepared_at,
            prepared_by=run.prepared_by,
        )
    with django_assert_num_queries(len(captured)):
        text = page(desks["staff"], at("runs"))
    assert 'rel="next"' in text
    assert run.number in page(desks["staff"], at("runs"), after=PayRun.objects.order_by("pk")[5].pk)


def test_a_run_of_thirty_takes_as_many_statements_as_one_of_three(
    desks, office, combs, worked, django_assert_max_num_queries, django_assert_num_queries
):
    run = office.drafted()
    page(desks["staff"], at("run", run.pk))
    with django_assert_max_num_queries(20) as captured:
        page(desks["staff"], at("run", run.pk))
    for _number in range(27):
        office.entry(office.resident(), combs, 20)
    other = office.drafted()
    with django_assert_num_queries(len(captured)):
        page(desks["staff"], at("run", other.pk))


def test_an_empty_list_offers_the_first_step_to_whoever_may(desks, liuhe):
    assert at("run_new") in page(desks["staff"], at("runs"))
    assert at("run_new") not in page(desks["cashier"], at("runs"))


def test_a_long_run_is_turned_page_by_page_and_searched(desks, office, combs):
    office.pays("on_pay_day", cap="100000")
    office.donated("100000")
    people = [office.resident(name=f"居民{n:03}") for n in range(60)]
    for resident in people:
        office.entry(resident, combs, 1)
    run = office.drafted()
    held = run.slips.get(resident=people[55])
    hold_slip(slip=held, reason="卡号在核对", actor=office.staff, now=office.now)
    client, url = desks["social_worker"], at("run", run.pk)
    first = client.get(url)
    assert len(first.context["rows"]) == 50 and [row.line.slip.pk for row in first.context["watched"]] == [held.pk]
    assert "60 人" in first.content.decode() and "¥480.00" in first.content.decode()
    second = client.get(url, {"after": first.context["page"].older})
    assert len(second.context["rows"]) == 10 and not second.context["watched"] and "60 人" in second.content.decode()
    back = client.get(url, {"before": second.context["page"].newer})
    assert [row.line.slip.pk for row in back.context["rows"]] == [row.line.slip.pk for row in first.context["rows"]]
    assert "居民055" in page(client, url, q="居民055") and "居民054" not in page(client, url, q="居民055")
    assert "没有这个人" in page(client, url, q="查无此人")


@pytest.mark.parametrize("people", [1, 60])
def test_a_runs_page_costs_the_same_for_few_and_many(desks, office, combs, people, django_assert_max_num_queries):
    office.pays("on_pay_day", cap="100000")
    office.donated("100000")
    for n in range(people):
        office.entry(office.resident(name=f"居民{n:03}"), combs, 1)
    url = at("run", office.approved().pk)
    page(desks["cashier"], url)
    with django_assert_max_num_queries(36):
        page(desks["cashier"], url)
