"""The tables of people, places, rights, and of what every other table needs."""

from residents.models.ability import Ability
from residents.models.access_card import AccessCard
from residents.models.bank_account import BankAccount
from residents.models.community import Community, Workshop
from residents.models.consent import Consent
from residents.models.door_tries import DoorTries
from residents.models.hardship import HardshipRecord
from residents.models.help_session import HelpSession
from residents.models.household import Household
from residents.models.membership import Membership
from residents.models.message import Message, MessageTry
from residents.models.move_log import MoveLog
from residents.models.one_time_key import OneTimeKey
from residents.models.parameter import PolicyParameter
from residents.models.phone_pin import PhonePin
from residents.models.reference import ReferenceNumber
from residents.models.resident import Resident
from residents.models.role_grant import RoleGrant
from residents.models.sensitive_read import SensitiveRead
from residents.models.sign_in import SignIn
from residents.models.skill import SkillRecord
from residents.models.trusted import TrustedLook, TrustedPerson
from residents.models.user import User
from residents.models.voice import Clip, ClipSet

__all__ = [
    "Ability",
    "AccessCard",
    "BankAccount",
    "Clip",
    "ClipSet",
    "Community",
    "Consent",
    "DoorTries",
    "HardshipRecord",
    "HelpSession",
    "Household",
    "Membership",
    "Message",
    "MessageTry",
    "MoveLog",
    "OneTimeKey",
    "PhonePin",
    "PolicyParameter",
    "ReferenceNumber",
    "Resident",
    "RoleGrant",
    "SensitiveRead",
    "SignIn",
    "SkillRecord",
    "TrustedLook",
    "TrustedPerson",
    "User",
    "Workshop",
]
