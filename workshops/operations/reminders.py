"""Friendly reminders: work that is due tomorrow, and work that is late."""

import datetime as dt
from collections import defaultdict

from django.db import transaction
from django.utils import timezone

from residents.enums import MessageTemplate
from residents.operations.messages import Note, queue_many
from residents.rules.messages import work_words
from workshops.models import Issue

LATE_FOR = 7  # whoever is late for longer is called, not written to


@transaction.atomic
def remind(*, actor, now: dt.datetime) -> int:
    """Writes one message per resident and due day, for what she has in hand; how many lots they are about.

    A second run of the same day writes nothing again. `actor` is None for the calendar.
    """
    today = timezone.localdate(now)
    tomorrow = today + dt.timedelta(days=1)
    slips = Issue.objects.open().with_held().filter(held__gt=0, due_on__lte=tomorrow, community__active=True)
    slips = slips.filter(due_on__gte=today - dt.timedelta(days=LATE_FOR)).exclude(due_on=today)
    by_community: dict = defaultdict(lambda: defaultdict(list))
    for slip in slips.select_related("community", "resident", "operation__work_order").order_by("pk"):
        by_community[slip.community][slip.resident, slip.due_on].append(slip.operation.work_order.product)
    written = 0
    for community, lots in by_community.items():
        for template, late in ((MessageTemplate.WORK_DUE, False), (MessageTemplate.WORK_LATE, True)):
            notes = [
                Note(
                    resident,
                    f"{template}-{resident.pk}-{due_on:%Y%m%d}",
                    {"work": work_words(products), "day": due_on},
                )
                for (resident, due_on), products in lots.items()
                if (due_on < today) == late
            ]
            written += len(queue_many(community=community, template=template, notes=notes, actor=actor, now=now))
    return written
