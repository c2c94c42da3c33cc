"""Communities, people and their rights, as situations: a leader's membership, a resident with a card, one who left."""

from tests.factories.residents.doors import (
    PIN,
    AccessCardFactory,
    HelpSessionFactory,
    PhonePinFactory,
    SignInFactory,
    TrustedPersonFactory,
)
from tests.factories.residents.people import (
    GIVEN,
    SURNAMES,
    BankAccountFactory,
    MembershipFactory,
    ResidentFactory,
    RoleGrantFactory,
    UserFactory,
    identity_number,
)
from tests.factories.residents.places import CommunityFactory, HouseholdFactory, WorkshopFactory
from tests.factories.residents.records import (
    ConsentFactory,
    HardshipRecordFactory,
    MessageFactory,
    PolicyParameterFactory,
)

__all__ = [
    "GIVEN",
    "PIN",
    "SURNAMES",
    "AccessCardFactory",
    "BankAccountFactory",
    "CommunityFactory",
    "ConsentFactory",
    "HardshipRecordFactory",
    "HelpSessionFactory",
    "HouseholdFactory",
    "MembershipFactory",
    "MessageFactory",
    "PhonePinFactory",
    "PolicyParameterFactory",
    "ResidentFactory",
    "RoleGrantFactory",
    "SignInFactory",
    "TrustedPersonFactory",
    "UserFactory",
    "WorkshopFactory",
    "identity_number",
]
