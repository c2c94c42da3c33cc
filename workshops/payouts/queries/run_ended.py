"""Who of a run gets nothing by it: taken back one by one, or held back and without work in it."""

from dataclasses import dataclass

from residents.models import MoveLog, Resident
from workshops.payouts.enums import SlipState
from workshops.payouts.models import PayRun, Payslip


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A slip that was reversed, and the line of the log that says why, when and by whom."""

    slip: Payslip
    line: MoveLog | None


@dataclass(frozen=True, slots=True)
class StaysHeld:
    """Somebody who is held back and has no slip here."""

    resident: Resident
    reason: str


def taken_back(run: PayRun, *, most: int = 50) -> list[TakenBack]:
    """The slips of a run that were reversed, by their numbers, `most` of them at the most. Two queries."""
    slips = list(run.slips.filter(state=SlipState.REVERSED).select_related("resident").order_by("number")[:most])
    moves = MoveLog.objects.filter(
        subject_type=Payslip._meta.label_lower, subject_id__in=[slip.pk for slip in slips], move="reverse"
    )
    lines = {line.subject_id: line for line in moves.select_related("actor").order_by("at", "pk")}
    return [TakenBack(slip, lines.get(slip.pk)) for slip in slips]


def taken_back_count(run: PayRun) -> int:
    """How many slips of a run were reversed. One query."""
    return run.slips.filter(state=SlipState.REVERSED).count()


def stays_held(run: PayRun) -> list[StaysHeld]:
    """Who is noted as held back and has no slip in this run, by name. One query, or none."""
    held = run.held_over or {}
    people = Resident.objects.filter(pk__in=[int(key) for key in held]).order_by("pinyin_key", "pk") if held else []
    return [StaysHeld(person, held[str(person.pk)]) for person in people]
