"""Sessions: as long as they are used, each seen and ended from the counter; nothing stays in a browser's cache."""

import datetime as dt
import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from residents.models import PhonePin, SignIn
from tests.factories.residents import PIN, PhonePinFactory, ResidentFactory, UserFactory
from tests.residents.door.conftest import DIGITS, PHONE, link
from tests.residents.views.pages import at, page, write

IPHONE = {"user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X)"}


@pytest.fixture
def phone(card) -> Client:
    """A phone that signed in at the door."""
    client = Client(headers=IPHONE)
    client.post(link(card), {"pin": PIN})
    return client


def test_a_phone_stays_signed_in_while_it_is_used(phone, clock):
    for _ in range(5):
        clock.forward(days=settings.PHONE_SESSION_DAYS - 1)
        assert phone.get("/me/").status_code == 200
    clock.forward(days=settings.PHONE_SESSION_DAYS + 1)
    assert phone.get("/me/").status_code == 302


def test_its_use_is_written_down_once_an_hour(phone, clock, now):
    clock.forward(minutes=50)
    phone.get("/me/")
    assert SignIn.objects.get().last_used_at == now
    clock.forward(minutes=20)
    phone.get("/me/")
    assert SignIn.objects.get().last_used_at == now + dt.timedelta(minutes=70)
    assert int(phone.cookies["sessionid"]["max-age"]) == settings.PHONE_SESSION_DAYS * 24 * 60 * 60


def test_the_counter_sees_and_ends_every_phone(phone, desk, resident, card):
    other = Client()
    other.post(link(card), {"pin": PIN})
    text = page(desk, at("person", resident.pk))
    assert "苹果手机" in text
    assert "2026-11-24登录" in text
    page(desk, at("sign_ins_end", resident.pk))
    write(desk, at("sign_ins_end", resident.pk))
    assert phone.get("/me/").url == other.get("/me/").url == reverse("residents:card_gone")
    assert "没有登录着的手机" in page(desk, at("person", resident.pk))
    assert phone.post(link(card), {"pin": PIN}).url == "/me/"


def test_she_signs_out_her_other_phones(phone, card):
    other = Client()
    other.post(link(card), {"pin": PIN})
    assert "这一部" in page(phone, reverse("me:devices"))
    page(phone, reverse("me:devices_end"))
    write(phone, reverse("me:devices_end"))
    assert other.get("/me/").status_code == 302
    assert phone.get("/me/").status_code == 200


def test_she_sees_who_changed_her_card(phone, desk, resident):
    write(desk, at("card_pin", resident.pk))
    text = page(phone, reverse("me:devices"))
    assert "林晓云</b> 换了数字或图" in text


def test_signing_out_ends_the_device(phone):
    phone.post("/accounts/sign-out/")
    assert SignIn.objects.get().ended_at


def test_a_stolen_cookie_is_worthless_after_sign_out(phone):
    stolen = Client()
    stolen.cookies["sessionid"] = phone.cookies["sessionid"].value
    phone.post("/accounts/sign-out/")
    assert stolen.get("/me/").status_code == 302


def test_one_act_unlocks_card_and_number(desk, resident, card, phone_pin, now):
    for row in (card, phone_pin):
        type(row).objects.filter(pk=row.pk).update(locked_at=now, wrong_pins=5)
    assert page(desk, at("person", resident.pk)).count("解锁") == 1
    write(desk, at("card_unlock", resident.pk))
    assert Client().post(link(card), {"pin": PIN}).url == "/me/"
    assert Client().post("/sign-in/phone/", {"phone": PHONE, "pin": DIGITS}).url == "/me/"


def test_number_and_digits_are_set_printed_once_and_ended(desk, resident):
    assert "先登记本人的手机号" in write(desk, at("phone_pin", resident.pk), asked="on").content.decode()
    resident.phone = PHONE
    resident.save(update_fields=["phone"])
    page(desk, at("phone_pin", resident.pk))
    assert write(desk, at("phone_pin", resident.pk)).status_code == 200  # only because she asked
    weak = write(desk, at("phone_pin", resident.pk), asked="on", pin="123456").content.decode()
    assert "太好猜" in weak
    response = write(desk, at("phone_pin", resident.pk), asked="on", pin=DIGITS)
    assert f"data-mf-pin>{DIGITS}<" in page(desk, response.url)
    assert desk.get(response.url).url == at("person", resident.pk)
    spaced = {"phone": "+86 139-0000 0001", "pin": "739 164"}
    assert Client().post("/sign-in/phone/", spaced).url == "/me/"
    page(desk, at("phone_pin_end", resident.pk))
    write(desk, at("phone_pin_end", resident.pk))
    assert Client().post("/sign-in/phone/", spaced).status_code == 200


def test_digits_of_somebody_else_on_that_number_are_refused_like_weak_ones(desk, resident, liuhe):
    resident.phone = PHONE
    resident.save(update_fields=["phone"])
    PhonePinFactory(resident=ResidentFactory(community=liuhe, with_user=True, phone=PHONE), digits=DIGITS)
    taken, weak = (
        write(desk, at("phone_pin", resident.pk), asked="on", pin=pin).content.decode() for pin in (DIGITS, "123456")
    )
    sentence = "这六位数字不能用，太好猜了。换一个，或者空着由系统抽。"
    assert sentence in taken
    assert sentence in weak
    assert PhonePin.objects.count() == 1


def test_unknown_wrong_and_locked_get_the_same_page(phone_pin, now):
    def answer(phone, pin):
        text = Client().post("/sign-in/phone/", {"phone": phone, "pin": pin}).content.decode()
        assert "没对上" in text
        return re.sub(r'value="\w{64}"', "", text.replace(phone, "").replace(pin, ""))

    wrong, unknown = answer(PHONE, "000000"), answer("13999999999", "000000")
    PhonePin.objects.update(locked_at=now)
    assert wrong == unknown == answer(PHONE, "000000") == answer(PHONE, DIGITS)


def test_a_card_of_one_community_says_nothing_on_anothers_address(card, guiyuan, client_of, stranger):
    token = card.token.reveal()
    for start in ("/guiyuan", "/liuhe", reverse("jobs:public_postings", args=["guiyuan"]).rstrip("/")):
        assert (
            Client().get(f"{start}/c/{token}/").status_code == Client().get(f"{start}/c/nothing/").status_code == 404
        )
    known = client_of(stranger).get("/guiyuan/counter/", {"q": token})
    unknown = client_of(stranger).get("/guiyuan/counter/", {"q": "link-of-nobody"})
    assert known.content.decode().replace(token, "").count("<li") == unknown.content.decode().count("<li")
    assert "赵青梅" not in known.content.decode()


def test_no_page_of_somebody_signed_in_is_kept_by_a_browser(phone, desk, office, resident):
    for client, path in ((phone, "/me/"), (desk, at("person", resident.pk)), (desk, "/liuhe/"), (office, "/admin/")):
        assert "no-store" in client.get(path).headers["Cache-Control"], path
    assert "no-store" in Client().get("/sign-in/phone/").headers["Cache-Control"]


def test_a_staff_session_lasts_for_hours_while_it_is_used(clock, liuhe, social_worker):
    UserFactory(username="lin", with_password=True)
    client = Client()
    client.post("/accounts/sign-in/", {"username": "lin", "password": "correct horse battery"})
    for _ in range(4):
        clock.forward(hours=settings.STAFF_SESSION_HOURS - 1)
        assert client.get("/accounts/password/").status_code == 200
    clock.forward(hours=settings.STAFF_SESSION_HOURS + 1)
    assert client.get("/accounts/password/").status_code == 302
