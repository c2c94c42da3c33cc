"""Parts of the acts that settle statements: money, or what stands for it, reaches lines in their order."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.money import yuan
from workshops.payouts.enums import AccountKind, Act, MatchKind, StatementState
from workshops.payouts.models import ClientReceipt, ReceiptMatch, Statement, StatementLine
from workshops.payouts.operations.ledger import Posting, post
from workshops.payouts.operations.statements import settle
from workshops.payouts.queries.claims import given_up_too_much
from workshops.payouts.queries.statements import lines_to_pay, part_of
from workshops.payouts.rules.amounts import check_positive
from workshops.payouts.rules.coverage import newly_covered

ZERO = Decimal("0.00")
_ACTS = {
    MatchKind.RECEIPT: Act.MATCH,
    MatchKind.DEDUCTION: Act.DEDUCTION,
    MatchKind.BANK_CHARGE: Act.BANK_CHARGE,
    MatchKind.GIVEN_UP: Act.CLAIM_GIVEN_UP,
}


def locked(statement: Statement) -> Statement:
    """A statement that the client has, locked. Raises RuleBroken: wrong_state."""
    statement = Statement.objects.locked().select_related("community").get(pk=statement.pk)
    if statement.state not in (StatementState.ISSUED, StatementState.SETTLED):
        raise RuleBroken(_("Only a statement that the client has can be settled."), code="wrong_state")
    return statement


def settled(statement: Statement, claims: bool) -> Decimal:
    """What of a statement's claims, or of its fees, is settled (yuan)."""
    kind = part_of(claims)
    return statement.matches.filter(line__kind=kind).aggregate(total=Sum("amount"))["total"] or ZERO


def open_amount(statement: Statement, claims: bool) -> Decimal:
    """What is still to be settled of a statement's claims, or of its fees (yuan)."""
    return (statement.claims if claims else statement.fees) - settled(statement, claims)


@transaction.atomic(savepoint=False)
def settle_part(
    *,
    statement: Statement,
    kind: MatchKind,
    amount: Decimal,
    on: dt.date,
    actor,
    now: dt.datetime,
    claims: bool = False,
    receipt: ClientReceipt | None = None,
    reason: str = "",
    decided_by=None,
) -> list[ReceiptMatch]:
    """Part of an act: settles `amount` (yuan) of a locked statement's fees, or its claims, and posts it.

    `decided_by`: who decided it, where the actor only makes it again.
    What the fund fronts is looked at afterwards, by the act. Raises RuleBroken: nothing_open, too_much, amount,
    credited (a claim that another statement takes back isn't given up as well).
    """
    due = statement.claims if claims else statement.fees
    before = settled(statement, claims)
    if before >= due:
        raise RuleBroken(_("Nothing is open there any more."), code="nothing_open", field="statement")
    check_positive(amount)
    if before + amount > due:
        raise RuleBroken(
            _("Only %(open)s is open there.") % {"open": yuan(due - before)}, code="too_much", field="amount"
        )
    parts = _reached(statement, claims, before, before + amount)
    about = {"community": statement.community, "statement": statement, "receipt": receipt, "narrative": reason}
    lines = _postings(statement, kind, claims, parts)
    entry = post(act=_ACTS[kind], on=on, lines=lines, actor=actor, now=now, **about)
    common = {
        "community_id": statement.community_id,
        "kind": kind,
        "receipt": receipt,
        "statement": statement,
        "entry": entry,
        "reason": reason,
        "matched_at": now,
        "matched_by": decided_by or actor,
    }
    matches = ReceiptMatch.objects.bulk_create(
        ReceiptMatch(line=line, pieces=step.pieces, amount=step.amount, **common) for line, step in parts
    )
    if kind == MatchKind.GIVEN_UP:
        _check_not_credited(line for line, _step in parts)
    if not claims and before + amount == due:
        settle(statement=statement, actor=actor, now=now)
    return matches


def _reached(statement: Statement, claims: bool, before: Decimal, after: Decimal) -> list[tuple]:
    """The lines that money reaches between two sums, each with what it adds to them."""
    lines, to_pay = lines_to_pay(list(statement.lines.all()), claims)
    steps = newly_covered(to_pay, before, after, statement.claims if claims else statement.fees)
    return [(line, step) for line, step in zip(lines, steps, strict=True) if step.pieces or step.amount]


def _check_not_credited(lines: Iterable[StatementLine]) -> None:
    for line in lines:
        if given_up_too_much(line):
            raise RuleBroken(
                _("Of the claim for %(operation)s a later statement takes back a part already. Give up less.")
                % {"operation": line.operation},
                code="credited",
                field="amount",
            )


def _postings(statement: Statement, kind: MatchKind, claims: bool, parts) -> list[Posting]:
    """Both sides: the client owes less; money, the orders' costs or the orders' claims are the other side."""
    owed = AccountKind.CLAIM if claims else AccountKind.RECEIVABLE
    total = sum((step.amount for _line, step in parts), ZERO)
    credit = [Posting(owed, statement.client_id, -total)]
    if kind == MatchKind.RECEIPT:
        return [Posting(AccountKind.UNMATCHED, statement.client_id, total), *credit]
    account = AccountKind.CLAIM_FEE if kind == MatchKind.GIVEN_UP else AccountKind.COST
    return [*(Posting(account, line.work_order_id, step.amount) for line, step in parts), *credit]
