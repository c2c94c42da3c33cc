"""Statements: what a client owes for what it accepted, what is claimed from it, what it is credited."""

import datetime as dt
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.money import round_fen
from residents.operations.log import log_move
from residents.operations.references import next_number
from workshops.payouts import moves
from workshops.payouts.enums import (
    STATED,
    AccountKind,
    Act,
    ClaimCause,
    StatementLineKind,
    StatementState,
)
from workshops.payouts.models import Statement, StatementLine
from workshops.payouts.operations.ledger import Posting, post
from workshops.payouts.queries.claims import pieces_given_up, same_claim
from workshops.payouts.queries.stating import OPEN_LINES, spoilt_by_material
from workshops.payouts.rules.amounts import check_reason

CLAIM = StatementLineKind.CLAIM
# All that the client accepted and no statement says yet.
_INSERT_LINES = f"""
    INSERT INTO payouts_statementline (community_id, statement_id, position, kind, cause, delivery_line_id,
        work_order_id, operation_id, pieces, price, note)
    SELECT %(community)s, %(statement)s, ROW_NUMBER() OVER (ORDER BY part, day, line_id, operation_id, cause),
        kind, cause, line_id, work_order_id, operation_id, pieces, price, ''
    FROM ({OPEN_LINES}) open WHERE client_id = %(client)s
"""


@transaction.atomic
def draft_statement(*, community, client, until: dt.date, actor, now: dt.datetime) -> Statement:
    """Draws up a statement of all that the client accepted up to that day and that stands in no statement yet.

    Fees first, oldest delivery first, then claims. Raises RuleBroken with the code nothing_to_state.
    """
    day = timezone.localdate(now)
    statement = Statement.objects.create(
        community=community,
        client=client,
        number=next_number(community=community, prefix="DZ", day=day),
        until=until,
        drafted_at=now,
        drafted_by=actor,
    )
    with connection.cursor() as cursor:
        parts = {"community": community.pk, "client": client.pk, "until": until, "statement": statement.pk}
        cursor.execute(_INSERT_LINES, parts)
        if not cursor.rowcount:
            raise RuleBroken(
                _("%(client)s has accepted nothing up to %(until)s that isn't in a statement already.")
                % {"client": client, "until": until.isoformat()},
                code="nothing_to_state",
                field="client",
            )
    _add_up(statement)
    log_move(statement, move="draft", before="", after=statement.state, actor=actor, now=now)
    return statement


@transaction.atomic
def add_credit(
    *,
    statement: Statement,
    line: StatementLine,
    pieces: int,
    note: str,
    actor,
    now: dt.datetime,
    as_claim: bool = False,
) -> StatementLine:
    """Takes pieces of a line of an earlier statement back, in a statement that is being drawn up.

    Of a fee; `as_claim`: the client disputes them, the community doesn't: they stay open as a claim in the same
    statement. Or of a claim that was too high (the work was corrected, the client found the pieces): that lowers what
    this statement claims, so it can't take more than it claims. Raises RuleBroken: wrong_state, reason_missing,
    wrong_line, too_much.
    """
    note = check_reason(note)
    # The line's own statement is locked too, so that two drafts don't credit the same pieces.
    locked = Statement.objects.locked().in_bulk([statement.pk, line.statement_id])
    statement = locked[statement.pk]
    if statement.state != StatementState.DRAFT:
        raise RuleBroken(_("A credit goes into a statement that is still being drawn up."), code="wrong_state")
    fits = line.kind != StatementLineKind.CREDIT and line.pieces > 0 and line.statement.state in STATED
    if not fits or line.statement.client_id != statement.client_id or (as_claim and line.kind == CLAIM):
        raise RuleBroken(
            _("Choose a fee or a claim in an earlier statement of the same client."), code="wrong_line", field="line"
        )
    left = _creditable(statement, line)
    if not 0 < pieces <= left:
        raise RuleBroken(
            _("Between 1 and %(left)s pieces of this line can be credited.") % {"left": left},
            code="too_much",
            field="pieces",
        )
    kind = CLAIM if line.kind == CLAIM else StatementLineKind.CREDIT
    credit = _add_line(statement, line, kind, -pieces, note, cause=line.cause)
    if as_claim:
        _add_line(statement, line, CLAIM, pieces, note, cause=ClaimCause.DISPUTED)
    _add_up(statement)
    log_move(
        statement,
        move="credit",
        before=statement.state,
        after=statement.state,
        actor=actor,
        now=now,
        reason=note,
    )
    return credit


