"""The demo is credible, repeatable, and its books are clean. Built once: it takes many seconds."""

from decimal import Decimal
from io import StringIO

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jobs.enums import PostingState
from jobs.models import Posting
from microfactory.demo.members import PASSWORD
from microfactory.kernel.periods import today
from microfactory.setup import serving
from residents.models import Community, Message, Resident, User
from workshops.payouts.enums import RunState
from workshops.payouts.models import Dispute, Payment, PayRun, Payslip

pytestmark = pytest.mark.django_db


def said(*arguments, **options) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


def admin_client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def upkeep_lists_that_grow_dearer(client, monkeypatch) -> dict[str, tuple[int, int]]:
    """Lists of the admin that ask the database more often for two hundred rows than for two: (few, many) by model."""
    dearer = {}
    for model, page in admin.site._registry.items():
        asked = []
        for rows in (2, 2, 200):  # the first time fills caches
            monkeypatch.setattr(page, "list_per_page", rows)
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"))
            assert answer.status_code == 200
            asked.append(len(queries))
        if asked[2] > asked[1]:
            dearer[model._meta.label] = (asked[1], asked[2])
    return dearer


def test_the_demo_tells_the_figures_of_the_product_with_clean_books(monkeypatch):
    assert "柳河社区" in said("demo")
    assert Resident.objects.filter(community__code="liuhe").count() == 70
    assert not Resident.objects.filter(community__code="xinyuan").exists()

    full_month = Payslip.objects.get(resident__name="刘明月", gross="1078.00")
    assert (full_month.tax, full_month.net) == (Decimal("55.60"), Decimal("1022.40"))
    beads = Payslip.objects.get(resident__name="何秀珍", gross="500.01")
    assert beads.rounding == 0

    liuhe = Community.objects.get(code="liuhe")
    states = set(PayRun.objects.filter(community=liuhe).values_list("state", flat=True))
    assert states == set(RunState.values)
    told = set(Message.objects.filter(community=liuhe).values_list("state", flat=True))
    assert told == {"queued", "handed_over"}
    assert set(Community.objects.values_list("demo", flat=True)) == {True}
    jobs = set(Posting.objects.values_list("state", flat=True))
    assert jobs == set(PostingState.values) - {PostingState.EXPIRED}
    assert Payment.objects.filter(attempt=2, state="done").exists()
    assert set(Dispute.objects.values_list("state", flat=True)) == {"open", "answered", "closed"}

    assert "不符" in said("check_books")

    before = Payslip.objects.count(), Community.objects.count()
    assert "没有改动" in said("demo")
    assert (Payslip.objects.count(), Community.objects.count()) == before

    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.setattr(serving, "address", lambda: "http://127.0.0.1:8123")
    assert upkeep_lists_that_grow_dearer(admin_client_of(User.objects.get(username="admin")), monkeypatch) == {}

    shown = said("demo", sign_ins=True)
    assert "http://127.0.0.1:8123/c/" in shown
    monkeypatch.setenv("PORT", "8000")
    assert f"{settings.PUBLIC_ADDRESS}/c/" in said("demo", sign_ins=True)
    for username in ("liuhe-shegong", "liuhe-zuzhang", "liuhe-fuhe", "liuhe-chuna", "guiyuan-gongzuo", "admin"):
        assert username in shown
        assert check_password(PASSWORD, User.objects.get(username=username).password)
    assert "/c/" in shown
    assert liuhe.opened_on < today()


def test_the_demo_never_touches_a_real_community(settings):
    settings.LOCAL = settings.TESTING = False
    with pytest.raises(CommandError, match="desk"):
        said("demo")
    assert not Community.objects.exists()
