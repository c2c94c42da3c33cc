"""The admin: scoped, Chinese, searched by pinyin, no number in clear, history read-only, as many rows as you like."""

import pytest
from django.contrib import admin
from django.urls import reverse

from residents import models
from residents.enums import TryOutcome
from residents.operations.accounts import change_account
from residents.operations.door import try_pin
from residents.rules.pins import WRONG_TRIES
from tests.factories.residents import (
    HardshipRecordFactory,
    HelpSessionFactory,
    HouseholdFactory,
    MessageFactory,
    PhonePinFactory,
    PolicyParameterFactory,
    ResidentFactory,
    RoleGrantFactory,
    SignInFactory,
    TrustedPersonFactory,
    UserFactory,
    WorkshopFactory,
)
from tests.factories.voice import ClipFactory, ClipSetFactory

OURS = [model for model in admin.site._registry if model._meta.app_label == "residents"]


@pytest.fixture
def office(client_of, staff):
    return client_of(staff)


def listing(model) -> str:
    return reverse(f"admin:residents_{model._meta.model_name}_changelist")


def detail(row) -> str:
    return reverse(f"admin:residents_{row._meta.model_name}_change", args=[row.pk])


@pytest.fixture
def rows(liuhe, guiyuan, resident, card, social_worker, now):
    """One of everything in liuhe, and some in guiyuan."""
    change_account(resident=resident, bank="农行", number="6200000000000005", actor=social_worker, now=now)
    HardshipRecordFactory(resident=resident, kind="dibao")
    HouseholdFactory(community=liuhe, house="16栋701")
    PolicyParameterFactory(key="general", value=1)
    PolicyParameterFactory(key="own", value=1, community=liuhe)
    PolicyParameterFactory(key="foreign", value=1, community=guiyuan)
    ResidentFactory(community=guiyuan, name="马外人")
    WorkshopFactory(community=guiyuan, name="外人工坊")
    common = {"community": liuhe, "actor": social_worker, "at": now}
    models.SensitiveRead.objects.create(resident=resident, kind="identity", reason="报税", **common)
    models.ReferenceNumber.objects.create(community=liuhe, prefix="LL", day=now.date(), last=3)
    dates = {"community": liuhe, "resident": resident, "starts_on": now.date()}
    models.Ability.objects.create(aspect="视力", **dates)
    models.SkillRecord.objects.create(skill="串珠", **dates)
    named = TrustedPersonFactory(resident=resident, named_by=social_worker)
    models.TrustedLook.objects.create(community=liuhe, trusted=named, page="me:home", at=now)
    PhonePinFactory(resident=resident, phone="13900000001", set_by=social_worker)
    HelpSessionFactory(resident=resident, helper=social_worker)
    RoleGrantFactory(community=liuhe, user=UserFactory(), role="cashier", asked_by=social_worker)
    SignInFactory(card=card)
    ClipFactory(clip_set=ClipSetFactory(community=liuhe))
    text = MessageFactory(resident=resident)
    models.MessageTry.objects.create(community=liuhe, message=text, number=1, at=now, outcome=TryOutcome.values[0])
    models.DoorTries.objects.create(key="0" * 64, tries=1, began_at=now)
    models.Consent.objects.create(
        community=liuhe, resident=resident, purpose="work", way="paper", notice_version="1",
        given_on=now.date(), recorded_by=social_worker,
    )  # fmt: skip


def test_every_model_has_its_admin():
    assert set(OURS) == {getattr(models, name) for name in models.__all__}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_list_opens_in_chinese_and_without_strangers(office, rows, model):
    response = office.get(listing(model))
    if model in (models.OneTimeKey, models.DoorTries):  # a superuser's alone
        assert response.status_code == 200
        assert not response.context["cl"].result_count
        return
    text = response.content.decode()
    assert response.context["cl"].result_count
    assert str(model._meta.verbose_name_plural) in text
    assert not str(model._meta.verbose_name_plural).isascii()
    for foreign in ("马外人", "外人工坊", "foreign", "桂园社区"):
        assert foreign not in text


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_row_opens_and_tells_no_number(office, rows, resident, model):
    row = model.objects.filter(pk__in=[1]).first() or model.objects.order_by("pk").first()
    if model in (models.OneTimeKey, models.User, models.PolicyParameter) or row is None:
        return
    text = office.get(detail(row)).content.decode()
    assert resident.identity_number.reveal() not in text
    assert "6200000000000005" not in text
    assert "gAAAA" not in text


@pytest.mark.parametrize("typed", ["青梅", "zqm", "zhaoqing"])
def test_residents_are_found_by_pinyin(office, resident, typed):
    assert resident.name in office.get(listing(models.Resident), {"q": typed}).content.decode()
    assert not office.get(listing(models.Resident), {"q": "nobody"}).context["cl"].result_count


