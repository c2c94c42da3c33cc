"""Disputes at the desk: clocks, the answer on its page, who may give it, the whole file."""

import pytest

from tests.factories.disputes import answered
from tests.payouts.disputes.pages import posted
from workshops.payouts.enums import DisputeState
from workshops.payouts.operations.disputes import add_words

pytestmark = pytest.mark.django_db


def test_the_list_and_the_first_page_show_the_clock(client_of, staff, resident, disputed, clock):
    assert "最晚" in client_of(staff).get("/liuhe/disputes/").content.decode()
    home = client_of(staff).get("/liuhe/").content.decode()
    assert "条异议等答复，最近一条12月1日到期" in home and "条异议等您答复" in home
    clock.forward(days=9)
    assert "条异议过期没答复" in client_of(staff).get("/liuhe/").content.decode()
    assert "迟 2 天" in client_of(staff).get("/liuhe/disputes/").content.decode()


def test_the_answer_is_given_on_its_page(client_of, staff, disputed):
    posted(client_of(staff), f"/liuhe/disputes/{disputed.pk}/answer/", right="no", good="1", text="是一盒。")
    disputed.refresh_from_db()
    assert disputed.state == DisputeState.ANSWERED


def test_whoever_logged_it_finds_no_form(client_of, social_worker, disputed):
    assert client_of(social_worker).get(f"/liuhe/disputes/{disputed.pk}/answer/").status_code == 403
    assert "要由别人来答复" in client_of(social_worker).get(f"/liuhe/disputes/{disputed.pk}/").content.decode()


def test_a_leader_sees_no_dispute(client_of, leader, disputed):
    assert client_of(leader).get("/liuhe/disputes/").status_code == 403
    assert "异议" not in client_of(leader).get("/liuhe/").content.decode()


def test_the_whole_file_prints(client_of, staff, disputed):
    answered(disputed, staff)
    page = client_of(staff).get(f"/liuhe/disputes/{disputed.pk}/file/").content.decode()
    for words in (disputed.number, "赵青梅", "少记了一盒", "查过了，数目是对的。", "林晓云", "本人手机", "调解人"):
        assert words in page


def test_pages_take_the_same_queries_whatever_was_said(client_of, staff, disputed, resident, her,
                                                       django_assert_max_num_queries):  # fmt: skip
    for number in range(8):
        add_words(dispute=disputed, text=f"第{number}句", actor=her, now=disputed.opened_at)
    client = client_of(staff)
    with django_assert_max_num_queries(14):
        client.get(f"/liuhe/disputes/{disputed.pk}/")
