"""The admin of production: scoped, Chinese, searched by pinyin; what counts is read-only, acts call operations."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories.deliveries import accepted
from tests.factories.workshops import (
    ClientFactory,
    DayVisitFactory,
    EntryClaimFactory,
    EntryFactory,
    IssueFactory,
    MaterialFactory,
    MaterialMovementFactory,
)
from workshops import models
from workshops.enums import EntryState, IssueState, OrderState

OURS = [
    model
    for model in admin.site._registry
    if model._meta.app_label == "workshops" and model.__name__ not in ("ImportBatch", "HeaderMapping")
]
KEPT_UP = {models.Client, models.Agreement, models.WorkOrder, models.Operation, models.DayVisit}


@pytest.fixture
def office(client_of, staff):
    return client_of(staff)


def listing(model) -> str:
    return reverse(f"admin:workshops_{model._meta.model_name}_changelist")


def page(row, name="change") -> str:
    return reverse(f"admin:workshops_{row._meta.model_name}_{name}", args=[row.pk])


@pytest.fixture
def rows(combs, resident, guiyuan):
    """One of everything in liuhe, and an order in guiyuan."""
    entry = EntryFactory(accepted=True, good=3, issue__operation=combs, issue__resident=resident)
    EntryClaimFactory(entry=entry)
    models.EntryFreeze.objects.create(
        entry=entry, community=entry.community, reference="YY1", frozen_at=timezone.now()
    )
    accepted(EntryFactory(accepted=True, issue__operation=combs))
    MaterialMovementFactory(material=MaterialFactory(operation=combs))
    DayVisitFactory(resident=resident)
    foreign = EntryFactory(accepted=True, issue__operation__work_order__product="外人的货")
    accepted(foreign)
    ClientFactory(community=guiyuan, name="外人公司")


def test_every_model_has_its_admin():
    names = set(models.__all__) - {"ImportBatch", "HeaderMapping"}
    assert set(OURS) == {getattr(models, name) for name in names}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_list_opens_in_chinese_and_without_strangers(office, rows, model):
    response = office.get(listing(model))
    text = response.content.decode()
    assert response.context["cl"].result_count
    assert str(model._meta.verbose_name_plural) in text
    assert not str(model._meta.verbose_name_plural).isascii()
    assert "外人" not in text


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_row_opens_and_only_upkeep_may_be_written(office, rows, model):
    row = model.objects.filter(community__code="liuhe").order_by("pk").first()
    assert office.get(page(row)).status_code == 200
    assert office.post(page(row, "delete")).status_code == 403
    if model not in KEPT_UP:
        assert office.post(page(row), {}).status_code == 403
        assert office.get(reverse(f"admin:workshops_{model._meta.model_name}_add")).status_code == 403


def test_what_was_agreed_and_priced_is_not_written_here(office, combs):
    inline = {"rates-TOTAL_FORMS": 0, "rates-INITIAL_FORMS": 0}
    office.post(page(combs), {"planned": 90, "minutes": "", "position": 1, "client_price": 1, "unit": "箱", **inline})
    order = combs.work_order
    office.post(page(order), {"due_on": "2026-12-05", "note": "急", "product": "改名"})
    combs.refresh_from_db()
    order.refresh_from_db()
    assert (combs.planned, combs.client_price, combs.unit) == (90, 8, "盒")
    assert (order.note, order.product) == ("急", "宠物梳")


@pytest.mark.parametrize("typed", ["青梅", "zqm", "zhaoqing", "宠物"])
def test_entries_are_found_by_pinyin(office, rows, typed):
    found = office.get(listing(models.PieceEntry), {"q": typed}).context["cl"].queryset
    assert found.filter(resident__name="赵青梅").exists()
    assert not office.get(listing(models.PieceEntry), {"q": "nobody"}).context["cl"].result_count


@pytest.mark.parametrize("model", [models.PieceEntry, models.Issue, models.DeliveryAllocation])
def test_a_list_takes_as_many_statements_for_many(office, combs, model):
    def more(count):
        for _ in range(count):
            accepted(EntryFactory(accepted=True, issue__operation=combs))

    more(2)
    office.get(listing(model))
    with CaptureQueriesContext(connection) as few:
        office.get(listing(model))
    more(20)
    with CaptureQueriesContext(connection) as many:
        office.get(listing(model))
    assert len(many) == len(few)


def test_actions_call_operations(office, combs, leader):
    waiting = EntryFactory(pending=True, issue__operation=combs, logged_by=leader)
    counted = EntryFactory(accepted=True, issue__operation=combs)
    slip = IssueFactory(operation=combs)

    def act(row, action):
        return office.post(
            listing(type(row)), {"action": action, "_selected_action": [row.pk], "sure": "1"}, follow=True
        )

    act(waiting, "accept")
    act(counted, "void")
    act(slip, "cancel")
    refused = act(waiting.issue, "cancel").content.decode()
    waiting.refresh_from_db()
    counted.refresh_from_db()
    slip.refresh_from_db()
    assert (waiting.state, counted.state, slip.state) == (
        EntryState.ACCEPTED,
        EntryState.VOIDED,
        IssueState.CANCELLED,
    )
    assert "已经交过活了" in refused


def test_an_order_is_closed_by_an_action(office, order):
    office.post(listing(models.WorkOrder), {"action": "close", "_selected_action": [order.pk], "sure": "1"})
    order.refresh_from_db()
    assert order.state == OrderState.CLOSED


def test_a_clients_code_is_checked_here_too(office, client_company):
    data = {"name": "乐宠", "credit_code": "91130199MA0DEM1280", "active": "on"}
    assert "不是有效的统一社会信用代码" in office.post(page(client_company), data).content.decode()
    office.post(page(client_company), {**data, "credit_code": "91130199MA0DEM128J"})
    client_company.refresh_from_db()
    assert client_company.credit_code == "91130199MA0DEM128J"


def test_a_visit_is_noted_here(office, resident, workshop, staff):
    data = {"resident": resident.pk, "workshop": workshop.pk, "day": "2026-11-24", "minutes": 90}
    office.post(reverse("admin:workshops_dayvisit_add"), data)
    visit = models.DayVisit.objects.get()
    assert (visit.noted_by, visit.community, visit.minutes) == (staff, workshop.community, 90)
