"""The client's material: what comes, what goes back, what is lost in our store."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.money import exact
from residents.operations.log import log_move
from residents.operations.references import next_number
from workshops.enums import MovementKind
from workshops.models import Material, MaterialMovement, Operation
from workshops.queries.materials import in_store
from workshops.rules.days import check_not_future


@transaction.atomic
def add_material(
    *,
    operation: Operation,
    name: str,
    unit: str,
    per_piece: Decimal,
    specification: str = "",
    loss_allowed: Decimal = Decimal(0),
    actor,
    now: dt.datetime,
) -> Material:
    """Names a material of an operation and how much of it one piece takes (3 places).

    `loss_allowed` in percent of that. Raises RuleBroken (per_piece, name_taken, loss_allowed).
    """
    _check_loss_allowed(loss_allowed)
    if per_piece <= 0:
        raise RuleBroken(_("A piece takes more than nothing of it."), code="per_piece", field="per_piece")
    if Material.objects.filter(operation=operation, name=name.strip()).exists():
        raise RuleBroken(_("This operation has a material of this name already."), code="name_taken", field="name")
    material = Material.objects.create(
        community_id=operation.community_id,
        work_order_id=operation.work_order_id,
        operation=operation,
        name=name.strip(),
        specification=specification.strip(),
        unit=unit.strip(),
        per_piece=per_piece,
        loss_allowed=loss_allowed,
    )
    log_move(material, move="add", before="", after="", actor=actor, now=now)
    return material


@transaction.atomic
def change_material(
    *, material: Material, specification: str, loss_allowed: Decimal, actor, now: dt.datetime
) -> Material:
    """Changes how a material is described and what may be lost of it, in percent; its norm stays with what moved.

    Raises RuleBroken (loss_allowed).
    """
    _check_loss_allowed(loss_allowed)
    material = Material.objects.select_for_update(of=("self",), no_key=True).get(pk=material.pk)
    before, after = (f"{exact(loss)} %" for loss in (material.loss_allowed, loss_allowed))
    material.specification, material.loss_allowed = specification.strip(), loss_allowed
    material.save(update_fields=["specification", "loss_allowed"])
    log_move(material, move="change", before=before, after=after, actor=actor, now=now)
    return material


@transaction.atomic
def receive(
    *, material: Material, quantity: Decimal, on: dt.date | None = None, note: str = "", actor, now: dt.datetime
) -> MaterialMovement:
    """Notes material that the client brought."""
    return _move(material, MovementKind.RECEIVED, quantity, on=on, note=note, actor=actor, now=now)


@transaction.atomic
def send_back(
    *, material: Material, quantity: Decimal, on: dt.date | None = None, note: str = "", actor, now: dt.datetime
) -> MaterialMovement:
    """Notes material that went back to the client, under a number of its own (TL). Not more than lies in the store."""
    number = next_number(community=material.community, prefix="TL", day=timezone.localdate(now))
    _check_store(material, quantity)
    return _move(material, MovementKind.SENT_BACK, quantity, on=on, note=note, number=number, actor=actor, now=now)


@transaction.atomic
def report_loss(
    *, material: Material, quantity: Decimal, note: str, on: dt.date | None = None, actor, now: dt.datetime
) -> MaterialMovement:
    """Writes off material that was lost in the store; how it came about is the note."""
    if not note.strip():
        raise RuleBroken(_("Please write how it was lost."), code="reason_missing", field="note")
    _check_store(material, quantity)
    return _move(material, MovementKind.LOST, quantity, on=on, note=note, actor=actor, now=now)


def _check_loss_allowed(percent: Decimal) -> None:
    if not 0 <= percent <= 100:
        sentence = _("The loss that is allowed lies between 0 and 100 percent.")
        raise RuleBroken(sentence, code="loss_allowed", field="loss_allowed")


def _check_store(material: Material, quantity: Decimal) -> None:
    """Raises RuleBroken where more would leave the store than is in it. The material stays locked."""
    Material.objects.select_for_update(of=("self",), no_key=True).get(pk=material.pk)
    there = in_store(material)
    if quantity > there:
        raise RuleBroken(
            _("Only %(there)s %(unit)s of %(material)s are in the store.")
            % {"there": exact(there), "unit": material.unit, "material": material.name},
            code="more_than_store",
            field="quantity",
        )


def _move(
    material: Material, kind: str, quantity: Decimal, *, on, note: str, number: str = "", actor, now: dt.datetime
) -> MaterialMovement:
    if quantity <= 0:
        raise RuleBroken(_("Please enter how much it was."), code="quantity", field="quantity")
    day = on or timezone.localdate(now)
    check_not_future(day, today=timezone.localdate(now), field="on")
    return MaterialMovement.objects.create(
        community_id=material.community_id,
        material=material,
        kind=kind,
        quantity=quantity,
        number=number,
        on=day,
        at=now,
        by=actor,
        note=note.strip()[:200],
    )
