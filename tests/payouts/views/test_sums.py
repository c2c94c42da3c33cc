"""The street office's page: sums by month and workshop, on paper and as a spreadsheet, and nobody in them."""

import datetime as dt

import pytest

from microfactory.kernel.periods import Month
from microfactory.kernel.spreadsheets import read_table
from tests.factories.residents import ResidentFactory, WorkshopFactory
from tests.payouts.views.pages import at, page
from workshops.models import PieceEntry
from workshops.payouts.queries.street_office import sums_by_workshop

NOVEMBER = Month(2026, 11)
DECEMBER = dt.date(2026, 12, 1)


def _entry_at(office, workshop, operation, good, resident=None):
    """Work that was done in some workshop, by somebody who belongs there unless another is named."""
    resident = resident or ResidentFactory(community=office.community, workshop=workshop)
    return office.entry(resident, operation, good, issue__workshop=workshop)


@pytest.fixture
def two_workshops(office, combs):
    """Three people in one workshop, four in another; the first three are paid."""
    office.pays("on_pay_day", cap="50000")
    office.donated("50000")
    for _person in range(3):
        office.entry(office.resident(), combs, 10)
    office.paid_in_cash(office.approved())
    other = WorkshopFactory(community=office.community, name="北院工坊")
    for _person in range(4):
        _entry_at(office, other, combs, 5)
    return other


def test_by_workshop_and_in_all(office, two_workshops, workshop, django_assert_num_queries):
    with django_assert_num_queries(5):
        (month,) = sums_by_workshop(office.community, [NOVEMBER, NOVEMBER.shifted(-1)])
    found = {cell.names: (cell.people, cell.earned, cell.payees, cell.paid) for cell in month.cells}
    assert found == {(workshop.name,): (3, 240, 3, 240), (two_workshops.name,): (4, 160, 0, 0)}
    assert (month.total.people, month.total.earned, month.total.payees, month.total.paid) == (7, 400, 3, 240)
    assert month.may_be_split


def test_sums_stay_where_the_work_was_done(office, two_workshops, combs, workshop):
    """Whoever moves to another workshop takes nothing along; who worked in both counts where she made more."""
    mover = PieceEntry.objects.filter(workshop=workshop).earliest("pk").resident
    mover.workshop = two_workshops
    mover.save(update_fields=["workshop"])
    _entry_at(office, two_workshops, combs, 3, resident=mover)
    (month,) = sums_by_workshop(office.community, [NOVEMBER])
    found = {cell.names: (cell.people, cell.earned, cell.payees, cell.paid) for cell in month.cells}
    assert found == {(workshop.name,): (3, 264, 3, 240), (two_workshops.name,): (4, 160, 0, 0)}
    assert (month.total.people, month.total.earned) == (7, 424)


def test_it_says_that_a_correction_changes_a_month(desks, two_workshops, client_of, street, clock):
    clock.on(DECEMBER)
    for name in ("sums", "sums_paper"):
        assert "截至 2026-12-01" in page(client_of(street), at(name))
    rows = [row.cells for row in read_table(client_of(street).get(at("sums_xlsx")).content, "sums.xlsx").rows]
    assert "截至 2026-12-01" in str(rows[-1][0])


def test_two_people_of_a_workshop_stand_with_others(office, two_workshops, combs):
    third = WorkshopFactory(community=office.community, name="两人工坊")
    for _person in range(2):
        _entry_at(office, third, combs, 1)
    (month,) = sums_by_workshop(office.community, [NOVEMBER])
    assert sorted(len(cell.names) for cell in month.cells) == [1, 2]
    assert month.total.people == 9


def test_a_community_with_two_people_counts_out_nobody(desks, office, combs, client_of, street, clock):
    office.pays("on_pay_day", cap="50000")
    office.donated("50000")
    people = [office.resident(name=name) for name in ("尉迟春花", "尉迟秋月")]  # nobody at a desk has these
    for resident in people:
        office.entry(resident, combs, 10)
    clock.on(DECEMBER)
    for name in ("sums", "sums_paper"):
        text = page(client_of(street), at(name))
        assert "少于3人" in text and "—" in text
        assert "160.00" not in text
        assert "只有一两个人的，金额不写" in text
        assert not [person.name for person in people if person.name in text]
    rows = [row.cells for row in read_table(client_of(street).get(at("sums_xlsx")).content, "sums.xlsx").rows]
    assert rows[2][1:6] == ["合计", "少于3人", "—", 0, 0]


def test_paper_and_spreadsheet_say_what_the_page_says(desks, two_workshops, client_of, street, clock):
    clock.on(DECEMBER)
    for name in ("sums", "sums_paper"):
        text = page(client_of(street), at(name))
        for words in ("北院工坊", "160.00", "400.00", "240.00"):
            assert words in text
    rows = [row.cells for row in read_table(client_of(street).get(at("sums_xlsx")).content, "sums.xlsx").rows]
    assert ["2026-11", "合计", 7, 400, 3, 240] in [row[:6] for row in rows]


def test_what_one_person_was_paid_is_not_told(office, combs, client_of, street, clock):
    office.pays("on_pay_day", cap="50000")
    office.donated("50000")
    office.entry(office.resident(), combs, 77)
    office.paid_in_cash(office.approved())
    for _person in range(3):
        office.entry(office.resident(), combs, 1)
    clock.on(DECEMBER)
    for address in (at("sums"), at("sums_paper"), "/liuhe/"):
        text = page(client_of(street), address)
        assert "640.00" in text and "616.00" not in text
        assert "只有一两个人的，金额不写" in text
    rows = [row.cells for row in read_table(client_of(street).get(at("sums_xlsx")).content, "sums.xlsx").rows]
    assert rows[2][1:6] == ["合计", 4, 640, "少于3人", "—"]


def test_a_month_that_runs_is_not_told(desks, two_workshops, client_of, street, clock):
    for address in (at("sums"), at("sums_paper"), "/liuhe/"):
        assert "400.00" not in page(client_of(street), address)
    assert "400.00" in page(desks["staff"], "/liuhe/")
    clock.on(DECEMBER)
    for address in (at("sums"), at("sums_paper"), "/liuhe/"):
        assert "400.00" in page(client_of(street), address)


def test_nothing_yet(desks, office, client_of, street):
    assert "还没有人挣到钱" in page(client_of(street), at("sums"))
