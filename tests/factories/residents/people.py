"""People and their rights, as situations: a leader's membership, a resident with an account, one who left."""

import datetime as dt
import itertools

import factory
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory
from stdnum.cn import ric

from microfactory.kernel.encryption import Secret, blind_index
from residents import models
from residents.enums import Role
from residents.rules.names import pinyin_initials, pinyin_key
from tests.factories.residents.places import OPENED, CommunityFactory, HouseholdFactory, WorkshopFactory
from tests.runtime.clock import NOW

SURNAMES, GIVEN = (
    "赵钱孙李周吴郑王冯陈",
    ["青梅", "玉兰", "桂芳", "秀英", "建国", "志强", "小燕", "美玲", "德福", "春花", "大山"],
)
NAMES = [surname + given for given, surname in itertools.product(GIVEN, SURNAMES)]


def identity_number(n: int, born_on: dt.date) -> str:
    """A number with a right check digit, of a district that doesn't exist."""
    body = f"999999{born_on:%Y%m%d}{n % 1000:03d}"
    return body + ric.calc_check_digit(body + "0")


class UserFactory(DjangoModelFactory):
    """Signs in nowhere by password; `client_of(user)` needs none."""

    class Meta:
        model = models.User

    username = factory.Sequence(lambda n: f"user{n}")
    name = factory.Sequence(lambda n: NAMES[n % len(NAMES)])
    password = "!"

    class Params:
        with_password = factory.Trait(password=factory.LazyFunction(lambda: make_password("correct horse battery")))
        superuser = factory.Trait(is_staff=True, is_superuser=True)
        of_card = factory.Trait(is_resident=True)


class MembershipFactory(DjangoModelFactory):
    """`role` is left empty: a test says whom it is about."""

    class Meta:
        model = models.Membership

    user = factory.SubFactory(UserFactory)
    community = factory.SubFactory(CommunityFactory, pay_moment="on_receipt")
    role = None
    starts_on = OPENED

    class Params:
        leading = factory.Trait(
            role=Role.LEADER,
            workshop=factory.SubFactory(WorkshopFactory, community=factory.SelfAttribute("..community")),
        )
        ended = factory.Trait(ends_on=dt.date(2026, 10, 31))


class RoleGrantFactory(DjangoModelFactory):
    """A role that waits for a second person; `role` is left empty."""

    class Meta:
        model = models.RoleGrant

    community = factory.SubFactory(CommunityFactory, pay_moment="on_receipt")
    user = factory.SubFactory(UserFactory)
    role = None
    starts_on = NOW.date()
    asked_by = factory.SubFactory(UserFactory)
    asked_at = NOW
    asked_on = NOW.date()


class ResidentFactory(DjangoModelFactory):
    """Somebody who takes part, with an identity number of her own."""

    class Meta:
        model = models.Resident
        skip_postgeneration_save = True

    class Params:
        digits = factory.LazyAttributeSequence(lambda resident, n: identity_number(n, resident.born_on))
        without_identity = factory.Trait(digits="", no_identity_reason="身份证丢失，补办中")
        at_home = factory.Trait(usual_place="home")
        left = factory.Trait(state="left", left_on=dt.date(2026, 10, 31), left_reason="搬走了")
        with_household = factory.Trait(
            household=factory.SubFactory(HouseholdFactory, community=factory.SelfAttribute("..community"))
        )
        with_user = factory.Trait(
            user=factory.SubFactory(UserFactory, of_card=True, name=factory.SelfAttribute("..name"))
        )
        with_account = factory.Trait(
            account=factory.RelatedFactory("tests.factories.residents.BankAccountFactory", "resident")
        )

    community = factory.SubFactory(CommunityFactory, pay_moment="on_receipt")
    workshop = factory.SubFactory(WorkshopFactory, community=factory.SelfAttribute("..community"))
    name = factory.Sequence(lambda n: NAMES[n % len(NAMES)])
    pinyin_key = factory.LazyAttribute(lambda resident: pinyin_key(resident.name))
    pinyin_initials = factory.LazyAttribute(lambda resident: pinyin_initials(resident.name))
    sex = "female"
    born_on = factory.Sequence(lambda n: dt.date(1961, 3, 1) + dt.timedelta(days=37 * (n % 400)))
    list_order = factory.Sequence(lambda n: n + 1)
    joined_on = OPENED
    house = factory.Sequence(lambda n: f"{n // 8 + 1}栋{n % 8 + 1}01")
    identity_number = factory.LazyAttribute(lambda resident: Secret.seal(resident.digits))
    identity_hash = factory.LazyAttribute(lambda resident: blind_index(resident.digits))
    identity_last4 = factory.LazyAttribute(lambda resident: resident.digits[-4:])


class BankAccountFactory(DjangoModelFactory):
    class Meta:
        model = models.BankAccount

    class Params:
        digits = factory.Sequence(lambda n: f"62220000000{n:08d}")
        ended = factory.Trait(ended_at=NOW, ended_by=factory.SelfAttribute("added_by"))

    resident = factory.SubFactory(ResidentFactory)
    community = factory.SelfAttribute("resident.community")
    holder = factory.SelfAttribute("resident.name")
    bank = "农商银行"
    number = factory.LazyAttribute(lambda account: Secret.seal(account.digits))
    number_hash = factory.LazyAttribute(lambda account: blind_index(account.digits))
    last4 = factory.LazyAttribute(lambda account: account.digits[-4:])
    added_at = NOW
    added_by = factory.SubFactory(UserFactory)
