"""The demo is credible, repeatable, its books are clean, and no link of it leads nowhere.

It is built once, since that takes many seconds, and stands for all tests of this file; what each writes is undone.
"""

from decimal import Decimal
from io import StringIO

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.hashers import check_password
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jobs.enums import PostingState
from jobs.models import Posting
from microfactory.demo.members import PASSWORD
from microfactory.kernel.periods import today
from microfactory.setup import serving
from residents.enums import Role
from residents.models import AccessCard, Community, Membership, Message, Resident, User
from tests.cast import with_card
from tests.demo.walking import walk
from workshops.payouts.enums import RunState
from workshops.payouts.models import Dispute, Payment, PayRun, Payslip

pytestmark = pytest.mark.django_db
FULL, EMPTY = "liuhe", "xinyuan"
LEAST = {Role.STREET: 5, Role.LEADER: 20}  # kinds of pages that a walk must have come by


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


@pytest.fixture(scope="module", autouse=True)
def built(django_db_setup, django_db_blocker):
    """What the command says as it builds the demo, in a transaction that is taken back after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield said("demo")
        transaction.set_rollback(True)


def test_it_tells_the_figures_of_the_product(built):
    assert "柳河社区" in built
    assert Resident.objects.filter(community__code=FULL).count() == 70
    assert not Resident.objects.filter(community__code=EMPTY).exists()
    full_month = Payslip.objects.get(resident__name="刘明月", gross="1078.00")
    assert (full_month.tax, full_month.net) == (Decimal("55.60"), Decimal("1022.40"))
    beads = Payslip.objects.get(resident__name="何秀珍", gross="500.01")
    assert beads.rounding == 0
    assert Community.objects.get(code=FULL).opened_on < today()


def test_something_stands_in_every_state():
    liuhe = Community.objects.get(code=FULL)
    states = set(PayRun.objects.filter(community=liuhe).values_list("state", flat=True))
    assert states == set(RunState.values)
    told = set(Message.objects.filter(community=liuhe).values_list("state", flat=True))
    assert told == {"queued", "handed_over"}
    assert set(Community.objects.values_list("demo", flat=True)) == {True}
    jobs = set(Posting.objects.values_list("state", flat=True))
    assert jobs == set(PostingState.values) - {PostingState.EXPIRED}
    assert Payment.objects.filter(attempt=2, state="done").exists()
    assert set(Dispute.objects.values_list("state", flat=True)) == {"open", "answered", "closed"}


def test_its_books_are_clean():
    assert "不符" in said("check_books")


def test_building_it_again_changes_nothing():
    before = Payslip.objects.count(), Community.objects.count()
    assert "没有改动" in said("demo")
    assert (Payslip.objects.count(), Community.objects.count()) == before


def test_no_list_of_the_admin_asks_more_for_more_rows(monkeypatch):
    administrator = admin_client_of(User.objects.get(username="admin"))
    assert upkeep_lists_that_grow_dearer(administrator, monkeypatch) == {}


def test_the_sign_ins_of_every_role_are_shown(monkeypatch):
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.setattr(serving, "address", lambda: "http://127.0.0.1:8123")
    shown = said("demo", sign_ins=True)
    assert "http://127.0.0.1:8123/c/" in shown
    monkeypatch.setenv("PORT", "8000")
    assert f"{settings.PUBLIC_ADDRESS}/c/" in said("demo", sign_ins=True)
    for username in ("liuhe-shegong", "liuhe-zuzhang", "liuhe-fuhe", "liuhe-chuna", "guiyuan-gongzuo", "admin"):
        assert username in shown
        assert check_password(PASSWORD, User.objects.get(username=username).password)


def test_no_link_of_the_staff_leads_nowhere(client_of):
    for community, roles in ((FULL, Role.values), (EMPTY, [Role.SOCIAL_WORKER])):
        for role in roles:
            member = Membership.objects.filter(community__code=community, role=role).first()
            pages, wrong = walk(client_of(member.user), f"/{community}/")
            assert wrong == [], f"{role} in {community}"
            assert pages >= (LEAST.get(role, 50) if community == FULL else 25), (role, community, pages)


def test_no_link_of_a_resident_leads_nowhere(client_of):
    for name in ("赵青梅", "何秀珍"):
        resident = Resident.objects.get(name=name, community__code=FULL)
        client = with_card(client_of(resident.user), AccessCard.objects.live().own().get(resident=resident))
        pages, wrong = walk(client, "/me/")
        assert wrong == [], name
        assert pages >= 15
