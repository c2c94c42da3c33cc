"""What every app stands on: numbers without gaps, forms that act once, dated amounts, pages by key."""

import datetime as dt
import threading
from decimal import Decimal
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection, transaction
from django.test import RequestFactory

from microfactory.kernel.encryption import Secret, blind_index
from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.paging import page_of
from microfactory.kernel.scoping import Access
from residents.forms.base import ActForm
from residents.models import MoveLog, OneTimeKey, ReferenceNumber, Resident, Workshop
from residents.operations.log import log_moves, moved
from residents.operations.references import next_number, next_numbers
from residents.queries.parameters import parameter
from residents.web import act_once, staff_page
from tests.factories.residents import (
    CommunityFactory,
    PolicyParameterFactory,
    ResidentFactory,
    UserFactory,
    WorkshopFactory,
)

DAY = dt.date(2026, 11, 24)


def test_numbers_count_by_community_prefix_and_day(liuhe, guiyuan):
    assert [next_number(community=liuhe, prefix="LL", day=DAY) for _ in range(2)] == [
        "LL20261124-0001",
        "LL20261124-0002",
    ]
    assert next_number(community=guiyuan, prefix="LL", day=DAY) == "LL20261124-0001"
    assert next_number(community=liuhe, prefix="FK", day=DAY) == "FK20261124-0001"
    assert next_number(community=liuhe, prefix="LL", day=dt.date(2026, 11, 25)) == "LL20261125-0001"


def test_many_numbers_come_in_one_statement(liuhe, django_assert_num_queries):
    next_number(community=liuhe, prefix="FK", day=DAY)
    with django_assert_num_queries(1):
        taken = next_numbers(community=liuhe, prefix="FK", day=DAY, count=70)
    assert (taken[0], taken[-1]) == ("FK20261124-0002", "FK20261124-0071")
    assert next_numbers(community=liuhe, prefix="FK", day=DAY, count=0) == []


def test_a_number_of_an_act_that_failed_is_given_out_again(liuhe):
    with pytest.raises(RuleBroken), transaction.atomic():
        next_number(community=liuhe, prefix="LL", day=DAY)
        raise RuleBroken("no")
    assert next_number(community=liuhe, prefix="LL", day=DAY) == "LL20261124-0001"


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_get_eight_numbers_without_a_gap():
    community, taken = CommunityFactory(pay_moment="on_receipt"), []

    def take():
        taken.append(next_number(community=community, prefix="LL", day=DAY))
        connection.close()

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [f"LL20261124-{n:04d}" for n in range(1, 9)]
    assert ReferenceNumber.objects.get().last == 8


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


def test_an_amount_is_the_communitys_own_before_the_general_one(liuhe, guiyuan):
    PolicyParameterFactory(key="k", value=Decimal("800"), ends_on=dt.date(2026, 10, 31))
    PolicyParameterFactory(key="k", value=Decimal("900"), starts_on=dt.date(2026, 11, 1))
    PolicyParameterFactory(key="k", value=Decimal("950"), starts_on=DAY, community=liuhe)
    assert parameter("k", community=liuhe, on=DAY) == 950
    assert parameter("k", community=guiyuan, on=DAY) == 900
    assert parameter("k", community=liuhe, on=dt.date(2026, 10, 31)) == 800
    assert parameter("other", community=liuhe, on=DAY, default=Decimal(1)) == 1
    with pytest.raises(RuleBroken) as refused:
        parameter("other", community=liuhe, on=DAY)
    assert refused.value.code == "parameter_missing"


def test_pages_go_forth_and_back_by_key(liuhe):
    for name in ("丁一", "丁一", "赵二", "李三", "王四"):
        ResidentFactory(community=liuhe, name=name)
    rows, order = Resident.objects.all(), ("pinyin_key", "pk")
    whole = list(rows.order_by(*order))
    first = page_of(rows, order=order, size=2)
    second = page_of(rows, order=order, size=2, after=first.older)
    third = page_of(rows, order=order, size=2, after=second.older)
    assert [*first.rows, *second.rows, *third.rows] == whole
    assert (first.newer, third.older) == ("", "")
    again = page_of(rows, order=order, size=2, before=third.newer)
    assert (again.rows, bool(again.newer), bool(again.older)) == (second.rows, True, True)
    back = page_of(rows, order=order, size=2, before=again.newer)
    assert (back.rows, back.newer, bool(back.older)) == (first.rows, "", True)


@pytest.mark.parametrize("key", ["x", "a\u001fb", "\u001f\u001f", "a\u001f1\u001f2"])
def test_a_key_nobody_gave_out_shows_the_first_page(resident, key):
    assert page_of(Resident.objects.all(), order=("pinyin_key", "pk"), after=key).rows == [resident]


def test_falling_pages_begin_with_the_latest(resident, social_worker, now):
    log_moves(
        moved(resident, move=f"m{n}", before="", after="", actor=social_worker, now=now + dt.timedelta(minutes=n // 2))
        for n in range(5)
    )
    order, seen, after = ("-at", "-pk"), [], ""
    while page := page_of(MoveLog.objects.all(), order=order, size=2, after=after):
        seen += [line.move for line in page.rows]
        after = page.older
        if not after:
            break
    assert seen == ["m4", "m3", "m2", "m1", "m0"]


def test_encryption_survives_a_change_of_keys(settings):
    from cryptography.fernet import Fernet

    from microfactory.kernel import encryption

    sealed = Secret.seal("130199196803150023")
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_ENCRYPTION_KEYS]
    encryption._fernet.cache_clear()
    try:
        rotated = sealed.rotated()
        settings.FIELD_ENCRYPTION_KEYS = settings.FIELD_ENCRYPTION_KEYS[:1]
        encryption._fernet.cache_clear()
        assert rotated.reveal() == "130199196803150023"
        assert str(rotated) == repr(rotated) == "****"
    finally:
        encryption._fernet.cache_clear()
    assert blind_index("1") == blind_index("1") != blind_index("2")
    assert blind_index("") == ""
