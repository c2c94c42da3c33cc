"""The outbox as pages show it: what waits, what went wrong, what became of each."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet

from microfactory.kernel.scoping import Access
from residents.enums import MessageChannel, MessageState
from residents.models import Message

STUCK = dt.timedelta(hours=2)

TABS = {
    "waiting": Q(state=MessageState.QUEUED),
    "failed": Q(state=MessageState.FAILED),
    "done": Q(state__in=(MessageState.SENT, MessageState.HANDED_OVER, MessageState.CANCELLED)),
}


@dataclass(frozen=True)
class Outbox:
    """How many messages wait: to be pasted, to be printed, to be sent by themselves; `stuck` should be gone by now."""

    paste: int
    slips: int
    texts: int
    stuck: int
    failed: int
    last_slip: int | None

    @property
    def by_hand(self) -> int:
        """Those that somebody carries."""
        return self.paste + self.slips


def outbox(access: Access, now: dt.datetime) -> Outbox:
    """What waits in the community; one query."""
    queued = Q(state=MessageState.QUEUED)
    texts = queued & Q(channel=MessageChannel.SMS)
    slips = queued & Q(channel=MessageChannel.PRINT)
    rows = Message.objects.visible_to(access).filter(state__in=(MessageState.QUEUED, MessageState.FAILED))
    found = rows.aggregate(
        paste=Count("pk", filter=queued & Q(channel=MessageChannel.PASTE)),
        slips=Count("pk", filter=slips),
        texts=Count("pk", filter=texts),
        stuck=Count("pk", filter=texts & Q(due_at__lt=now - STUCK)),
        failed=Count("pk", filter=Q(state=MessageState.FAILED)),
        last_slip=Max("pk", filter=slips),
    )
    return Outbox(**found)


def messages(access: Access, *, tab: str = "waiting") -> QuerySet:
    """The messages of one tab (a key of TABS), not ordered yet."""
    rows = Message.objects.visible_to(access).select_related("resident", "workshop")
    return rows.filter(TABS.get(tab, TABS["waiting"]))


def messages_of(resident) -> QuerySet:
    """What one resident was told, the newest first."""
    return Message.objects.filter(resident=resident).order_by("-queued_at", "-pk")


def slips_to_print(access: Access) -> list[Message]:
    """The waiting slips, in the order of the pigeon-holes, those of one resident together. One query."""
    rows = Message.objects.visible_to(access).waiting().filter(channel=MessageChannel.PRINT)
    rows = rows.select_related("resident", "workshop")
    return list(rows.order_by("workshop__name", "resident__list_order", "resident__pinyin_key", "resident_id", "pk"))
