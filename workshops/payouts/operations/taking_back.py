"""What was booked or matched wrongly is taken back: by rows that turn the old ones round, never by changing them.

A match is one act over several lines of a statement. Money reaches the oldest line first, so the acts after the wrong
one, on the same statement, reach further down once it is gone: they are turned round too, and made again in their
order.

What residents were paid on the strength of such money stays paid. The fund then fronts it for the order; where it
can't, the match isn't taken back, and the refusal names the runs.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.money import yuan
from residents.operations.log import log_move, log_moves, moved
from workshops.payouts import moves
from workshops.payouts.enums import AccountKind, Act, StatementLineKind, StatementState
from workshops.payouts.models import ClientReceipt, JournalEntry, ReceiptMatch, Statement
from workshops.payouts.operations.fronting import update_fronting
from workshops.payouts.operations.ledger import Posting, post
from workshops.payouts.operations.settling import locked, settle_part, settled
from workshops.payouts.queries.cover import covered_entries, drafts_paying, runs_of_orders, runs_paying
from workshops.payouts.queries.fronting import purse
from workshops.payouts.queries.taking_back import standing_from
from workshops.payouts.rules.amounts import check_reason

MOVE = "take_back"
LIVE, GONE = "live", "taken_back"


@transaction.atomic
def take_back_match(*, match: ReceiptMatch, reason: str, actor, now: dt.datetime) -> ReceiptMatch:
    """Takes back the whole act that a match is of: money, a deduction, or a claim given up. Repeated: nothing.

    The receipt's money waits again, the statement is open again, and the fund fronts what its orders paid already.
    Raises RuleBroken: reason_missing, in_draft (a run that isn't approved would pay work that this money covers),
    paid_already (the fund can't front what runs paid of it).
    """
    reason = check_reason(reason)
    statement = locked(match.statement)
    if not ReceiptMatch.objects.standing().filter(pk=match.pk).exists():
        return match
    claims = match.line.kind == StatementLineKind.CLAIM
    acts = standing_from(match, statement, claims)
    ClientReceipt.objects.locked().in_bulk([rows[0].receipt_id for rows in acts if rows[0].receipt_id])
    touched = {row.line.delivery_line_id for rows in acts for row in rows if not claims} - {None}
    before = covered_entries(touched)
    common = {"on": timezone.localdate(now), "actor": actor, "now": now}
    later = _("made again further down: %(reason)s") % {"reason": reason}
    for rows in reversed(acts):
        _turn_round(statement, rows, reason if rows is acts[0] else later[:200], **common)
    _open_again(statement, claims, reason, actor, now)
    again = [row for rows in acts[1:] for row in _make_again(statement, rows, claims, **common)]
    after = covered_entries(touched)
    lost = [entry for entry, pieces in before.items() if pieces > after.get(entry, 0)]
    _check_drafts(lost)
    orders = {row.line.work_order_id for rows in (*acts, again) for row in rows}
    _front(statement, orders, lost, receipt=match.receipt, **common)
    return match


@transaction.atomic
def take_back_receipt(*, receipt: ClientReceipt, reason: str, actor, now: dt.datetime) -> ClientReceipt:
    """Takes back a receipt that was booked wrongly: a row and an entry turn it round. Repeated: nothing.

    Its bank reference may be booked again. Raises RuleBroken: reason_missing, still_matched (naming the statements).
    """
    reason = check_reason(reason)
    receipt = ClientReceipt.objects.locked().select_related("community").get(pk=receipt.pk)
    if not receipt.live:
        return receipt
    matched = ReceiptMatch.objects.standing().filter(receipt=receipt).order_by("statement__number")
    if numbers := list(dict.fromkeys(matched.values_list("statement__number", flat=True))):
        raise RuleBroken(
            _("This money is matched to %(numbers)s. Take that back first.") % {"numbers": _(", ").join(numbers)},
            code="still_matched",
        )
    receipt.live = False
    receipt.save(update_fields=["live"])
    on = timezone.localdate(now)
    ClientReceipt.objects.create(
        community_id=receipt.community_id,
        client_id=receipt.client_id,
        received_on=on,
        amount=-receipt.amount,
        note=reason,
        live=False,
        reverses=receipt,
        booked_at=now,
        booked_by=actor,
    )
    booked = JournalEntry.objects.get(receipt=receipt, act=Act.RECEIPT)
    lines = [
        Posting(AccountKind.BANK, None, -receipt.amount),
        Posting(AccountKind.UNMATCHED, receipt.client_id, receipt.amount),
    ]
    about = {"community": receipt.community, "receipt": receipt, "narrative": reason, "reverses": booked}
    post(act=Act.RECEIPT_BACK, on=on, lines=lines, actor=actor, now=now, **about)
    log_move(receipt, move=MOVE, before=LIVE, after=GONE, actor=actor, now=now, reason=reason)
    return receipt


def _turn_round(statement: Statement, rows: Sequence[ReceiptMatch], reason: str, on: dt.date, actor, now) -> None:
    """Posts an act with its sides swapped, and turns its rows round."""
    matched = JournalEntry.objects.get(pk=rows[0].entry_id)
    lines = matched.lines.select_related("account").order_by("pk")
    entry = post(
        community=statement.community,
        act=Act.MATCH_BACK,
        on=on,
        lines=[Posting(AccountKind(line.account.kind), line.account.owner_id, -line.amount) for line in lines],
        actor=actor,
        now=now,
        narrative=reason,
        reverses=matched,
        statement=statement,
        receipt=rows[0].receipt,
    )
    ReceiptMatch.objects.bulk_create(
        ReceiptMatch(
            community_id=row.community_id,
            kind=row.kind,
            receipt_id=row.receipt_id,
            statement_id=row.statement_id,
            line_id=row.line_id,
            pieces=-row.pieces,
            amount=-row.amount,
            entry=entry,
            reverses=row,
            reason=reason,
            matched_at=now,
            matched_by=actor,
        )
        for row in rows
    )
    log_moves(moved(row, move=MOVE, before=LIVE, after=GONE, actor=actor, now=now, reason=reason) for row in rows)


def _open_again(statement: Statement, claims: bool, reason: str, actor, now: dt.datetime) -> None:
    """A statement whose fees aren't paid any more waits for money again."""
    if claims or statement.state != StatementState.SETTLED or settled(statement, claims) >= statement.fees:
        return
    target = moves.STATEMENT.check("open_again", statement.state, reason)
    log_move(statement, move="open_again", before=statement.state, after=target, actor=actor, now=now, reason=reason)
    statement.state, statement.settled_at = target, None
    statement.save(update_fields=["state", "settled_at"])


def _make_again(statement: Statement, rows: Sequence[ReceiptMatch], claims: bool, **acts) -> list[ReceiptMatch]:
    """Makes a later act again, by the word of whoever decided it: it reaches further down now."""
    first, amount = rows[0], sum(row.amount for row in rows)
    about = {"claims": claims, "receipt": first.receipt, "reason": first.reason, "decided_by": first.matched_by}
    return settle_part(statement=statement, kind=first.kind, amount=amount, **about, **acts)


def _check_drafts(lost: Iterable[int]) -> None:
    if drafts := [run.number for run in drafts_paying(lost)]:
        raise RuleBroken(
            _("%(runs)s would pay work that this money covers, and isn't approved yet. Discard it first.")
            % {"runs": _(", ").join(drafts)},
            code="in_draft",
        )


def _front(statement: Statement, orders: set[int], lost: Sequence[int], **acts) -> None:
    """The fund fronts what these orders have paid without money now."""
    community = statement.community
    if not update_fronting(community=community, orders=orders, checked=False, **acts):
        return
    now = purse(community)
    if now.fronted > now.limit:
        runs = [run.number for run in runs_paying(lost) or runs_of_orders(orders)]
        said = _(
            "%(runs)s paid work on the strength of this money. Without it the fund would have to front %(fronted)s,"
            " and it may front %(limit)s. Match the right money first, or reverse what isn't paid out."
        )
        words = {"runs": _(", ").join(runs), "fronted": yuan(now.fronted), "limit": yuan(now.limit)}
        raise RuleBroken(said % words, code="paid_already")
