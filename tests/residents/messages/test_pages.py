"""The outbox in the browser of a social worker."""

import uuid

import pytest
from django.urls import reverse

from residents.enums import MessageState
from residents.models import Community, Message
from tests.factories.residents import MessageFactory, ResidentFactory


@pytest.fixture
def office(client_of, social_worker):
    return client_of(social_worker)


def url(name, *arguments):
    return reverse(f"residents:{name}", args=["liuhe", *arguments])


def text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def press(client, address, **fields):
    return client.post(address, {"once": uuid.uuid4(), **fields}, follow=True).content.decode()


def test_an_empty_outbox_says_what_it_is_for(office, liuhe):
    page = text(office, url("messages"))
    assert "没有等着通知的事" in page
    assert "没有接短信平台" in page


def test_the_demo_says_that_it_sends_nothing(office, liuhe, with_gateway):
    assert "短信自己发" in text(office, url("messages"))
    Community.objects.filter(pk=liuhe.pk).update(demo=True)
    assert "这是演示，什么都不会真的发出去" in text(office, url("messages"))


def test_a_text_is_copied_and_noted_as_handed_over(office, she):
    message = MessageFactory(resident=she)
    page = text(office, url("messages"))
    assert message.body in page
    assert f'data-mf-copy="#text-{message.pk}"' in page
    assert "记下了：已转到" in press(office, url("message_handed", message.pk))
    message.refresh_from_db()
    assert message.state == MessageState.HANDED_OVER
    assert message.body in text(office, url("messages") + "?tab=done")


def test_slips_are_printed_in_the_order_of_the_pigeon_holes(office, liuhe, workshop):
    last = ResidentFactory(community=liuhe, workshop=workshop, name="排在后面", list_order=900)
    first = ResidentFactory(community=liuhe, workshop=workshop, name="排在前面", list_order=3)
    slips = [MessageFactory(resident=who, slip=True) for who in (last, first)]
    page = text(office, url("slips_paper"))
    assert page.index("排在前面") < page.index("排在后面")
    assert "3 号格" in page
    assert "2 张纸条已发" in press(office, url("slips_printed", slips[-1].pk))
    assert set(Message.objects.values_list("state", flat=True)) == {MessageState.HANDED_OVER}


def test_a_failed_one_waits_at_home_and_goes_out_again(office, she):
    message = MessageFactory(resident=she, failed=True)
    assert "条通知没发成" in text(office, "/liuhe/")
    assert "下一轮再发" in press(office, url("message_again", message.pk))
    assert "条通知没发成" not in text(office, "/liuhe/")


def test_home_says_nothing_while_nothing_waits(office, liuhe):
    assert "通知等着转给大家" not in text(office, "/liuhe/")


def test_home_says_what_waits_to_be_carried(office, she):
    MessageFactory(resident=she)
    assert "条通知等着转给大家" in text(office, "/liuhe/")


def test_a_slip_instead_and_dropping_it(office, she):
    message = MessageFactory(resident=she)
    assert "要打印的纸条" in press(office, url("message_paper", message.pk))
    assert "不发了" in press(office, url("message_drop", message.pk), reason="已当面说")
    message.refresh_from_db()
    assert (message.channel, message.state, message.reason) == ("print", MessageState.CANCELLED, "已当面说")
    assert "已当面说" in text(office, url("message", message.pk))


def test_a_message_in_ones_own_words(office, she, workshop):
    page = press(office, url("message_new"), workshop=workshop.pk, to="group", text="明天停电，后天再来。")
    assert "1 条通知已放进待发" in page
    assert "柳河工坊的群" in page
    page = press(office, url("message_new"), workshop=workshop.pk, to="each", text="每人发 560 元")
    assert "通知里不写钱数" in page
    assert Message.objects.count() == 1


def test_staff_choose_which_messages_are_written(client_of, staff, office, liuhe):
    assert "只写勾上的" in press(client_of(staff), url("message_kinds"), kinds=["money_sent", "work_due"])
    liuhe.refresh_from_db()
    assert set(liuhe.muted) == {"work_late", "dispute_answered", "money_failed"}
    assert office.get(url("message_kinds")).status_code == 403


def test_her_wish_is_kept(office, she):
    press(office, url("person_messages", she.pk), wish="paper")
    she.refresh_from_db()
    assert she.message_wish == "paper"


def test_a_long_outbox_takes_as_many_queries_as_a_short_one(office, she, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    MessageFactory(resident=she)
    with CaptureQueriesContext(connection) as few:
        office.get(url("messages"))
    for _n in range(30):
        MessageFactory(resident=she)
    with django_assert_num_queries(len(few)):
        office.get(url("messages"))


def test_an_outbox_of_another_community_is_not_there(client_of, stranger, she, guiyuan):
    message = MessageFactory(resident=she)
    assert client_of(stranger).get(url("messages")).status_code == 404
    assert client_of(stranger).get(f"/guiyuan/messages/{message.pk}/").status_code == 404
