"""The ground that random acts stand on: how an act is done, chosen and looked at afterwards."""

import datetime as dt
from collections import Counter
from zoneinfo import ZoneInfo

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition

from microfactory.kernel.errors import RuleBroken
from tests.random_acts import checks, ending
from tests.random_acts.situations import situations
from tests.random_acts.town import Town

BEGIN = dt.datetime(2026, 11, 3, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
BOOKS_EVERY = 25
PICK = st.integers(0, 999)
COUNT = st.integers(0, 12)
# How often each act was done or refused, over all examples: (act, "done" or the code of the refusal) → times.
TALLY: Counter = Counter()


def needs(*names: str):
    """The act is possible only where there is something in each of these situations."""
    return precondition(lambda self: all(self.now_there[name] for name in names))


class Machine(RuleBasedStateMachine):
    """Two communities. Every act goes through `act`; `held` is our own count of what is held on each slip."""

    # How many acts, of all examples, were looked at afterwards.
    seen = 0

    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.now, self.acts, self.looked_at, self.books_at = BEGIN, 0, 0, 0
        self.held: dict[int, int] = {}
        self.changed: set[int] = set()
        self.now_there = Counter()

    def teardown(self):
        try:
            self.look_into_the_books()
            self.pay_everybody()
        finally:
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    @initialize()
    def two_towns(self):
        """One pays when the client has paid, the other on the pay day, out of its fund."""
        towns = [
            Town("liuhe", pay_moment="on_receipt", now=self.now),
            Town("guiyuan", pay_moment="on_pay_day", now=self.now),
        ]
        self.towns = {town.community.pk: town for town in towns}
        self.prints = checks.fingerprints()
        self.begin()
        self.stands()
        type(self).seen -= 1

    def begin(self):
        """What has happened before the first random act."""

    def act(self, operation, /, *, town: Town, **given):
        """Does an act; its result, or None where it was refused."""
        self.now += dt.timedelta(minutes=7)
        self.acts += 1
        try:
            with transaction.atomic():
                result = operation(**given, now=self.now)
        except RuleBroken as error:
            TALLY[operation.__name__, error.code] += 1
            return None
        TALLY[operation.__name__, "done"] += 1
        self.changed.add(town.community.pk)
        return result

    def one(self, situation: str, pick: int, model=None):
        """The town and the row (its id without a model) that a number chooses among those in a situation."""
        found = self.now_there[situation]
        community, key = found[pick % len(found)]
        return self.towns[community], key if model is None else model.objects.get(pk=key)

    def a_town(self, pick: int) -> Town:
        """One of the two."""
        return list(self.towns.values())[pick % 2]

    @property
    def today(self) -> dt.date:
        """The day of the last act."""
        return self.now.date()

    @invariant()
    def stands(self):
        """After each act: nothing is wrong, what is held is what we counted, and only its own community changed."""
        if self.looked_at == self.acts:
            return
        self.looked_at = self.acts
        type(self).seen += 1
        checks.nothing_is_wrong()
        assert checks.held_by_slip() == self.held
        prints = checks.fingerprints()
        for community, before in self.prints.items():
            if community not in self.changed:
                wrong = [table for table in before if before[table] != prints[community].get(table)]
                assert not wrong, f"an act elsewhere, or one that was refused, changed {wrong}"
        self.prints, self.changed = prints, set()
        self.now_there = situations()
        if self.acts >= self.books_at + BOOKS_EVERY:
            self.look_into_the_books()

    def pay_everybody(self):
        """Nobody's money got stuck on the way, or came twice."""
        self.now += dt.timedelta(minutes=7)
        for town in getattr(self, "towns", {}).values():
            TALLY["paid in the end", "done"] += ending.everybody_is_paid(town, self.now)
            ending.sums_agree(town)
        checks.nothing_is_wrong()
        self.look_into_the_books()

    def look_into_the_books(self):
        """The books of both, recomputed from the rows."""
        self.books_at = self.acts
        for town in getattr(self, "towns", {}).values():
            town.community.refresh_from_db()
            checks.the_books_are_right(town.community)
