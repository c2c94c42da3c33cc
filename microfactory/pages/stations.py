"""The six stations of an order, as its page shows them: a number, a few words, one button."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from microfactory.kernel.money import unit_price, yuan
from microfactory.kernel.scoping import Access
from workshops.payouts.perms import can_book_receipts
from workshops.payouts.queries.orders import OrderMoney
from workshops.perms import can_deliver, can_issue_work, can_log_pieces, can_manage_orders
from workshops.queries.orders import Stations


@dataclass(frozen=True)
class Station:
    """One station. `current`: where the next hand is needed. `money`: the number is an amount."""

    label: str
    number: str
    note: str
    url: str = ""
    act: str = ""
    current: bool = False
    money: bool = False


def six_stations(access: Access, order, found: Stations, money: OrderMoney | None) -> list[Station]:
    """Material, handed out, handed in, delivered, accepted, and for those who may see it, the money."""
    code, pieces, now = access.community.code, found.product, _where(found)
    open_ = order.closed_at is None

    def button(allowed: bool, view: str, act: str, *arguments) -> dict:
        return {"url": reverse(view, args=[code, *arguments]), "act": act} if allowed and open_ else {}

    stations = [
        _material(found, button(can_manage_orders(access), "workshops:materials", _("Material"), order.pk)),
        Station(
            _("Handed out"),
            str(pieces.issued - pieces.returned),
            _("%(out)s out, %(back)s back; %(people)s people hold %(held)s")
            % {"out": pieces.issued, "back": pieces.returned, "people": pieces.holders, "held": pieces.held_open},
            current=now == "issue",
            **button(can_issue_work(access), "workshops:issue_new", _("Hand out")),
        ),
        Station(
            _("Handed in"),
            str(pieces.good),
            _("bad material %(material)s · spoilt %(worker)s · being mended %(rework)s")
            % {"material": pieces.material_fault, "worker": pieces.worker_fault, "rework": pieces.rework},
            current=now == "log",
            **button(can_log_pieces(access), "workshops:counter", _("Write down")),
        ),
        Station(
            _("Delivered"),
            str(pieces.delivered),
            _("%(free)s more can go") % {"free": found.deliverable},
            current=now == "deliver",
            **button(can_deliver(access), "workshops:delivery_new", _("New delivery")),
        ),
        Station(
            _("Accepted"),
            str(pieces.accepted),
            _("rejected %(rejected)s · short %(short)s") % {"rejected": pieces.rejected, "short": pieces.short},
            current=now == "accept",
            **button(can_deliver(access), "workshops:deliveries", _("Record acceptance")),
        ),
    ]
    if money is not None:
        stations.append(
            Station(
                _("Money"),
                yuan(money.fees + money.claims),
                _("stated to the company; residents %(cost)s") % {"cost": yuan(money.cost)},
                money=True,
                current=now == "money",
                **button(can_book_receipts(access), "payouts:receipts", _("Book a receipt")),
            )
        )
    return stations


def _material(found: Stations, button: dict) -> Station:
    if not found.materials:
        return Station(_("Material"), "—", _("none is named"), **button)
    first = found.materials[0]
    note = _("%(there)s %(unit)s in the store") % {"there": unit_price(first.in_store), "unit": first.material.unit}
    return Station(_("Material"), unit_price(first.received), note, **button)


def _where(found: Stations) -> str:
    """The station where the next hand is needed."""
    pieces = found.product
    if pieces.on_the_way:
        return "accept"
    if pieces.held_open or pieces.waiting:
        return "log"
    if found.deliverable:
        return "deliver"
    if found.planned is None or pieces.issued < found.planned:
        return "issue"
    return "money"
