"""Who may do what with money. Each function answers for one person acting in one community.

A small community may give one person several duties; the operations refuse two of them on the same row.
"""

from microfactory.kernel.scoping import Access
from residents.enums import Role

_SEE = (Role.SOCIAL_WORKER, Role.STAFF, Role.APPROVER, Role.CASHIER)


def can_see_money(access: Access) -> bool:
    """Pay runs, slips, statements, receipts, the fund: social worker, staff, approver, cashier. Never a leader."""
    return access.has(*_SEE)


def can_see_sums(access: Access) -> bool:
    """Sums by month and workshop, without anybody in them: the street office, staff."""
    return access.has(Role.STREET, Role.STAFF)


def can_prepare_pay(access: Access) -> bool:
    """Draws up, hands in and discards pay runs, holds slips back and releases them: social worker, staff."""
    return access.has(Role.SOCIAL_WORKER, Role.STAFF)


def can_approve_pay(access: Access) -> bool:
    """Approves a run or sends it back: approver, never whoever prepared it."""
    return access.has(Role.APPROVER)


def can_pay(access: Access) -> bool:
    """Makes bank files, sends them, counts out cash, notes results, closes runs: cashier, never whoever approved."""
    return access.has(Role.CASHIER)


def can_reverse_pay(access: Access) -> bool:
    """Reverses approved pay: staff, approver, cashier; somebody who neither prepared nor approved it."""
    return access.has(Role.STAFF, Role.APPROVER, Role.CASHIER)


def can_state(access: Access) -> bool:
    """Draws up, discards and issues statements, credits: staff."""
    return access.has(Role.STAFF)


def can_book_receipts(access: Access) -> bool:
    """Books and matches receipts, deductions and bank charges: staff, cashier."""
    return access.has(Role.STAFF, Role.CASHIER)


def can_take_back(access: Access) -> bool:
    """Takes back what settled a statement: whoever books receipts; a claim given up, whoever gives up."""
    return can_book_receipts(access) or can_give_up(access)


def can_give_up(access: Access) -> bool:
    """Gives up claims and fronted money, lets the community bear a correction: approver."""
    return access.has(Role.APPROVER)


def can_manage_fund(access: Access) -> bool:
    """Opening balance, donations, deposits, cash drawn, tax paid over: staff, cashier."""
    return access.has(Role.STAFF, Role.CASHIER)


def can_set_front_cap(access: Access) -> bool:
    """Sets how much the fund may front, among the community's settings in the admin: staff, who keep it up."""
    return access.user.is_staff and access.has(Role.STAFF)


def can_settle_orders(access: Access) -> bool:
    """Hands a closed order's result on to fund and surplus: staff."""
    return access.has(Role.STAFF)


def can_manage_templates(access: Access) -> bool:
    """Edits banks' templates: staff, cashier."""
    return access.has(Role.STAFF, Role.CASHIER)


def can_answer_disputes(access: Access) -> bool:
    """Answers what residents dispute, hears their voice notes, says who answers: social worker, staff.

    Never whoever logged or inspected the work. Leaders don't see disputes: they are about others' money.
    """
    return access.has(Role.SOCIAL_WORKER, Role.STAFF)


def can_take_her_word(access: Access) -> bool:
    """Takes a resident's own word at the counter, by her PIN or before witnesses: social worker, staff, cashier."""
    return access.has(Role.SOCIAL_WORKER, Role.STAFF, Role.CASHIER)


def rights_over_money(access: Access) -> dict[str, bool]:
    """What the pages of money may offer, by name."""
    return {
        "prepare": can_prepare_pay(access),
        "approve": can_approve_pay(access),
        "pay": can_pay(access),
        "reverse": can_reverse_pay(access),
        "state": can_state(access),
        "book": can_book_receipts(access),
        "give_up": can_give_up(access),
        "fund": can_manage_fund(access),
        "settle": can_settle_orders(access),
        "templates": can_manage_templates(access),
    }
