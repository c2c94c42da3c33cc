"""The two ways in. No answer tells a stranger whether a person exists."""

import pytest
from django.urls import reverse

from residents import sessions
from residents.models import AccessCard
from residents.rules.pins import WRONG_TRIES
from tests.factories.residents import PIN, UserFactory
from tests.links import unknown_link

SIGN_IN = "/accounts/sign-in/"
PASSWORD = "correct horse battery"


@pytest.fixture
def user(db, now):
    return UserFactory(username="lin", name="林晓云", with_password=True)


def sign_in(client, username="lin", password=PASSWORD, **more):
    return client.post(SIGN_IN, {"username": username, "password": password, **more})


def link(card) -> str:
    return reverse("residents:card_link", args=[card.token.reveal()])


def test_a_right_password_opens_the_first_page(client, user):
    response = sign_in(client)
    assert (response.status_code, response.url) == (302, reverse("pages:start"))


@pytest.mark.parametrize(
    ("wanted", "there"),
    [("/liuhe/people/", "/liuhe/people/"), ("https://elsewhere.example/", "/"), ("//elsewhere.example/", "/")],
)
def test_after_signing_in_one_goes_where_one_wanted_if_it_lies_here(client, user, wanted, there):
    assert f'value="{wanted}"' in client.get(SIGN_IN, {"next": wanted}).content.decode()
    assert sign_in(client, next=wanted).url == there


def test_unknown_name_wrong_password_and_resident_get_the_same_answer(client, user, resident):
    pages = [
        sign_in(client, username=username).content.decode()
        for username, password in (("lin", "wrong"), ("nobody", PASSWORD), (resident.user.username, ""))
        if (username, password) != ("lin", PASSWORD) and username != "lin"
    ]
    pages.append(sign_in(client, password="wrong").content.decode())
    assert all("用户名或密码不对。" in page for page in pages)


def test_six_wrong_passwords_lock_this_name_here_with_plain_words(client, user):
    for _ in range(6):
        response = sign_in(client, password="wrong")
    assert response.status_code == 429
    assert "15分钟" in response.content.decode()
    assert sign_in(client).status_code == 429
    UserFactory(username="he", with_password=True)
    assert sign_in(client, username="he").status_code == 302


def test_signing_in_signs_out_whoever_was_there(resident_client, user):
    sign_in(resident_client)
    assert sessions.SIGN_IN not in resident_client.session
    assert resident_client.session["_auth_user_id"] == str(user.pk)


def test_signing_out_needs_a_post(client_of, user):
    client = client_of(user)
    assert client.get("/accounts/sign-out/").status_code == 405
    assert client.post("/accounts/sign-out/").url == SIGN_IN
    assert "_auth_user_id" not in client.session


def test_a_resident_who_signs_out_is_told_so_on_the_phone(resident_client):
    response = resident_client.post("/accounts/sign-out/")
    assert response.url == reverse("residents:card_gone")
    assert "扫" in resident_client.get(response.url).content.decode()


def test_one_changes_ones_own_password(client_of, user):
    client, new = client_of(user), "three blue kettles"
    data = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert "修改我的密码" in client.get("/accounts/password/").content.decode()
    assert client.post("/accounts/password/", {**data, "old_password": "wrong"}).status_code == 200
    assert client.post("/accounts/password/", data).status_code == 302
    user.refresh_from_db()
    assert user.check_password(new)


def test_card_and_pin_open_ones_own_page(client, card):
    page = client.get(link(card)).content.decode()
    assert card.resident.name not in page
    response = client.post(link(card), {"pin": PIN})
    assert (response.status_code, response.url) == (302, reverse("me:home"))
    assert client.get(reverse("me:home")).status_code == 200


def test_a_card_scanned_on_the_desk_signs_the_social_worker_out(client_of, social_worker, card):
    client = client_of(social_worker)
    client.post(link(card), {"pin": PIN})
    assert client.get("/liuhe/people/").status_code == 404


def test_an_unknown_link_and_a_wrong_pin_and_a_locked_card_look_the_same(client, card):
    def answer(path, pin):
        response = client.post(path, {"pin": pin})
        assert response.status_code == 200
        return response.content.decode().split("<form")[1].partition('csrfmiddlewaretoken" value="')[2][70:]

    unknown = answer(unknown_link(), "1111")
    assert "没对上" in unknown
    for _ in range(WRONG_TRIES["digits"] + 1):
        assert answer(link(card), "1111") == unknown
    assert AccessCard.objects.get().locked_at
    assert answer(link(card), PIN).replace(PIN, "1111") == unknown


def test_the_lock_stands_in_the_database_and_not_in_the_browser(client, card):
    from django.test import Client

    for _ in range(WRONG_TRIES["digits"]):
        Client().post(link(card), {"pin": "1111"})
    assert client.post(link(card), {"pin": PIN}).status_code == 200


def test_the_link_of_an_empty_pin_asks_for_it(client, card):
    assert client.post(link(card), {"pin": ""}).status_code == 200
    assert AccessCard.objects.get().wrong_pins == 0
