"""Postings: written down, corrected, published, and ended in one of three ways."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.enums import PostingAct, PostingState
from jobs.models import Employer, Posting
from jobs.moves import POSTING
from jobs.queries.postings import money_asked
from jobs.rules.terms import check_pay, check_shown
from microfactory.kernel.errors import RuleBroken
from residents.operations.log import log_move, log_moves, moved

# What a draft may say; of a published posting only the second set, since the rest is what people relied on.
DETAILS = frozenset(
    "title kind place pay_text pay_low pay_high pay_unit hours requirements openings phone source apply_by".split()
)
CORRECTABLE = frozenset("place hours openings phone apply_by".split())


@transaction.atomic
def draft_posting(*, employer: Employer, actor, now: dt.datetime, **details) -> Posting:
    """Writes a posting down; nobody outside sees it yet. `details` are fields of DETAILS.

    Raises RuleBroken: `pay_no_start`, `pay_order`, `pay_no_unit`, `no_openings`.
    """
    posting = Posting(
        community_id=employer.community_id,
        employer=employer,
        state=PostingState.DRAFT,
        drafted_at=now,
        drafted_by=actor,
        **_known(details),
    )
    _check_draft(posting)
    posting.save(force_insert=True)
    log_move(posting, move=PostingAct.DRAFT, before="", after=posting.state, actor=actor, now=now)
    return posting


@transaction.atomic
def edit_draft(*, posting: Posting, employer: Employer, actor, now: dt.datetime, **details) -> Posting:
    """Writes a draft anew. Raises RuleBroken as `draft_posting`, and `not_a_draft` where people have seen it."""
    posting = _locked(posting)
    if posting.state != PostingState.DRAFT:
        raise RuleBroken(
            _("“%(title)s” is published. Correct it, or take it down and write a new one.") % {"title": posting.title},
            code="not_a_draft",
        )
    posting.employer = employer
    for name, value in _known(details).items():
        setattr(posting, name, value)
    _check_draft(posting)
    posting.save(update_fields=["employer", *details])
    return posting


@transaction.atomic
def publish_posting(*, posting: Posting, actor, now: dt.datetime, free_of_charge: bool = False) -> Posting:
    """Puts a draft on the public list.

    Words that ask the worker for money stop it, until somebody has asked the employer and says so (`free_of_charge`).
    Raises RuleBroken: `no_phone`, `no_pay`, `too_late`, `asks_for_money`, `wrong_state`.
    """
    posting = _locked(posting)
    if POSTING.done(PostingAct.PUBLISH, posting.state):
        return posting
    target = POSTING.check(PostingAct.PUBLISH, posting.state)
    check_shown(
        phone=posting.phone,
        pay_low=posting.pay_low,
        pay_text=posting.pay_text,
        apply_by=posting.apply_by,
        today=timezone.localdate(now),
    )
    reason = _check_fees(posting, free_of_charge=free_of_charge)
    before, posting.state = posting.state, target
    posting.published_at, posting.published_by = now, actor
    posting.save(update_fields=["state", "published_at", "published_by"])
    log_move(posting, move=PostingAct.PUBLISH, before=before, after=target, actor=actor, now=now, reason=reason)
    return posting


@transaction.atomic
def correct_posting(*, posting: Posting, reason: str, actor, now: dt.datetime, **details) -> Posting:
    """A small change to a published posting (fields of CORRECTABLE), with its reason in the log.

    Raises RuleBroken: `nothing_changed`, `no_phone`, `too_late`, `reason_missing`, `wrong_state`.
    """
    posting = _locked(posting)
    target = POSTING.check(PostingAct.CORRECT, posting.state, reason)
    changed = _changes(posting, details)
    for name, value in details.items():
        setattr(posting, name, value)
    check_shown(
        phone=posting.phone,
        pay_low=posting.pay_low,
        pay_text=posting.pay_text,
        apply_by=posting.apply_by,
        today=timezone.localdate(now),
    )
    _check_openings(posting)
    posting.save(update_fields=list(details))
    log_move(
        posting,
        move=PostingAct.CORRECT,
        before=posting.state,
        after=target,
        actor=actor,
        now=now,
        reason=f"{reason.strip()} ({'; '.join(changed)})"[:400],
    )
    return posting


@transaction.atomic
def fill_posting(*, posting: Posting, actor, now: dt.datetime) -> Posting:
    """Somebody was found: off the public list. Raises RuleBroken `wrong_state`."""
    return _end(posting, PostingAct.FILL, actor=actor, now=now)


@transaction.atomic
def close_posting(*, posting: Posting, reason: str, actor, now: dt.datetime) -> Posting:
    """Takes a posting off the public list before its day. Raises RuleBroken: `reason_missing`, `wrong_state`."""
    return _end(posting, PostingAct.CLOSE, actor=actor, now=now, reason=reason)


@transaction.atomic
def expire_due(*, actor, now: dt.datetime) -> int:
    """Ends every published posting whose last day to apply is over; how many. Finding none is a quiet no-op.

    `actor` is None for the calendar: the log then names who published the posting, whose date it was.
    """
    overdue = Posting.objects.overdue_on(timezone.localdate(now)).select_related("published_by")
    postings = list(overdue.select_for_update(of=("self",), no_key=True).order_by("pk"))
    if not postings:
        return 0
    ids = [posting.pk for posting in postings]
    Posting.objects.filter(pk__in=ids).update(state=PostingState.EXPIRED, ended_at=now)
    log_moves(
        moved(
            posting,
            move=PostingAct.EXPIRE,
            before=posting.state,
            after=PostingState.EXPIRED,
            actor=actor or posting.published_by,
            now=now,
            reason=_("The last day to apply was %(day)s.") % {"day": posting.apply_by},
        )
        for posting in postings
    )
    return len(postings)


def _locked(posting: Posting) -> Posting:
    return Posting.objects.select_for_update(of=("self",), no_key=True).get(pk=posting.pk)


def _end(posting: Posting, act: PostingAct, *, actor, now: dt.datetime, reason: str = "") -> Posting:
    posting = _locked(posting)
    if POSTING.done(act, posting.state):
        return posting
    target = POSTING.check(act, posting.state, reason)
    before, posting.state = posting.state, target
    posting.ended_at, posting.ended_by = now, actor
    posting.save(update_fields=["state", "ended_at", "ended_by"])
    log_move(posting, move=act, before=before, after=target, actor=actor, now=now, reason=reason)
    return posting


def _known(details: dict) -> dict:
    if unknown := set(details) - DETAILS:
        raise TypeError(f"a posting says nothing about {', '.join(sorted(unknown))}")
    return details


def _check_draft(posting: Posting) -> None:
    if posting.employer.community_id != posting.community_id:
        raise RuleBroken(_("This employer isn't in your list."), code="foreign_employer", field="employer")
    check_pay(low=posting.pay_low, high=posting.pay_high, unit=posting.pay_unit)
    _check_openings(posting)


def _check_openings(posting: Posting) -> None:
    if posting.openings < 1:
        raise RuleBroken(_("At least one person is looked for."), code="no_openings", field="openings")


def _check_fees(posting: Posting, *, free_of_charge: bool) -> str:
    """What to note in the log: empty, or that somebody asked the employer."""
    words = money_asked(posting)
    if not words:
        return ""
    if not free_of_charge:
        raise RuleBroken(
            _(
                "It says “%(words)s”. An employer may not take money or papers from people who look for work. Ask the"
                " employer; if nobody pays anything, tick the box."
            )
            % {"words": words},
            code="asks_for_money",
            field="free_of_charge",
        )
    return _("Asked the employer about “%(words)s”: nobody pays anything.") % {"words": words}


def _changes(posting: Posting, details: dict) -> list[str]:
    """What differs, in words for the log. Raises RuleBroken where nothing does."""
    if unknown := set(details) - CORRECTABLE:
        raise TypeError(f"published postings keep {', '.join(sorted(unknown))}")
    changed = []
    for name, value in details.items():
        before = getattr(posting, name)
        if before != value:
            changed.append(f"{Posting._meta.get_field(name).verbose_name}: {before} → {value}")
    if not changed:
        raise RuleBroken(_("Nothing was changed."), code="nothing_changed")
    return changed
