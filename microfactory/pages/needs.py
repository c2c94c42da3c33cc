"""What needs me today: counts of waiting rows, in words, each with the page where it is done."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from microfactory.kernel.money import yuan
from microfactory.kernel.scoping import Access
from residents.enums import Role
from workshops.payouts.queries import today as money
from workshops.queries import today as work


@dataclass(frozen=True)
class Need:
    """One thing that waits: how much (as text), what, where it is done; `grave` where somebody is kept waiting."""

    number: str
    label: str
    url: str
    act: str
    grave: bool = False


def needs(access: Access, day: dt.date) -> list[Need]:
    """What waits for this person's roles, the gravest first; nothing that is zero. At most nine queries."""
    found: list[Need] = []
    if access.has(Role.SOCIAL_WORKER, Role.LEADER, Role.STAFF):
        found += _work(access, work.waiting(access, day))
    if access.has(Role.SOCIAL_WORKER, Role.STAFF, Role.APPROVER, Role.CASHIER):
        found += _money(access, money.waiting(access))
    return sorted(found, key=lambda need: not need.grave)


def _work(access: Access, waiting: work.Waiting) -> Iterator[Need]:
    def need(count: int, label: str, view: str, act: str, grave: bool = False) -> Iterator[Need]:
        if count:
            yield Need(str(count), label, reverse(view, args=[access.community.code]), act, grave)

    yield from need(waiting.overdue, _("slips are overdue"), "workshops:issues", _("See whose"), True)
    yield from need(waiting.due_today, _("slips are due today"), "workshops:issues", _("See whose"))
    if access.has(Role.SOCIAL_WORKER):
        yield from need(
            waiting.to_inspect, _("entries of leaders wait for inspection"), "workshops:counter", _("Inspect"), True
        )
    if access.has(Role.LEADER):
        yield from need(
            waiting.sent_back, _("entries were sent back to you"), "workshops:counter", _("Put right"), True
        )
    if access.has(Role.SOCIAL_WORKER, Role.STAFF):
        yield from need(waiting.to_send, _("deliveries are being put together"), "workshops:deliveries", _("Go on"))
        yield from need(
            waiting.to_accept,
            _("deliveries wait for the company's acceptance"),
            "workshops:deliveries",
            _("Record it"),
        )
        yield from need(waiting.orders_due, _("orders are due within a week"), "workshops:orders", _("See which"))


def _money(access: Access, waiting: money.Waiting) -> Iterator[Need]:
    def need(count: int, label: str, view: str, act: str, grave: bool = False) -> Iterator[Need]:
        if count:
            yield Need(str(count), label, reverse(view, args=[access.community.code]), act, grave)

    if access.has(Role.APPROVER):
        yield from need(waiting.to_approve, _("pay runs wait for your approval"), "payouts:runs", _("Look"), True)
    if access.has(Role.CASHIER):
        yield from need(waiting.to_pay, _("pay runs are approved and not paid yet"), "payouts:runs", _("Pay"), True)
        yield from need(waiting.paying, _("pay runs are being paid"), "payouts:runs", _("Write results down"))
    if access.has(Role.STAFF, Role.SOCIAL_WORKER):
        yield from need(
            waiting.complaints, _("residents say that pay is missing or wrong"), "payouts:runs", _("Look"), True
        )
        yield from need(waiting.held, _("slips are held back"), "payouts:runs", _("Look"))
        yield from need(waiting.to_submit, _("pay runs are being prepared"), "payouts:runs", _("Go on"))
    if access.has(Role.STAFF):
        yield from need(
            waiting.to_state, _("accepted deliveries aren't in a statement yet"), "payouts:statements", _("Draw it up")
        )
        yield from need(
            waiting.unpaid_statements,
            _("statements wait for the company's money"),
            "payouts:statements",
            _("See which"),
        )
        if waiting.unmatched:
            url = reverse("payouts:receipts", args=[access.community.code])
            yield Need(yuan(waiting.unmatched), _("received and not matched yet"), url, _("Match"))
