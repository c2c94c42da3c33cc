"""A move table says what may follow what."""

import pytest
from django.db.models import Q, TextChoices

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.moves import Move, MoveTable, state_agrees


class State(TextChoices):
    DRAFT = "draft", "草稿"
    SENT = "sent", "已送"
    GONE = "gone", "作废"


TABLE = MoveTable(
    "送货单", State, Move("send", ("draft",), "sent"), Move("cancel", ("draft", "sent"), "gone", reason=True)
)


def test_a_move_from_an_allowed_state_names_its_end():
    assert TABLE.check("send", "draft") == "sent"


def test_a_move_from_another_state_is_refused_by_name():
    with pytest.raises(RuleBroken, match="送货单.*作废") as refusal:
        TABLE.check("send", "gone")
    assert refusal.value.code == "wrong_state"


def test_a_step_back_demands_a_reason():
    with pytest.raises(RuleBroken) as refusal:
        TABLE.check("cancel", "draft", "  ")
    assert (refusal.value.code, refusal.value.field) == ("reason_missing", "reason")
    assert TABLE.check("cancel", "draft", "写错了") == "gone"


def test_a_finished_move_is_known_as_done():
    assert TABLE.done("send", "sent")
    assert not TABLE.done("send", "draft")


def test_a_table_with_an_unknown_state_cannot_be_made():
    with pytest.raises(ValueError, match="unknown states"):
        MoveTable("送货单", State, Move("send", ("draft",), "lost"))


def test_state_agrees_ties_each_field_to_its_states():
    condition = state_agrees("state", {"sent_at": ["sent"]}, State.values)
    assert condition == (
        Q(state__in=["sent"], sent_at__isnull=False) | Q(state__in=["draft", "gone"], sent_at__isnull=True)
    )
