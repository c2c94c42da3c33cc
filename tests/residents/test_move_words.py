"""The log of moves is kept in codes and read in words."""

import ast

import pytest
from django.urls import reverse

from residents.admin.move_words import kind_name, kinds, move_name, state_name
from residents.operations.log import log_move
from tests.guards.source import called, project

KEPT_IN_A_NAME = {"MOVE", "EDIT"}  # constants that hold a move's code


def codes(tree) -> set[str]:
    """Every code of a move that stands in our code: given to the log, or in a table of moves."""
    found = set()
    for source in tree.python:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call):
                given = [word.value for word in node.keywords if word.arg == "move"]
                given += node.args[:1] if called(node) == "Move" else []
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in KEPT_IN_A_NAME:
                given = [node.value]
            else:
                continue
            found |= {each.value for each in given if isinstance(each, ast.Constant)}
    return found


def test_every_move_has_words():
    written = codes(project())
    assert len(written) > 60
    assert {code for code in written if all(move_name(kind, code) == code for kind in kinds())} == set()


@pytest.mark.parametrize(
    ("kind", "move", "words"),
    [
        ("workshops.pieceentry", "log", "登记"),
        ("workshops.pieceentry", "freeze", "有异议，先停着"),
        ("payouts.payrun", "approve", "复核通过"),
        ("residents.resident", "card_pin", "换了卡的密码"),
        ("jobs.posting", "publish", "发布"),
        ("payouts.payrun", "never", "never"),
    ],
)
def test_each_app_tells_its_own(kind, move, words):
    assert move_name(kind, move) == words


def test_kinds_and_states_have_words_too():
    assert kind_name("payouts.payslip") == "加工费单"
    assert state_name("payouts.payslip", "held") == "先没发"
    assert state_name("residents.resident", "pictures") == "两张图"
    assert state_name("workshops.operation", "2.6") == "2.6"


def test_staff_read_words(resident, social_worker, staff, client_of, now):
    log_move(resident, move="leave", before="active", after="left", actor=social_worker, now=now, reason="搬走了")
    address = reverse("admin:residents_movelog_changelist")
    page = client_of(staff).get(address).content.decode()
    rows = page.partition('id="result_list"')[2].partition("</table>")[0]
    assert "搬走了" in rows
    for code in ("residents.resident", "active", ">leave<", ">left<"):
        assert code not in rows
    assert client_of(staff).get(address, {"kind": "payouts.payrun"}).context["cl"].result_count == 0
    assert client_of(staff).get(address, {"kind": "residents.resident"}).context["cl"].result_count >= 1
