"""The counter's corners: her own work, a refusal that keeps what was typed, keys that are what they say."""

import re

import pytest

from tests.factories.workshops import IssueFactory
from tests.workshops.views.conftest import at, words
from workshops.models import Issue, PieceEntry
from workshops.operations.freezes import freeze_entry

pytestmark = pytest.mark.django_db


def choice(slip) -> str:
    return f"slip-{slip.pk}"


@pytest.fixture
def own(leaders_desk, leader_as_resident, combs):
    """The leader's own page at the counter."""
    return leaders_desk.client.get(at("counter"), {"resident": leader_as_resident.pk})


def test_her_own_work_is_refused_before_she_types(own):
    text = words(own)
    assert "这是您自己的活，要请别的组长或社工来办" in text and "办下一位" in text
    assert 'name="good"' not in own.content.decode()


def test_her_own_material_is_refused_before_she_types(leaders_desk, leader_as_resident, combs):
    page = leaders_desk.client.get(at("issue_new"), {"resident": leader_as_resident.pk})
    assert "这是您自己的活" in words(page) and 'name="quantity"' not in page.content.decode()
    answer = leaders_desk.post(
        "issue_new", query=f"?resident={leader_as_resident.pk}", operation=combs.pk, quantity="2", place="home"
    )
    assert answer.status_code == 200 and not Issue.objects.exists()


def test_a_post_of_her_own_work_says_the_same(leaders_desk, leader_as_resident, combs):
    answer = leaders_desk.post("log", leader_as_resident.pk, choice=f"day-{combs.pk}", good="2")
    assert "这是您自己的活" in words(answer) and not PieceEntry.objects.exists()


def test_others_are_not_taken_for_her(leaders_desk, resident, slip):
    assert "这是您自己的活" not in leaders_desk.see("counter", resident=resident.pk)


def test_a_refusal_keeps_the_word_and_the_running_amount(desk, slip, resident):
    answer = desk.post("log", resident.pk, choice=choice(slip), good="99", q="zqm")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert re.search(r'id="q" name="q" value="zqm"', text)
    assert "data-mf-total>¥792.00</output>" in text


def test_a_figure_that_is_none_comes_to_nothing(desk, slip, resident):
    text = desk.post("log", resident.pk, choice=choice(slip), good="x").content.decode()
    assert "data-mf-total></output>" in text


def test_a_chosen_person_keeps_the_word_she_was_found_by(desk, slip, resident):
    part = desk.client.get(at("counter"), {"q": "zqm"}, headers={"HX-Request": "true"}).content.decode()
    link = re.search(r'class="result first" href="([^"]+)"', part).group(1).replace("&amp;", "&")
    text = desk.client.get(link).content.decode()
    assert 'id="q" name="q" value="zqm"' in text and '<input type="hidden" name="q" value="zqm">' in text


def test_a_cards_secret_is_not_written_into_the_field(desk, card, slip):
    token = card.token.reveal()
    text = desk.client.get(at("counter"), {"q": f"https://example.org/c/{token}/"}).content.decode()
    assert "交哪一批？" in text and 'id="q" name="q" value=""' in text and 'name="q" value=""' in text


def test_the_keys_are_those_that_work_while_a_number_is_typed(desk, slip, resident):
    text = desk.client.get(at("counter"), {"resident": resident.pk}).content.decode()
    assert '<kbd class="key">Alt+1</kbd>' in text and '<kbd class="key">1</kbd>' not in text
    assert all(f'<kbd class="key">{key}</kbd>' in text for key in "↑↓") and "换一批" in text


def test_one_lot_alone_needs_no_keys_to_change_it(desk, resident, combs):
    combs.rates.update(starts_on="2027-01-01")
    IssueFactory(operation=combs, resident=resident)
    text = desk.client.get(at("counter"), {"resident": resident.pk}).content.decode()
    assert "换一批" not in text and "Alt+1" in text


def test_what_she_disputes_is_not_accepted_by_a_press(desk, leaders_desk, slip, resident):
    leaders_desk.does("log", resident.pk, choice=choice(slip), good="2")
    entry = PieceEntry.objects.get()
    freeze_entry(entry=entry, reference="YY20261124-0001", actor=entry.logged_by, now=entry.logged_at)
    assert "YY20261124-0001" in desk.does("entry_accept", entry.pk)
    entry.refresh_from_db()
    assert entry.state == "pending"


def test_the_same_again_is_said_with_its_undo_beside_it(desk, slip, resident):
    """Two bags of five are nothing strange, so nothing is asked; going back and pressing anew is seen at once."""
    assert "一模一样" not in desk.does("log", resident.pk, choice=f"slip-{slip.pk}", good="5")
    page = desk.does("log", resident.pk, choice=f"slip-{slip.pk}", good="5")
    assert "今天第 2 次记一模一样的，上一次是 09:30。" in page and "只交了一次？ 撤销这一笔" in page
    assert PieceEntry.objects.count() == 2


def test_other_figures_of_the_same_work_are_not_the_same_again(desk, slip, resident):
    desk.does("log", resident.pk, choice=f"slip-{slip.pk}", good="4")
    assert "一模一样" not in desk.does("log", resident.pk, choice=f"slip-{slip.pk}", good="4", rework="1")


def test_what_was_undone_is_no_twin(desk, slip, resident):
    desk.does("log", resident.pk, choice=f"slip-{slip.pk}", good="5")
    desk.does("entry_undo", PieceEntry.objects.get().pk)
    assert "一模一样" not in desk.does("log", resident.pk, choice=f"slip-{slip.pk}", good="5")


def test_a_leader_is_offered_no_undo_of_what_others_logged(leaders_desk, desk, slip, resident):
    for _time in range(2):
        desk.does("log", resident.pk, choice=f"slip-{slip.pk}", good="5")
    page = leaders_desk.see("counter", said=PieceEntry.objects.latest("pk").pk)
    assert "今天第 2 次" in page and "撤销" not in page


def test_every_outcome_is_read_back(desk, slip, resident):
    page = desk.does(
        "log", resident.pk, choice=choice(slip), good="2", worker_fault="1", material_fault="3", returned="2"
    )
    assert "宠物梳 2 盒，工废 1，料废 3，退回没做 2，¥16.00" in page
    assert "宠物梳 2 盒 工废 1 料废 3 退回没做 2 16.00" in page
