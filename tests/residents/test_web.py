"""What every page that acts stands on: a form acts once, a broken rule is said on it, a staff page asks its right."""

import threading
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.test import RequestFactory

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.scoping import Access
from residents.forms.base import ActForm
from residents.models import OneTimeKey, Workshop
from residents.web import act_once, staff_page
from tests.factories.residents import UserFactory, WorkshopFactory


class Note(ActForm):
    """A form with nothing but its key."""


def posted(user, key=None):
    request = RequestFactory().post("/x/")
    request.user = user
    form = Note({"once": str(key or uuid4())})
    assert form.is_valid()
    return request, form


def test_a_form_without_its_key_is_not_taken():
    assert not Note({}).is_valid()


def test_a_second_post_gets_the_first_ones_result(social_worker):
    key, done = uuid4(), []
    for address in ("/first/", "/second/"):
        request, form = posted(social_worker, key)
        response = act_once(request, form, lambda address=address: done.append(address) or address)
        assert (response.status_code, response.url) == (302, "/first/")
    assert done == ["/first/"]


def test_a_broken_rule_becomes_an_error_and_the_key_is_free_again(social_worker):
    key = uuid4()

    def refuse():
        OneTimeKey.objects.filter(key=key).update(path="seen")
        raise RuleBroken("只剩 6 盒", field="nothing here")

    request, form = posted(social_worker, key)
    assert act_once(request, form, refuse) is None
    assert form.non_field_errors() == ["只剩 6 盒"]
    assert not OneTimeKey.objects.exists()
    request, form = posted(social_worker, key)
    assert act_once(request, form, lambda: "/done/").url == "/done/"


def test_a_constraint_that_only_a_race_breaks_speaks_its_sentence(workshop, social_worker):
    request, form = posted(social_worker)
    double = lambda: str(WorkshopFactory(community=workshop.community, name=workshop.name))  # noqa: E731
    assert act_once(request, form, double) is None
    assert form.non_field_errors() == ["已经有同名的工坊了。"]


@pytest.mark.django_db(transaction=True)
def test_two_acts_that_wait_for_each_other_ask_one_to_press_again(now):
    """Each holds a row and wants the other's: the database gives one of them up, and its form says so."""
    user, rows, meeting = UserFactory(), [WorkshopFactory().pk, WorkshopFactory().pk], threading.Barrier(2)
    answers = {}

    def press(key, order, wait):
        request, form = posted(user, key)

        def act():
            for row in order:
                Workshop.objects.select_for_update(of=("self",), no_key=True).get(pk=row)
                wait()
            Workshop.objects.filter(pk=order[0]).update(opening_hours=f"{key}")
            return "/done/"

        answers[key] = (act_once(request, form, act), form.non_field_errors())
        connection.close()

    pressed = {uuid4(): rows, uuid4(): rows[::-1]}
    once = [threading.Event() for _ in pressed]

    def together(event):
        if not event.is_set():
            event.set()
            meeting.wait(timeout=20)

    threads = [
        threading.Thread(target=press, args=(key, order, lambda event=event: together(event)))
        for (key, order), event in zip(pressed.items(), once, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    done = [key for key, (response, _errors) in answers.items() if response]
    met = [key for key, (response, _errors) in answers.items() if response is None]
    assert (len(done), len(met)) == (1, 1)
    assert answers[met[0]][1] == ["刚才有人也在改，请再按一次。"]
    assert not Workshop.objects.filter(opening_hours=f"{met[0]}").exists()
    press(met[0], pressed[met[0]], lambda: None)
    assert answers[met[0]][0].url == "/done/"


def test_another_failure_of_the_database_is_no_meeting(social_worker):
    def fail():
        raise OperationalError("disk full")

    with pytest.raises(OperationalError):
        act_once(*posted(social_worker), fail)


def test_somebody_elses_key_does_nothing_and_tells_nothing(social_worker, cashier):
    key = uuid4()
    act_once(*posted(social_worker, key), lambda: "/hers/")
    assert act_once(*posted(cashier, key), lambda: "/mine/").url == "/x/"


@pytest.mark.django_db(transaction=True)
def test_a_double_tap_at_the_same_moment_acts_once(now):
    user, key, seen, barrier = UserFactory(), uuid4(), [], threading.Barrier(6)

    def tap():
        request, form = posted(user, key)
        barrier.wait()
        seen.append(act_once(request, form, lambda: f"/{uuid4()}/").url)
        connection.close()

    threads = [threading.Thread(target=tap) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 6
    assert len(set(seen)) == 1


def test_a_staff_page_asks_its_right():
    request = RequestFactory().get("/x/")
    request.access = Access(AnonymousUser(), None, frozenset({"leader"}))
    view = staff_page(lambda access: access.has("cashier"))(lambda request: "page")
    with pytest.raises(PermissionDenied):
        view(request)
    request.access = Access(AnonymousUser(), None, frozenset({"cashier"}))
    assert view(request) == "page"
