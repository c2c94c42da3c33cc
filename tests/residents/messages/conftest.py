"""A resident who can be told, and a gateway that is configured."""

import pytest

from tests.factories.residents import ResidentFactory


@pytest.fixture
def she(liuhe, workshop):
    """Somebody with a mobile telephone."""
    return ResidentFactory(community=liuhe, workshop=workshop, name="赵青梅", phone="13800000001")


@pytest.fixture
def with_gateway(settings):
    """Text messages go out by themselves."""
    settings.SMS_GATEWAY = {**settings.SMS_GATEWAY, "url": "https://sms.example.cn/send"}


@pytest.fixture
def by(social_worker, now):
    return {"actor": social_worker, "now": now}
