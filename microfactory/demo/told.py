"""What the demo's people were told: old messages are handed over, the newest still wait for somebody."""

import datetime as dt

from microfactory.demo.days import at
from microfactory.demo.members import Town
from residents.models import Message
from residents.operations.outbox import hand_over
from workshops.operations.reminders import remind

STILL_WAITING = dt.timedelta(days=10)


def tell(town: Town, today: dt.date) -> None:
    """Hands over what is older than ten days, an hour after it was written, and writes this morning's reminders."""
    old = (
        Message.objects.waiting()
        .by_hand()
        .filter(community=town.community, queued_at__lt=at(today, 8) - STILL_WAITING)
    )
    for message in old.order_by("pk"):
        hand_over(message=message, actor=town.social_worker, now=message.queued_at + dt.timedelta(hours=1))
    remind(actor=None, now=at(today, 8))
