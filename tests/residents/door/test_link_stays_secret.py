"""The address of a card is half of a sign-in: no other address tells it on."""

from django.urls import reverse

from residents.enums import PinKind
from tests.factories.residents import PIN
from tests.links import unknown_link


def test_what_the_page_fetches_isnt_told_the_link(client, card):
    link = reverse("residents:card_link", args=[card.token.reveal()])
    pictures = unknown_link(PinKind.PICTURES)
    answers = [
        client.get(link),
        client.get(pictures),
        client.post(link, {"pin": "0000"}),
        client.post(link, {"pin": PIN}),
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 302]
    assert {answer.headers["Referrer-Policy"] for answer in answers} == {"strict-origin"}


def test_other_pages_of_a_session_say_where_one_comes_from(resident_client):
    assert resident_client.get(reverse("me:home")).headers["Referrer-Policy"] == "same-origin"
