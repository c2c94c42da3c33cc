"""What the admin says where a row is refused while it is stored: the reason, with all that was typed."""

import pytest
from django.db import OperationalError
from django.urls import reverse

from microfactory.kernel.errors import RuleBroken
from residents.admin.places import HouseholdAdmin
from residents.models import AccessCard, Household, Workshop
from tests.factories.residents import HouseholdFactory, UserFactory, WorkshopFactory


class Gone(Exception):
    """What the driver raises below Django's own error."""

    def __init__(self, pgcode):
        self.pgcode = pgcode


def given_up(pgcode: str) -> OperationalError:
    """The database gave up, with this code."""
    error = OperationalError("deadlock detected")
    error.__cause__ = Gone(pgcode)
    return error


@pytest.fixture
def office(client_of, staff):
    return client_of(staff)


@pytest.fixture
def page(liuhe):
    """The page of a household."""
    return reverse("admin:residents_household_change", args=[HouseholdFactory(community=liuhe, house="3栋101").pk])


def stored(community) -> dict:
    return {"community": community.pk, "house": "3栋102", "size": "４", "note": "二楼"}


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (given_up("40P01"), "刚才有人也在改，请再按一次。"),
        (given_up("40001"), "刚才有人也在改，请再按一次。"),
        (RuleBroken("这户已经有了。"), "这户已经有了。"),
    ],
    ids=["deadlock", "serialization", "rule"],
)
def test_a_refused_row_says_why_and_keeps_what_was_typed(office, liuhe, page, monkeypatch, error, sentence):
    def refuse(*args):
        raise error

    with monkeypatch.context() as met:
        met.setattr(HouseholdAdmin, "save_model", refuse)
        answer = office.post(page, stored(liuhe))
    text = answer.content.decode()
    assert sentence in text and "二楼" in text and "３" not in text
    assert Household.objects.get().house == "3栋101"
    assert office.post(page, stored(liuhe)).status_code == 302
    assert (Household.objects.get().house, Household.objects.get().size) == ("3栋102", 4)


def test_a_row_that_somebody_else_stored_at_the_same_moment_says_so(office, liuhe, monkeypatch):
    """Both forms were looked at before either was stored: the database refuses the second."""
    monkeypatch.setattr(Workshop, "validate_constraints", lambda *args, **kwargs: None)
    there = WorkshopFactory(community=liuhe, name="二工坊")
    answer = office.post(
        reverse("admin:residents_workshop_add"),
        {"community": liuhe.pk, "name": there.name, "address": "青石巷", "opening_hours": "", "active": "on"},
    )
    text = answer.content.decode()
    assert "已经有同名的工坊了" in text and "青石巷" in text
    assert Workshop.objects.filter(name=there.name).count() == 1


def test_another_failure_stays_one(office, liuhe, page, monkeypatch):
    def refuse(*args):
        raise given_up("57014")

    monkeypatch.setattr(HouseholdAdmin, "save_model", refuse)
    with pytest.raises(OperationalError):
        office.post(page, stored(liuhe))


def test_an_action_that_met_another_names_its_row(office, card, monkeypatch):
    def refuse(**given):
        raise given_up("40P01")

    monkeypatch.setattr("residents.admin.people.unlock_card", refuse)
    asked = {"action": "unlock", "_selected_action": [card.pk], "sure": "1"}
    text = office.post(reverse("admin:residents_accesscard_changelist"), asked, follow=True).content.decode()
    assert f"{AccessCard.objects.get()}: 刚才有人也在改" in text.replace("&quot;", '"')


def test_a_list_begins_with_words_and_names_no_community_where_there_is_one(office, client_of, liuhe, page):
    form = office.get(page).content.decode()
    assert "---------" not in form and "请选一个" in form
    address = reverse("admin:residents_household_changelist")
    assert "column-community" not in office.get(address).content.decode()
    keeper = client_of(UserFactory(is_staff=True, is_superuser=True))
    assert "column-community" in keeper.get(address).content.decode()
