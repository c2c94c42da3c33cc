"""Who may do what with people. Each function answers for one person acting in one community."""

from microfactory.kernel.scoping import Access
from residents.enums import Role, SensitiveKind

_OFFICE = (Role.SOCIAL_WORKER, Role.STAFF)
_MONEY = (Role.SOCIAL_WORKER, Role.STAFF, Role.APPROVER, Role.CASHIER)


def can_see_people(access: Access) -> bool:
    """Names, houses, telephones: social worker, staff, approver, cashier; a leader those of her workshop.

    The street office sees sums only.
    """
    return access.has(*_MONEY, Role.LEADER)


def can_see_money_of_people(access: Access) -> bool:
    """What a resident earns and where it is paid: social worker, staff, approver, cashier. Never a leader."""
    return access.has(*_MONEY)


def can_see_hardship(access: Access) -> bool:
    """Hardship records and disability certificates: social worker, staff. Never a leader; each look is noted."""
    return access.has(*_OFFICE)


def can_reveal_numbers(access: Access) -> bool:
    """An identity or account number in full, with a reason that is noted: social worker, staff, cashier."""
    return access.has(*_OFFICE, Role.CASHIER)


def can_reveal(access: Access, kind: str) -> bool:
    """The same for one kind of number: a certificate's goes with the right to see hardship."""
    return can_see_hardship(access) if kind == SensitiveKind.CERTIFICATE else can_reveal_numbers(access)


def can_manage_people(access: Access) -> bool:
    """Registers and changes people, their accounts, consents and cards: social worker, staff."""
    return access.has(*_OFFICE)


def can_help(access: Access) -> bool:
    """Opens a resident's own pages on her screen, with the resident beside her: social worker, staff, leader."""
    return access.has(*_OFFICE, Role.LEADER)


def needs_her_pin(access: Access) -> bool:
    """Whether the resident types her own PIN before that: with a leader, who doesn't see money otherwise."""
    return not access.has(*_OFFICE)


def can_see_roles(access: Access) -> bool:
    """Who was given a role over money or rights lately, by whom: everybody who works here."""
    return bool(access.roles)


def can_stop_roles(access: Access) -> bool:
    """Stops such a role before it begins: social worker, staff, approver."""
    return access.has(*_OFFICE, Role.APPROVER)


def can_see_reads(access: Access) -> bool:
    """Who looked at a resident's sensitive data: social worker, staff, approver."""
    return access.has(*_OFFICE, Role.APPROVER)


def can_manage_settings(access: Access) -> bool:
    """Roles of members, workshops, the community's own settings: staff."""
    return access.has(Role.STAFF)


def rights_over_people(access: Access) -> dict[str, bool]:
    """What the sections of a person's page may show and offer, by name."""
    return {
        "manage": can_manage_people(access),
        "money": can_see_money_of_people(access),
        "hardship": can_see_hardship(access),
        "reveal": can_reveal_numbers(access),
        "reads": can_see_reads(access),
        "settings": can_manage_settings(access),
        "voice": can_record_voice(access),
        "help": can_help(access),
    }


def can_send_messages(access: Access) -> bool:
    """Sees the outbox, hands messages over, writes one by hand: social worker, staff.

    Never a leader: who asked a question or was given money is others' business.
    """
    return access.has(*_OFFICE)


def can_record_voice(access: Access) -> bool:
    """Records words for residents who listen: social worker, staff, and leaders (they speak the dialect)."""
    return access.has(*_OFFICE, Role.LEADER)


def can_approve_voice(access: Access) -> bool:
    """Listens to what others recorded, approves it, and chooses what residents hear: social worker, staff."""
    return access.has(*_OFFICE)