def _creditable(statement: Statement, line: StatementLine) -> int:
    """How many pieces of a line can be taken back in a draft: never more than it says, less what was taken back or
    given up.

    Of material found bad at hand-in, what was claimed beyond the pieces that were spoilt: the rest would be claimed
    again by the next statement. A claim that isn't too high is given up instead.
    """
    if line.kind == StatementLineKind.FEE:
        earlier = StatementLine.objects.filter(kind=StatementLineKind.CREDIT, delivery_line=line.delivery_line_id)
        return line.pieces + (earlier.aggregate(pieces=Sum("pieces"))["pieces"] or 0)
    left = (same_claim(line).aggregate(pieces=Sum("pieces"))["pieces"] or 0) - pieces_given_up(line)
    if line.cause == ClaimCause.MATERIAL_AT_HAND_IN:
        left -= spoilt_by_material(line.operation_id)
    return max(0, min(line.pieces, left, int(statement.claims_exact // line.price)))


def _add_line(statement: Statement, of: StatementLine, kind: str, pieces: int, note: str, cause: str = ""):
    last = statement.lines.aggregate(last=Max("position"))["last"] or 0
    return StatementLine.objects.create(
        community_id=statement.community_id,
        statement=statement,
        position=last + 1,
        kind=kind,
        cause=cause,
        delivery_line_id=of.delivery_line_id,
        work_order_id=of.work_order_id,
        operation_id=of.operation_id,
        pieces=pieces,
        price=of.price,
        note=note,
    )


def _add_up(statement: Statement) -> None:
    """Writes the sums of a draft: fees less credits, and claims, each rounded once."""
    sums = dict(statement.lines.values_list("kind").annotate(total=Sum("amount")).order_by("kind"))
    statement.claims_exact = sums.pop(CLAIM, Decimal(0))
    statement.fees_exact = sum(sums.values(), Decimal(0))
    statement.fees = max(Decimal(0), round_fen(statement.fees_exact))
    statement.claims = round_fen(statement.claims_exact)
    statement.save(update_fields=["fees_exact", "fees", "claims_exact", "claims"])


@transaction.atomic
def discard_statement(*, statement: Statement, actor, now: dt.datetime) -> Statement:
    """Throws a draft away: its number is kept, what it stated is free for another. Repeated: nothing."""
    statement = Statement.objects.locked().get(pk=statement.pk)
    if moves.STATEMENT.done("discard", statement.state):
        return statement
    target = moves.STATEMENT.check("discard", statement.state)
    statement.lines.all().delete()
    return _move(statement, "discard", target, actor, now)


@transaction.atomic
def issue_statement(*, statement: Statement, actor, now: dt.datetime, issued_on: dt.date | None = None) -> Statement:
    """Gives the statement to the client and posts what it owes; from now on its lines stay as they are.

    Raises RuleBroken: wrong_state, too_little (credits eat it up, or it comes to less than a fen).
    """
    statement = Statement.objects.locked().select_related("community").get(pk=statement.pk)
    if moves.STATEMENT.done("issue", statement.state):
        return statement
    target = moves.STATEMENT.check("issue", statement.state)
    lines = list(statement.lines.order_by("position"))
    fees = [line for line in lines if line.kind != CLAIM]
    if (fees and round_fen(statement.fees_exact) <= 0) or (not fees and statement.claims <= 0):
        raise RuleBroken(
            _("This statement comes to nothing. Keep it until the client has accepted more."), code="too_little"
        )
    statement.issued_on = issued_on or timezone.localdate(now)
    statement.issued_at, statement.issued_by = now, actor
    claims = [line for line in lines if line.kind == CLAIM]
    pairs = [
        (Act.STATEMENT, AccountKind.RECEIVABLE, AccountKind.FEE, fees, statement.fees),
        (Act.CLAIM, AccountKind.CLAIM, AccountKind.CLAIM_FEE, claims, statement.claims),
    ]
    for act, debit, credit, some, total in pairs:
        post(
            community=statement.community,
            act=act,
            on=statement.issued_on,
            lines=_owed(statement.client_id, debit, credit, some, total),
            actor=actor,
            now=now,
            statement=statement,
        )
    _move(statement, "issue", target, actor, now, "issued_on", "issued_at", "issued_by")
    if not fees:
        settle(statement=statement, actor=actor, now=now)
    return statement


def _owed(client: int, debit: AccountKind, credit: AccountKind, lines, total: Decimal) -> list[Posting]:
    """The client owes the total, rounded once; each order earns its own sum; the rest is rounding."""
    by_order: dict[int, Decimal] = {}
    for line in lines:
        by_order[line.work_order_id] = by_order.get(line.work_order_id, Decimal(0)) + line.amount
    earned = {order: round_fen(amount) for order, amount in by_order.items()}
    return [
        Posting(debit, client, total),
        *(Posting(credit, order, -amount) for order, amount in earned.items()),
        Posting(AccountKind.ROUNDING, None, sum(earned.values(), Decimal(0)) - total),
    ]


@transaction.atomic(savepoint=False)
def settle(*, statement: Statement, actor, now: dt.datetime) -> None:
    """Part of an act: the locked statement's fees are paid in full. Claims may stay open."""
    target = moves.STATEMENT.check("settle", statement.state)
    statement.settled_at = now
    _move(statement, "settle", target, actor, now, "settled_at")


def _move(statement: Statement, name: str, target: str, actor, now: dt.datetime, *columns: str) -> Statement:
    before, statement.state = statement.state, target
    statement.save(update_fields=["state", *columns])
    log_move(statement, move=name, before=before, after=target, actor=actor, now=now)
    return statement
