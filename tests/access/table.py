"""The words in which the tables are written: one row an address, who may open it, and what fills its gaps.

    page("jobs:posting", "social_worker staff leader", pk="posting")

reads: GET; these roles see it, other colleagues get 403, everybody else 404; `pk` is that of the fixture `posting`.
A gap is filled by a fixture's key (`"posting"`), an attribute of it (`"run.number"`), or a word as it is (`"=liuhe"`).
"""

from dataclasses import dataclass, field

STAFF = ("social_worker", "leader", "staff", "approver", "cashier", "street")
EVERY_ROLE = " ".join(STAFF)


@dataclass(frozen=True)
class Row:
    """An address and who may open it."""

    name: str
    may: frozenset[str]
    methods: tuple[str, ...]
    audience: str  # staff, resident, signed_in, everybody, public
    gaps: dict[str, str] = field(default_factory=dict, hash=False)
    query: str = ""
    everywhere: bool = False  # a leader sees such rows of all workshops

    def __str__(self) -> str:
        return " ".join([self.name, *(source[1:] for source in self.gaps.values() if source.startswith("="))])

    @property
    def wrong_method(self) -> str:
        """A method that the page doesn't answer."""
        return next(method for method in ("POST", "GET", "DELETE") if method not in self.methods)


def _row(name, may, methods, audience="staff", *, query="", everywhere=False, **gaps) -> Row:
    roles = frozenset(may.split())
    assert roles <= set(STAFF), f"{name}: {roles - set(STAFF)} is no role"
    return Row(name, roles, methods, audience, gaps, query, everywhere)


def page(name, may, **more) -> Row:
    """Looks at something."""
    return _row(name, may, ("GET",), **more)


def form(name, may, **more) -> Row:
    """Shows a form and takes it."""
    return _row(name, may, ("GET", "POST"), **more)


def act(name, may, **more) -> Row:
    """Takes a form that stands on another page."""
    return _row(name, may, ("POST",), **more)


def mine(name, methods="GET", **more) -> Row:
    """A page of the resident whose card opened the session."""
    return _row(name, "", tuple(methods.split()), "resident", **more)


def public(name, methods="GET", **more) -> Row:
    """A page that needs no sign-in."""
    return _row(name, "", tuple(methods.split()), "public", **more)


def everybody(name, methods="GET", **more) -> Row:
    """A page for whoever signed in, by password or card."""
    return _row(name, "", tuple(methods.split()), "everybody", **more)


def signed_in(name, methods="GET", **more) -> Row:
    """A page for whoever signed in with a password, outside of any community."""
    return _row(name, "", tuple(methods.split()), "signed_in", **more)
