"""The public list: what is open today, for anybody, and not a word more."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.factories.jobs import TODAY, EmployerFactory, PostingFactory


@pytest.fixture
def employer(liuhe):
    return EmployerFactory(
        community=liuhe,
        name="柳河超市",
        contact="老板娘小杜",
        phone="13800000009",
        credit_code="91110000600037341L",
        note="只在上午打电话",
    )


@pytest.fixture
def board():
    return reverse("jobs:public_postings", args=["liuhe"])


HIDDEN = [
    {},
    {"overdue": True},
    {"filled": True},
    {"closed": True},
    {"expired": True},
]


@pytest.mark.parametrize("situation", HIDDEN)
def test_what_is_not_open_is_neither_listed_nor_found(situation, client, employer, board):
    posting = PostingFactory(employer=employer, title="看不见的岗位", **situation)
    assert "看不见的岗位" not in client.get(board).text
    assert client.get(reverse("jobs:public_posting", args=["liuhe", posting.pk])).status_code == 404


def test_what_is_open_is_shown_until_its_last_day(client, clock, employer, board):
    posting = PostingFactory(employer=employer, title="看店", published=True, apply_by=TODAY)
    page = reverse("jobs:public_posting", args=["liuhe", posting.pk])
    assert "看店" in client.get(board).text
    assert client.get(page).status_code == 200
    clock.on(TODAY + dt.timedelta(days=1))
    assert "看店" not in client.get(board).text
    assert client.get(page).status_code == 404


def test_a_posting_is_called_by_its_telephone(client, employer):
    posting = PostingFactory(employer=employer, published=True, phone="0519-8888 6666", pay_text="包午饭")
    page = client.get(reverse("jobs:public_posting", args=["liuhe", posting.pk])).text
    assert 'href="tel:051988886666"' in page
    for word in ("每月 1,800–2,200 元", "包午饭", "柳河超市", "柳河路菜市场旁", "会用拖把", "不许收押金"):
        assert word in page


def test_nothing_of_the_office_is_told(client, employer, social_worker, board):
    posting = PostingFactory(employer=employer, published=True, drafted_by=social_worker)
    text = client.get(board).text + client.get(reverse("jobs:public_posting", args=["liuhe", posting.pk])).text
    for secret in (employer.contact, employer.phone, employer.credit_code, employer.note, social_worker.name):
        assert secret not in text


def test_each_community_has_its_own_list(client, employer, guiyuan, board):
    elsewhere = PostingFactory(employer=EmployerFactory(community=guiyuan), title="桂园岗位", published=True)
    assert "桂园岗位" not in client.get(board).text
    assert client.get(reverse("jobs:public_posting", args=["liuhe", elsewhere.pk])).status_code == 404


def test_a_community_that_is_not_there_or_not_in_use_has_no_list(client, employer, liuhe, board):
    posting = PostingFactory(employer=employer, published=True)
    liuhe.active = False
    liuhe.save(update_fields=["active"])
    for page in (board, "/work/nowhere/", reverse("jobs:public_posting", args=["liuhe", posting.pk])):
        assert client.get(page).status_code == 404


def test_the_list_is_read_only(client, employer, board):
    posting = PostingFactory(employer=employer, published=True)
    for page in (board, reverse("jobs:public_posting", args=["liuhe", posting.pk])):
        assert client.post(page).status_code == 405


def test_an_empty_list_says_so_and_a_long_one_goes_on(client, employer, board):
    assert "今天没有在招的岗位" in client.get(board).text
    made = [PostingFactory(employer=employer, published=True) for _ in range(12)]
    first = client.get(board).context["postings"]
    assert [row.pk for row in first.rows] == [posting.pk for posting in reversed(made[2:])]
    second = client.get(f"{board}?after={first.older}").context["postings"]
    assert [row.pk for row in second.rows] == [made[1].pk, made[0].pk]


def test_a_long_public_list_costs_two_queries(client, employer, board, django_assert_num_queries):
    for _round in range(2):
        with django_assert_num_queries(2):
            assert client.get(board).status_code == 200
        for _ in range(8):
            PostingFactory(employer=employer, published=True)


def test_a_resident_reads_it_on_her_phone(resident_client, employer, board):
    PostingFactory(employer=employer, title="看店", published=True)
    assert "看店" in resident_client.get(board).text
