"""The office of the tests: each method is an act of a working day, by whoever may do it."""

import datetime as dt
from decimal import Decimal as D

from residents.models import Community
from tests.factories import deliveries
from tests.factories import workshops as work
from tests.factories.residents import BankAccountFactory, ResidentFactory
from workshops.operations.acceptance import LineOutcome, NamedReject, record_acceptance
from workshops.operations.corrections import correct_entry
from workshops.payouts.operations import approval, bank_files, fund, payments, receipts, runs, statements
from workshops.payouts.queries.balances import balance

LAST_DAY = dt.date(2026, 11, 30)


class Office:
    """One community at work. Amounts come as text, so no float touches them."""

    def __init__(self, community, workshop, *, now, **people):
        self.community, self.workshop, self.now = community, workshop, now
        self.people = people
        self.cashier, self.approver = people["cashier"], people["approver"]
        self.staff, self.social_worker = people["staff"], people["social_worker"]

    # The ground

    def pays(self, moment: str, *, cap: str = "0") -> None:
        """Sets the community's pay moment and the cap on what its fund may front."""
        Community.objects.filter(pk=self.community.pk).update(pay_moment=moment, front_cap=D(cap))
        self.community.refresh_from_db()

    def operation(self, price: str, rate: str, **fields):
        """Work that the client pays `price` for and the resident gets `rate` for."""
        fields = {"work_order__workshop": self.workshop, **fields}
        return work.OperationFactory(client_price=D(price), paying__rate=D(rate), **fields)

    def traced(self, price: str, rate: str):
        """The same under an agreement that traces rejects."""
        return self.operation(
            price, rate, work_order__agreement__traced=True, work_order__agreement__community=self.community
        )

    def resident(self, *, account: bool = False, **fields):
        """Somebody who takes part, with or without a bank account."""
        resident = ResidentFactory(community=self.community, workshop=self.workshop, **fields)
        if account:
            BankAccountFactory(resident=resident, added_by=self.social_worker)
        return resident

    # Work

    def entry(self, resident, operation, good: int, *, on: dt.date | None = None, **fields):
        """Good pieces that were inspected."""
        rate = operation.rates.order_by("-starts_on").first().rate
        day = on or self.now.date()
        return work.EntryFactory(
            accepted=True,
            good=good,
            work_date=day,
            rate=rate,
            logged_by=self.social_worker,
            issue__operation=operation,
            issue__resident=resident,
            issue__quantity=good + fields.get("material_fault", 0),
            issue__rate=rate,
            issue__issued_on=day,
            issue__due_on=None,
            issue__finished=True,
            **fields,
        )

    def corrected(self, entry, **right):
        """The rows that bring an entry to its right figures."""
        return correct_entry(entry=entry, reason="数错了", actor=self.social_worker, now=self.now, **right)

    def delivered(self, *entries):
        """All of it left for the client."""
        return deliveries.sent(*entries)

    def accepted(self, *entries, **outcome):
        """Delivered, and judged: all accepted but for material=, worker= (named: the newest entry's maker), short=."""
        return self.judge(self.delivered(*entries), **outcome)

    def judge(self, delivery, *, material: int = 0, worker: int = 0, short: int = 0, named=None):
        """The client's acceptance of a delivery with one line; `named` is the entry that rejects come from."""
        line = delivery.lines.get()
        outcome = LineOutcome(
            line_id=line.pk,
            accepted=line.quantity - material - worker - short,
            rejected_material=material,
            rejected_worker=worker,
            short=short,
            named=(NamedReject(pieces=worker, entry_id=named.pk),) if named and worker else (),
        )
        return record_acceptance(delivery=delivery, outcomes=[outcome], actor=self.social_worker, now=self.now)

    # The client's money

    def stated(self, client, *, until: dt.date = LAST_DAY):
        """A statement that the client has."""
        drawn = statements.draft_statement(
            community=self.community, client=client, until=until, actor=self.staff, now=self.now
        )
        return statements.issue_statement(statement=drawn, actor=self.staff, now=self.now)

    def received(self, statement, amount: str, **match):
        """Money of the client, matched to a statement."""
        receipt = receipts.book_receipt(
            community=self.community,
            client=statement.client,
            amount=D(amount),
            received_on=self.now.date(),
            actor=self.cashier,
            now=self.now,
        )
        receipts.match_receipt(receipt=receipt, statement=statement, actor=self.cashier, now=self.now, **match)
        return receipt

    def donated(self, amount: str):
        """A donation to the fund."""
        return fund.donate(
            community=self.community,
            donor="柳河商户",
            amount=D(amount),
            on=self.now.date(),
            actor=self.cashier,
            now=self.now,
        )

    # Pay

    def drafted(self, *, pay_date: dt.date = LAST_DAY, cut_off: dt.date = LAST_DAY):
        """A run of all that is payable."""
        return runs.draft_run(
            community=self.community, pay_date=pay_date, cut_off=cut_off, actor=self.social_worker, now=self.now
        )

    def submitted(self, **days):
        """Handed in for approval."""
        return runs.submit_run(run=self.drafted(**days), actor=self.social_worker, now=self.now)

    def approved(self, **days):
        """Approved by the approver."""
        return approval.approve_run(run=self.submitted(**days), actor=self.approver, now=self.now)

    def sent(self, run, profile=None):
        """Its bank file made and sent."""
        file = bank_files.make_bank_file(run=run, profile=profile, actor=self.cashier, now=self.now)
        payments.mark_sent(bank_file=file, actor=self.cashier, now=self.now)
        return file

    def paid_in_cash(self, run):
        """Every slip counted out."""
        keys = run.slips.values_list("pk", flat=True)
        return payments.pay_cash(run=run, slips=keys, actor=self.cashier, now=self.now)

    # What it comes to

    def at(self, kind: str, **owner) -> D:
        """A balance, as every screen shows it."""
        return balance(self.community, kind, **owner)
