"""What is kept for a while only: it goes with its time, and not before."""

import datetime as dt
from uuid import uuid4

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.core.management import call_command

from residents.models import DoorTries, OneTimeKey
from residents.operations.forgetting import KEYS_LAST
from residents.operations.one_time_keys import claim_key
from residents.operations.tries import STAFF, WITHIN, take_try
from tests.factories.residents import UserFactory

BEFORE = dt.timedelta(minutes=1)


def test_a_session_that_ended_is_forgotten(client_of, social_worker, now, db):
    client_of(social_worker)
    session = Session.objects.get()
    Session.objects.update(expire_date=now + BEFORE)
    call_command("forget", verbosity=0)
    assert Session.objects.get() == session
    Session.objects.update(expire_date=now)
    call_command("forget", verbosity=0)
    assert not Session.objects.exists()


def test_the_key_of_a_form_is_forgotten_when_nobody_posts_it_twice(social_worker, now):
    claim_key(key=uuid4(), actor=social_worker, path="/liuhe/", now=now - KEYS_LAST)
    claim_key(key=(kept := uuid4()), actor=social_worker, path="/liuhe/", now=now - KEYS_LAST + BEFORE)
    call_command("forget", verbosity=0)
    assert OneTimeKey.objects.get().pk == kept


def test_a_key_outlasts_every_session(settings):
    assert dt.timedelta(days=settings.PHONE_SESSION_DAYS) < KEYS_LAST


def test_from_where_a_door_was_tried_is_forgotten_within_the_hour(db, now):
    take_try(door=STAFF, address="198.51.100.7", now=now - WITHIN)
    take_try(door=STAFF, address="198.51.100.8", now=now - WITHIN + BEFORE)
    call_command("forget", verbosity=0)
    assert DoorTries.objects.get().began_at > now - WITHIN


def test_where_a_wrong_password_came_from_is_forgotten_with_its_lock(client, now, db):
    UserFactory(username="lin", with_password=True)
    client.post("/accounts/sign-in/", {"username": "lin", "password": "wrong"})
    AccessAttempt.objects.update(attempt_time=now - dt.timedelta(minutes=14))
    call_command("forget", verbosity=0)
    assert AccessAttempt.objects.get().username == "lin"
    AccessAttempt.objects.update(attempt_time=now - dt.timedelta(minutes=15))
    call_command("forget", verbosity=0)
    assert not AccessAttempt.objects.exists()


@pytest.mark.parametrize("count", [0, 2])
def test_the_command_says_how_much_it_forgot(social_worker, now, capsys, count):
    for _ in range(count):
        claim_key(key=uuid4(), actor=social_worker, path="/liuhe/", now=now - KEYS_LAST)
    call_command("forget")
    assert capsys.readouterr().out == ("2 forgotten\n" if count else "")
