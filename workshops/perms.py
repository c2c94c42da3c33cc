"""Who may do what with production. Each function answers for one person acting in one community."""

from microfactory.kernel.scoping import Access
from residents.enums import Role

_OFFICE = (Role.SOCIAL_WORKER, Role.STAFF)
_MONEY = (Role.APPROVER, Role.CASHIER)
_WORKSHOP = (Role.SOCIAL_WORKER, Role.LEADER)


def can_see_orders(access: Access) -> bool:
    """Orders, slips, deliveries, in pieces: social worker, staff, approver, cashier; a leader: her workshop's."""
    return access.has(*_OFFICE, *_MONEY, Role.LEADER)


def can_see_prices(access: Access) -> bool:
    """Prices, rates, agreements, what entries are worth: social worker, staff, approver, cashier. Never a leader."""
    return access.has(*_OFFICE, *_MONEY)


def can_manage_orders(access: Access) -> bool:
    """Clients, agreements, orders, rates, material: social worker, staff."""
    return access.has(*_OFFICE)


def can_issue_work(access: Access) -> bool:
    """Hands work out and cancels slips: social worker; a leader in her workshop, never to herself."""
    return access.has(*_WORKSHOP)


def can_log_pieces(access: Access) -> bool:
    """Writes down what was handed in, and who came and left: social worker; a leader for others, to be inspected."""
    return access.has(*_WORKSHOP)


def can_inspect(access: Access) -> bool:
    """Accepts or sends back what leaders wrote down: social worker, or another leader of the workshop."""
    return access.has(*_WORKSHOP)


def can_correct(access: Access) -> bool:
    """Corrects inspected entries and reports losses: social worker, staff."""
    return access.has(*_OFFICE)


def can_deliver(access: Access) -> bool:
    """Delivers to companies and records what they accepted: social worker, staff."""
    return access.has(*_OFFICE)


def can_import(access: Access) -> bool:
    """Uploads rosters, orders and piece logs: social worker, staff. Rosters hold hardship: never a leader."""
    return access.has(*_OFFICE)
