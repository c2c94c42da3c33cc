"""Queries that Django's ORM composes once, for what every request or every press of a button asks.

    LIVE = Composed(lambda user, day: Membership.objects.live_on(day).filter(user=user), user=int, day=dt.date)
    LIVE(user=3, day=today())      # the rows, as a list: models or tuples, whatever the queryset gives

The ORM stays the author of the SQL, so a rule is written once, in its queryset. Composing costs several times what the
statement costs; a Composed query pays it at the first call, with marks in place of the values, and afterwards only
puts the values where the marks stood; nor is the statement planned anew each time, since it is prepared on each
connection (settings.PREPARED_STATEMENTS; a pooler that hands connections on between transactions can't have them).
So `compose` must use its arguments as they are, as plain values of the query,
and nothing else that changes (not `today()`, not the language).
"""

import copy
import datetime as dt
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError

# What stands in place of the values while a query is composed, and what PostgreSQL calls their types.
_MARKS: dict[type, Callable[[int], Any]] = {
    int: lambda place: 2_147_310_000 + place,
    str: lambda place: f"\u2063mark {place}\u2063",
    dt.date: lambda place: dt.date(9990, 1, 1) + dt.timedelta(days=place),
    dt.datetime: lambda place: dt.datetime(9990, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=place),
    UUID: lambda place: UUID(int=2**127 + place),
}
_TYPES = {int: "bigint", str: "text", dt.date: "date", dt.datetime: "timestamptz", UUID: "uuid"}
_numbers = itertools.count(1)
_prepared: WeakKeyDictionary = WeakKeyDictionary()  # connection of the driver → names of what it has prepared


@dataclass(frozen=True)
class _Ready:
    """A composed statement: `fill` gives the names of the values at their places among the fixed parameters."""

    rows: QuerySet
    compiler: SQLCompiler
    sql: str
    params: tuple
    fill: tuple[tuple[int, str], ...]
    kinds: dict[str, type]
    name: str

    def filled(self, values: dict[str, Any]) -> tuple[str, list]:
        """SQL and parameters for these values."""
        if settings.PREPARED_STATEMENTS:
            self._prepare()
            return f"EXECUTE {self.name}({', '.join(['%s'] * len(self.kinds))})", [values[name] for name in self.kinds]
        params = list(self.params)
        for place, name in self.fill:
            params[place] = values[name]
        return self.sql, params

    def _prepare(self) -> None:
        connection.close_if_health_check_failed()
        connection.ensure_connection()
        known = _prepared.setdefault(connection.connection, set())
        if self.name in known:
            return
        order, places = list(self.kinds), dict(self.fill)
        with connection.connection.cursor() as cursor:
            parts = tuple(
                f"${order.index(places[place]) + 1}" if place in places else cursor.mogrify("%s", [value]).decode()
                for place, value in enumerate(self.params)
            )
            types = ", ".join(_TYPES[kind] for kind in self.kinds.values())
            cursor.execute(f"PREPARE {self.name} ({types}) AS {self.sql % parts}")
        known.add(self.name)


class Composed:
    """A query of named values of given types. `compose` builds its queryset; what it calls is called once."""

    def __init__(self, compose: Callable[..., QuerySet], **kinds: type):
        self.compose, self.kinds = compose, kinds
        self.ready: _Ready | None = None

    def __call__(self, **values) -> list:
        """The rows for these values. Raises TypeError where one is of another type, or None (SQL's `=` knows none)."""
        ready = self.ready = self.ready or self._composed()
        for name, kind in self.kinds.items():
            if not isinstance(values[name], kind) or (kind is dt.date and isinstance(values[name], dt.datetime)):
                raise TypeError(f"{name} is to be {kind.__name__}, not {values[name]!r}")
        return list(ready.rows._iterable_class(_Filled(ready, values)))

    def first(self, **values):
        """The first row, or None."""
        return next(iter(self(**values)), None)

    def _composed(self) -> _Ready:
        marks = {name: _MARKS[kind](place) for place, (name, kind) in enumerate(self.kinds.items())}
        rows = self.compose(**marks)
        compiler = rows.query.get_compiler(rows.db)
        sql, params = compiler.as_sql()
        names = {mark: name for name, mark in marks.items()}
        fill = tuple((place, names[value]) for place, value in enumerate(params) if _hashable(value) in names)
        if missing := set(marks) - {name for _place, name in fill}:
            raise LookupError(f"the query doesn't use these values as they are: {', '.join(sorted(missing))}")
        return _Ready(rows, compiler, sql, tuple(params), fill, self.kinds, f"composed_{next(_numbers)}")


class _Filled:
    """What the iterables of a QuerySet ask of it, with the values filled in."""

    def __init__(self, ready: _Ready, values: dict[str, Any]):
        self.ready, self.values, self.query = ready, values, self
        self.db, self.model = ready.rows.db, ready.rows.model
        self._fields, self._known_related_objects = ready.rows._fields, {}

    def get_compiler(self, using=None) -> SQLCompiler:
        """A copy of the compiler on this thread's connection, which has composed its statement already."""
        if self.ready.compiler.query.select_for_update and connection.get_autocommit():
            raise TransactionManagementError("select_for_update cannot be used outside of a transaction.")
        compiler = copy.copy(self.ready.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_asked, **_named: self.ready.filled(self.values)
        return compiler


def _hashable(value):
    return value if type(value) in _MARKS else None
