"""The form on which a resident agrees: every purpose apart, its period, and how it is taken back."""

import datetime as dt

import pytest
from django.urls import reverse

from residents.enums import ConsentPurpose, ConsentWay
from residents.operations.consents import record_consent
from residents.rules.notice import NOTICES, VERSION

pytestmark = pytest.mark.django_db


def test_every_purpose_has_its_notice():
    assert set(NOTICES) == set(ConsentPurpose)


def test_the_form_says_what_how_long_and_how_to_take_it_back(social_worker, resident, liuhe, client_of, now):
    liuhe.contact_name, liuhe.contact_phone = "周敏", "010-12345678"
    liuhe.save(update_fields=["contact_name", "contact_phone"])
    given = record_consent(
        resident=resident,
        purpose=ConsentPurpose.WORK,
        way=ConsentWay.PAPER,
        given_on=dt.date(2026, 11, 2),
        actor=social_worker,
        now=now,
    )
    assert given.notice_version == VERSION
    page = client_of(social_worker).get(reverse("residents:consent_paper", args=["liuhe", resident.pk]))
    text = page.content.decode()
    for purpose in ConsentPurpose:
        assert text.count(f'<th class="nowrap">{purpose.label}</th>') == 2
    for words in (
        "已记录同意：2026-11-02",
        "怎么撤回",
        "到您不再参加微工厂为止",
        "010-12345678",
        "监护人",
        "我撤回",
        VERSION,
    ):
        assert words in text
