"""Reference numbers: by community, prefix and day, without gaps, whoever asks at once."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction

from microfactory.kernel.errors import RuleBroken
from residents.models import ReferenceNumber
from residents.operations.references import next_number, next_numbers
from tests.factories.residents import (
    CommunityFactory,
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