def test_a_list_takes_as_many_statements_for_fifty_as_for_two(office, liuhe, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for model, create in ((models.Resident, ResidentFactory), (models.Household, HouseholdFactory)):
        create.create_batch(2, community=liuhe)
        office.get(listing(model))
        with CaptureQueriesContext(connection) as few:
            office.get(listing(model))
        create.create_batch(48, community=liuhe)
        with django_assert_num_queries(len(few)):
            office.get(listing(model))


def test_a_row_of_another_community_is_not_there(office, guiyuan):
    assert office.get(detail(ResidentFactory(community=guiyuan))).status_code == 302


def test_only_upkeep_of_a_resident_is_open(office, resident):
    office.post(detail(resident), {"usual_place": "home", "list_order": 7, "note": "左撇子", "name": "改名"})
    resident.refresh_from_db()
    assert (resident.usual_place, resident.list_order, resident.note) == ("home", 7, "左撇子")
    assert resident.name == "赵青梅"


@pytest.mark.parametrize(
    "model",
    [
        models.MoveLog, models.SensitiveRead, models.BankAccount, models.Consent, models.HardshipRecord,
        models.ReferenceNumber, models.Membership,
    ],
    ids=lambda model: model.__name__,
)  # fmt: skip
def test_history_is_read_only(office, rows, model):
    row = model.objects.filter(community__code="liuhe").order_by("pk").first()
    assert office.post(detail(row), {}).status_code == 403
    assert office.get(reverse(f"admin:residents_{model._meta.model_name}_add")).status_code == 403
    assert office.post(reverse(f"admin:residents_{model._meta.model_name}_delete", args=[row.pk])).status_code == 403


def test_opening_a_hardship_record_is_a_look(office, resident):
    record = HardshipRecordFactory(resident=resident, kind="dibao")
    assert "低保" not in office.get(listing(models.HardshipRecord)).content.decode()
    assert "低保" in office.get(detail(record)).content.decode()
    assert models.SensitiveRead.objects.get().kind == "hardship"


def test_cards_are_unlocked_and_revoked_by_actions(office, card, now):
    for _ in range(WRONG_TRIES["digits"]):
        try_pin(token=card.token.reveal(), pin="1111", now=now)
    for action in ("unlock", "revoke"):
        office.post(listing(models.AccessCard), {"action": action, "_selected_action": [card.pk], "sure": "1"})
    card.refresh_from_db()
    assert card.locked_at is None
    assert card.revoked_at
    moves = models.MoveLog.objects.about(card.resident).values_list("move", flat=True)
    assert list(moves) == ["card_unlocked", "card_revoked"]


def test_general_amounts_are_a_superusers(office, client_of, rows):
    general = models.PolicyParameter.objects.get(key="general")
    own = models.PolicyParameter.objects.get(key="own")
    assert office.post(detail(general), {"key": "x"}).status_code == 403
    assert office.get(detail(own)).status_code == 200
    assert client_of(UserFactory(superuser=True)).get(detail(general)).status_code == 200
    new = {"key": "k", "value": "1", "starts_on": "2026-11-24", "source": "文件", "unit": "", "verified_by": ""}
    office.post(reverse("admin:residents_policyparameter_add"), new)
    assert not models.PolicyParameter.objects.filter(key="k").exists()


def test_only_a_superuser_sets_the_password_of_another_and_its_owner_chooses_her_own(office, client_of, cashier):
    data = {"usable_password": "true", "password1": "three blue kettles", "password2": "three blue kettles"}
    path = reverse("admin:auth_user_password_change", args=[cashier.pk])
    assert office.get(path).status_code == office.post(path, data).status_code == 403
    administrator = UserFactory(superuser=True)
    assert client_of(administrator).get(path).status_code == 200
    assert client_of(administrator).post(path, data).status_code == 302
    cashier.refresh_from_db()
    assert cashier.check_password("three blue kettles")
    assert cashier.must_choose_password
    log = models.MoveLog.objects.about(cashier.memberships.get()).get()
    assert (log.move, log.actor) == ("password_set", administrator)
    own = reverse("admin:auth_user_password_change", args=[administrator.pk])
    assert client_of(administrator).get(own).url == reverse("residents:own_password")


def test_the_admin_has_no_door_of_its_own_and_no_shortcut(client, office, db):
    response = client.get(reverse("admin:login"), {"next": "/admin/residents/"})
    assert response.url == "/accounts/sign-in/?next=%2Fadmin%2Fresidents%2F"
    assert client.post(reverse("admin:login"), {"username": "x", "password": "y"}).status_code == 302
    assert office.get("/admin/r/1/2/").status_code == 404
    assert office.get("/admin/r/99999/x/").status_code == 404


def test_staff_give_no_rights_to_users_here(office, social_worker):
    office.post(
        detail(social_worker),
        {
            "username": social_worker.username,
            "name": "林晓云",
            "is_active": "on",
            "is_superuser": "on",
            "is_staff": "on",
        },
    )
    social_worker.refresh_from_db()
    assert not social_worker.is_superuser
    assert not social_worker.is_staff


def test_a_superuser_gives_the_first_role_of_a_community(client_of, liuhe):
    user = UserFactory()
    chief = client_of(UserFactory(superuser=True))
    data = {"user": user.pk, "community": liuhe.pk, "role": "staff", "starts_on": "2026-11-24"}
    chief.post(reverse("admin:residents_membership_add"), data)
    user.refresh_from_db()
    assert user.is_staff
    assert models.MoveLog.objects.get().move == "granted"


def test_a_residents_card_opens_no_admin(resident_client):
    assert resident_client.get(reverse("admin:index")).status_code == 404


def test_looks_of_a_trusted_person_are_told_in_words(office, rows):
    page = office.get(listing(models.TrustedLook)).content.decode()
    listed = page.partition('id="result_list"')[2].partition("</table>")[0]
    assert "首页" in listed
    assert "me:home" not in listed
