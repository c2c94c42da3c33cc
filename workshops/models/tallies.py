"""Pieces of operations and their material, added up: see kernel.tallies for how they are kept, and why so."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.money import ExactMoneyField, QuantityField
from microfactory.kernel.scoping import ScopedQuerySet
from microfactory.kernel.tallies import Source, adding, kept_by_triggers, total
from workshops.models.orders import Operation

_COUNTED = "r.state IN ('pending', 'accepted')"
_OF_SLIP = f"{_COUNTED} AND r.issue_id IS NOT NULL"
_OF_REPAIR = f"{_COUNTED} AND r.slip_kind = 'repair'"
_USED = "r.good + r.worker_fault + r.material_fault"
_OPERATION = {"operation_id": "r.operation_id", "community_id": "r.community_id"}

_ENTRIES = Source(
    table="workshops_pieceentry",
    into="workshops_operationtally",
    keys=_OPERATION,
    look="(SELECT i.kind FROM workshops_issue i WHERE i.id = s.issue_id) AS slip_kind",
    sums={
        name: total(f"r.{name}", _OF_SLIP) for name in ("good", "worker_fault", "material_fault", "returned", "lost")
    }
    | {
        "waiting": total("r.good", "r.state = 'pending'"),
        "imported": total("r.good", f"{_COUNTED} AND r.issue_id IS NULL"),
        "settled_outside": total("r.good", f"{_COUNTED} AND r.settled_outside"),
        "inspected": total("r.good", "r.state = 'accepted' AND NOT r.settled_outside"),
        "repaired": total("r.good", _OF_REPAIR),
        "repairs_used": total(_USED, _OF_REPAIR),
        "repairs_gone": total(f"{_USED} + r.returned + r.lost", _OF_REPAIR),
    },
)
_ISSUES = Source(
    table="workshops_issue",
    into="workshops_operationtally",
    keys=_OPERATION,
    sums={
        "issued": total("r.quantity", "r.state <> 'cancelled' AND r.kind <> 'repair'"),
        "repairs": total("r.quantity", "r.state <> 'cancelled' AND r.kind = 'repair'"),
    },
)
_ALLOCATIONS = Source(
    table="workshops_deliveryallocation",
    into="workshops_operationtally",
    keys=_OPERATION,
    look="(SELECT e.operation_id FROM workshops_pieceentry e WHERE e.id = s.entry_id) AS operation_id",
    sums={"out": total("r.pieces - r.taken_back")},
)
_MOVEMENTS = Source(
    table="workshops_materialmovement",
    into="workshops_materialtally",
    keys={"material_id": "r.material_id", "community_id": "r.community_id"},
    sums={kind: total("r.quantity", f"r.kind = '{kind}'") for kind in ("received", "issued", "returned", "sent_back")}
    | {
        "lost_in_store": total("r.quantity", "r.kind = 'lost' AND r.issue_id IS NULL"),
        "lost_by_residents": total("r.quantity", "r.kind = 'lost' AND r.issue_id IS NOT NULL"),
    },
)

_EARNINGS = Source(
    table="workshops_pieceentry",
    into="workshops_monthtally",
    keys={
        "resident_id": "r.resident_id",
        "month": "DATE_TRUNC('month', r.work_date)::date",
        "community_id": "r.community_id",
    },
    sums={"entries": total("1", "r.state = 'accepted'"), "amount": total("r.amount", "r.state = 'accepted'")},
)

OF_ENTRIES = [
    *adding("entry", _ENTRIES, pgtrigger.Insert, pgtrigger.Update),
    *adding("month", _EARNINGS, pgtrigger.Insert, pgtrigger.Update),
]
OF_ISSUES = adding("issue", _ISSUES, pgtrigger.Insert, pgtrigger.Update)
OF_ALLOCATIONS = adding("allocation", _ALLOCATIONS, pgtrigger.Insert, pgtrigger.Update)
OF_MOVEMENTS = adding("movement", _MOVEMENTS, pgtrigger.Insert)


PIECES = (_ENTRIES, _ISSUES, _ALLOCATIONS)
STUFF = (_MOVEMENTS,)
MONTHS = (_EARNINGS,)


def _pieces(label) -> models.BigIntegerField:
    return models.BigIntegerField(label, db_default=0)


def _stuff(label) -> QuantityField:
    return QuantityField(label, db_default=0)


class Tally(models.Model):
    """A part of the sums of a key; its rows together are all of them.

    Written by triggers alone, from rows whose keys were checked already: it checks none itself.
    """

    community = models.ForeignKey(
        "residents.Community",
        models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
        verbose_name=_("community"),
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True


class OperationTally(Tally):
    """Pieces of an operation: its slips, what was handed in, what is with the client."""

    operation = models.ForeignKey(
        Operation, models.PROTECT, related_name="tallies", db_constraint=False, verbose_name=_("operation")
    )
    issued = _pieces(_("handed out"))
    repairs = _pieces(_("handed out to be repaired"))
    good = _pieces(_("good"))
    worker_fault = _pieces(_("spoilt by the worker"))
    material_fault = _pieces(_("spoilt by the material"))
    returned = _pieces(_("returned unused"))
    lost = _pieces(_("lost"))
    waiting = _pieces(_("good, not inspected yet"))
    imported = _pieces(_("good, imported"))
    settled_outside = _pieces(_("good, settled before this system"))
    inspected = _pieces(_("good, inspected, settled here"))
    repaired = _pieces(_("good, of repairs"))
    repairs_used = _pieces(_("good or spoilt, of repairs"))
    repairs_gone = _pieces(_("no longer in hand, of repairs"))
    out = _pieces(_("with the client"))

    SOURCES = PIECES

    class Meta:
        verbose_name = _("tally of an operation")
        verbose_name_plural = _("tallies of operations")
        triggers = kept_by_triggers("operation", PIECES)

    def __str__(self):
        return f"{self.operation}"


class MaterialTally(Tally):
    """Movements of a material, in its own unit."""

    material = models.ForeignKey(
        "workshops.Material", models.PROTECT, related_name="tallies", db_constraint=False, verbose_name=_("material")
    )
    received = _stuff(_("received"))
    issued = _stuff(_("handed out"))
    returned = _stuff(_("returned unused"))
    sent_back = _stuff(_("sent back"))
    lost_in_store = _stuff(_("lost in the store"))
    lost_by_residents = _stuff(_("lost"))

    SOURCES = STUFF

    class Meta:
        verbose_name = _("tally of a material")
        verbose_name_plural = _("tallies of materials")
        triggers = kept_by_triggers("material", STUFF)

    def __str__(self):
        return f"{self.material}"


class MonthTally(Tally):
    """What a resident earned by the work of a month, exact: inspected entries, corrections too.

    A community's month is read over all its people, so each has one row; a second one where two write at once.
    """

    resident = models.ForeignKey(
        "residents.Resident",
        models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
        verbose_name=_("resident"),
    )
    month = models.DateField(_("first day of the month"))
    entries = models.BigIntegerField(_("piece entries"), db_default=0)
    amount = ExactMoneyField(_("earned"), db_default=0)

    SOURCES = MONTHS

    class Meta:
        verbose_name = _("tally of a month")
        verbose_name_plural = _("tallies of months")
        indexes = [
            models.Index(fields=["resident", "month"], name="month_tally_by_resident"),
            # With the sums in it a month is added up from the index alone, in the order of its people.
            models.Index(
                fields=["community", "month", "resident"], include=["entries", "amount"], name="month_tally_of_all"
            ),
        ]
        triggers = kept_by_triggers("month", MONTHS, most=1)

    def __str__(self):
        return f"{self.resident} {self.month:%Y-%m}"
