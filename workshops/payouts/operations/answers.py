"""What a resident says about her slip: received, not received, or the wrong amount."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.operations.log import log_move
from workshops.payouts import moves
from workshops.payouts.enums import Answer, How, SlipState
from workshops.payouts.models import Payslip, SlipAnswer
from workshops.payouts.operations.vouching import checked
from workshops.payouts.queries.answers import dispute_about, last_answer
from workshops.payouts.rules.vouching import OWN, Vouch

CHANGE_WITHIN = dt.timedelta(hours=24)


@transaction.atomic
def answer_slip(
    *, slip: Payslip, answer: str, actor, now: dt.datetime, note: str = "", vouch: Vouch = OWN
) -> SlipAnswer:
    """Stores an answer; the latest counts. It may be taken back within 24 hours; the same again changes nothing.

    "Received" may follow another answer at any time: the money came, or what was wrong was put right. Not while she
    disputes something of this slip: first she says that it is settled, or takes it back. Then she is asked anew.

    What was written down for her at the counter she may deny at any time, on her own phone: then nothing is said.

    It is her own word: in her own session, or as `vouch` says. "Received" confirms a paid slip, another answer takes
    the confirmation back. Raises RuleBroken: not_paid_yet, too_late, disputed, nothing_to_deny, and what
    rules.vouching says.
    """
    return _give(_locked(slip), answer, note.strip(), vouch, actor, now)


@transaction.atomic
def answer_by_dispute(*, slip: Payslip, number: str, vouch: Vouch, actor, now: dt.datetime) -> SlipAnswer | None:
    """Part of a dispute (`number`) about a slip: that its amount is wrong is her answer, too.

    None where it can't be one: nothing has arrived yet, she said so already, a confirmation of more than a day ago
    stays, or whoever took her word at the counter paid her. Then the dispute stands without it.
    """
    try:
        return _give(_locked(slip), Answer.WRONG_AMOUNT, number, vouch, actor, now)
    except RuleBroken:
        return None


def _locked(slip: Payslip) -> Payslip:
    return Payslip.objects.locked().select_related("run", "resident").get(pk=slip.pk)


def _give(slip: Payslip, answer: str, note: str, vouch: Vouch, actor, now: dt.datetime) -> SlipAnswer:
    """The answer, stored, and the slip confirmed or doubted by it."""
    word = checked(vouch, resident=slip.resident, actor=actor, barred=_payers(slip), hands=_hands(slip))
    if slip.state not in (SlipState.PAID, SlipState.CONFIRMED):
        raise RuleBroken(_("This money isn't marked as paid yet."), code="not_paid_yet")
    last = last_answer(slip)
    if last and last.answer == answer and last.note == note:
        return last
    if answer == Answer.DENIED and not (last and last.for_her and vouch.how == How.OWN):
        raise RuleBroken(_("There is no answer that somebody else wrote down for you."), code="nothing_to_deny")
    if last and answer not in (Answer.RECEIVED, Answer.DENIED) and now - last.at > CHANGE_WITHIN:
        raise RuleBroken(_("An answer can be changed for one day. Please tell your social worker."), code="too_late")
    if answer == Answer.RECEIVED and dispute_about(slip):
        raise RuleBroken(
            _("You said that something of this pay is wrong. Say first whether that is settled, or take it back."),
            code="disputed",
        )
    said = SlipAnswer.objects.create(
        community_id=slip.community_id,
        slip=slip,
        answer=Answer(answer),
        note=note,
        at=now,
        by=actor,
        **word,
    )
    move = "confirm" if answer == Answer.RECEIVED else "doubt"
    if (slip.state == SlipState.CONFIRMED) != (answer == Answer.RECEIVED):
        target = moves.SLIP.check(move, slip.state)
        log_move(slip, move=move, before=slip.state, after=target, actor=actor, now=now, reason=note)
        slip.state = target
        slip.save(update_fields=["state"])
    return said


def _payers(slip: Payslip) -> set[int]:
    """Whoever made, sent or noted a payment of this slip."""
    rows = slip.payments.order_by("pk").values_list("made_by", "sent_by", "done_by")
    return {user for row in rows for user in row if user}


def _hands(slip: Payslip) -> set[int]:
    """Whoever had a hand in the run."""
    return slip.run.deciders | {slip.run.paid_by_id, slip.run.closed_by_id} - {None}
