"""Random acts of production: from an order to the client's acceptance, and back."""

import datetime as dt
from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.random_acts.machine import COUNT, PICK, Machine, needs
from workshops.models import Agreement, Issue, Material, Operation, PieceEntry, WorkOrder
from workshops.operations import corrections, entries, inspection, issues, materials, orders, undoing

RATES = st.sampled_from(["0.03", "0.035", "0.0375", "7.5", "8", "8.3333", "65.4321"])


class WorkActs(Machine):
    """What social workers and leaders do with pieces."""

    @rule(pick=PICK, price=RATES, rate=RATES)
    def open_order(self, pick, price, rate):
        town = self.a_town(pick)
        agreement = Agreement.objects.filter(community=town.community).order_by("pk")[pick // 2 % 2]
        self.act(lay_order, town=town, agreement=agreement, of=town, price=price, rate=rate)

    @needs("operation")
    @rule(pick=PICK, rate=RATES, days=st.integers(-5, 3))
    def set_rate(self, pick, rate, days):
        town, operation = self.one("operation", pick, Operation)
        starts_on = self.today + dt.timedelta(days=days)
        self.act(
            orders.set_rate,
            town=town,
            operation=operation,
            rate=Decimal(rate),
            starts_on=starts_on,
            actor=town.staff,
        )

    @needs("order_open")
    @rule(pick=PICK)
    def close_order(self, pick):
        town, order = self.one("order_open", pick, WorkOrder)
        self.act(orders.close_order, town=town, work_order=order, reason="做完了", actor=town.staff)

    @needs("material")
    @rule(pick=PICK, what=st.sampled_from(["receive", "send_back", "report_loss"]), quantity=COUNT)
    def move_material(self, pick, what, quantity):
        town, material = self.one("material", pick, Material)
        given = {"material": material, "quantity": Decimal(quantity), "note": "点过", "actor": town.staff}
        self.act(getattr(materials, what), town=town, **given)

    @needs("operation")
    @rule(pick=PICK, who=PICK, quantity=st.integers(1, 40), days=st.integers(-2, 0))
    def issue_work(self, pick, who, quantity, days):
        town, operation = self.one("operation", pick, Operation)
        issue = self.act(
            issues.issue_work,
            town=town,
            resident=town.resident(who),
            operation=operation,
            quantity=quantity,
            issued_on=self.today + dt.timedelta(days=days),
            actor=town.logs(who // 6),
        )
        if issue:
            self.held[issue.pk] = quantity

    @needs("operation")
    @rule(pick=PICK, who=PICK, good=COUNT, rework=st.integers(0, 2), material=st.integers(0, 2))
    def log_a_day(self, pick, who, good, rework, material):
        town, operation = self.one("operation", pick, Operation)
        entry = self.act(
            issues.issue_day_slip,
            town=town,
            resident=town.resident(who),
            operation=operation,
            good=good,
            rework=rework,
            material_fault=material,
            actor=town.logs(who // 6),
        )
        if entry:
            self.held[entry.issue_id] = rework

    @needs("slip")
    @rule(
        pick=PICK,
        who=PICK,
        good=COUNT,
        bad=st.tuples(*[st.integers(0, 2)] * 4),
        days=st.integers(-1, 0),
        all_=st.booleans(),
    )
    def log_entry(self, pick, who, good, bad, days, all_):
        town, issue = self.one("slip", pick, Issue)
        rework, worker, material, returned = bad
        if all_:
            good, rework, worker, material, returned = self.held[issue.pk], 0, 0, 0, 0
        self.act_on_slip(
            entries.log_entry,
            issue.pk,
            town=town,
            issue=issue,
            good=good,
            rework=rework,
            worker_fault=worker,
            material_fault=material,
            returned=returned,
            work_date=self.today + dt.timedelta(days=days),
            actor=town.logs(who),
        )

    @needs("slip")
    @rule(pick=PICK, who=PICK, pieces=st.integers(1, 5))
    def report_lost(self, pick, who, pieces):
        town, issue = self.one("slip", pick, Issue)
        given = {"issue": issue, "pieces": pieces, "reason": "搬走了", "actor": town.logs(who)}
        self.act_on_slip(entries.report_lost, issue.pk, town=town, **given)

    @needs("slip")
    @rule(pick=PICK, who=PICK)
    def cancel_issue(self, pick, who):
        town, issue = self.one("slip", pick, Issue)
        if self.act(issues.cancel_issue, town=town, issue=issue, reason="不做了", actor=town.logs(who)):
            del self.held[issue.pk]

    @needs("waiting")
    @rule(pick=PICK, who=PICK, more=st.integers(0, 3))
    def accept(self, pick, who, more):
        town, key = self.one("waiting", pick)
        keys = [key, *(row for place, row in self.now_there["waiting"][:more] if place == town.community.pk)]
        given = {"community": town.community, "entries": sorted(set(keys)), "actor": town.logs(who)}
        self.act(inspection.accept_entries, town=town, **given)

    @needs("waiting")
    @rule(pick=PICK, who=PICK)
    def send_back(self, pick, who):
        town, entry = self.one("waiting", pick, PieceEntry)
        given = {"entry": entry, "reason": "对不上", "actor": town.logs(who)}
        if self.act(inspection.send_back_entry, town=town, **given):
            self.held[entry.issue_id] += taken(entry)

    @needs("sent_back")
    @rule(pick=PICK, who=PICK, good=COUNT, rework=st.integers(0, 2), returned=st.integers(0, 2))
    def send_again(self, pick, who, good, rework, returned):
        town, entry = self.one("sent_back", pick, PieceEntry)
        given = {"entry": entry, "good": good, "rework": rework, "returned": returned, "actor": town.logs(who)}
        if self.act(inspection.resubmit_entry, town=town, **given):
            day = entry.issue.kind == "day"
            self.held[entry.issue_id] = rework if day else self.held[entry.issue_id] - good - returned

    @needs("inspected")
    @rule(pick=PICK, who=PICK)
    def undo(self, pick, who):
        self._void(*self.one("inspected", pick, PieceEntry), who)

    @needs("waiting")
    @rule(pick=PICK, who=PICK)
    def undo_waiting(self, pick, who):
        self._void(*self.one("waiting", pick, PieceEntry), who)

    def _void(self, town, entry, who):
        if not self.act(undoing.void_entry, town=town, entry=entry, reason="记错了", actor=town.logs(who)):
            return
        self.held[entry.issue_id] += taken(entry)
        if entry.issue.kind == "day" and not entry.issue.entries.exclude(state="voided").exists():
            del self.held[entry.issue_id]

    @needs("inspected")
    @rule(
        pick=PICK,
        who=PICK,
        good=st.none() | COUNT,
        material=st.none() | st.integers(0, 2),
        returned=st.none() | st.integers(0, 1),
        rate=st.none() | RATES,
    )
    def correct(self, pick, who, good, material, returned, rate):
        town, entry = self.one("inspected", pick, PieceEntry)
        rows = self.act(
            corrections.correct_entry,
            town=town,
            entry=entry,
            good=good,
            material_fault=material,
            returned=returned,
            rate=None if rate is None else Decimal(rate),
            reason="数错了",
            actor=town.logs(who),
        )
        self.count_rows(rows or [])

    def count_rows(self, rows):
        """Takes entries off what is held on their slips."""
        for row in rows:
            self.held[row.issue_id] -= taken(row)

    def act_on_slip(self, operation, issue_id, /, *, town, **given):
        """Does an act that hands in on a slip."""
        if entry := self.act(operation, town=town, **given):
            self.held[issue_id] -= taken(entry)


def lay_order(*, of, now, **given):
    """Opens an order with its operations, as one act."""
    return of.new_order(now=now, **given)


def taken(entry) -> int:
    """Pieces that an entry takes out of the resident's hands."""
    return entry.good + entry.worker_fault + entry.material_fault + entry.returned + entry.lost
