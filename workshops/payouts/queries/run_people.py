"""The people of a run on its page: fifty at a time, found by name, and before them whoever needs attention."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from microfactory.kernel.paging import Page, page_of
from residents.models import BankAccount, Resident
from residents.queries.search import matching
from workshops.payouts.enums import Method, PaymentState, SlipState
from workshops.payouts.models import Payment, PayRun
from workshops.payouts.queries.accounts import new_accounts
from workshops.payouts.queries.answers import complaints
from workshops.payouts.queries.runs import RunLine, run_lines

_WAITING = """
    SELECT COUNT(*) FILTER (WHERE s.state = 'due' AND s.method = 'bank' AND (p.state IS NULL OR p.state = 'voided'
            OR (p.state = 'ready' AND p.bank_file_id IS NULL))),
        COUNT(*) FILTER (WHERE s.state = 'due' AND s.method = 'cash' AND (p.state IS NULL
            OR p.state IN ('voided', 'failed'))),
        COUNT(*) FILTER (WHERE p.state = 'sent'),
        COUNT(*) FILTER (WHERE p.state = 'ready' AND p.bank_file_id IS NOT NULL),
        COUNT(*) FILTER (WHERE s.state = 'due' AND s.method = 'bank' AND p.state = 'failed'),
        COUNT(*) FILTER (WHERE s.state = 'due' AND p.state IS DISTINCT FROM 'sent' AND p.refused IS NOT TRUE)
    FROM payouts_payslip s LEFT JOIN (
        SELECT DISTINCT ON (p.slip_id) p.slip_id, p.state, p.bank_file_id,
            BOOL_OR(p.state = 'failed' AND p.method = 'bank') OVER (PARTITION BY p.slip_id) AS refused
        FROM payouts_payment p JOIN payouts_payslip s ON s.id = p.slip_id
        WHERE s.run_id = %(run)s AND s.state NOT IN ('paid', 'confirmed') ORDER BY p.slip_id, p.attempt DESC
    ) p ON p.slip_id = s.id
    WHERE s.run_id = %(run)s AND s.state NOT IN ('paid', 'confirmed')
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many slips of a run wait for which way of payment: never tried, taken back, or made and in no file yet.

    `sent` are with the bank; `filed` stand in a file that was made and not entered as sent; `failed` are those that
    the bank refused and that nobody made again. Of the `untried` no money ever went out: they are paid in the month of
    their tax only.
    """

    to_bank: int
    to_cash: int
    sent: int
    filed: int
    failed: int
    untried: int

    @property
    def open(self) -> int:
        """How many still need the cashier."""
        return self.to_bank + self.to_cash + self.sent + self.filed + self.failed


def waiting_for(run: PayRun) -> Waiting:
    """Counted over all people of the run who have no money yet; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, {"run": run.pk})
        return Waiting(*cursor.fetchone())


def people_page(run: PayRun, *, typed: str = "", after: str = "", before: str = "", size: int = 50) -> Page:
    """Some people of a run as RunLines, by their numbers; those that fit what was typed. Seven queries."""
    slips = run.slips.values_list("pk", "number", named=True)
    if typed:
        people = Resident.objects.filter(community=run.community_id)
        slips = slips.filter(resident__in=matching(people, typed))
    page = page_of(slips, order=("number", "pk"), after=after, before=before, size=size)
    lines = run_lines(run, only=[slip.pk for slip in page.rows])
    return Page(lines, newer=page.newer, older=page.older)


def to_look_at(run: PayRun, *, most: int = 50) -> tuple[list[RunLine], int]:
    """People with whom something may be wrong: a complaint, held back, a failed payment, no account, a new one.

    What she said last counts. Not more than `most`, and how many more there are. Nine queries at most, however many
    people there are.
    """
    failed = Payment.objects.filter(slip=OuterRef("pk"), state=PaymentState.FAILED)
    account = BankAccount.objects.live().filter(resident=OuterRef("resident"))
    # What a column says is asked first: of most people it says that nothing more has to be looked up.
    wrong = (
        Q(state=SlipState.HELD)
        | Q(pk__in=complaints(slip__run=run).values("slip"))
        | (Q(state=SlipState.DUE) & Q(Exists(failed)))
        | (Q(method=Method.BANK) & Q(~Exists(account)))
        | Q(resident__in=[row.resident_id for row in new_accounts(run)])
    )
    found = run.slips.filter(wrong).order_by("number").values_list("pk", flat=True)
    keys = list(found[:most])
    more = found.count() - most if len(keys) == most else 0
    return (run_lines(run, only=keys) if keys else []), more
