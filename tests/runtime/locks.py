"""An act that locks rows in another order than the others fails the test: two of them could wait in a circle.

What comes before what, and why, stands in workshops/payouts/operations/locking.py. An act is an operation that no
other one called; what it calls belongs to it.
"""

import functools
import re
import sys
import threading

import pytest
from django.db.backends.utils import CursorWrapper
from django.db.transaction import Atomic

from microfactory.kernel import composed

COUNTER = "residents_referencenumber"
RUN, INSIDE_A_RUN = "payouts_payrun", frozenset({"payouts_payslip", "payouts_payment", "payouts_payline"})
COMMUNITY = "residents_community"
# Those of one line are never locked by two acts in another order for reasons of their own, or lock other rows.
LINES = (
    (COMMUNITY, "residents_workshop", "workshops_importbatch"),
    (COUNTER,),
    ("workshops_workorder",),
    ("workshops_operation", "workshops_material", "workshops_piecerate"),
    (RUN,),
    ("payouts_bankfileprofile", *INSIDE_A_RUN),
    ("payouts_dispute",),
    ("workshops_issue",),
    ("workshops_pieceentry",),
    ("payouts_bornecorrection", "workshops_delivery", "workshops_dayvisit"),
    ("residents_rolegrant", "residents_membership"),
    ("residents_resident",),
    (
        *("residents_user", "residents_accesscard", "residents_phonepin", "residents_trustedperson"),
        *("residents_bankaccount", "residents_hardshiprecord", "residents_consent", "residents_helpsession"),
        *("residents_clipset", "residents_clip"),
    ),
    ("workshops_client", "workshops_agreement"),
    ("payouts_statement",),
    ("payouts_clientreceipt",),
    ("payouts_journalentry", "payouts_donation", "payouts_deposit"),
    ("payouts_account",),
)
PLACES = {table: place for place, line in enumerate(LINES) for table in line}
# A new pay day draws a draft up after a reversal: it holds the community, and has locked what the draft asks before.
OTHERWISE = {("postpone_run", COUNTER), ("postpone_run", "workshops_pieceentry")}
LOCKS = re.compile(r"\bFOR (?:NO KEY UPDATE|UPDATE|SHARE)(?: OF \"?(\w+)\"?)?( SKIP LOCKED)?")
NAMED = re.compile(r"\b(?:FROM|JOIN) \"?(\w+)\"?(?: (?!WHERE|ORDER|FOR|JOIN|INNER|LEFT)\"?(\w+)\"?)?")
current = threading.local()


class LockedBackwards(AssertionError):
    """An act locks rows that it should have locked before others."""


class Act:
    """What an operation has locked so far, in its order."""

    def __init__(self, name: str):
        self.name, self.depth, self.locked = name, 0, []

    def lock(self, table: str) -> None:
        """Notes a lock. Raises LockedBackwards where it comes too late, or has no place in the order."""
        if table in self.locked:
            return
        if table in INSIDE_A_RUN and not {RUN, COMMUNITY}.isdisjoint(self.locked):
            return  # whoever holds the run may lock what stands inside it at any time
        for other in self.locked:
            if nowhere := {table, other} - set(PLACES):
                raise LockedBackwards(f"{self.name}() locks {nowhere}: give it a place in tests/runtime/locks.py.")
            if PLACES[other] > PLACES[table] and (self.name, table) not in OTHERWISE:
                raise LockedBackwards(f"{self.name}() locks {table} after {other}. See operations/locking.py.")
        self.locked.append(table)


def tables_locked(sql: str) -> list[str]:
    """The tables of which a statement locks rows and waits for them."""
    if sql.lstrip().startswith(f'INSERT INTO "{COUNTER}"'):
        return [COUNTER]
    found = [alias for alias, skipping in LOCKS.findall(sql) if not skipping] if "FOR " in sql else []
    names = {alias or table: table for table, alias in NAMED.findall(sql)} if found else {}
    return [names.get(alias, alias) or next(iter(names.values())) for alias in found]


def note(sql) -> None:
    act = getattr(current, "act", None)
    if act is not None and isinstance(sql, str):
        for table in tables_locked(sql):
            act.lock(table)


def beginning(enter):
    @functools.wraps(enter)
    def entering(self):
        act = getattr(current, "act", None)
        if act is None and (name := operation(sys._getframe(1))):
            act = current.act = Act(name)
        if act is not None:
            act.depth += 1
        return enter(self)

    return entering


def operation(frame) -> str | None:
    """The name of the operation whose decorator begins a transaction here."""
    function = frame.f_locals.get("func") if frame.f_code.co_name == "inner" else None
    return function.__name__ if ".operations." in getattr(function, "__module__", "") else None


def ending(leave):
    @functools.wraps(leave)
    def leaving(self, *error):
        try:
            return leave(self, *error)
        finally:
            if (act := getattr(current, "act", None)) is not None:
                act.depth -= 1
                current.act = act if act.depth else None

    return leaving


def noting(execute):
    @functools.wraps(execute)
    def watched(self, sql, params=None):
        note(sql)
        return execute(self, sql, params)

    return watched


def noting_composed(filled):
    @functools.wraps(filled)
    def watched(self, values):
        note(self.sql)
        return filled(self, values)

    return watched


@pytest.fixture(autouse=True, scope="session")
def acts_lock_in_one_order():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Atomic, "__enter__", beginning(Atomic.__enter__))
        patch.setattr(Atomic, "__exit__", ending(Atomic.__exit__))
        patch.setattr(CursorWrapper, "execute", noting(CursorWrapper.execute))
        patch.setattr(composed._Ready, "filled", noting_composed(composed._Ready.filled))
        yield
