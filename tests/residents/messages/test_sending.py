"""Sending: tries and their log, refusals, the last try, two senders at once; the acts of whoever carries a message."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from microfactory.kernel.errors import RuleBroken
from residents.channels.parcels import Answer
from residents.enums import MessageChannel, MessageState, MessageTemplate, TryOutcome
from residents.models import Community, Message, MessageTry, MoveLog, Resident
from residents.operations.outbox import begin_try, drop, hand_over, mark_printed, send_due, to_paper, try_again
from residents.rules.messages import MOST_TRIES
from tests.factories.residents import MessageFactory, ResidentFactory
from tests.residents.messages.gateway import running
from tests.threads import at_once


@pytest.fixture
def text(she):
    return MessageFactory(resident=she, sms=True)


def test_a_text_message_is_sent_and_logged(text, clock):
    with running(200) as (fake, adapter):
        assert send_due(adapter=adapter, clock=clock) == {TryOutcome.ACCEPTED: 1}
    text.refresh_from_db()
    assert text.state == MessageState.SENT
    assert fake.got[0]["to"] == "13800000001"
    assert fake.got[0]["text"] == f"【{text.community.factory_name}】{text.body}"
    log = MessageTry.objects.get()
    assert (log.number, log.phone, log.outcome) == (1, "138****0001", TryOutcome.ACCEPTED)
    assert log.answer == '200 {"said": "well"}'


def test_what_was_sent_isnt_sent_again(text, clock):
    with running(200) as (fake, adapter):
        send_due(adapter=adapter, clock=clock)
        send_due(adapter=adapter, clock=clock)
    assert len(fake.got) == 1


def test_nothing_goes_out_before_its_time(text, clock):
    Message.objects.filter(pk=text.pk).update(due_at=clock.now + dt.timedelta(minutes=1))
    with running(200) as (fake, adapter):
        send_due(adapter=adapter, clock=clock)
    assert fake.got == []


def test_it_is_tried_again_under_the_same_key_ever_later(text, clock):
    with running(503, 503, 200) as (fake, adapter):
        send_due(adapter=adapter, clock=clock)
        send_due(adapter=adapter, clock=clock)  # too early: nothing
        assert len(fake.got) == 1
        clock.forward(minutes=1)
        send_due(adapter=adapter, clock=clock)
        clock.forward(minutes=5)
        send_due(adapter=adapter, clock=clock)
    text.refresh_from_db()
    assert text.state == MessageState.SENT
    assert {sent["key"] for sent in fake.got} == {f"liuhe:{text.key}"}
    assert list(MessageTry.objects.order_by("number").values_list("outcome", flat=True)) == [
        TryOutcome.UNREACHABLE,
        TryOutcome.UNREACHABLE,
        TryOutcome.ACCEPTED,
    ]


def test_after_the_last_try_people_look_after_it(text, clock):
    with running(500) as (fake, adapter):
        for _try in range(MOST_TRIES + 2):
            send_due(adapter=adapter, clock=clock)
            clock.forward(hours=7)
    text.refresh_from_db()
    assert (text.state, text.tries, len(fake.got)) == (MessageState.FAILED, MOST_TRIES, MOST_TRIES)
    assert text.reason.startswith("500")


def test_a_refusal_is_final(text, clock):
    with running(400) as (fake, adapter):
        send_due(adapter=adapter, clock=clock)
        clock.forward(days=1)
        send_due(adapter=adapter, clock=clock)
    text.refresh_from_db()
    assert (text.state, len(fake.got)) == (MessageState.FAILED, 1)


def test_a_demo_sends_nothing(text, clock):
    Community.objects.filter(pk=text.community_id).update(demo=True)
    with running(200) as (fake, adapter):
        assert send_due(adapter=adapter, clock=clock) == {}
        assert begin_try(pk=text.pk, actor=None, now=clock.now) is None
    assert fake.got == []


@pytest.mark.parametrize(
    ("change", "channel", "state"),
    [
        ({"phone": ""}, MessageChannel.PRINT, MessageState.QUEUED),
        ({"message_wish": "paper"}, MessageChannel.PRINT, MessageState.QUEUED),
        ({"message_wish": "nothing"}, MessageChannel.PRINT, MessageState.CANCELLED),
    ],
)
def test_what_she_wishes_by_now_counts(text, clock, change, channel, state):
    Resident.objects.filter(pk=text.resident_id).update(**change)
    with running(200) as (fake, adapter):
        send_due(adapter=adapter, clock=clock)
    text.refresh_from_db()
    assert (text.channel, text.state, fake.got) == (channel, state, [])
    assert MessageTry.objects.get().outcome == TryOutcome.NOT_TRIED


def test_whoever_dies_in_between_leaves_it_to_the_next_after_the_lease(text, clock):
    assert begin_try(pk=text.pk, actor=None, now=clock.now)
    with running(200) as (fake, adapter):
        send_due(adapter=adapter, clock=clock)
        assert fake.got == []
        clock.forward(minutes=11)
        send_due(adapter=adapter, clock=clock)
    assert len(fake.got) == 1


def test_the_log_is_never_changed(text, clock):
    with running(200) as (_fake, adapter):
        send_due(adapter=adapter, clock=clock)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        MessageTry.objects.update(answer="nothing")


@pytest.mark.django_db(transaction=True)
def test_two_senders_never_send_the_same(she, clock):
    for _n in range(12):
        MessageFactory(resident=she, sms=True)
    with running(200) as (fake, adapter):
        at_once(*[lambda: send_due(adapter=adapter, clock=clock)] * 2)
    keys = [sent["key"] for sent in fake.got]
    assert len(keys) == len(set(keys)) == 12
    assert set(Message.objects.values_list("state", flat=True)) == {MessageState.SENT}


def test_no_lock_is_held_while_the_gateway_is_asked(text, clock):
    class Curious:
        def deliver(self, parcel):
            assert not connection.get_autocommit() or not connection.in_atomic_block
            return Answer(TryOutcome.ACCEPTED, "")

    assert send_due(adapter=Curious(), clock=clock) == {TryOutcome.ACCEPTED: 1}


def test_the_command_sends_nothing_without_a_gateway(text):
    said = StringIO()
    call_command("send_messages", stdout=said)
    assert "没有接短信平台" in said.getvalue()
    text.refresh_from_db()
    assert text.state == MessageState.QUEUED


def test_the_command_sends_by_the_gateway_of_the_settings(text, clock, settings):
    said = StringIO()
    with running(200) as (fake, adapter):
        settings.SMS_GATEWAY = {**vars(adapter)}
        call_command("send_messages", stdout=said)
    assert len(fake.got) == 1
    assert "短信平台收下了: 1" in said.getvalue()


def test_a_pasted_text_is_noted_once(she, by):
    message = MessageFactory(resident=she)
    for _twice in range(2):
        message = hand_over(message=message, **by)
    assert (message.state, message.ended_by) == (MessageState.HANDED_OVER, by["actor"])
    assert MoveLog.objects.about(message).count() == 1


def test_a_text_message_isnt_handed_over_by_hand(text, by):
    with pytest.raises(RuleBroken, match="会自己发出去"):
        hand_over(message=text, **by)


def test_slips_that_came_after_printing_stay(liuhe, by):
    first, second = (MessageFactory(resident=ResidentFactory(community=liuhe), slip=True) for _n in range(2))
    assert mark_printed(community=liuhe, upto=first.pk, **by) == 1
    second.refresh_from_db()
    assert second.state == MessageState.QUEUED


def test_a_failed_one_is_tried_again(she, by, clock):
    message = MessageFactory(resident=she, failed=True)
    try_again(message=message, **by)
    with running(200) as (_fake, adapter):
        send_due(adapter=adapter, clock=clock)
    message.refresh_from_db()
    assert (message.state, message.tries) == (MessageState.SENT, 7)


def test_a_failed_one_becomes_a_slip(she, by):
    message = to_paper(message=MessageFactory(resident=she, failed=True), **by)
    assert (message.channel, message.state) == (MessageChannel.PRINT, MessageState.QUEUED)


def test_a_group_has_nobody_to_give_a_slip_to(workshop, liuhe, by):
    message = MessageFactory(
        resident=None, community=liuhe, workshop=workshop, body="明天停电。", template=MessageTemplate.BY_HAND
    )
    with pytest.raises(RuleBroken, match="发到群里的话"):
        to_paper(message=message, **by)


def test_what_is_being_sent_can_neither_be_dropped_nor_printed(text, by, clock):
    begin_try(pk=text.pk, actor=None, now=clock.now)
    for act in (drop, to_paper):
        with pytest.raises(RuleBroken, match="正在发"):
            act(message=text, **by)


def test_a_dropped_one_is_told_to_nobody(text, by, clock):
    drop(message=text, reason="已当面说了", **by)
    with running(200) as (fake, adapter):
        send_due(adapter=adapter, clock=clock)
    text.refresh_from_db()
    assert (text.state, text.reason, fake.got) == (MessageState.CANCELLED, "已当面说了", [])
