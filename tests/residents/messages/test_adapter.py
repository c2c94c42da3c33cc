"""The adapter for text messages, against a gateway in a thread."""

import json

import pytest

from residents.channels import sms
from residents.channels.parcels import DemoNeverSends, Parcel
from residents.enums import TryOutcome
from tests.residents.messages.gateway import SECRET, running

PARCEL = Parcel("liuhe:pay-FK1", "13800000001", "【巧手坊】赵青梅，您好", demo=False)


def test_a_text_goes_out_signed():
    with running(200) as (fake, adapter):
        answer = adapter.deliver(PARCEL)
    assert answer.outcome == TryOutcome.ACCEPTED
    assert answer.text == '200 {"said": "well"}'
    assert fake.got == [{"key": PARCEL.key, "to": PARCEL.phone, "text": PARCEL.text}]
    head = fake.heads[0]
    assert head["Idempotency-Key"] == PARCEL.key
    assert head["X-Account"] == "qiaoshou"
    assert head["X-Signature"] == sms.signature(SECRET, head["X-Timestamp"], fake.bodies[0])
    assert "【巧手坊】" in fake.bodies[0].decode()
    assert json.loads(fake.bodies[0])["to"] == "13800000001"


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (202, TryOutcome.ACCEPTED),
        (400, TryOutcome.REFUSED),
        (403, TryOutcome.REFUSED),
        (408, TryOutcome.UNREACHABLE),
        (429, TryOutcome.UNREACHABLE),
        (500, TryOutcome.UNREACHABLE),
        (503, TryOutcome.UNREACHABLE),
    ],
)
def test_what_an_answer_means(status, outcome):
    with running(status) as (_fake, adapter):
        assert adapter.deliver(PARCEL).outcome == outcome


def test_a_redirect_is_a_refusal_and_is_not_followed():
    with running((302, {"Location": "/elsewhere"})) as (fake, adapter):
        assert adapter.deliver(PARCEL).outcome == TryOutcome.REFUSED
    assert len(fake.got) == 1


def test_a_gateway_that_isnt_there_may_be_tried_again():
    with running(200) as (_fake, adapter):
        pass
    assert adapter.deliver(PARCEL).outcome == TryOutcome.UNREACHABLE


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/send", "https://127.0.0.1:9/send", "https://10.0.0.7/", "ftp://x/"]
)
def test_addresses_inside_the_house_and_plain_http_are_refused_unless_meant(url):
    answer = sms.Gateway(url, "a", "b", timeout=1).deliver(PARCEL)
    assert answer.outcome == TryOutcome.UNREACHABLE
    assert answer.text.startswith("ValueError")


def test_plain_http_never_leaves_the_house():
    answer = sms.Gateway("http://8.8.8.8/send", "a", "b", timeout=1, private=True).deliver(PARCEL)
    assert answer.text == "ValueError: plain http goes to an address inside the house only"


def test_the_adapter_takes_nothing_from_a_demo():
    with running(200) as (fake, adapter):
        with pytest.raises(DemoNeverSends):
            adapter.deliver(Parcel("liuhe:x", "13800000001", "…", demo=True))
    assert fake.got == []


def test_without_an_address_there_is_no_gateway(settings):
    assert sms.gateway() is None
    settings.SMS_GATEWAY = {**settings.SMS_GATEWAY, "url": "https://sms.example.cn/send"}
    assert sms.gateway().url == "https://sms.example.cn/send"
