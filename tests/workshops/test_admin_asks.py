"""An action of the admin asks before it does something, and what was done stands in the row's history, in words."""

import pytest
from django.urls import reverse

from residents.models import Message
from tests.factories.residents import MessageFactory
from tests.factories.workshops import EntryFactory, IssueFactory

pytestmark = pytest.mark.django_db
LIST = reverse("admin:workshops_pieceentry_changelist")


@pytest.fixture
def office(client_of, staff):
    return client_of(staff)


@pytest.fixture
def entry(combs, resident):
    return EntryFactory(issue=IssueFactory(operation=combs, resident=resident), accepted=True, good=5)


def of(row, page: str) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk])


def test_nothing_is_undone_before_somebody_is_sure(office, entry):
    pressed = {"action": "void", "_selected_action": [entry.pk]}
    asked = office.post(LIST, pressed)
    text = asked.content.decode()
    assert f"{entry.resident} · {entry}" in text and "要做的是下面 1 条" in text and "撤销所选记录" in text
    entry.refresh_from_db()
    assert entry.state == "accepted"
    office.post(LIST, pressed | {"sure": "1"})
    entry.refresh_from_db()
    assert entry.state == "voided"
    history = office.get(of(entry, "history")).content.decode()
    assert "已点数" in history and "已撤销" in history and "void" not in history.partition("<table>")[2]


def test_a_row_that_nobody_touched_says_so(office, entry):
    assert "没有操作记录" in office.get(of(entry, "history")).content.decode()


def test_figures_are_written_as_on_paper(office, entry):
    for page in (LIST, of(entry, "change")):
        text = office.get(page).content.decode()
        assert "40.00" in text and "40.0000" not in text


def test_a_message_is_called_by_whom_it_is_for(office, resident):
    row = MessageFactory(resident=resident)
    assert str(Message.objects.get(pk=row.pk)).endswith(resident.name)
    text = office.get(reverse("admin:residents_message_changelist")).content.decode()
    assert "写好时间" in text and "登记方式" not in text
