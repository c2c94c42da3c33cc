"""How far the admin reaches for staff of one community: by numbers typed by hand, by filters, by addresses."""

import pytest
from django.urls import reverse

from tests.factories.residents import HardshipRecordFactory, ResidentFactory
from tests.factories.workshops import ClientFactory


@pytest.fixture
def office(client_of, staff):
    return client_of(staff)


@pytest.mark.parametrize("model", ["residents_ability", "residents_skillrecord", "workshops_dayvisit"])
def test_a_typed_number_tells_no_name_of_a_stranger(office, guiyuan, resident, model):
    stranger = ResidentFactory(community=guiyuan, name="马外人")
    url = reverse(f"admin:{model}_add")
    assert resident.name in office.get(url, {"resident": resident.pk}).content.decode()
    assert "马外人" not in office.get(url, {"resident": stranger.pk}).content.decode()
    assert "马外人" not in office.post(url, {"resident": stranger.pk}).content.decode()
    assert office.get(url, {"resident": "1" * 30}).status_code == 200


def test_a_receipts_filter_names_no_company_of_strangers(office, guiyuan):
    ClientFactory(community=guiyuan, name="外人公司")
    ClientFactory(community=guiyuan, name="外人厂")
    assert "外人" not in office.get(reverse("admin:payouts_clientreceipt_changelist")).content.decode()


@pytest.mark.parametrize(
    ("model", "asked"),
    [
        ("residents_hardshiprecord", "kind"),
        ("residents_hardshiprecord", "certificate_last4__startswith"),
        ("residents_accesscard", "pin_hash__startswith"),
        ("residents_resident", "identity_hash__startswith"),
        ("residents_user", "password__startswith"),
    ],
)
def test_an_address_typed_by_hand_searches_no_hidden_column(office, resident, model, asked):
    HardshipRecordFactory(resident=resident, kind="dibao")
    assert office.get(reverse(f"admin:{model}_changelist"), {asked: "d"}).status_code == 400


def test_the_offered_filters_work(office, resident, workshop):
    listing = reverse("admin:residents_resident_changelist")
    asked = {"workshop__id__exact": workshop.pk, "state__exact": "active"}
    assert resident.name in office.get(listing, asked).content.decode()
    log = reverse("admin:residents_movelog_changelist")
    assert office.get(log, {"at__year": 2026, "at__month": 11}).status_code == 200
