"""Amounts of law and custom, as they stand on a day."""

import datetime as dt
from decimal import Decimal

import pytest

from microfactory.kernel.errors import RuleBroken
from residents.queries.parameters import parameter
from tests.factories.residents import (
    PolicyParameterFactory,
)

DAY = dt.date(2026, 11, 24)


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
