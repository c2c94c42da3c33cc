"""Communities, their workshops and their households."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from residents import models

OPENED = dt.date(2026, 7, 1)


class CommunityFactory(DjangoModelFactory):
    """`pay_moment` is left empty: it decides who is paid when, so a test says it."""

    class Meta:
        model = models.Community

    code = factory.Sequence(lambda n: f"community{n}")
    name = factory.Sequence(lambda n: f"第{n + 1}社区")
    factory_name = factory.LazyAttribute(lambda community: f"{community.name}微工厂")
    opened_on = OPENED
    pay_moment = None


class WorkshopFactory(DjangoModelFactory):
    class Meta:
        model = models.Workshop

    community = factory.SubFactory(CommunityFactory, pay_moment="on_receipt")
    name = factory.Sequence(lambda n: f"第{n + 1}工坊")


class HouseholdFactory(DjangoModelFactory):
    class Meta:
        model = models.Household

    community = factory.SubFactory(CommunityFactory, pay_moment="on_receipt")
    house = factory.Sequence(lambda n: f"{n // 8 + 1}栋{n % 8 + 1}01")
