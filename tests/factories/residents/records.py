"""What is kept about residents and communities: hardship, consents, dated amounts, messages."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from residents import models
from tests.factories.residents.people import ResidentFactory, UserFactory
from tests.factories.residents.places import OPENED
from tests.runtime.clock import NOW


class HardshipRecordFactory(DjangoModelFactory):
    """`kind` is left empty."""

    class Meta:
        model = models.HardshipRecord

    resident = factory.SubFactory(ResidentFactory)
    community = factory.SelfAttribute("resident.community")
    kind = None
    starts_on = OPENED


class ConsentFactory(DjangoModelFactory):
    """To work and pay, signed on paper."""

    class Meta:
        model = models.Consent

    class Params:
        withdrawn = factory.Trait(withdrawn_on=dt.date(2026, 11, 2))

    resident = factory.SubFactory(ResidentFactory)
    community = factory.SelfAttribute("resident.community")
    purpose = "work"
    way = "paper"
    notice_version = "2026-07"
    given_on = OPENED
    recorded_by = factory.SubFactory(UserFactory)


class PolicyParameterFactory(DjangoModelFactory):
    """`key` and `value` are left empty; without a community it holds for all."""

    class Meta:
        model = models.PolicyParameter

    community = None
    key = None
    value = None
    starts_on = dt.date(2020, 1, 1)
    source = "test"


class MessageFactory(DjangoModelFactory):
    """Something a resident is to be told; a text for her chat unless said otherwise."""

    class Meta:
        model = models.Message

    class Params:
        slip = factory.Trait(channel="print")
        sms = factory.Trait(channel="sms")
        failed = factory.Trait(channel="sms", state="failed", tries=6, ended_at=NOW, reason="503")

    resident = factory.SubFactory(ResidentFactory, phone="13800000001")
    community = factory.SelfAttribute("resident.community")
    workshop = factory.SelfAttribute("resident.workshop")
    template = "work_due"
    channel = "paste"
    body = factory.LazyAttribute(lambda message: f"{message.resident.name}，您手上的活（宠物梳）12月1日该交了。")
    key = factory.Sequence(lambda n: f"due-{n}")
    due_at = queued_at = NOW
    queued_by = factory.SubFactory(UserFactory)
