"""The tables of people, places, rights, and of what every other table needs."""

from residents.models.access_card import AccessCard
from residents.models.bank_account import BankAccount
from residents.models.community import Community, Workshop
from residents.models.hardship import Ability, Consent, HardshipRecord, SkillRecord
from residents.models.household import Household
from residents.models.log import MoveLog, OneTimeKey, ReferenceNumber, SensitiveRead
from residents.models.membership import Membership
from residents.models.message import Message, MessageTry
from residents.models.parameter import PolicyParameter
from residents.models.resident import Resident
from residents.models.user import User

__all__ = [
    "Ability",
    "AccessCard",
    "BankAccount",
    "Community",
    "Consent",
    "HardshipRecord",
    "Household",
    "Membership",
    "Message",
    "MessageTry",
    "MoveLog",
    "OneTimeKey",
    "PolicyParameter",
    "ReferenceNumber",
    "Resident",
    "SensitiveRead",
    "SkillRecord",
    "User",
    "Workshop",
]
