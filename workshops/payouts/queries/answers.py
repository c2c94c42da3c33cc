"""What a resident says of a slip: her last word, for as long as she says it."""

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When

from workshops.payouts.enums import COMPLAINTS, UNSETTLED, Answer
from workshops.payouts.models import Dispute, Payment, Payslip, SlipAnswer

_DISPUTED = Dispute.objects.filter(slip=OuterRef("slip"))
_CAME_BACK = Payment.objects.filter(slip=OuterRef("slip"), back_entry__isnull=False, failed_at__gte=OuterRef("at"))
# Over rows of answers: what holds no longer, so that she is asked anew. The money that she spoke of went back since.
# Or "the amount is wrong" was looked into: she settled the dispute about it, or took it back, and disputes nothing
# else of that slip.
OVER = Q(Exists(_CAME_BACK)) | Q(
    Exists(_DISPUTED.filter(opened_at__gte=OuterRef("at")).exclude(state__in=UNSETTLED)),
    ~Exists(_DISPUTED.unsettled()),
    answer=Answer.WRONG_AMOUNT,
)


def last_word() -> Subquery:
    """Over rows of slips: what she says of it, or NULL where she says nothing (any more)."""
    said = SlipAnswer.objects.filter(slip=OuterRef("pk")).order_by("-at", "-pk")
    return Subquery(said.values(word=Case(When(OVER, then=None), default=F("answer")))[:1])


def complaints(**asked):
    """Answers that are somebody's last word about a slip, and a complaint. From the answers: there are far fewer of
    them than of slips."""
    newer = Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
    later = SlipAnswer.objects.filter(newer, slip=OuterRef("slip"))
    return SlipAnswer.objects.filter(~Exists(later), ~OVER, answer__in=COMPLAINTS, **asked)


def last_answer(slip: Payslip) -> SlipAnswer | None:
    """Her answer about a slip that holds; None where there is none, or she said that it wasn't hers. One query."""
    said = slip.answers.annotate(over=Case(When(OVER, then=True), default=False)).order_by("-at", "-pk").first()
    return None if said is None or said.over or said.answer == Answer.DENIED else said


def dispute_about(slip: Payslip) -> Dispute | None:
    """What she says is wrong with a slip and isn't settled yet, the newest. One query."""
    return slip.disputes.unsettled().order_by("-opened_at", "-pk").first()
