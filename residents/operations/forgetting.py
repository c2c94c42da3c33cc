"""What is kept for a while only goes when its time is over: the clock's doing, nobody's."""

import datetime as dt

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db import transaction

from residents.models import DoorTries, OneTimeKey
from residents.operations.tries import WITHIN

# A form that lay open so long is posted twice by nobody: sessions of phones last half as long (PHONE_SESSION_DAYS).
KEYS_LAST = dt.timedelta(days=180)


@transaction.atomic
def forget_what_is_over(*, now: dt.datetime) -> int:
    """Deletes ended sessions, keys of forms posted long ago, tries at the doors, wrong passwords; how many in all.

    The staff's wrong passwords are counted by user name and address (axes), both in clear beside the browser: needed
    while their lock lasts, and nobody's business afterwards. The next wrong password deletes them, too; this is for
    when none comes.
    """
    over = [
        Session.objects.filter(expire_date__lte=now),
        OneTimeKey.objects.filter(at__lte=now - KEYS_LAST),
        DoorTries.objects.filter(began_at__lte=now - WITHIN),
        AccessAttempt.objects.filter(attempt_time__lte=now - get_cool_off()),
    ]
    return sum(rows.delete()[0] for rows in over)
