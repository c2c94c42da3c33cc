"""Whom a resident trusts looks with a card of her own, is seen at every look, and is ended at any time."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from microfactory.kernel.errors import RuleBroken
from residents.models import AccessCard, SignIn, TrustedLook, TrustedPerson
from residents.operations.door import try_pin
from residents.operations.people import leave
from residents.operations.trusted import end_trusted, name_trusted
from tests.factories.residents import PIN, TrustedPersonFactory
from tests.residents.door.conftest import link
from tests.residents.views.pages import at, page, write
from workshops.queries.counter import find_people

LIST = "/me/mine/trusted/"


@pytest.fixture
def her_phone(daughter) -> Client:
    """The daughter's phone, signed in."""
    client = Client()
    assert client.post(link(daughter.cards.get()), {"pin": PIN}).url == "/me/"
    return client


def test_the_daughter_sees_whose_page_it_is_and_may_do_nothing(her_phone, daughter):
    text = page(her_phone, "/me/")
    assert "这是<b>赵青梅</b>的页面" in text
    for address in ("/me/slips/1/say/received/", reverse("me:trusted_new"), reverse("me:devices_end")):
        refused = write(her_phone, address)
        assert refused.status_code == 403
        assert "这件事只能赵青梅本人做。" in refused.content.decode()
        assert 'href="/me/"' in refused.content.decode()
    assert her_phone.get(reverse("me:trusted_card")).status_code == 403
    assert her_phone.post(reverse("me:look"), {"mf_text": "large"}).status_code == 302


def test_every_look_is_seen(her_phone, daughter, resident_client):
    for address in ("/me/", "/me/slips/", "/me/mine/"):
        page(her_phone, address)
    her_phone.get("/me/slips/999999/")  # nothing was shown
    assert list(TrustedLook.objects.order_by("pk").values_list("page", flat=True)) == [
        "me:home",
        "me:slips",
        "me:mine",
    ]
    text = page(resident_client, LIST)
    for word in ("首页", "加工费单", "今天上午9点30分"):
        assert word in text
    assert TrustedLook.objects.count() == 3  # her own looks are none


def test_she_ends_it_and_it_is_over_at_once(her_phone, daughter, resident_client):
    page(resident_client, reverse("me:trusted_end"))
    assert write(resident_client, reverse("me:trusted_end")).url == LIST
    assert her_phone.get("/me/").url == reverse("residents:card_gone")
    assert Client().post(link(daughter.cards.get()), {"pin": PIN}).status_code == 200
    assert TrustedPerson.objects.get().ended_by == daughter.resident.user


def test_she_names_somebody_on_her_own_phone_and_the_code_is_shown_once(resident_client, resident, now):
    assert "请一位家人" in page(resident_client, LIST)
    page(resident_client, reverse("me:trusted_new"))
    response = write(resident_client, reverse("me:trusted_new"), name="刘洋", relation="女儿", phone="")
    text = page(resident_client, response.url)
    pin = re.search(r"data-mf-pin>(\d{4})<", text)[1]
    assert resident_client.get(response.url).url == LIST
    person = TrustedPerson.objects.get()
    assert (person.resident, person.way, person.named_by) == (resident, "screen", resident.user)
    assert try_pin(token=person.cards.get().token.reveal(), pin=pin, now=now)
    again = write(resident_client, reverse("me:trusted_again"))
    assert "data-mf-pin" in page(resident_client, again.url)
    assert person.cards.live().count() == 1


def test_the_counter_names_and_ends_with_her_consent_written_down(desk, resident, card):
    page(desk, at("trusted_new", resident.pk))
    new = {"name": "刘洋", "relation": "女儿", "phone": "139", "way": "oral"}
    assert "见证人" in write(desk, at("trusted_new", resident.pk), **new).content.decode()
    new["witness"] = "何静"
    assert "手机号" in write(desk, at("trusted_new", resident.pk), **new).content.decode()
    new["phone"] = "13900000009"
    response = write(desk, at("trusted_new", resident.pk), **new)
    assert "data-mf-pin" in page(desk, response.url)
    assert "data-mf-pin" not in page(desk, response.url)
    assert "刘洋 · 女儿" in page(desk, at("person", resident.pk))
    page(desk, at("trusted_again", resident.pk))
    assert "data-mf-pin" in page(desk, write(desk, at("trusted_again", resident.pk)).url)
    page(desk, at("trusted_end", resident.pk))
    write(desk, at("trusted_end", resident.pk))
    assert desk.get(at("trusted_card", resident.pk)).status_code == 404
    assert TrustedPerson.objects.get().ended_at


def test_she_trusts_one_person_at_a_time(daughter, resident, social_worker, now):
    by = {"actor": social_worker, "now": now}
    with pytest.raises(RuleBroken) as refused:
        name_trusted(resident=resident, name="王芳", relation="邻居", phone="", way="paper", **by)
    assert refused.value.code == "named_already"
    end_trusted(resident=resident, **by)
    assert not end_trusted(resident=resident, **by)
    name_trusted(resident=resident, name="王芳", relation="邻居", phone="", way="paper", **by)
    assert TrustedPerson.objects.count() == 2


def test_the_database_allows_one_at_a_time(daughter, resident):
    from django.db.utils import IntegrityError

    with pytest.raises(IntegrityError, match="trusted_one_live_each"):
        TrustedPersonFactory(resident=resident)


def test_her_card_is_not_the_daughters(daughter, card, resident, desk, liuhe, social_worker):
    """The counter finds a resident by her own card alone; replacing it leaves the daughter's."""
    from residents.middleware import access_to

    access = access_to(social_worker, "liuhe")
    hers, her_daughters = (f"https://factory.example{link(row)}" for row in (card, daughter.cards.get()))
    assert [found.resident for found in find_people(access=access, text=hers).people] == [resident]
    assert find_people(access=access, text=her_daughters).people == []
    write(desk, at("card_issue", resident.pk))
    assert AccessCard.objects.live().count() == 2
    assert daughter.cards.live().exists()


def test_the_admin_revokes_the_card_that_was_chosen(daughter, card, office):
    chosen = {"action": "revoke", "_selected_action": [daughter.cards.get().pk], "sure": "1"}
    office.post("/admin/residents/accesscard/", chosen)
    assert list(AccessCard.objects.live()) == [card]


def test_who_leaves_takes_everybody_with_her(her_phone, daughter, resident, social_worker, now):
    leave(resident=resident, left_on=now.date(), reason="搬走了", actor=social_worker, now=now)
    assert her_phone.get("/me/").url == reverse("residents:card_gone")
    assert TrustedPerson.objects.get().ended_at


def test_a_daughters_session_is_no_session_of_the_mothers(her_phone, daughter):
    row = SignIn.objects.get()
    assert (row.user, row.resident) == (daughter.user, daughter.resident)
    assert her_phone.get("/liuhe/").status_code == 404
