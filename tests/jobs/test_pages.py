"""The staff pages: who may open them, what they do, and what they cost."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from jobs.models import Employer, Posting
from tests.factories.jobs import TODAY, EmployerFactory, PostingFactory


def form(**fields) -> dict:
    """A posted form with its one-time key."""
    return {"once": uuid.uuid4(), **fields}


@pytest.fixture
def employer(liuhe):
    return EmployerFactory(community=liuhe, name="柳河超市")


@pytest.fixture
def posting_of(employer, social_worker):
    def made(**situation):
        return PostingFactory(employer=employer, drafted_by=social_worker, **situation)

    return made


@pytest.fixture
def office(client_of, social_worker):
    return client_of(social_worker)


def draft_fields(employer, **changed) -> dict:
    return form(
        employer=employer.pk,
        title="保洁员",
        kind="part_time",
        source="employer",
        openings="2",
        apply_by=str(TODAY + dt.timedelta(days=7)),
        pay_low="1800",
        pay_unit="month",
        **changed,
    )


PAGES = ["postings", "employers", "posting"]
FORMS = ["new_posting", "new_employer", "edit_posting", "publish", "correct", "fill", "close", "employer"]


def address(name, posting) -> str:
    key = {"employer": [posting.employer_id]}.get(name, [posting.pk])
    return reverse(f"jobs:{name}", args=["liuhe", *([] if name.endswith("s") or name.startswith("new") else key)])


@pytest.mark.parametrize("name", [*PAGES, *FORMS])
def test_a_page_opens_for_those_who_may(name, office, client_of, posting_of, leader, cashier, stranger):
    posting = posting_of(published=name in {"correct", "fill", "close"})
    page = reverse("jobs:publish", args=["liuhe", posting.pk]) if name == "publish" else address(name, posting)
    assert office.get(page).status_code == 200
    assert client_of(leader).get(page).status_code == (200 if name in PAGES else 403)
    assert client_of(cashier).get(page).status_code == 403
    assert client_of(stranger).get(page).status_code == 404
    assert office.put(page).status_code == 405
    assert (office.post(page).status_code == 405) is (name in PAGES)


@pytest.mark.parametrize("name", [*PAGES, *FORMS])
def test_whoever_is_not_signed_in_is_asked_to(name, client, posting_of):
    page = reverse("jobs:publish", args=["liuhe", 1]) if name == "publish" else address(name, posting_of())
    assert client.get(page).status_code == 302


@pytest.mark.parametrize("name", ["posting", "edit_posting", "publish", "correct", "fill", "close"])
def test_a_posting_of_another_community_is_not_here(name, office, guiyuan):
    elsewhere = PostingFactory(employer=EmployerFactory(community=guiyuan))
    assert office.get(reverse(f"jobs:{name}", args=["liuhe", elsewhere.pk])).status_code == 404


def test_an_employer_of_another_community_is_neither_shown_nor_chosen(office, guiyuan, employer):
    elsewhere = EmployerFactory(community=guiyuan, name="桂园饭店")
    assert office.get(reverse("jobs:employer", args=["liuhe", elsewhere.pk])).status_code == 404
    assert "桂园饭店" not in office.get(reverse("jobs:new_posting", args=["liuhe"])).text
    answer = office.post(reverse("jobs:new_posting", args=["liuhe"]), draft_fields(elsewhere))
    assert answer.status_code == 200
    assert not Posting.objects.exists()


def test_an_employer_is_written_down_once(office, liuhe):
    new = reverse("jobs:new_employer", args=["liuhe"])
    fields = {"name": "柳河超市", "kind": "company", "phone": "13800000001", "credit_code": "91110000600037341l"}
    posted = form(**fields)
    assert office.post(new, posted).status_code == 302
    assert office.post(new, posted).status_code == 302
    assert "已经有一家" in office.post(new, form(**fields)).text
    assert [(one.name, one.credit_code, one.community) for one in Employer.objects.order_by("pk")] == [
        ("柳河超市", "91110000600037341L", liuhe)
    ]


def test_an_employer_is_changed_and_retired(office, employer):
    page = reverse("jobs:employer", args=["liuhe", employer.pk])
    assert office.post(page, form(name="柳河大超市", kind="company")).status_code == 302
    employer.refresh_from_db()
    assert (employer.name, employer.active) == ("柳河大超市", False)
    assert "先说是哪家单位招人" in office.get(reverse("jobs:new_posting", args=["liuhe"])).text


def test_an_employer_with_a_wrong_number_is_sent_back(office, liuhe):
    fields = form(name="柳河超市", kind="company", phone="1380000", credit_code="123")
    page = office.post(reverse("jobs:new_employer", args=["liuhe"]), fields).text
    assert "拨不通" in page
    assert "信用代码" in page


def test_a_posting_lives_its_whole_life_in_the_browser(office, employer, client):
    new = reverse("jobs:new_posting", args=["liuhe"])
    assert "柳河超市" in office.get(f"{new}?employer={employer.pk}").text
    detail = office.post(new, draft_fields(employer)).headers["Location"]
    posting = Posting.objects.get()
    board = reverse("jobs:public_postings", args=["liuhe"])

    def act(name, **fields):
        return office.post(reverse(f"jobs:{name}", args=["liuhe", posting.pk]), form(**fields), follow=True).text

    assert "请写上咨询电话" in act("publish")
    assert "改好了" in act("edit_posting", **draft_fields(employer, phone="13800000001"))
    assert "保洁员" not in client.get(board).text
    assert "大家都能看到了" in act("publish")
    assert "保洁员" in client.get(board).text
    day = str(TODAY + dt.timedelta(days=3))
    assert "已更正" in act("correct", reason="号码错了", phone="13800000002", openings="2", apply_by=day)
    assert "招满了" in act("fill")
    page = office.get(detail).text
    assert "13800000001 → 13800000002" in page
    assert "已招满" in page
    assert "保洁员" not in client.get(board).text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"pay_high": "1000"}, "高的那个不能比低的那个小"),
        ({"pay_unit": ""}, "按月、按天、按小时还是按件"),
        ({"openings": "0"}, "至少招 1 个人"),
        ({"phone": "1380000"}, "拨不通"),
    ],
)
def test_a_draft_that_contradicts_itself_is_shown_again(office, employer, wrong, said):
    answer = office.post(reverse("jobs:new_posting", args=["liuhe"]), draft_fields(employer) | wrong)
    assert said in answer.text
    assert not Posting.objects.exists()


def test_the_box_appears_where_the_words_ask_for_money(office, posting_of):
    posting = posting_of(requirements="交押金300元")
    page = reverse("jobs:publish", args=["liuhe", posting.pk])
    assert "free_of_charge" in office.get(page).text
    assert "押金" in office.post(page, form()).context["form"].errors["free_of_charge"][0]
    assert office.post(page, form(free_of_charge="on")).status_code == 302
    other = reverse("jobs:publish", args=["liuhe", posting_of().pk])
    assert "free_of_charge" not in office.get(other).text


def test_closing_without_a_reason_is_asked_again(office, posting_of):
    posting = posting_of(published=True)
    page = reverse("jobs:close", args=["liuhe", posting.pk])
    assert office.post(page, form(reason="")).status_code == 200
    assert office.post(page, form(reason="厂里不招了")).status_code == 302
    posting.refresh_from_db()
    assert posting.state == "closed"


def test_an_act_that_came_too_late_says_so(office, posting_of):
    posting = posting_of(closed=True)
    page = office.post(reverse("jobs:fill", args=["liuhe", posting.pk]), form()).text
    assert "已撤下" in page


def test_the_list_shows_one_state_or_all(office, posting_of):
    posting_of(title="草稿岗位")
    posting_of(title="在招岗位甲", published=True)
    page = reverse("jobs:postings", args=["liuhe"])
    assert "草稿岗位" in office.get(page).text
    chosen = office.get(f"{page}?state=published").text
    assert "在招岗位甲" in chosen
    assert "草稿岗位" not in chosen
    assert "草稿岗位" in office.get(f"{page}?state=nonsense&before=x").text


def test_the_list_goes_on_by_key(office, posting_of):
    made = [posting_of() for _ in range(65)]
    page = reverse("jobs:postings", args=["liuhe"])

    def rows(query=""):
        answer = office.get(page + query)
        return [row.pk for row in answer.context["postings"].rows], answer.context["postings"]

    newest = [posting.pk for posting in reversed(made)]
    first, keys = rows()
    assert first == newest[:30]
    second, keys = rows(f"?after={keys.older}")
    assert second == newest[30:60]
    third, last = rows(f"?after={keys.older}")
    assert third == newest[60:]
    assert last.older == ""
    assert rows(f"?before={keys.newer}")[0] == newest[:30]


def test_a_long_list_costs_what_a_short_one_costs(office, posting_of, liuhe, django_assert_num_queries):
    page = reverse("jobs:postings", args=["liuhe"])
    employers = reverse("jobs:employers", args=["liuhe"])
    for _round in range(2):
        with django_assert_num_queries(5):
            assert office.get(page).status_code == 200
        with django_assert_num_queries(4):
            assert office.get(employers).status_code == 200
        for _ in range(25):
            PostingFactory(employer=EmployerFactory(community=liuhe), published=True)


def test_an_overdue_posting_says_that_the_public_sees_it_no_more(office, posting_of):
    posting = posting_of(overdue=True)
    assert "外面已经看不到" in office.get(reverse("jobs:posting", args=["liuhe", posting.pk])).text


@pytest.mark.parametrize("name", ["postings", "employers", "new_posting"])
def test_an_empty_page_offers_the_first_step(name, office):
    assert 'class="empty"' in office.get(reverse(f"jobs:{name}", args=["liuhe"])).text
