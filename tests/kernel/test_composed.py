"""Queries composed once: the same rows as the ORM's own, with every value in its place."""

import datetime as dt

import pytest
from django.db import transaction

from microfactory.kernel.composed import Composed
from residents.enums import Role
from residents.models import Membership, Resident
from tests.factories.residents import MembershipFactory, ResidentFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 24)


def live(user, code, day):
    rows = Membership.objects.live_on(day).filter(user=user, community__code=code, role=Role.STAFF)
    return rows.select_related("community").order_by("pk")


LIVE = Composed(live, user=int, code=str, day=dt.date)


def test_it_gives_what_the_queryset_gives_for_any_values():
    for member in MembershipFactory.create_batch(2, role=Role.STAFF, starts_on=DAY):
        for day in (DAY, DAY - dt.timedelta(days=1)):
            found = LIVE(user=member.user_id, code=member.community.code, day=day)
            assert found == list(live(member.user_id, member.community.code, day))
            assert [row.__dict__.keys() for row in found] == [
                vars(row).keys() for row in live(member.user_id, member.community.code, day)
            ]
    assert LIVE(user=member.user_id, code="' OR 1 = 1 --", day=DAY) == []


def test_related_rows_come_with_it(django_assert_num_queries):
    member = MembershipFactory(role=Role.STAFF, starts_on=DAY)
    with django_assert_num_queries(1):
        assert LIVE.first(user=member.user_id, code=member.community.code, day=DAY).community == member.community


def test_tuples_stay_tuples():
    resident = ResidentFactory()
    names = Composed(lambda pk: Resident.objects.filter(pk=pk).values_list("pk", "name"), pk=int)
    assert names(pk=resident.pk) == [(resident.pk, resident.name)]
    assert names.first(pk=resident.pk + 1) is None


@pytest.mark.parametrize("value", [None, "3", dt.datetime(2026, 11, 24)])
def test_a_value_of_another_type_is_refused(value):
    with pytest.raises(TypeError):
        LIVE(user=value, code="liuhe", day=DAY)


def test_a_value_that_is_changed_on_the_way_is_refused():
    older = Composed(lambda day: Membership.objects.filter(starts_on__lt=day - dt.timedelta(days=1)), day=dt.date)
    with pytest.raises(LookupError, match="day"):
        older(day=DAY)


@pytest.mark.django_db(transaction=True)
def test_a_lock_wants_a_transaction():
    locked = Composed(lambda pk: Resident.objects.filter(pk=pk).select_for_update(), pk=int)
    with transaction.atomic():
        assert locked(pk=1) == []
    with pytest.raises(transaction.TransactionManagementError):
        locked(pk=1)
