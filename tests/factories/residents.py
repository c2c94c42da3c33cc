"""Communities, people and their rights, as situations: a leader's membership, a resident with a card, one who left."""

import datetime as dt
import itertools

import factory
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory
from stdnum.cn import ric

from microfactory.kernel.encryption import Secret, blind_index
from residents import models
from residents.enums import Role
from residents.operations.door import phone_hash, pin_hash
from residents.rules.names import pinyin_initials, pinyin_key
from tests.runtime.clock import NOW

OPENED = dt.date(2026, 7, 1)
PIN = "2580"
SURNAMES, GIVEN = (
    "赵钱孙李周吴郑王冯陈",
    ["青梅", "玉兰", "桂芳", "秀英", "建国", "志强", "小燕", "美玲", "德福", "春花", "大山"],
)
NAMES = [surname + given for given, surname in itertools.product(GIVEN, SURNAMES)]


def identity_number(n: int, born_on: dt.date) -> str:
    """A number with a right check digit, of a district that doesn't exist."""
    body = f"999999{born_on:%Y%m%d}{n % 1000:03d}"
    return body + ric.calc_check_digit(body + "0")


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


class HouseholdFactory(DjangoModelFactory):
    class Meta:
        model = models.Household

    community = factory.SubFactory(CommunityFactory, pay_moment="on_receipt")
    house = factory.Sequence(lambda n: f"{n // 8 + 1}栋{n % 8 + 1}01")


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


class AccessCardFactory(DjangoModelFactory):
    """A resident's card with the PIN above."""

    class Meta:
        model = models.AccessCard

    class Params:
        link = factory.Sequence(lambda n: f"link-of-card-{n}")
        revoked = factory.Trait(revoked_at=NOW, revoked_by=factory.SelfAttribute("issued_by"))
        used = factory.Trait(pin_used_at=NOW)

    resident = factory.SubFactory(ResidentFactory, with_user=True)
    community = factory.SelfAttribute("resident.community")
    token = factory.LazyAttribute(lambda card: Secret.seal(card.link))
    token_hash = factory.LazyAttribute(lambda card: blind_index(card.link))
    pin_hash = factory.LazyAttribute(lambda card: pin_hash(card.link, PIN))
    pin_made_at = NOW
    pin_made_by = factory.SelfAttribute("issued_by")
    issued_at = NOW
    issued_by = factory.SubFactory(UserFactory)


class TrustedPersonFactory(DjangoModelFactory):
    """A resident's daughter, named on paper at the counter."""

    class Meta:
        model = models.TrustedPerson
        skip_postgeneration_save = True

    class Params:
        with_card = factory.Trait(
            card=factory.RelatedFactory(
                "tests.factories.residents.AccessCardFactory", "trusted", resident=factory.SelfAttribute("..resident")
            )
        )

    resident = factory.SubFactory(ResidentFactory, with_user=True)
    community = factory.SelfAttribute("resident.community")
    user = factory.SubFactory(UserFactory, of_card=True, name="刘洋")
    name = "刘洋"
    relation = "女儿"
    phone = "13900000009"
    way = "paper"
    named_at = NOW
    named_by = factory.SubFactory(UserFactory)


class PhonePinFactory(DjangoModelFactory):
    """Six digits for the resident's telephone number."""

    class Meta:
        model = models.PhonePin

    class Params:
        digits = "739164"

    resident = factory.SubFactory(ResidentFactory, with_user=True, phone="13900000001")
    community = factory.SelfAttribute("resident.community")
    phone = factory.SelfAttribute("resident.phone")
    pin_hash = factory.LazyAttribute(lambda row: phone_hash(row.phone, row.digits))
    set_at = NOW
    set_by = factory.SubFactory(UserFactory)


class HelpSessionFactory(DjangoModelFactory):
    """A social worker opened a resident's page beside her."""

    class Meta:
        model = models.HelpSession

    resident = factory.SubFactory(ResidentFactory)
    community = factory.SelfAttribute("resident.community")
    helper = factory.SubFactory(UserFactory)
    way = "present"
    began_at = NOW
    ends_by = NOW + dt.timedelta(minutes=15)


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


class SignInFactory(DjangoModelFactory):
    """A device that is signed in with a card."""

    class Meta:
        model = models.SignIn

    card = factory.SubFactory(AccessCardFactory)
    resident = factory.SelfAttribute("card.resident")
    community = factory.SelfAttribute("resident.community")
    user = factory.LazyAttribute(lambda row: row.card.trusted.user if row.card.trusted else row.resident.user)
    device = "android"
    began_at = NOW
    last_used_at = NOW


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
