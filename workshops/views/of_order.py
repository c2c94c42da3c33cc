"""The order that a page was opened for: named in its address (`?order=`), shown on it, kept by what it leads to."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest

from microfactory.kernel.scoping import get_visible
from workshops.models import WorkOrder

_PAGES = ("after", "before")


@dataclass(frozen=True)
class OfOrder:
    """The order a page is narrowed to; `anyway` is the same page without it."""

    order: WorkOrder
    anyway: str


@dataclass(frozen=True)
class Asked:
    """What a list was asked for: its terms, the order it is narrowed to, and its rows, not ordered yet."""

    terms: dict
    of_order: OfOrder | None
    rows: QuerySet

    @property
    def keys(self) -> dict[str, str]:
        """Where its page begins, as `page_of` takes it."""
        return {name: self.terms.get(name, "") for name in _PAGES}


def of_order(request: HttpRequest, asked: str, *, path: str = "") -> OfOrder | None:
    """The order `asked` for by its id or number; None without one. `path`: the page's address, where it isn't this.

    Raises Http404 for an order that isn't there or that she may not see.
    """
    asked = asked.strip()
    if not asked:
        return None
    rows = WorkOrder.objects.select_related("client", "workshop")
    named = {"pk": int(asked)} if asked.isascii() and asked.isdecimal() else {"number": asked}
    order = get_visible(rows, request.access, **named)
    kept = request.GET.copy()
    for name in ("order", *_PAGES):
        kept.pop(name, None)
    return OfOrder(order, f"{path or request.path}?{kept.urlencode()}".rstrip("?"))
