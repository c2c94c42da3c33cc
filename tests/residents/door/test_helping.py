"""A helper opens a resident's page beside her: with her word or her PIN, to look at only, for a quarter of an hour."""

import datetime as dt

import pytest
from django.db import InternalError, connection, transaction
from django.db.utils import IntegrityError
from django.urls import reverse

from microfactory.kernel.errors import RuleBroken
from residents.models import AccessCard, HelpSession
from residents.operations.helping import LASTS, begin_help, end_help
from tests.factories.residents import PIN, ResidentFactory, WorkshopFactory
from tests.residents.views.pages import at, page, write

HOME, END = "/me/", "/accounts/help/end/"


@pytest.fixture
def helping(desk, resident):
    """The social worker's browser with the resident's page open."""
    assert write(desk, at("help", resident.pk), present="on").url == HOME
    return desk


def test_a_social_worker_says_that_she_stands_there(desk, resident, social_worker):
    assert desk.get(HOME).status_code == 404
    text = write(desk, at("help", resident.pk)).content.decode()
    assert "请先在这里打勾" in text
    assert not HelpSession.objects.exists()
    assert write(desk, at("help", resident.pk), present="on").url == HOME
    row = HelpSession.objects.get()
    assert (row.resident, row.helper, row.way, row.ends_by - row.began_at) == (
        resident,
        social_worker,
        "present",
        LASTS,
    )


def test_the_page_says_whose_it_is_and_ends_by_one_button(helping, resident, now):
    text = page(helping, HOME)
    assert "正在代看<b>赵青梅</b>的页面" in text
    assert "结束代看" in text
    assert helping.post(END).url == at("person", resident.pk)
    assert HelpSession.objects.get().ended_at == now
    assert helping.get(HOME).status_code == 404
    assert helping.post(END).url == reverse("pages:start")


def test_other_pages_of_the_staff_keep_working(helping, resident, social_worker):
    assert page(helping, "/liuhe/people/")
    assert helping.session["_auth_user_id"] == str(social_worker.pk)
    assert page(helping, HOME)


@pytest.mark.parametrize(
    "address",
    ["me:trusted_new", "me:trusted_end", "me:trusted_again", "me:devices_end", "me:messages"],
)
def test_a_helper_does_nothing_in_her_name(helping, address):
    assert helping.get(reverse(address)).status_code in {302, 403}
    assert write(helping, reverse(address), name="x", relation="y").status_code == 403


def test_a_helper_answers_for_nobody_and_may_choose_larger_letters(helping):
    assert write(helping, "/me/slips/1/say/received/").status_code == 403
    assert helping.put("/me/slips/1/say/received/").status_code == 403
    assert helping.post(reverse("me:look"), {"mf_text": "large"}).status_code == 302


def test_it_ends_after_a_quarter_of_an_hour(helping, resident, clock):
    clock.forward(minutes=14)
    assert helping.get(HOME).status_code == 200
    clock.forward(minutes=2)
    response = helping.get(HOME)
    assert response.url == at("help", resident.pk) + "?over=1"
    assert "时间到了" in page(helping, response.url)
    row = HelpSession.objects.get()
    assert row.over_at == row.ends_by


def test_opening_anothers_page_closes_the_first(helping, neighbour, resident):
    write(helping, at("help", neighbour.pk), present="on")
    first, second = HelpSession.objects.order_by("pk")
    assert first.ended_at
    assert second.ended_at is None
    assert "钱美玲" in page(helping, HOME)
    assert "赵青梅" not in page(helping, HOME)


def test_who_lost_her_role_sees_nothing_any_more(helping, social_worker, now):
    social_worker.memberships.update(ends_on=now.date() - dt.timedelta(days=1))
    assert helping.get(HOME).status_code == 404


def test_a_leader_needs_the_residents_own_pin(client_of, leader, resident, card):
    client = client_of(leader)
    assert "present" not in page(client, at("help", resident.pk))
    assert "没对上" in write(client, at("help", resident.pk), pin="1111", present="on").content.decode()
    assert AccessCard.objects.get().wrong_pins == 1  # counted, though the act itself was taken back
    assert write(client, at("help", resident.pk), pin=PIN).url == HOME
    assert HelpSession.objects.get().way == "pin"
    assert page(client, HOME)


def test_a_leader_who_guesses_locks_the_card(client_of, leader, resident, card):
    client = client_of(leader)
    for _ in range(5):
        write(client, at("help", resident.pk), pin="1111")
    assert write(client, at("help", resident.pk), pin=PIN).status_code == 200
    assert not HelpSession.objects.exists()


def test_pictures_are_pointed_at_on_the_leaders_screen(client_of, leader, resident, pictures):
    client = client_of(leader)
    first, second = pictures.pin.split()
    assert write(client, at("help", resident.pk), first=second, second=first).status_code == 200
    assert write(client, at("help", resident.pk), first=first, second=second).url == HOME


def test_a_resident_without_a_card_cant_be_opened_by_a_leader(client_of, leader, resident):
    assert write(client_of(leader), at("help", resident.pk), pin=PIN).status_code == 200
    assert not HelpSession.objects.exists()


def test_a_leader_helps_nobody_of_another_workshop(client_of, liuhe, leader, resident, card):
    elsewhere, client = ResidentFactory(community=liuhe, workshop=WorkshopFactory(community=liuhe)), client_of(leader)
    assert client.get(at("help", elsewhere.pk)).status_code == 404
    write(client, at("help", resident.pk), pin=PIN)
    assert client.get(HOME).status_code == 200
    resident.workshop = elsewhere.workshop
    resident.save(update_fields=["workshop"])
    assert client.get(HOME).status_code == 404


def test_her_page_opens_on_this_screen_alone(helping, client_of, social_worker):
    assert client_of(social_worker).get(HOME).status_code == 404


def test_signing_out_closes_her_page(helping):
    assert "退出" not in page(helping, reverse("me:mine"))  # there the staff's own session would end
    helping.post("/accounts/sign-out/")
    assert HelpSession.objects.get().ended_at


def test_nobody_helps_herself(leader_as_resident, leader, now):
    with pytest.raises(RuleBroken) as refused:
        begin_help(resident=leader_as_resident, way="pin", actor=leader, now=now)
    assert refused.value.code == "own_page"


def test_she_sees_afterwards_who_helped_her(resident_client, resident, social_worker, now):
    begin_help(resident=resident, way="present", actor=social_worker, now=now)
    end_help(actor=social_worker, now=now + dt.timedelta(minutes=3))
    text = page(resident_client, reverse("me:helpers"))
    assert "林晓云" in text
    assert "上午9点30分" in text and "看到上午9点33分" in text


def test_what_was_stored_of_help_never_changes(resident, social_worker, now):
    row = begin_help(resident=resident, way="present", actor=social_worker, now=now)
    end_help(actor=social_worker, now=now)
    for change in ("way = 'pin'", "ended_at = NULL", "began_at = began_at - interval '1 day'"):
        with pytest.raises((InternalError, IntegrityError)), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE residents_helpsession SET {change} WHERE id = %s", [row.pk])
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        row.delete()
