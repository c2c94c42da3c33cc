"""Receipts: what a client paid, and what it settles. Money reaches lines in their order, in whole pieces."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.money import yuan
from workshops.payouts.enums import AccountKind, Act, MatchKind, StatementLineKind, StatementState
from workshops.payouts.models import ClientReceipt, ReceiptMatch, Statement
from workshops.payouts.operations.fronting import update_fronting
from workshops.payouts.operations.ledger import Posting, post
from workshops.payouts.operations.statements import settle
from workshops.payouts.queries.statements import lines_to_pay
from workshops.payouts.rules.amounts import check_positive, check_reason
from workshops.payouts.rules.coverage import newly_covered

ZERO = Decimal("0.00")
_ACTS = {
    MatchKind.RECEIPT: Act.MATCH,
    MatchKind.DEDUCTION: Act.DEDUCTION,
    MatchKind.BANK_CHARGE: Act.BANK_CHARGE,
    MatchKind.GIVEN_UP: Act.CLAIM_GIVEN_UP,
}


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
) -> ClientReceipt:
    """Books money of a client that came into the bank (yuan). It waits until it is matched. Raises RuleBroken: amount,
    future."""
    check_positive(amount)
    if received_on > timezone.localdate(now):
        raise RuleBroken(_("This day hasn't come yet."), code="future", field="received_on")
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
    too_much, amount.
    """
    statement = _locked(statement)
    receipt = ClientReceipt.objects.locked().get(pk=receipt.pk)
    if receipt.client_id != statement.client_id:
        raise RuleBroken(
            _("This receipt and this statement are of different clients."), code="other_client", field="statement"
        )
    left = receipt.amount - (receipt.matches.aggregate(total=Sum("amount"))["total"] or ZERO)
    amount = min(left, _open_amount(statement, claims)) if amount is None else amount
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
    return _settle(_locked(statement), kind, amount, actor, now, reason=check_reason(reason))


@transaction.atomic
def give_up_claim(
    *, statement: Statement, reason: str, actor, now: dt.datetime, amount: Decimal | None = None
) -> list[ReceiptMatch]:
    """Gives up (a part of) what was claimed in a statement; without an amount, all that is open.

    Raises RuleBroken: wrong_state, reason_missing, nothing_open, too_much, amount.
    """
    statement, reason = _locked(statement), check_reason(reason)
    amount = _open_amount(statement, True) if amount is None else amount
    return _settle(statement, MatchKind.GIVEN_UP, amount, actor, now, claims=True, reason=reason)


def _locked(statement: Statement) -> Statement:
    statement = Statement.objects.locked().select_related("community").get(pk=statement.pk)
    if statement.state not in (StatementState.ISSUED, StatementState.SETTLED):
        raise RuleBroken(_("Only a statement that the client has can be settled."), code="wrong_state")
    return statement


def _part(claims: bool) -> StatementLineKind:
    return StatementLineKind.CLAIM if claims else StatementLineKind.FEE


def _settled(statement: Statement, claims: bool) -> Decimal:
    matches = statement.matches.filter(line__kind=_part(claims))
    return matches.aggregate(total=Sum("amount"))["total"] or ZERO


def _open_amount(statement: Statement, claims: bool) -> Decimal:
    """What is still to be settled of a statement's claims, or of its fees (yuan)."""
    return (statement.claims if claims else statement.fees) - _settled(statement, claims)


def _settle(
    statement: Statement,
    kind: MatchKind,
    amount: Decimal,
    actor,
    now: dt.datetime,
    *,
    claims: bool = False,
    receipt: ClientReceipt | None = None,
    reason: str = "",
) -> list[ReceiptMatch]:
    due = statement.claims if claims else statement.fees
    before = _settled(statement, claims)
    if before >= due:
        raise RuleBroken(_("Nothing is open there any more."), code="nothing_open", field="statement")
    check_positive(amount)
    if before + amount > due:
        raise RuleBroken(
            _("Only %(open)s is open there.") % {"open": yuan(due - before)}, code="too_much", field="amount"
        )
    lines = list(statement.lines.filter(kind=_part(claims)).order_by("position"))
    credits = [] if claims else list(statement.lines.filter(kind=StatementLineKind.CREDIT))
    steps = newly_covered(lines_to_pay(lines, credits), before, before + amount, due)
    parts = [(line, step) for line, step in zip(lines, steps, strict=True) if step.pieces or step.amount]
    entry = post(
        community=statement.community,
        act=_ACTS[kind],
        on=receipt.received_on if receipt else timezone.localdate(now),
        lines=_postings(statement, kind, claims, parts),
        actor=actor,
        now=now,
        narrative=reason,
        statement=statement,
        receipt=receipt,
    )
    matches = ReceiptMatch.objects.bulk_create(
        ReceiptMatch(
            community_id=statement.community_id,
            kind=kind,
            receipt=receipt,
            statement=statement,
            line=line,
            pieces=step.pieces,
            amount=step.amount,
            entry=entry,
            reason=reason,
            matched_at=now,
            matched_by=actor,
        )
        for line, step in parts
    )
    orders = {line.work_order_id for line, _step in parts}
    update_fronting(community=statement.community, orders=orders, on=entry.on, actor=actor, now=now, receipt=receipt)
    if not claims and before + amount == due:
        settle(statement=statement, actor=actor, now=now)
    return matches


def _postings(statement: Statement, kind: MatchKind, claims: bool, parts) -> list[Posting]:
    """Both sides: the client owes less; money, the orders' costs or the orders' claims are the other side."""
    owed = AccountKind.CLAIM if claims else AccountKind.RECEIVABLE
    total = sum((step.amount for _line, step in parts), ZERO)
    credit = [Posting(owed, statement.client_id, -total)]
    if kind == MatchKind.RECEIPT:
        return [Posting(AccountKind.UNMATCHED, statement.client_id, total), *credit]
    account = AccountKind.CLAIM_FEE if kind == MatchKind.GIVEN_UP else AccountKind.COST
    return [*(Posting(account, line.work_order_id, step.amount) for line, step in parts), *credit]
