"""An ordinary month, done in one go up to some station: so that random acts find something at every station."""

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.random_acts.machine import PICK, needs
from tests.random_acts.taking_back import TakingBackActs
from workshops.models import Delivery, Operation
from workshops.operations import acceptance, daysheet, deliveries, issues
from workshops.payouts.models import BankFile, PayRun, Statement, StatementLine
from workshops.payouts.operations import approval, bank_files, payments, postponing, receipts, runs, statements
from workshops.payouts.queries.accounts import new_accounts
from workshops.queries.deliverable import deliverable


class Month(TakingBackActs):
    """The acts of an ordinary month, one method a station, in `STATIONS` in their order."""

    def make(self, town, client):
        """Everybody makes some of everything that is running; two take more home."""
        operations = Operation.objects.running().filter(work_order__client=client).order_by("pk")
        acts = {"town": town, "actor": town.social_worker}
        for operation in operations:
            cells = [
                daysheet.Cell(n, resident.pk, operation.pk, good=3 + n) for n, resident in enumerate(town.residents)
            ]
            given = {"workshop": town.workshop, "day": self.today, "cells": cells}
            if result := self.act(daysheet.log_sheet, **acts, **given):
                self.count_sheet(result)
            for resident in town.residents[:2]:
                given = {"resident": resident, "operation": operation, "quantity": 9}
                if issue := self.act(issues.issue_work, **acts, **given):
                    self.held[issue.pk] = 9

    def deliver(self, town, client):
        """All that is there goes to the client."""
        operations = Operation.objects.priced().filter(work_order__client=client).select_related("work_order")
        there = deliverable(operations.order_by("pk")).values()
        lines = [(row.operation, row.pieces) for row in there if row.pieces]
        acts = {"town": town, "actor": town.social_worker}
        given = {"workshop": town.workshop, "client": client, "lines": lines}
        if delivery := self.act(deliveries.draft_delivery, **acts, **given):
            self.act(deliveries.send_delivery, delivery=delivery, **acts)

    def judge(self, town, client):
        """The client accepts all but one piece of each line."""
        for delivery in Delivery.objects.filter(client=client, state="sent").order_by("pk"):
            outcomes = [
                acceptance.LineOutcome(line.pk, accepted=line.quantity - 1, rejected_worker=1)
                for line in delivery.lines.order_by("pk")
            ]
            given = {"delivery": delivery, "outcomes": outcomes, "actor": town.social_worker}
            self.act(acceptance.record_acceptance, town=town, **given)

    def state(self, town, client):
        """The client is told what it owes."""
        acts = {"town": town, "actor": town.staff}
        given = {"community": town.community, "client": client, "until": self.today}
        if statement := self.act(statements.draft_statement, **given, **acts):
            self.act(statements.issue_statement, statement=statement, **acts)

    def cash_in(self, town, client):
        """The client pays what is open, to the fen."""
        acts = {"town": town, "actor": town.cashier}
        for statement in Statement.objects.filter(client=client, state="issued", fees__gt=0).order_by("pk"):
            given = {"community": town.community, "client": client, "amount": statement.fees}
            if receipt := self.act(receipts.book_receipt, received_on=self.today, **given, **acts):
                self.act(receipts.match_receipt, receipt=receipt, statement=statement, **acts)

    def draw_up(self, town, _client):
        """Pay is prepared and handed in."""
        acts = {"town": town, "actor": town.staff}
        days = {"pay_date": self.today + dt.timedelta(days=1), "cut_off": self.today}
        if run := self.act(runs.draft_run, community=town.community, **days, **acts):
            self.act(runs.submit_run, run=run, **acts)

    def approve(self, town, _client):
        """Whatever waits for approval is approved."""
        for run in PayRun.objects.filter(community=town.community, state="submitted").order_by("pk"):
            self.act(approval.approve_run, town=town, run=run, actor=town.approver)

    def send(self, town, _client):
        """A file for the bank goes out, whoever's account is new was asked; those without an account get cash."""
        acts = {"town": town, "actor": town.cashier}
        for run in PayRun.objects.filter(community=town.community, state="approved").order_by("pk"):
            checked = [account.account_id for account in new_accounts(run)]
            self.act(bank_files.make_bank_file, run=run, checked=checked, **acts)
            due = run.slips.filter(state="due", method="cash").order_by("pk").values_list("pk", flat=True)
            if due:
                self.act(payments.pay_cash, run=run, slips=list(due), **acts)
        for file in (
            BankFile.objects.filter(community=town.community, payments__state="ready").distinct().order_by("pk")
        ):
            self.act(payments.mark_sent, bank_file=file, **acts)

    def miss(self, town, client):
        """The client finds two pieces of each line short."""
        for delivery in Delivery.objects.filter(client=client, state="sent").order_by("pk"):
            outcomes = [
                acceptance.LineOutcome(
                    line.pk, accepted=line.quantity - min(2, line.quantity), short=min(2, line.quantity)
                )
                for line in delivery.lines.order_by("pk")
            ]
            given = {"delivery": delivery, "outcomes": outcomes, "actor": town.social_worker}
            self.act(acceptance.record_acceptance, town=town, **given)

    STATIONS = (make, deliver, judge, state, cash_in, draw_up, approve, send)

    def begin(self):
        """Both communities have a month behind them, and work under way."""
        for town in self.towns.values():
            for station in (*self.STATIONS, Month.make):
                for client in town.clients:
                    station(self, town, client)
        # Chance seldom brings what these need, one after the other.
        claimed, late = self.towns.values()
        self.find_again(claimed, claimed.clients[1], 1)
        self.pay_late(late, 30)

    @rule(pick=PICK, station=st.integers(0, 7))
    def next_station(self, pick, station):
        """What an ordinary day brings."""
        town = self.a_town(pick)
        self.STATIONS[station](self, town, town.clients[pick // 2 % 2])

    @needs("earned")
    @rule(pick=PICK, days=st.integers(1, 40))
    def month_ends_before_pay(self, pick, days):
        """What some months bring."""
        town, _community = self.one("earned", pick)
        self.pay_late(town, days)

    @needs("operation")
    @rule(pick=PICK, pieces=st.integers(1, 3))
    def pieces_are_found_again(self, pick, pieces):
        """What some clients bring."""
        town = self.a_town(pick)
        self.find_again(town, town.clients[pick // 2 % 2], pieces)

    def pay_late(self, town, days):
        """Pay is approved, nobody sends it, and it gets a new day."""
        self.make(town, town.clients[1])
        self.draw_up(town, None)
        self.approve(town, None)
        run = PayRun.objects.filter(community=town.community, state="approved").order_by("pk").last()
        if run is not None:
            given = {"run": run, "pay_date": self.today + dt.timedelta(days=days), "reason": "过月了"}
            self.act(postponing.postpone_run, town=town, actor=town.second_approver, **given)

    def find_again(self, town, client, pieces):
        """The client misses pieces and is told of the claim; it misses more, and finds some of the first."""
        self.now += dt.timedelta(days=1)  # a cell of the day sheet is written once a day
        for station in (self.make, self.deliver, self.miss, self.state):
            station(town, client)
        lines = StatementLine.objects.filter(kind="claim", cause="short", pieces__gt=0, statement__client=client)
        line = lines.filter(statement__state__in=["issued", "settled"]).order_by("-pk").first()
        self.now += dt.timedelta(days=1)
        for station in (self.make, self.deliver, self.miss):
            station(town, client)
        given = {"town": town, "community": town.community, "client": client, "actor": town.staff}
        statement = self.act(statements.draft_statement, until=self.today, **given)
        if line and statement:
            self.credit_claim(town, statement=statement, line=line, pieces=pieces, note="找到了")
