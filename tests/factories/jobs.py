"""Employers and their postings, as situations: a draft, one that is open, one that ended."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from jobs import models
from jobs.enums import PostingState
from tests.factories.residents import CommunityFactory, UserFactory
from tests.runtime.clock import NOW

TODAY = NOW.date()


class EmployerFactory(DjangoModelFactory):
    class Meta:
        model = models.Employer

    community = factory.SubFactory(CommunityFactory, pay_moment="on_receipt")
    name = factory.Sequence(lambda n: f"第{n + 1}家政公司")


class PostingFactory(DjangoModelFactory):
    """A draft with everything that the public must be told."""

    class Meta:
        model = models.Posting

    class Params:
        bare = factory.Trait(pay_low=None, pay_high=None, pay_unit="", phone="")
        shown = factory.Trait(published_at=NOW, published_by=factory.SelfAttribute("drafted_by"))
        published = factory.Trait(shown=True, state=PostingState.PUBLISHED)
        overdue = factory.Trait(published=True, apply_by=TODAY - dt.timedelta(days=1))
        filled = factory.Trait(
            shown=True, state=PostingState.FILLED, ended_at=NOW, ended_by=factory.SelfAttribute("drafted_by")
        )
        closed = factory.Trait(filled=True, state=PostingState.CLOSED)
        expired = factory.Trait(shown=True, state=PostingState.EXPIRED, ended_at=NOW)

    employer = factory.SubFactory(EmployerFactory)
    community = factory.SelfAttribute("employer.community")
    title = factory.Sequence(lambda n: f"{n + 1}号楼保洁员")
    kind = "part_time"
    place = "柳河路菜市场旁"
    pay_low = 1800
    pay_high = 2200
    pay_unit = "month"
    hours = "早8点到12点，周日休息"
    requirements = "手脚利索，会用拖把"
    openings = 2
    phone = "13800000001"
    source = "employer"
    apply_by = TODAY + dt.timedelta(days=14)
    drafted_at = NOW
    drafted_by = factory.SubFactory(UserFactory)
