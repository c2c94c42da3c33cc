"""The table of what may wait for somebody: whom it concerns, how much of it, in which sentence, where to go."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from microfactory.kernel.dates import short_day
from microfactory.kernel.scoping import Access
from residents.enums import Role
from residents.perms import can_send_messages
from workshops.payouts.perms import can_answer_disputes

GRAVE = "bad"
SOON = "wait"


@dataclass(frozen=True)
class Kind:
    """A thing that may wait: whom it concerns, how much of it there is (pieces, or yuan), in which words, and where it
    is done. `facts`: what else the words name."""

    may: Callable[[Access], bool]
    count: Callable[[Any], int | Decimal]
    words: Any
    view: str
    tone: str = ""
    facts: Callable[[Any], dict[str, str]] = lambda _found: {}


def _for(*roles: Role) -> Callable[[Access], bool]:
    return lambda access: access.has(*roles)


_DESK, _OFFICE = (Role.SOCIAL_WORKER, Role.LEADER, Role.STAFF), (Role.SOCIAL_WORKER, Role.STAFF)

WORK = (
    Kind(
        _for(*_DESK),
        lambda found: found.overdue,
        ngettext_lazy("%(count)s slip is overdue", "%(count)s slips are overdue", "count"),
        "workshops:issues",
        GRAVE,
    ),
    Kind(
        _for(*_DESK),
        lambda found: found.due_today,
        ngettext_lazy("%(count)s slip is due today", "%(count)s slips are due today", "count"),
        "workshops:issues",
        SOON,
    ),
    Kind(
        _for(Role.SOCIAL_WORKER),
        lambda found: found.to_inspect,
        ngettext_lazy(
            "%(count)s entry of a leader waits for inspection",
            "%(count)s entries of leaders wait for inspection",
            "count",
        ),
        "workshops:counter",
        GRAVE,
    ),
    Kind(
        _for(Role.LEADER),
        lambda found: found.sent_back,
        ngettext_lazy("%(count)s entry was sent back to you", "%(count)s entries were sent back to you", "count"),
        "workshops:counter",
        GRAVE,
    ),
    Kind(
        _for(*_OFFICE),
        lambda found: found.to_send,
        ngettext_lazy(
            "%(count)s delivery is being put together", "%(count)s deliveries are being put together", "count"
        ),
        "workshops:deliveries",
    ),
    Kind(
        _for(*_OFFICE),
        lambda found: found.to_accept,
        ngettext_lazy(
            "%(count)s delivery waits for the company's acceptance",
            "%(count)s deliveries wait for the company's acceptance",
            "count",
        ),
        "workshops:deliveries",
    ),
    Kind(
        _for(*_OFFICE),
        lambda found: found.orders_due,
        ngettext_lazy("%(count)s order is due within a week", "%(count)s orders are due within a week", "count"),
        "workshops:orders",
    ),
)

MONEY = (
    Kind(
        _for(Role.APPROVER),
        lambda found: found.to_approve,
        ngettext_lazy(
            "%(count)s pay run waits for your approval", "%(count)s pay runs wait for your approval", "count"
        ),
        "payouts:runs",
        GRAVE,
    ),
    Kind(
        _for(Role.CASHIER),
        lambda found: found.to_pay,
        ngettext_lazy(
            "%(count)s pay run is approved and not paid yet",
            "%(count)s pay runs are approved and not paid yet",
            "count",
        ),
        "payouts:runs",
        GRAVE,
    ),
    Kind(
        _for(Role.CASHIER),
        lambda found: found.paying,
        ngettext_lazy("%(count)s pay run is being paid", "%(count)s pay runs are being paid", "count"),
        "payouts:runs",
    ),
    Kind(
        _for(*_OFFICE),
        lambda found: found.complaints,
        ngettext_lazy(
            "%(count)s resident says that pay is missing or wrong",
            "%(count)s residents say that pay is missing or wrong",
            "count",
        ),
        "payouts:runs",
        GRAVE,
    ),
    Kind(
        _for(*_OFFICE),
        lambda found: found.held,
        ngettext_lazy("%(count)s slip is held back", "%(count)s slips are held back", "count"),
        "payouts:runs",
        SOON,
    ),
    Kind(
        _for(*_OFFICE),
        lambda found: found.to_submit,
        ngettext_lazy("%(count)s pay run is being prepared", "%(count)s pay runs are being prepared", "count"),
        "payouts:runs",
    ),
    Kind(
        _for(Role.STAFF),
        lambda found: found.to_state,
        ngettext_lazy(
            "%(count)s accepted delivery isn't in a statement yet",
            "%(count)s accepted deliveries aren't in a statement yet",
            "count",
        ),
        "payouts:statements",
    ),
    Kind(
        _for(Role.STAFF),
        lambda found: found.unpaid_statements,
        ngettext_lazy(
            "%(count)s statement waits for the company's money",
            "%(count)s statements wait for the company's money",
            "count",
        ),
        "payouts:statements",
    ),
    Kind(
        _for(Role.STAFF, Role.CASHIER),
        lambda found: found.unmatched,
        _("%(count)s is received and not matched yet"),
        "payouts:receipts",
    ),
)

DISPUTES = (
    Kind(
        can_answer_disputes,
        lambda found: found.nobodys,
        ngettext_lazy(
            "%(count)s dispute has nobody to answer it: it needs a colleague who neither logged nor inspected"
            " that work",
            "%(count)s disputes have nobody to answer them: they need a colleague who neither logged nor inspected"
            " that work",
            "count",
        ),
        "payouts:disputes",
        GRAVE,
    ),
    Kind(
        can_answer_disputes,
        lambda found: found.late,
        ngettext_lazy(
            "%(count)s dispute should have had an answer by now",
            "%(count)s disputes should have had an answer by now",
            "count",
        ),
        "payouts:disputes",
        GRAVE,
    ),
    Kind(
        can_answer_disputes,
        lambda found: found.unanswered - found.late,
        ngettext_lazy(
            "%(count)s dispute waits for an answer, by %(day)s",
            "%(count)s disputes wait for an answer, the next by %(day)s",
            "count",
        ),
        "payouts:disputes",
        SOON,
        lambda found: {"day": short_day(found.next_due)},
    ),
    Kind(
        can_answer_disputes,
        lambda found: found.mine,
        ngettext_lazy("%(count)s dispute is yours to answer", "%(count)s disputes are yours to answer", "count"),
        "payouts:disputes",
        SOON,
    ),
    Kind(
        can_answer_disputes,
        lambda found: found.unsettled,
        ngettext_lazy(
            "%(count)s answered dispute is still not settled: mediation is asked for",
            "%(count)s answered disputes are still not settled: mediation is asked for",
            "count",
        ),
        "payouts:disputes",
        GRAVE,
    ),
)

MESSAGES = (
    Kind(
        can_send_messages,
        lambda found: found.failed,
        ngettext_lazy("%(count)s message could not be sent", "%(count)s messages could not be sent", "count"),
        "residents:messages",
        GRAVE,
    ),
    Kind(
        can_send_messages,
        lambda found: found.stuck,
        ngettext_lazy(
            "%(count)s text message should be gone by now", "%(count)s text messages should be gone by now", "count"
        ),
        "residents:messages",
        GRAVE,
    ),
    Kind(
        can_send_messages,
        lambda found: found.by_hand,
        ngettext_lazy(
            "%(count)s message waits to be handed over", "%(count)s messages wait to be handed over", "count"
        ),
        "residents:messages",
        SOON,
    ),
)
