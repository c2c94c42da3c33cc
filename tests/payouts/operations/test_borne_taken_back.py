"""What the community bore of pay is borne no longer once that pay is taken back: the work is paid as it is."""

import pytest
from django.db import IntegrityError, connection, transaction

from residents.models import MoveLog
from tests.payouts.books import books_are_clean
from workshops.models import EntryClaim
from workshops.operations.undoing import void_entry
from workshops.payouts.models import BorneCorrection
from workshops.payouts.operations import corrections, reversal
from workshops.payouts.queries.books import differences

pytestmark = pytest.mark.django_db


@pytest.fixture
def borne(office, combs):
    """Fifty pieces were paid, ten were right; the community bears the rest. The run and the row."""
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    entry = office.entry(office.resident(), combs, 50)
    run = office.approved()
    row = office.corrected(entry, good=10)[0]
    common = {"actor": office.approver, "now": office.now}
    return run, corrections.bear_correction(entry=row, reason="算了", **common)


def test_a_reversed_run_pays_the_work_as_it_is(office, borne):
    run, row = borne
    reversal.reverse_run(run=run, reason="做错了", actor=office.staff, now=office.now)
    row.refresh_from_db()
    back = row.reversal
    assert (row.live, back.live, back.amount, back.reason, back.borne_by) == (
        False,
        False,
        320,
        "做错了",
        office.staff,
    )
    assert MoveLog.objects.about(row.correction).filter(move="bear_back").exists()
    assert books_are_clean(office.community)
    assert office.approved().slips.get().gross == 80
    assert books_are_clean(office.community)


def test_a_reversed_slip_does_too_and_it_may_be_borne_again(office, borne):
    run, row = borne
    reversal.reverse_slip(slip=run.slips.get(), reason="没来领", actor=office.staff, now=office.now)
    again = office.approved()
    assert again.slips.get().gross == 80
    assert not BorneCorrection.objects.filter(live=True).exists()
    assert books_are_clean(office.community)


def test_what_another_run_still_pays_stays_borne(office, combs, borne):
    _run, row = borne
    office.entry(office.resident(), combs, 5)
    other = office.approved()
    reversal.reverse_run(run=other, reason="做错了", actor=office.staff, now=office.now)
    row.refresh_from_db()
    assert row.live
    assert books_are_clean(office.community)


def test_the_database_keeps_what_was_borne(borne):
    _run, row = borne
    for sql in ("UPDATE payouts_bornecorrection SET amount = 0", "DELETE FROM payouts_bornecorrection"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_a_borne_correction_without_its_mark_is_named(office, borne):
    _run, row = borne
    EntryClaim.objects.filter(entry=row.correction_id).delete()
    assert any("没有标记" in sentence for sentence in differences(office.community))


def test_a_borne_correction_that_a_slip_takes_is_named(office, combs, borne):
    _run, row = borne
    EntryClaim.objects.filter(entry=row.correction_id).delete()
    office.entry(row.resident, combs, 500)
    run = office.drafted()
    assert run.slips.get().gross == 3680
    assert any("社区已经承担" in sentence for sentence in differences(office.community))


def test_work_of_a_reversed_run_may_be_undone(office, combs):
    office.pays("on_pay_day", cap="5000")
    office.donated("5000")
    entry = office.entry(office.resident(), combs, 5)
    reversal.reverse_run(run=office.approved(), reason="做错了", actor=office.staff, now=office.now)
    void_entry(entry=entry, reason="不是这个人做的", actor=office.social_worker, now=office.now)
    assert books_are_clean(office.community)
