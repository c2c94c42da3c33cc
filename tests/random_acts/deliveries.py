"""Random acts with the client's pieces: delivered, judged, come back; and the day sheet."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.random_acts.machine import COUNT, PICK, needs
from tests.random_acts.work import WorkActs, taken
from workshops.models import Delivery, DeliveryLine, Operation, PieceEntry
from workshops.operations import acceptance, daysheet, deliveries, repairs
from workshops.queries.deliverable import deliverable


class DeliveryActs(WorkActs):
    """What goes out and what the client says."""

    @needs("inspected")
    @rule(pick=PICK, share=st.integers(1, 4), more=st.integers(0, 1))
    def draft_delivery(self, pick, share, more):
        town = self.a_town(pick)
        client = town.clients[pick // 2 % 2]
        lines = [
            (row.operation, row.pieces * share // 4 + more)
            for row in deliverable(
                Operation.objects.priced()
                .filter(work_order__client=client)
                .select_related("work_order")
                .order_by("pk")
            ).values()
            if row.pieces * share // 4
        ]
        given = {"workshop": town.workshop, "client": client, "lines": lines, "actor": town.social_worker}
        self.act(deliveries.draft_delivery, town=town, **given)

    @needs("delivery_draft")
    @rule(pick=PICK)
    def send_delivery(self, pick):
        town, delivery = self.one("delivery_draft", pick, Delivery)
        self.act(deliveries.send_delivery, town=town, delivery=delivery, actor=town.social_worker)

    @needs("delivery_draft")
    @rule(pick=PICK)
    def cancel_delivery(self, pick):
        town, delivery = self.one("delivery_draft", pick, Delivery)
        self.act(deliveries.cancel_delivery, town=town, delivery=delivery, actor=town.social_worker)

    @needs("delivery_sent")
    @rule(pick=PICK, bad=st.tuples(*[st.integers(0, 3)] * 3), name=st.sampled_from(["nobody", "entry", "resident"]))
    def accept_by_client(self, pick, bad, name):
        """The client judges each line: some pieces rejected for either cause, some short, a maker named or not."""
        town, delivery = self.one("delivery_sent", pick, Delivery)
        outcomes = [self._outcome(line, bad, name, pick) for line in delivery.lines.order_by("pk")]
        last = PieceEntry.objects.order_by("-pk").values_list("pk", flat=True).first()
        given = {"delivery": delivery, "outcomes": outcomes, "actor": town.social_worker}
        if self.act(acceptance.record_acceptance, town=town, **given):
            self.count_rows(PieceEntry.objects.filter(pk__gt=last).order_by("pk"))

    def _outcome(self, line, bad, name, pick):
        left, parts = line.quantity, []
        for count in bad:
            parts.append(min(count, left))
            left -= parts[-1]
        worker, material, short = parts
        makers = list(line.allocations.filter(entry__operation=line.operation_id).order_by("pk"))
        maker = makers[pick % len(makers)]
        named = ()
        if worker and name != "nobody":
            who = {"entry_id": maker.entry_id} if name == "entry" else {"resident_id": maker.entry.resident_id}
            named = (acceptance.NamedReject(pieces=min(worker, maker.pieces), **who),)
        return acceptance.LineOutcome(
            line_id=line.pk,
            accepted=left,
            rejected_worker=worker,
            rejected_material=material,
            short=short,
            named=named,
        )

    @needs("rejected")
    @rule(pick=PICK, who=PICK, pieces=st.integers(1, 3))
    def take_back(self, pick, who, pieces):
        town, line = self.one("rejected", pick, DeliveryLine)
        given = {"line": line, "pieces": pieces, "resident": town.resident(who), "actor": town.logs(who // 6)}
        if slip := self.act(repairs.take_back, town=town, **given):
            self.held[slip.pk] = pieces

    @needs("operation")
    @rule(pick=PICK, who=PICK, figures=st.lists(st.tuples(PICK, COUNT, st.integers(0, 2)), min_size=1, max_size=6))
    def day_sheet(self, pick, who, figures):
        """A few cells of one operation; the same resident twice is refused, and so is what her slip doesn't hold."""
        town, operation = self.one("operation", pick)
        cells = [
            daysheet.Cell(key, town.resident(person).pk, operation, good=good, rework=rework)
            for key, (person, good, rework) in enumerate(figures)
        ]
        given = {"workshop": town.workshop, "day": self.today, "cells": cells, "actor": town.logs(who)}
        result = self.act(daysheet.log_sheet, town=town, **given)
        if result:
            self.count_sheet(result)

    def count_sheet(self, result):
        """Takes what a day sheet stored off what is held."""
        for entry in result.stored.values():
            slip = entry.issue
            self.held[slip.pk] = self.held.get(slip.pk, slip.quantity) - taken(entry)
