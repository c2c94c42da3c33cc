"""Taking back what was booked wrongly for the fund: by an entry that turns it round, and by a second person."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.money import yuan
from workshops.payouts.enums import FUND_BOOKINGS, AccountKind, Act
from workshops.payouts.models import JournalEntry
from workshops.payouts.operations.ledger import Posting, lock_fund, post
from workshops.payouts.queries.fronting import purse
from workshops.payouts.rules.amounts import check_reason


@transaction.atomic
def take_back_booking(*, entry: JournalEntry, reason: str, actor, now: dt.datetime) -> JournalEntry:
    """Turns an opening balance, a donation or drawn cash round that was booked wrongly. Repeated: nothing.

    The bank and the cash box then stand where they really do, be it below nothing: check_books says so. Raises
    RuleBroken: reason_missing, wrong_state (another act), same_person (whoever booked it), free_fund (the fund laid
    the money out already).
    """
    reason = check_reason(reason)
    if entry.act not in FUND_BOOKINGS:
        raise RuleBroken(
            _("Only an opening balance, a donation or drawn cash is taken back here."), code="wrong_state"
        )
    if entry.actor_id == actor.pk:
        raise RuleBroken(_("You booked this: somebody else takes it back."), code="same_person")
    lock_fund(community=entry.community, actor=actor, now=now)
    if done := entry.reversals.order_by("pk").first():
        return done
    lines = list(entry.lines.select_related("account").order_by("pk"))
    given = -sum(line.amount for line in lines if line.account.kind == AccountKind.FUND)
    if given > (free := purse(entry.community).free):
        raise RuleBroken(
            _("The fund has only %(free)s to spare: the rest is laid out already.") % {"free": yuan(free)},
            code="free_fund",
        )
    return post(
        community=entry.community,
        act=Act.BOOKING_BACK,
        on=timezone.localdate(now),
        lines=[Posting(AccountKind(line.account.kind), None, -line.amount) for line in lines],
        actor=actor,
        now=now,
        narrative=reason,
        reverses=entry,
    )
