"""The monthly sheet on paper says what her phone says: the same sums, the same sentences."""

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.urls import reverse

from microfactory.kernel.periods import Month
from residents.enums import Hardship, MessageTemplate
from residents.models import Message
from residents.operations.people import leave
from tests.cast import member
from tests.factories.residents import HardshipRecordFactory, ResidentFactory, WorkshopFactory
from tests.factories.workshops import EntryFactory, IssueFactory, OperationFactory, WorkOrderFactory
from tests.journeys.village import Village

SUM = re.compile(r"−?¥?\d[\d,]*\.\d{2}")


class Words(HTMLParser):
    """The words of a page, without style, script and the QR code."""

    def __init__(self, text: str):
        super().__init__()
        self.found: list[str] = []
        self.feed(text)
        self.close()

    def handle_data(self, data):
        if data.strip():
            self.found.append(" ".join(data.split()))

    @property
    def text(self) -> str:
        return " ".join(self.found)


def words(client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return Words(answer.content.decode()).text


def sums(text: str) -> set[str]:
    """Every amount in a text, without the sign of the yuan."""
    return {found.replace("¥", "") for found in SUM.findall(text)}


@pytest.fixture
def village(works, card, approver) -> Village:
    return Village(works, card, approver.memberships.get())


@pytest.fixture
def office(client_of, social_worker):
    return client_of(social_worker)


def sheet_of(office, resident, month="2026-11") -> str:
    return words(office, f"/liuhe/people/{resident.pk}/sheet/{month}/")


def test_the_sums_on_paper_are_those_of_the_phone(village, office, resident_client):
    paper = sheet_of(office, village.resident)
    phone = {name: words(resident_client, url) for name, url in {
        "home": "/me/",
        "month": "/me/history/2026/11/",
        "waiting": "/me/history/2026/11/waiting/",
        "counting": "/me/history/2026/11/counting/",
        "slip": f"/me/slips/{village.payslip.pk}/",
        "due": f"/me/slips/{village.due_slip.pk}/",
    }.items()}  # fmt: skip
    home = sums(phone["home"]) - sums(phone["slip"])
    assert home
    assert home <= sums(paper)
    assert sums(phone["slip"]) | sums(phone["due"]) <= sums(paper)
    everywhere = set().union(*(sums(text) for text in phone.values()))
    assert sums(paper) <= everywhere


def test_the_sentences_on_paper_are_those_of_the_phone(village, office, resident_client):
    paper = sheet_of(office, village.resident)
    home = words(resident_client, "/me/")
    for sentence in ("11月交的活，约", "12月15日发", "等点数", "等发钱", "已到手"):
        assert sentence in home
        assert sentence in paper
    for slip in (village.payslip, village.due_slip):
        phone = words(resident_client, f"/me/slips/{slip.pk}/")
        page = resident_client.get(f"/me/slips/{slip.pk}/").content.decode()
        how = re.search(r"<p><b>([^<]{6,})</b></p>", page).group(1)
        assert how.strip() in paper
        assert re.search(r"[零壹贰叁肆伍陆柒捌玖拾佰仟元角分整]{4,}", phone).group(0) in paper
    for part in ("waiting", "counting"):
        reasons = re.findall(r"[^ ]{6,}。", words(resident_client, f"/me/history/2026/11/{part}/"))
        assert reasons
        assert all(reason in paper for reason in reasons)


def test_what_is_in_hand_stands_on_both(village, office, resident_client):
    paper, work = sheet_of(office, village.resident), words(resident_client, reverse("me:work"))
    lots = re.findall(r"还剩 \S+ \S+?，\S+", work)
    assert lots
    assert all(lot in paper for lot in lots)


def test_she_reads_whom_to_ask_and_the_code_is_no_key(village, office, liuhe):
    liuhe.contact_name, liuhe.contact_phone = "林晓云", "19900000100"
    liuhe.save()
    url = f"/liuhe/people/{village.resident.pk}/sheet/2026-11/"
    page = office.get(url).content.decode()
    assert "不对就问林晓云，电话 19900000100" in " ".join(Words(page).found)
    assert village.card.token.reveal() not in page
    assert "/c/" not in page


def test_the_code_leads_a_finder_to_a_door(client, db):
    """The QR code is the plain address of the phone's pages; without a sign-in it opens nothing."""
    answer = client.get(reverse("me:home"))
    assert answer.status_code == 302
    assert "accounts" in answer.headers["Location"]
    assert settings.PUBLIC_ADDRESS


def test_all_of_a_workshop_in_the_order_of_the_pigeon_holes(village, office, workshop):
    page = office.get(reverse("pages:month_papers", args=["liuhe", "2026-11", workshop.pk])).content.decode()
    told = [int(pk) for pk in re.findall(r'data-mf-resident="(\d+)"', page)]
    ordered = [row.pk for row in workshop.residents.in_paper_order() if row.pk in told]
    assert told == ordered
    assert village.resident.pk in told
    assert len(told) > 4


def test_no_paper_for_whom_nothing_is_to_tell(village, office, workshop):
    idle = ResidentFactory(community=workshop.community, workshop=workshop, name="闲人")
    page = words(office, reverse("pages:month_papers", args=["liuhe", "2026-11", workshop.pk]))
    assert idle.name not in page


def test_who_has_left_with_money_to_come_still_gets_a_paper(office, liuhe, workshop, social_worker, now):
    resident = ResidentFactory(community=liuhe, workshop=workshop, name="走了的人")
    operation = OperationFactory(work_order=WorkOrderFactory(workshop=workshop))
    EntryFactory(issue=IssueFactory(resident=resident, operation=operation, quantity=3), accepted=True, good=3)
    leave(resident=resident, left_on=now.date(), reason="搬家", actor=social_worker, now=now)
    assert "走了的人" in words(office, reverse("pages:month_papers", args=["liuhe", "2026-11", workshop.pk]))


def test_hardship_never_stands_on_it(village, office):
    for kind in Hardship:
        HardshipRecordFactory(resident=village.neighbours[0], kind=kind)
    paper = sheet_of(office, village.resident) + sheet_of(office, village.neighbours[0])
    labels = {str(kind.label) for kind in Hardship} - {str(Hardship.OTHER.label)}
    assert [label for label in labels if label in paper] == []


def test_why_pieces_were_not_paid_is_said(office, liuhe, workshop):
    resident = ResidentFactory(community=liuhe, workshop=workshop)
    operation = OperationFactory(work_order=WorkOrderFactory(workshop=workshop, product="宠物梳"))
    issue = IssueFactory(resident=resident, operation=operation, quantity=20)
    EntryFactory(issue=issue, accepted=True, good=5, worker_fault=2)
    EntryFactory(issue=issue, accepted=True, good=5, worker_fault=1)
    assert "3 盒做坏了" in sheet_of(office, resident)


def test_a_leader_prints_no_money_of_others(village, client_of, leader, workshop):
    for url in (
        reverse("pages:month_papers", args=["liuhe", "2026-11", workshop.pk]),
        reverse("pages:person_paper", args=["liuhe", village.resident.pk, "2026-11"]),
        reverse("pages:sheets", args=["liuhe"]),
    ):
        assert client_of(leader).get(url).status_code == 403


@pytest.mark.parametrize("month", ["2026-13", "november", "2026-12", "0000-01"])
def test_a_month_that_isnt_there_yet_is_no_page(office, resident, month):
    assert office.get(f"/liuhe/people/{resident.pk}/sheet/{month}/").status_code == 404


def _months_work(liuhe, workshop, count):
    operation = OperationFactory(work_order=WorkOrderFactory(workshop=workshop))
    for resident in ResidentFactory.create_batch(count, community=liuhe, workshop=workshop):
        issue = IssueFactory(resident=resident, operation=operation, quantity=9)
        EntryFactory(issue=issue, accepted=True, good=3)
        EntryFactory(issue=issue, pending=True, good=1)


def test_two_hundred_papers_take_as_many_queries_as_two(
    office, liuhe, workshop, django_assert_num_queries, django_assert_max_num_queries
):
    other = WorkshopFactory(community=liuhe)
    _months_work(liuhe, other, 2)
    _months_work(liuhe, workshop, 200)
    few, many = (reverse("pages:month_papers", args=["liuhe", "2026-11", room.pk]) for room in (other, workshop))
    with django_assert_max_num_queries(20) as asked:
        office.get(few)
    with django_assert_num_queries(len(asked)):
        page = office.get(many).content.decode()
    assert page.count("data-mf-resident=") == 200


def test_months_and_workshops_are_offered(office, liuhe, workshop):
    ResidentFactory(community=liuhe, workshop=None)
    page = office.get("/liuhe/sheets/").content.decode()
    for month in (Month(2026, 11), Month(2026, 9)):
        assert reverse("pages:month_papers", args=["liuhe", month, workshop.pk]) in page
    assert reverse("pages:month_papers_rest", args=["liuhe", "2026-10"]) in page


def test_a_stranger_finds_no_paper(client_of, stranger, guiyuan, resident, workshop):
    user = member("贾全", guiyuan, "social_worker")
    for url in (f"/guiyuan/people/{resident.pk}/sheet/2026-11/", f"/guiyuan/sheets/2026-11/{workshop.pk}/"):
        assert client_of(user).get(url).status_code == 404


def test_what_was_paid_is_told_without_a_sum(village):
    """The village has paid by bank: its group chat and those without a telephone are told, each once."""
    told = Message.objects.filter(template=MessageTemplate.MONEY_SENT)
    assert told.filter(resident=None).count() == 1
    assert told.filter(resident=village.resident, channel="print").count() == 1
    assert [body for body in told.values_list("body", flat=True) if SUM.search(body)] == []
