"""What comes into the outbox: once, by the way that she wishes, in the community's language."""

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.utils import translation

from microfactory.kernel.errors import RuleBroken
from residents.enums import MessageChannel, MessageState, MessageTemplate, MessageWish
from residents.models import Community, Message, MoveLog
from residents.operations.messages import Note, mute, queue, queue_groups, queue_many, set_wish, tell_workshop
from tests.factories.residents import MessageFactory, ResidentFactory

CARD, ANSWER = MessageTemplate.CARD_REPLACED, MessageTemplate.DISPUTE_ANSWERED


def test_a_message_waits_to_be_pasted_without_a_gateway(she, by):
    message = queue(resident=she, template=CARD, key="card-1", **by)
    assert message.channel == MessageChannel.PASTE
    assert message.state == MessageState.QUEUED
    assert message.body.startswith("赵青梅，您的工友卡换了新的")
    assert message.workshop == she.workshop


def test_the_same_key_again_writes_nothing(she, by):
    first = queue(resident=she, template=CARD, key="card-1", **by)
    assert queue(resident=she, template=CARD, key="card-1", **by) == first
    assert Message.objects.count() == 1


def test_the_text_is_in_the_communitys_language_whoever_writes(she, by):
    with translation.override("en"):
        assert "工友卡" in queue(resident=she, template=CARD, key="card-1", **by).body


def test_with_a_gateway_it_is_sent_by_daylight(she, by, clock, with_gateway):
    clock.now = clock.now.replace(hour=22)
    message = queue(resident=she, template=CARD, key="card-1", actor=by["actor"], now=clock.now)
    assert message.channel == MessageChannel.SMS
    assert (message.due_at.astimezone(clock.now.tzinfo).hour, message.due_at > clock.now) == (8, True)


def test_who_has_no_telephone_gets_a_slip(liuhe, by, with_gateway):
    assert queue(resident=ResidentFactory(community=liuhe), template=CARD, key="c", **by).channel == "print"


def test_who_wants_nothing_gets_nothing(she, by):
    set_wish(resident=she, wish=MessageWish.NOTHING, **by)
    she.refresh_from_db()
    assert queue(resident=she, template=ANSWER, key="dispute-1", **by) is None
    assert queue(resident=she, template=CARD, key="card-1", **by).channel == "paste"  # but for security
    assert MoveLog.objects.about(she).get().move == "message_wish"


def test_a_kind_that_is_switched_off_isnt_written(she, liuhe, by):
    mute(community=liuhe, templates=[ANSWER], **by)
    she.community.refresh_from_db()
    assert queue(resident=she, template=ANSWER, key="dispute-1", **by) is None


def test_a_demo_has_no_text_messages(she, liuhe, by, with_gateway):
    Community.objects.filter(pk=liuhe.pk).update(demo=True)
    she.community.refresh_from_db()
    assert queue(resident=she, template=CARD, key="card-1", **by).channel == MessageChannel.PASTE


def test_a_demo_never_becomes_a_real_community(liuhe):
    Community.objects.filter(pk=liuhe.pk).update(demo=True)
    with pytest.raises(IntegrityError, match="never becomes a real one"), transaction.atomic():
        Community.objects.filter(pk=liuhe.pk).update(demo=False)


def test_many_are_written_in_one_statement(liuhe, workshop, by, django_assert_num_queries):
    people = ResidentFactory.create_batch(12, community=liuhe, workshop=workshop)
    with django_assert_num_queries(3):  # the act's two savepoint marks and the insert
        queue_many(community=liuhe, template=CARD, notes=[Note(r, f"c-{r.pk}") for r in people], **by)
    assert Message.objects.count() == 12


def test_a_group_is_told_without_naming_anybody(liuhe, workshop, by, now):
    queue_groups(
        community=liuhe, workshops=[workshop], template=MessageTemplate.MONEY_SENT, key="run-1", day=now.date(), **by
    )
    message = Message.objects.get()
    assert message.resident is None
    assert message.body == "柳河工坊的各位：11月24日的加工费发了。请看手机，或来工坊拿单子。"


def test_a_workshop_is_told_in_ones_own_words(she, workshop, by):
    assert tell_workshop(workshop=workshop, text="明天停电。", each=False, key="hand-1", **by) == 1
    assert Message.objects.get().body == "明天停电。"
    assert tell_workshop(workshop=workshop, text="明天停电。", each=True, key="hand-2", **by) == 1
    assert Message.objects.get(resident=she).body == "赵青梅，明天停电。"


@pytest.mark.parametrize("each", [True, False])
def test_an_amount_written_by_hand_is_refused(she, workshop, by, each):
    with pytest.raises(RuleBroken, match="不写钱数"):
        tell_workshop(workshop=workshop, text="每人发了560元", each=each, key="hand-1", **by)


def test_nobody_to_tell_is_said(workshop, by):
    with pytest.raises(RuleBroken, match="没有要通知的人"):
        tell_workshop(workshop=workshop, text="明天停电。", each=True, key="hand-1", **by)


@pytest.mark.parametrize("body", ["到账560元", "¥560.20", "5 块"])
def test_the_table_refuses_an_amount_too(she, body):
    with pytest.raises(IntegrityError, match="message_without_sums"), transaction.atomic():
        MessageFactory(resident=she, body=body)


def test_what_a_message_says_is_never_changed(she):
    message = MessageFactory(resident=she)
    for change in ({"body": "别的"}, {"key": "other"}, {"template": "by_hand"}):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            Message.objects.filter(pk=message.pk).update(**change)
    with pytest.raises((IntegrityError, InternalError), match="never deleted"), transaction.atomic():
        message.delete()


def test_the_table_lets_no_demo_send(she, liuhe, now):
    Community.objects.filter(pk=liuhe.pk).update(demo=True)
    message = MessageFactory(resident=she, sms=True)
    with pytest.raises(IntegrityError, match="a demo sends nothing"), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(state="sent", ended_at=now)
