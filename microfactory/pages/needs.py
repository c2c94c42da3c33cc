"""What needs me today: counts of waiting rows, in words, each with the page where it is done."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from microfactory.kernel.dates import short_day
from microfactory.kernel.money import yuan
from microfactory.kernel.periods import today
from microfactory.kernel.scoping import Access
from residents.enums import Role
from residents.middleware import access_to
from residents.models import Community
from residents.perms import can_send_messages
from residents.queries.messages import Outbox, outbox
from workshops.payouts.perms import can_answer_disputes
from workshops.payouts.queries import today as money
from workshops.payouts.queries.disputes import Clocks, clocks
from workshops.queries import today as work

GRAVE = "bad"


@dataclass(frozen=True)
class Need:
    """One thing that waits: how much (as text), what, and where; `tone` is bad where somebody is kept waiting."""

    count: str
    label: str
    url: str
    tone: str = ""


def needs(access: Access, day: dt.date) -> list[Need]:
    """What waits for this person's roles, the gravest first; nothing that is zero. At most thirteen queries."""
    found: list[Need] = []
    if access.has(Role.SOCIAL_WORKER, Role.LEADER, Role.STAFF):
        found += _work(access, work.waiting(access, day))
    if access.has(Role.SOCIAL_WORKER, Role.STAFF, Role.APPROVER, Role.CASHIER):
        found += _money(access, money.waiting(access))
    if can_answer_disputes(access):
        found += _disputes(access, clocks(access, day))
    if can_send_messages(access):
        found += _messages(access, outbox(access, timezone.now()))
    return sorted(found, key=lambda need: need.tone != GRAVE)


def needs_everywhere(user) -> list[Need]:
    """What waits for a user in all communities that she works for, as the admin's first page shows it."""
    day = today()
    communities = Community.objects.of_member(user, day)
    return [need for community in communities for need in needs(access_to(user, community.code), day)]


def _work(access: Access, waiting: work.Waiting) -> Iterator[Need]:
    yield from _need(
        access,
        waiting.overdue,
        ngettext("slip is overdue", "slips are overdue", waiting.overdue),
        "workshops:issues",
        GRAVE,
    )
    yield from _need(
        access,
        waiting.due_today,
        ngettext("slip is due today", "slips are due today", waiting.due_today),
        "workshops:issues",
        "wait",
    )
    if access.has(Role.SOCIAL_WORKER):
        label = ngettext(
            "entry of a leader waits for inspection", "entries of leaders wait for inspection", waiting.to_inspect
        )
        yield from _need(access, waiting.to_inspect, label, "workshops:counter", GRAVE)
    if access.has(Role.LEADER):
        yield from _need(
            access,
            waiting.sent_back,
            ngettext("entry was sent back to you", "entries were sent back to you", waiting.sent_back),
            "workshops:counter",
            GRAVE,
        )
    if access.has(Role.SOCIAL_WORKER, Role.STAFF):
        yield from _need(
            access,
            waiting.to_send,
            ngettext("delivery is being put together", "deliveries are being put together", waiting.to_send),
            "workshops:deliveries",
        )
        label = ngettext(
            "delivery waits for the company's acceptance",
            "deliveries wait for the company's acceptance",
            waiting.to_accept,
        )
        yield from _need(access, waiting.to_accept, label, "workshops:deliveries")
        yield from _need(
            access,
            waiting.orders_due,
            ngettext("order is due within a week", "orders are due within a week", waiting.orders_due),
            "workshops:orders",
        )


def _money(access: Access, waiting: money.Waiting) -> Iterator[Need]:
    if access.has(Role.APPROVER):
        yield from _need(
            access,
            waiting.to_approve,
            ngettext("pay run waits for your approval", "pay runs wait for your approval", waiting.to_approve),
            "payouts:runs",
            GRAVE,
        )
    if access.has(Role.CASHIER):
        label = ngettext(
            "pay run is approved and not paid yet", "pay runs are approved and not paid yet", waiting.to_pay
        )
        yield from _need(access, waiting.to_pay, label, "payouts:runs", GRAVE)
        yield from _need(
            access,
            waiting.paying,
            ngettext("pay run is being paid", "pay runs are being paid", waiting.paying),
            "payouts:runs",
        )
    if access.has(Role.STAFF, Role.SOCIAL_WORKER):
        label = ngettext(
            "resident says that pay is missing or wrong",
            "residents say that pay is missing or wrong",
            waiting.complaints,
        )
        yield from _need(access, waiting.complaints, label, "payouts:runs", GRAVE)
        yield from _need(
            access,
            waiting.held,
            ngettext("slip is held back", "slips are held back", waiting.held),
            "payouts:runs",
            "wait",
        )
        yield from _need(
            access,
            waiting.to_submit,
            ngettext("pay run is being prepared", "pay runs are being prepared", waiting.to_submit),
            "payouts:runs",
        )
    if access.has(Role.STAFF):
        label = ngettext(
            "accepted delivery isn't in a statement yet",
            "accepted deliveries aren't in a statement yet",
            waiting.to_state,
        )
        yield from _need(access, waiting.to_state, label, "payouts:statements")
        label = ngettext(
            "statement waits for the company's money",
            "statements wait for the company's money",
            waiting.unpaid_statements,
        )
        yield from _need(access, waiting.unpaid_statements, label, "payouts:statements")
        if waiting.unmatched:
            url = reverse("payouts:receipts", args=[access.community.code])
            yield Need(yuan(waiting.unmatched), _("received and not matched yet"), url)


def _disputes(access: Access, found: Clocks) -> Iterator[Need]:
    label = ngettext(
        "dispute has nobody to answer it: it needs a colleague who neither logged nor inspected that work",
        "disputes have nobody to answer them: they need a colleague who neither logged nor inspected that work",
        found.nobodys,
    )
    yield from _need(access, found.nobodys, label, "payouts:disputes", GRAVE)
    yield from _need(
        access,
        found.late,
        ngettext("dispute should have had an answer by now", "disputes should have had an answer by now", found.late),
        "payouts:disputes",
        GRAVE,
    )
    if waiting := found.unanswered - found.late:
        label = ngettext(
            "dispute waits for an answer, by %(day)s", "disputes wait for an answer, the next by %(day)s", waiting
        ) % {"day": short_day(found.next_due)}
        yield from _need(access, waiting, label, "payouts:disputes", "wait")
    yield from _need(
        access,
        found.mine,
        ngettext("dispute is yours to answer", "disputes are yours to answer", found.mine),
        "payouts:disputes",
        "wait",
    )
    label = ngettext(
        "answered dispute is still not settled: mediation is asked for",
        "answered disputes are still not settled: mediation is asked for",
        found.unsettled,
    )
    yield from _need(access, found.unsettled, label, "payouts:disputes", GRAVE)


def _messages(access: Access, waiting: Outbox) -> Iterator[Need]:
    yield from _need(
        access,
        waiting.failed,
        ngettext("message could not be sent", "messages could not be sent", waiting.failed),
        "residents:messages",
        GRAVE,
    )
    yield from _need(
        access,
        waiting.stuck,
        ngettext("text message should be gone by now", "text messages should be gone by now", waiting.stuck),
        "residents:messages",
        GRAVE,
    )
    yield from _need(
        access,
        waiting.by_hand,
        ngettext("message waits to be handed over", "messages wait to be handed over", waiting.by_hand),
        "residents:messages",
        "wait",
    )


def _need(access: Access, count: int, label: str, view: str, tone: str = "") -> Iterator[Need]:
    if count:
        yield Need(str(count), label, reverse(view, args=[access.community.code]), tone)
