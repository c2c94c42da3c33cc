"""What opens a resident's page: cards, six digits, helpers and whom she trusts; and the devices it was opened on."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from microfactory.kernel.encryption import Secret, blind_index
from residents import models
from residents.operations.door import phone_hash, pin_hash
from tests.factories.residents.people import ResidentFactory, UserFactory
from tests.runtime.clock import NOW

PIN = "2580"


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
