"""On her own phone she says whether she wants to be told; nobody else says it there."""

import pytest

from residents.enums import MessageTemplate
from residents.models import Message, MoveLog
from residents.operations.messages import queue

pytestmark = pytest.mark.django_db
PAGE = "/me/mine/messages/"


def says(client, wish: str):
    """Opens the page and sends it with this answer."""
    once = client.get(PAGE).context["form"]["once"].value()
    return client.post(PAGE, {"once": once, "wish": wish})


def test_she_wants_none_and_it_is_remembered(resident_client, resident, social_worker, now):
    assert "发到手机" in resident_client.get("/me/mine/").content.decode()
    assert says(resident_client, "nothing").headers["location"] == "/me/mine/"
    resident.refresh_from_db()
    assert resident.message_wish == "nothing"
    line = MoveLog.objects.about(resident).get(move="message_wish")
    assert (line.actor, line.before, line.after) == (resident.user, "phone", "nothing")
    assert "不要通知" in resident_client.get("/me/mine/").content.decode()
    told = {"key": "x", "actor": social_worker, "now": now}
    assert queue(resident=resident, template=MessageTemplate.DISPUTE_ANSWERED, **told) is None
    assert queue(resident=resident, template=MessageTemplate.PIN_CHANGED, **told) == Message.objects.get()


def test_an_answer_that_isnt_one_changes_nothing(resident_client, resident):
    assert says(resident_client, "sometimes").status_code == 200
    resident.refresh_from_db()
    assert resident.message_wish == "phone"


def test_the_desk_sees_what_she_chose(resident_client, resident, client_of, social_worker):
    says(resident_client, "paper")
    form = client_of(social_worker).get(f"/liuhe/people/{resident.pk}/messages/").context["form"]
    assert form["wish"].value() == "paper"
