"""Orders and work, by the same acts that people use, at past moments."""

import datetime as dt
import random
from collections.abc import Iterable
from decimal import Decimal

from microfactory.demo.days import at
from microfactory.demo.members import Town
from residents.models import Resident
from workshops.models import Client, Delivery, Operation
from workshops.operations.acceptance import LineOutcome, record_acceptance
from workshops.operations.agreements import sign_agreement
from workshops.operations.daysheet import Cell, log_sheet
from workshops.operations.deliveries import draft_delivery, send_delivery
from workshops.operations.materials import add_material, receive
from workshops.operations.orders import add_operation, open_order
from workshops.queries.deliverable import deliverable


def take_client(town: Town, *, name: str, code: str, contact: str, phone: str, **terms):
    """A company and its agreement, signed the day the community opened."""
    client = Client.objects.create(
        community=town.community, name=name, credit_code=code, contact=contact, phone=phone, address="开发区"
    )
    return sign_agreement(
        client=client,
        signed_on=town.opened_on,
        starts_on=town.opened_on,
        actor=town.staff["gongzuo"],
        now=at(town.opened_on, 11),
        **terms,
    )


def take_order(
    town: Town,
    agreement,
    day: dt.date,
    product: str,
    work: tuple,
    *,
    due_on=None,
    material: tuple | None = None,
    **words: str,
) -> Operation:
    """An order of one operation. `work`: name, unit, price, rate, planned, minutes; `material`: name, its
    specification, unit, amount, percent that may be lost; `words`: specification, requirements, note."""
    name, unit, price, rate, planned, minutes = work
    who = {"actor": town.staff["gongzuo"], "now": at(day, 8, 30)}
    order = open_order(agreement=agreement, workshop=town.workshop, product=product, due_on=due_on, **words, **who)
    operation = add_operation(
        work_order=order,
        name=name,
        unit=unit,
        client_price=Decimal(price),
        planned=planned,
        minutes=Decimal(minutes),
        rate=Decimal(rate),
        rate_from=day,
        **who,
    )
    if material:
        stuff, specification, measure, quantity, loss = material
        terms = {"name": stuff, "specification": specification, "unit": measure, "loss_allowed": Decimal(loss)}
        row = add_material(operation=operation, per_piece=Decimal(1), **terms, **who)
        receive(material=row, quantity=Decimal(quantity), on=day, **who)
    return operation


def work_a_day(town: Town, day: dt.date, made: Iterable[tuple[Resident, Operation, dict]], minutes=None) -> None:
    """One day sheet: what each made. Raises ValueError where the sheet refuses anything."""
    cells = [
        Cell((resident.pk, operation.pk), resident.pk, operation.pk, **figures)
        for resident, operation, figures in made
    ]
    if not cells:
        return
    result = log_sheet(
        workshop=town.workshop,
        day=day,
        cells=cells,
        minutes=minutes or {},
        actor=town.social_worker,
        now=at(day, 16, 40),
    )
    if result.refused:
        raise ValueError(f"the demo's day sheet of {day} was refused: {list(result.refused.values())[:3]}")


def usual_day(
    dice: random.Random,
    residents: list[Resident],
    operations: dict[Operation, tuple[int, int]],
    share: float,
    *,
    mending: bool = False,
):
    """What a day's residents make: each one operation, between its bounds; a few spoilt, some still to mend."""
    made = []
    for resident in residents:
        if dice.random() > share:
            continue
        operation = dice.choice(list(operations))
        low, high = operations[operation]
        figures = {"good": dice.randint(low, high)}
        if mending and dice.random() < 0.15:
            figures["rework"] = dice.randint(1, 2)
        if dice.random() < 0.05:
            figures["worker_fault"] = 1
        if dice.random() < 0.05:
            figures["material_fault"] = 1
        made.append((resident, operation, figures))
    return made


def deliver(town: Town, operations: Iterable[Operation], day: dt.date) -> Delivery | None:
    """Everything of these operations of one company that can go."""
    there = deliverable(list(operations))
    lines = [(row.operation, row.pieces) for row in there.values() if row.pieces]
    if not lines:
        return None
    client = lines[0][0].work_order.client
    actor = town.social_worker
    draft = draft_delivery(workshop=town.workshop, client=client, lines=lines, actor=actor, now=at(day, 17))
    return send_delivery(delivery=draft, sent_on=day, actor=actor, now=at(day, 17, 10))


def accept(
    town: Town, delivery: Delivery, day: dt.date, *, material: int = 0, worker: int = 0, short: int = 0
) -> None:
    """The company's acceptance; rejects fall on the largest line."""
    lines = list(delivery.lines.order_by("-quantity", "pk"))
    off = material + worker + short
    outcomes = [
        LineOutcome(line.pk, line.quantity - off, material, worker, short)
        if line == lines[0]
        else LineOutcome(line.pk, line.quantity)
        for line in lines
    ]
    record_acceptance(
        delivery=delivery, outcomes=outcomes, accepted_on=day, actor=town.social_worker, now=at(day, 17, 30)
    )
