"""The figures of product.md that concern work: what is counted, balanced, refused, and never changed."""

import datetime as dt
from decimal import Decimal as D

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from microfactory.kernel.errors import RuleBroken
from tests.payouts.books import books_are_clean
from tests.workshops.refusals import refused
from workshops.enums import EntrySource, EntryState
from workshops.models import Issue, PieceEntry
from workshops.operations.corrections import correct_entry
from workshops.operations.inspection import accept_entries
from workshops.operations.undoing import void_entry
from workshops.payouts.queries.runs import run_lines
from workshops.queries import orders as queries

TENTH = dt.date(2026, 11, 10)


@pytest.fixture
def combs(works):
    """Boxes of pet combs at 8, for a community that pays on pay day out of its fund."""
    works.pays("on_pay_day", cap="1000")
    works.donated("1000")
    return works.operation("8", "8")


def test_material_for_ten_boxes_is_explained_to_zero(works, combs):
    teeth = works.material(combs, "梳齿", "6", "60")
    slip = works.takes(works.resident("赵青梅"), combs, 10)
    entry = works.hands_in(slip, good=7, rework=1, worker_fault=1, returned=1)
    assert entry.amount == D("56.0000")
    equations = queries.balance(work_order=combs.work_order)
    assert equations
    assert [(equation.off, equation.ok) for equation in equations] == [(0, True)] * len(equations)
    stuff = queries.stations(work_order=combs.work_order).materials[0]
    assert (stuff.material, stuff.received, stuff.issued, stuff.returned) == (teeth, 60, 60, 6)
    assert (stuff.held, stuff.used) == (6, 48)  # the one to be mended; seven good and one spoilt
    assert [line.amount for line in works.prepares().slips.get().lines.all()] == [D(56)]


def test_the_mended_piece_is_paid_when_it_passes(works, combs):
    slip = works.takes(works.resident("赵青梅"), combs, 10)
    works.hands_in(slip, good=7, rework=1, worker_fault=1, returned=1)
    works.prepares()
    works.clock.on(TENTH)
    works.hands_in(slip, good=1)
    assert Issue.objects.with_held().get(pk=slip.pk).held == 0
    assert [line.amount for line in works.prepares().slips.get().lines.all()] == [D(8)]
    assert books_are_clean(works.community)


def test_a_day_of_lids_and_combs_22_times_over(works):
    works.pays("on_pay_day", cap="2000")
    works.donated("2000")
    mingyue = works.resident("刘明月")
    lids = works.operation("25", "25", product="瓶盖")
    combs = works.operation("8", "8")
    for day in range(22):
        works.clock.on(dt.date(2026, 11, 2) + dt.timedelta(days=day))
        works.day(works.clock.now.date(), {(mingyue, lids): 1, (mingyue, combs): 3}, {mingyue: 360})
    run = works.prepares()
    (line,) = run_lines(run)
    assert (line.slip.gross, line.slip.tax, line.slip.net) == (D("1078.00"), D("55.60"), D("1022.40"))
    assert (line.hours, line.per_hour) == (132, D("8.17"))
    assert books_are_clean(works.community)


def test_one_day_of_it_is_49_yuan_or_8_17_an_hour(works):
    works.pays("on_pay_day", cap="100")
    works.donated("100")
    mingyue = works.resident("刘明月")
    lids, combs = works.operation("25", "25", product="瓶盖"), works.operation("8", "8")
    works.day(works.clock.now.date(), {(mingyue, lids): 1, (mingyue, combs): 3}, {mingyue: 360})
    (line,) = run_lines(works.prepares())
    assert (line.slip.gross, line.slip.net, line.per_hour) == (D("49.00"), D("49.00"), D("8.17"))


def test_the_same_slip_posted_twice_is_one_entry(works, combs, client_of):
    resident = works.resident("赵青梅")
    slip = works.takes(resident, combs, 10)
    desk = client_of(works.people["social_worker"])
    counter = reverse("workshops:counter", args=["liuhe"])
    form = desk.get(counter, {"resident": resident.pk}).context["form"]
    posted = {"once": form["once"].value(), "choice": f"slip-{slip.pk}", "good": "4", "work_date": "2026-11-02"}
    log = reverse("workshops:log", args=["liuhe", resident.pk])
    first, second = desk.post(log, posted), desk.post(log, posted)
    assert first.status_code == second.status_code == 302
    assert first.headers["location"] == second.headers["location"]
    assert [entry.good for entry in PieceEntry.objects.all()] == [4]


def test_a_leader_never_logs_her_own_work_and_another_does_it(works, combs, leader_as_resident, second_leader):
    slip = works.takes(leader_as_resident, combs, 5)
    with refused("own_work", "自己"):
        works.hands_in(slip, good=5, by="leader")
    works.people["other"] = second_leader
    entry = works.hands_in(slip, good=5, by="other")
    assert entry.state == EntryState.PENDING
    with refused("own_work"):
        accept(works, entry, "leader")
    accept(works, entry, "social_worker")
    entry.refresh_from_db()
    assert (entry.state, entry.accepted_by) == (EntryState.ACCEPTED, works.people["social_worker"])


def accept(works, entry, role: str) -> None:
    """Accepts one entry, or breaks the rule that it is refused for."""
    done = accept_entries(community=works.community, entries=[entry.pk], **works.by(role))
    for refusal in done.refused.values():
        raise RuleBroken(refusal.sentence, code=refusal.code)


@pytest.fixture
def paid(works, combs):
    """Five boxes whose money is in the resident's hand."""
    resident = works.resident("赵青梅")
    entry = works.hands_in(works.takes(resident, combs, 5), good=5)
    works.counts_out(works.prepares(), resident)
    return entry


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE workshops_pieceentry SET good = 6 WHERE id = %s",
        "UPDATE workshops_pieceentry SET rate = 9 WHERE id = %s",
        "DELETE FROM workshops_pieceentry WHERE id = %s",
    ],
)
def test_sql_does_not_change_what_was_paid(paid, statement):
    with pytest.raises(IntegrityError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [paid.pk])
    before = (paid.good, paid.rate)
    paid.refresh_from_db()
    assert (paid.good, paid.rate) == before


def test_the_admin_does_not_change_what_was_paid(works, paid, client_of):
    office = client_of(works.people["staff"])
    url = reverse("admin:workshops_pieceentry_change", args=[paid.pk])
    assert 'name="good"' not in office.get(url).content.decode()
    assert office.post(url, {"good": 6}).status_code == 403
    assert office.post(reverse("admin:workshops_pieceentry_delete", args=[paid.pk])).status_code == 403
    paid.refresh_from_db()
    assert paid.good == 5


def test_a_correction_of_what_was_paid_is_a_row_in_the_next_run(works, combs, paid):
    with refused("claimed"):
        void_entry(entry=paid, **works.by("social_worker"))
    works.clock.on(TENTH)
    (row,) = correct_entry(entry=paid, good=4, reason="数错了一盒", **works.by("social_worker"))
    assert (row.corrects, row.source, row.good) == (paid, EntrySource.CORRECTION, -1)
    works.hands_in(works.takes(paid.resident, combs, 10), good=10)
    second = works.prepares()
    amounts = second.slips.get().lines.values_list("entry", "amount")
    assert dict(amounts)[row.pk] == D(-8)
    assert second.slips.get().gross == D("72.00")
    assert books_are_clean(works.community)
