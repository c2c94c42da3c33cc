"""A micro-factory at work: every act by the operation that its page calls, by whoever may do it, on its day.

Nothing is laid into the tables beside the operations, so what stands at the end came about as it would in an office.
"""

import datetime as dt
from decimal import Decimal as D

from residents.models import Community
from residents.operations import accounts, cards, people
from residents.rules.registration import Registration
from tests.factories.workshops import ClientFactory
from workshops.enums import RejectPolicy
from workshops.operations import (
    acceptance,
    agreements,
    daysheet,
    deliveries,
    entries,
    issues,
    materials,
    orders,
    visits,
)
from workshops.operations.acceptance import LineOutcome, NamedReject
from workshops.payouts.operations import (
    answers,
    approval,
    bank_files,
    closing,
    fund,
    payments,
    receipts,
    runs,
    statements,
)
from workshops.payouts.queries.balances import balance

OPENED = dt.date(2026, 11, 1)
PAY_DAY = dt.date(2026, 11, 30)


class Works:
    """Amounts come as text, so that no float touches them; the time is that of the stopped clock."""

    def __init__(self, community, workshop, clock, people):
        self.community, self.workshop, self.clock, self.people = community, workshop, clock, people

    def by(self, role: str) -> dict:
        """Who does it, and when."""
        return {"actor": self.people[role], "now": self.clock.now}

    # Set-up

    def pays(self, moment: str, *, cap: str = "0") -> None:
        """The community's pay moment and the cap on what its fund may front: settings, not acts."""
        Community.objects.filter(pk=self.community.pk).update(pay_moment=moment, front_cap=D(cap))
        self.community.refresh_from_db()

    def resident(self, name: str, *, account: str = ""):
        """Somebody registers, with a bank account or without; her card is what she signs in with."""
        registration = Registration(
            name=name,
            joined_on=OPENED,
            workshop=self.workshop,
            born_on=dt.date(1962, 5, 1),
            no_identity_reason="补办中",
        )
        found = people.register_resident(
            community=self.community, registration=registration, **self.by("social_worker")
        )
        if account:
            accounts.change_account(
                resident=found, holder=name, bank="农商银行", number=account, **self.by("social_worker")
            )
        return found

    def card(self, resident):
        """Her card, with the PIN that is told once."""
        return cards.issue_card(resident=resident, **self.by("social_worker"))

    def operation(self, price: str, rate: str, *, product="宠物梳", policy=RejectPolicy.GUARANTEED, **more):
        """A company's order under an agreement of its own, with one operation and its first rate."""
        client = ClientFactory(community=self.community)
        agreement = agreements.sign_agreement(
            client=client, signed_on=OPENED, starts_on=OPENED, reject_policy=policy, **self.by("staff")
        )
        order = orders.open_order(agreement=agreement, workshop=self.workshop, product=product, **self.by("staff"))
        return self.another_operation(order, price, rate, **more)

    def another_operation(self, order, price: str, rate: str, *, name="装盒", unit="盒", **more):
        """One more operation of an order."""
        return orders.add_operation(
            work_order=order,
            name=name,
            unit=unit,
            client_price=D(price),
            rate=D(rate),
            rate_from=OPENED,
            **more,
            **self.by("staff"),
        )

    # Work

    def material(self, operation, name: str, per_piece: str, quantity: str):
        """The company's material comes."""
        kind = materials.add_material(
            operation=operation, name=name, unit="套", per_piece=D(per_piece), **self.by("staff")
        )
        materials.receive(material=kind, quantity=D(quantity), **self.by("social_worker"))
        return kind

    def takes(self, resident, operation, quantity: int):
        """A slip: so many pieces in her hands."""
        return issues.issue_work(resident=resident, operation=operation, quantity=quantity, **self.by("social_worker"))

    def hands_in(self, slip, *, by="social_worker", **figures):
        """Counted and inspected; a leader's entry waits."""
        entry = entries.log_entry(issue=slip, **figures, **self.by(by))
        entry.refresh_from_db()
        return entry

    def day(self, day: dt.date, pieces: dict, minutes: dict) -> None:
        """A day sheet: {(resident, operation): good}, {resident: minutes}."""
        cells = [
            daysheet.Cell(key, who.pk, operation.pk, good=good)
            for key, ((who, operation), good) in enumerate(pieces.items())
        ]
        result = daysheet.log_sheet(workshop=self.workshop, day=day, cells=cells, **self.by("social_worker"))
        assert result.refused == {}
        told = {who.pk: spent for who, spent in minutes.items()}
        visits.note_minutes(workshop=self.workshop, day=day, minutes=told, **self.by("social_worker"))

    def delivers(self, operation, pieces: int):
        """Drawn up and sent."""
        order = operation.work_order
        draft = deliveries.draft_delivery(
            workshop=self.workshop, client=order.client, lines=[(operation, pieces)], **self.by("social_worker")
        )
        return deliveries.send_delivery(delivery=draft, **self.by("social_worker"))

    def accepts(self, delivery, accepted: int, *, material=0, worker=0, short=0, maker=None):
        """What the company said to the one line; `maker` names whose fault the worker's rejects are."""
        named = (NamedReject(worker, resident_id=maker.pk),) if maker else ()
        outcome = LineOutcome(delivery.lines.get().pk, accepted, material, worker, short, named)
        return acceptance.record_acceptance(delivery=delivery, outcomes=[outcome], **self.by("social_worker"))

    # Money

    def donated(self, amount: str) -> None:
        """The fund gets money."""
        fund.donate(
            community=self.community,
            donor="柳河商户",
            amount=D(amount),
            on=self.clock.now.date(),
            **self.by("cashier"),
        )

    def states(self, client, *, until: dt.date = PAY_DAY):
        """A statement that the company has."""
        draft = statements.draft_statement(community=self.community, client=client, until=until, **self.by("staff"))
        return statements.issue_statement(statement=draft, **self.by("staff"))

    def receives(self, statement, amount: str, *, claims: bool = False):
        """The company's money comes and is matched; `claims`: it pays what was claimed."""
        day = self.clock.now.date()
        receipt = receipts.book_receipt(
            community=self.community,
            client=statement.client,
            amount=D(amount),
            received_on=day,
            **self.by("cashier"),
        )
        receipts.match_receipt(receipt=receipt, statement=statement, claims=claims, **self.by("cashier"))
        return receipt

    def prepares(self, *, pay_date: dt.date = PAY_DAY, cut_off: dt.date = PAY_DAY):
        """A run, prepared, submitted and approved by another."""
        run = runs.draft_run(community=self.community, pay_date=pay_date, cut_off=cut_off, **self.by("social_worker"))
        runs.submit_run(run=run, **self.by("social_worker"))
        return approval.approve_run(run=run, **self.by("approver"))

    def counts_out(self, run, resident) -> None:
        """Cash in her hand."""
        keys = run.slips.filter(resident=resident).values_list("pk", flat=True)
        payments.pay_cash(run=run, slips=keys, **self.by("cashier"))

    def transfers(self, run):
        """The bank file made, sent, and all of it arrived."""
        file = bank_files.make_bank_file(run=run, **self.by("cashier"))
        payments.mark_sent(bank_file=file, **self.by("cashier"))
        keys = file.payments.values_list("pk", flat=True)
        payments.mark_done(run=run, payments=keys, **self.by("cashier"))
        return file

    def says(self, slip, answer: str) -> None:
        """The resident answers on her phone."""
        answers.answer_slip(slip=slip, answer=answer, actor=slip.resident.user, now=self.clock.now)

    def closes(self, run):
        """Everybody has hers."""
        return closing.close_run(run=run, **self.by("cashier"))

    def at(self, kind: str, **owner) -> D:
        """A balance, as every screen shows it."""
        return balance(self.community, kind, **owner)
