"""Receipts: what a client paid, and what it settles. Money reaches lines in their order, in whole pieces."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.money import yuan
from workshops.payouts.enums import AccountKind, Act, MatchKind
from workshops.payouts.models import ClientReceipt, ReceiptMatch, Statement
from workshops.payouts.operations.fronting import update_fronting
from workshops.payouts.operations.ledger import Posting, post
from workshops.payouts.operations.locking import lock_client
from workshops.payouts.operations.settling import ZERO, locked, open_amount, settle_part
from workshops.payouts.rules.amounts import check_positive, check_reason
from workshops.payouts.rules.twins import booked_already
from workshops.rules.days import check_since_opening


@transaction.atomic
def book_receipt(
    *,
    community,
    client,
    amount: Decimal,
    received_on: dt.date,
    actor,
    now: dt.datetime,
    bank_reference: str = "",
    note: str = "",
    another: bool = True,
) -> ClientReceipt:
    """Books money of a client that came into the bank (yuan). It waits until it is matched.

    Where `another` is false and the same came from this client on that day, without a bank reference to tell them
    apart, it is asked first: of two who book it in the same moment, the second is asked. Raises RuleBroken: amount,
    future, before_opening, twin.
    """
    check_positive(amount)
    if received_on > timezone.localdate(now):
        raise RuleBroken(_("This day hasn't come yet."), code="future", field="received_on")
    check_since_opening(received_on, opened_on=community.opened_on, field="received_on")
    lock_client(client=client.pk)
    if not another and not bank_reference.strip():
        same = {"client": client, "amount": amount, "received_on": received_on}
        _ask_about(ClientReceipt.objects.booked().live().filter(**same))
    receipt = ClientReceipt.objects.create(
        community=community,
        client=client,
        received_on=received_on,
        amount=amount,
        bank_reference=bank_reference.strip(),
        note=note.strip(),
        booked_at=now,
        booked_by=actor,
    )
    lines = [Posting(AccountKind.BANK, None, amount), Posting(AccountKind.UNMATCHED, client.pk, -amount)]
    post(community=community, act=Act.RECEIPT, on=received_on, lines=lines, actor=actor, now=now, receipt=receipt)
    return receipt


def _ask_about(same) -> None:
    """Raises RuleBroken (twin) where the same was booked already."""
    if found := same.select_related("booked_by", "client").order_by("-pk").first():
        at = timezone.localtime(found.booked_at)
        whose = {"who": found.booked_by.name, "whose": found.client.name}
        raise booked_already(**whose, amount=found.amount, day=found.received_on, at=at)


@transaction.atomic
def match_receipt(
    *,
    receipt: ClientReceipt,
    statement: Statement,
    actor,
    now: dt.datetime,
    amount: Decimal | None = None,
    claims: bool = False,
) -> list[ReceiptMatch]:
    """Settles (a part of) a statement's fees with a receipt; with `claims`, its claims. No amount: all that fits.

    What the fund fronted for the orders comes back to it. Raises RuleBroken: wrong_state, other_client, nothing_open,
    too_much, amount, taken_back.
    """
    statement = locked(statement)
    receipt = ClientReceipt.objects.locked().get(pk=receipt.pk)
    if receipt.client_id != statement.client_id:
        raise RuleBroken(
            _("This receipt and this statement are of different clients."), code="other_client", field="statement"
        )
    if not receipt.live:
        raise RuleBroken(_("This receipt was taken back."), code="taken_back")
    left = receipt.amount - (receipt.matches.aggregate(total=Sum("amount"))["total"] or ZERO)
    amount = min(left, open_amount(statement, claims)) if amount is None else amount
    if amount > left or not left:
        raise RuleBroken(
            _("Of this receipt %(left)s is not matched yet.") % {"left": yuan(left)}, code="too_much", field="amount"
        )
    return _settle(statement, MatchKind.RECEIPT, amount, actor, now, claims=claims, receipt=receipt)


@transaction.atomic
def deduct(
    *, statement: Statement, amount: Decimal, reason: str, actor, now: dt.datetime, bank_charge: bool = False
) -> list[ReceiptMatch]:
    """Settles (a part of) a statement's fees without money: an agreed deduction or bank charge, borne by its orders.

    Raises RuleBroken: wrong_state, reason_missing, nothing_open, too_much, amount.
    """
    kind = MatchKind.BANK_CHARGE if bank_charge else MatchKind.DEDUCTION
    return _settle(locked(statement), kind, amount, actor, now, reason=check_reason(reason))


@transaction.atomic
def give_up_claim(
    *, statement: Statement, reason: str, actor, now: dt.datetime, amount: Decimal | None = None
) -> list[ReceiptMatch]:
    """Gives up (a part of) what was claimed in a statement; without an amount, all that is open.

    Raises RuleBroken: wrong_state, reason_missing, nothing_open, too_much, amount, credited.
    """
    statement, reason = locked(statement), check_reason(reason)
    amount = open_amount(statement, True) if amount is None else amount
    return _settle(statement, MatchKind.GIVEN_UP, amount, actor, now, claims=True, reason=reason)


def _settle(statement: Statement, kind: MatchKind, amount: Decimal, actor, now: dt.datetime, *, receipt=None, **given):
    """Settles a part of a locked statement; what the fund fronted for its orders comes back."""
    on = receipt.received_on if receipt else timezone.localdate(now)
    acts = {"on": on, "actor": actor, "now": now}
    matches = settle_part(statement=statement, kind=kind, amount=amount, receipt=receipt, **given, **acts)
    orders = {match.line.work_order_id for match in matches}
    update_fronting(community=statement.community, orders=orders, receipt=receipt, **acts)
    return matches
