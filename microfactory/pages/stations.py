"""The six stations of an order, as its page shows them: a number, a few words, a list, one button.

Whatever a station leads to carries the order along (`?order=`), so that nobody looks for it again there.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from microfactory.kernel.money import unit_price, yuan
from microfactory.kernel.scoping import Access
from microfactory.pages.stating import waits_for_a_statement
from workshops.enums import DeliveryState
from workshops.models import WorkOrder
from workshops.payouts.perms import can_book_receipts, can_state
from workshops.payouts.queries.orders import OrderMoney
from workshops.perms import can_deliver, can_issue_work, can_log_pieces, can_manage_orders
from workshops.queries.orders import Stations


@dataclass(frozen=True)
class Station:
    """One station. `looks`: the list behind its number. `current`: where the next hand is needed. `money`: the number
    is an amount."""

    label: str
    number: str
    note: str
    looks: str
    url: str = ""
    act: str = ""
    current: bool = False
    money: bool = False


@dataclass(frozen=True)
class _Ways:
    """Where the stations of one order lead."""

    access: Access
    order: WorkOrder

    def to(self, view: str, *arguments, **asked) -> str:
        """The address of a page that belongs to this order, or that keeps it in mind."""
        address = reverse(view, args=[self.access.community.code, *arguments])
        return address if arguments else f"{address}?{urlencode({'order': self.order.pk, **asked})}"

    def button(self, *, allowed: bool, act: str, url: str, looks: str = "", at: str = "") -> dict[str, str]:
        """The act of a station for whoever may do it on a running order; else, where that has a name, a look."""
        if allowed and self.order.closed_at is None:
            return {"act": act, "url": url}
        return {"act": looks, "url": at} if looks else {}


def six_stations(access: Access, order: WorkOrder, found: Stations, money: OrderMoney | None) -> list[Station]:
    """Material, handed out, handed in, delivered, accepted, and for those who may see it, the money. One query."""
    ways, now = _Ways(access, order), "" if order.closed_at else _where(found)
    stations = [
        _material(ways, found, now),
        _handed_out(ways, found, now),
        _handed_in(ways, found, now),
        _delivered(ways, found, now),
        _accepted(ways, found, now),
    ]
    return stations if money is None else [*stations, _money(ways, money, now)]


def _material(ways: _Ways, found: Stations, now: str) -> Station:
    looks = ways.to("workshops:materials", ways.order.pk)
    named = bool(found.materials)
    act = _("Material") if named else _("Name material")
    button = ways.button(allowed=can_manage_orders(ways.access), act=act, url=looks)
    if not named:
        return Station(_("Material"), "—", _("no material needed"), looks, **button)
    first = found.materials[0]
    note = _("%(there)s %(unit)s in the store") % {"there": unit_price(first.in_store), "unit": first.material.unit}
    return Station(_("Material"), unit_price(first.received), note, looks, current=now == "material", **button)


def _handed_out(ways: _Ways, found: Stations, now: str) -> Station:
    pieces, looks = found.product, ways.to("workshops:issues")
    note = _("%(out)s out, %(back)s back; %(people)s people hold %(held)s") % {
        "out": unit_price(pieces.issued),
        "back": unit_price(pieces.returned),
        "people": pieces.holders,
        "held": unit_price(pieces.held_open),
    }
    button = ways.button(
        allowed=can_issue_work(ways.access),
        act=_("Hand out"),
        url=ways.to("workshops:issue_new"),
        looks=_("See the slips"),
        at=looks,
    )
    return Station(
        _("Handed out"), unit_price(pieces.issued - pieces.returned), note, looks, current=now == "issue", **button
    )


def _handed_in(ways: _Ways, found: Stations, now: str) -> Station:
    pieces, looks = found.product, ways.to("workshops:entries")
    note = _("bad material %(material)s · spoilt %(worker)s · being mended %(rework)s") % {
        "material": pieces.material_fault,
        "worker": pieces.worker_fault,
        "rework": pieces.rework,
    }
    if pieces.imported:
        said = _("%(n)s from a spreadsheet, %(settled)s of them settled on paper before")
        said = said if pieces.settled_outside else _("%(n)s from a spreadsheet")
        words = {"n": unit_price(pieces.imported), "settled": unit_price(pieces.settled_outside)}
        note = " · ".join([said % words, note])
    button = ways.button(
        allowed=can_log_pieces(ways.access),
        act=_("Write down"),
        url=ways.to("workshops:counter"),
        looks=_("See the entries"),
        at=looks,
    )
    return Station(_("Handed in"), unit_price(pieces.made), note, looks, current=now == "log", **button)


def _delivered(ways: _Ways, found: Stations, now: str) -> Station:
    looks = ways.to("workshops:deliveries")
    button = ways.button(
        allowed=can_deliver(ways.access),
        act=_("New delivery"),
        url=ways.to("workshops:delivery_new"),
        looks=_("See the deliveries"),
        at=looks,
    )
    note = _("%(free)s more can go") % {"free": unit_price(found.deliverable)}
    return Station(
        _("Delivered"), unit_price(found.product.delivered), note, looks, current=now == "deliver", **button
    )


def _accepted(ways: _Ways, found: Stations, now: str) -> Station:
    pieces = found.product
    button = ways.button(
        allowed=can_deliver(ways.access) and pieces.on_the_way > 0,
        act=_("Record acceptance"),
        url=ways.to("workshops:deliveries", state=DeliveryState.SENT),
    )
    note = _("rejected %(rejected)s · short %(short)s") % {"rejected": pieces.rejected, "short": pieces.short}
    looks = ways.to("workshops:deliveries", state=DeliveryState.ACCEPTED)
    return Station(_("Accepted"), unit_price(pieces.accepted), note, looks, current=now == "accept", **button)


def _money(ways: _Ways, money: OrderMoney, now: str) -> Station:
    """First the statement of what was accepted, then the receipt."""
    looks = ways.to("payouts:statements")
    button = ways.button(
        allowed=can_book_receipts(ways.access),
        act=_("Book a receipt"),
        url=ways.to("payouts:receipt_new", client=ways.order.client_id),
    )
    if can_state(ways.access) and waits_for_a_statement(ways.access, operation__work_order=ways.order.pk):
        button = {
            "act": _("Draw up a statement"),
            "url": ways.to("payouts:statement_new", client=ways.order.client_id),
        }
    note = _("stated to the company; residents %(cost)s") % {"cost": yuan(money.cost)}
    return Station(
        _("Money"), yuan(money.fees + money.claims), note, looks, money=True, current=now == "money", **button
    )


def _where(found: Stations) -> str:
    """The station where the next hand is needed. Material only where the order takes some that isn't here."""
    pieces = found.product
    if pieces.on_the_way:
        return "accept"
    if any(row.held_open or row.waiting for row in (pieces, *found.steps)):
        return "log"
    if found.deliverable:
        return "deliver"
    out = pieces.issued - pieces.returned + pieces.imported
    if found.held_up_by or out < (1 if found.planned is None else found.planned):
        return "material" if any(row.in_store <= 0 for row in found.materials) else "issue"
    return "money"
