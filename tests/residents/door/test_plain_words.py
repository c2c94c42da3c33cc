"""What a phone says of a form that can't be read: its own sentences, and no try is counted for it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from microfactory.pages.me.forms import AnswerForm
from residents.forms.access import MyTrustedForm
from residents.forms.door import PhoneForm, PinForm
from residents.forms.messages import MyWishForm
from residents.models import AccessCard, DoorTries
from tests.factories.residents import PIN
from tests.residents.door.conftest import DIGITS, PHONE, link
from workshops.payouts.forms.disputes import SayForm, WordsForm


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "还没按数字。请按四位数字。"),
        ("123", "密码是 4 个数字，您输了 3 个。看看小条再输。"),
        ("12345", "密码是 4 个数字，您输了 5 个。看看小条再输。"),
        ("abcd", "这里只输数字，小条上有。"),
        ("12 3x", "这里只输数字，小条上有。"),
    ],
)
def test_digits_that_cannot_be_a_pin_are_no_try(client, card, typed, said):
    page = client.post(link(card), {"pin": typed}).content.decode()
    assert said in page
    assert "没对上" not in page
    assert AccessCard.objects.get().wrong_pins == 0
    assert not DoorTries.objects.exists()


@pytest.mark.parametrize("typed", [f" {PIN[:2]} {PIN[2:]} ", "".join(chr(ord(figure) + 0xFEE0) for figure in PIN)])
def test_digits_are_read_as_people_write_them(client, card, typed):
    assert client.post(link(card), {"pin": typed}).url == reverse("me:home")


@pytest.mark.parametrize(
    ("phone", "pin", "said"),
    [
        (PHONE[:-1], DIGITS, "手机号没写对。手机号是 11 个数字，再看一看。"),
        (PHONE + "0", DIGITS, "手机号没写对。"),
        ("青梅", DIGITS, "手机号没写对。"),
        (PHONE, DIGITS[:4], "密码是 6 个数字，您输了 4 个。看看小条再输。"),
    ],
)
def test_half_a_number_is_no_try(client, phone_pin, phone, pin, said):
    page = client.post(reverse("residents:phone_sign_in"), {"phone": phone, "pin": pin}).content.decode()
    assert said in page
    assert "没对上" not in page
    assert not DoorTries.objects.exists()


@pytest.mark.parametrize("typed", [f"+86 {PHONE}", f"{PHONE[:3]} {PHONE[3:7]}-{PHONE[7:]}"])
def test_a_number_is_read_as_people_write_it(client, phone_pin, typed):
    assert client.post(reverse("residents:phone_sign_in"), {"phone": typed, "pin": DIGITS}).url == reverse("me:home")


LONG, EMPTY = "长" * 900, SimpleUploadedFile("a.webm", b"")


@pytest.mark.parametrize(
    ("form", "field", "said"),
    [
        (SayForm({"text": LONG}), "text", "写了 900 个字，这里只放得下"),
        (WordsForm({"text": LONG}), "text", "写了 900 个字，这里只放得下"),
        (AnswerForm({"note": LONG}, answer="not_received"), "note", "写了 900 个字，这里只放得下"),
        (SayForm({}, {"voice": EMPTY}), "voice", "没录上。请再说一遍，或者写几个字。"),
        (MyTrustedForm({"name": LONG}), "name", "名字太长了，只写名字就行。"),
        (MyTrustedForm({"relation": LONG}), "relation", "写一个词就行：女儿、老伴、邻居。"),
        (MyTrustedForm({"phone": LONG}), "phone", "号码太长了，写一个号码就行。"),
        (MyWishForm({}), "wish", "先点一个，再按下面。"),
        (PinForm({"pin": LONG}), "pin", "这里只输数字"),
        (PhoneForm({"phone": LONG}), "phone", "手机号没写对"),
    ],
)
def test_what_is_wrong_is_said_in_spoken_words(form, field, said):
    assert form.errors[field][0].startswith(said)
