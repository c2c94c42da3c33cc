"""Random acts of second thoughts: what was matched, booked, claimed or planned wrongly is taken back."""

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import rule

from residents.operations import accounts
from tests.random_acts.disputes import DisputeActs
from tests.random_acts.machine import PICK, TALLY, needs
from workshops.payouts.models import ClientReceipt, PayRun, ReceiptMatch, Statement, StatementLine
from workshops.payouts.operations import bank_files, postponing, statements, taking_back
from workshops.payouts.queries.accounts import new_accounts


class TakingBackActs(DisputeActs):
    """Matches, receipts, claims, accounts and pay days that turn out to be wrong."""

    @needs("match")
    @rule(pick=PICK)
    def take_back_match(self, pick):
        town, match = self.one("match", pick, ReceiptMatch)
        self.act(taking_back.take_back_match, town=town, match=match, reason="对错了", actor=town.cashier)

    @needs("match")
    @rule(pick=PICK, then=st.booleans())
    def take_back_the_last(self, pick, then):
        """The match that was made last, and then its receipt."""
        town, _first = self.one("match", pick)
        match = ReceiptMatch.objects.standing().filter(community=town.community).order_by("pk").last()
        self.act(taking_back.take_back_match, town=town, match=match, reason="对错了", actor=town.staff)
        if then and match.receipt:
            given = {"receipt": match.receipt, "reason": "记错了", "actor": town.staff}
            self.act(taking_back.take_back_receipt, town=town, **given)

    @needs("receipt")
    @rule(pick=PICK)
    def take_back_receipt(self, pick):
        town, receipt = self.one("receipt", pick, ClientReceipt)
        self.act(taking_back.take_back_receipt, town=town, receipt=receipt, reason="记错了", actor=town.cashier)

    @needs("statement_draft", "statement_claiming")
    @rule(pick=PICK, pieces=st.integers(1, 3))
    def credit_a_claim(self, pick, pieces):
        town, statement = self.one("statement_draft", pick, Statement)
        lines = StatementLine.objects.filter(kind="claim", statement__client=statement.client_id)
        if line := lines.exclude(statement=statement).order_by("pk").last():
            given = {"statement": statement, "line": line, "pieces": pieces, "note": "多算了"}
            self.credit_claim(town, **given)

    def credit_claim(self, town, **given):
        """Takes a part of a claim back in a statement that is being drawn up; counted beside, as a claim's credit."""
        credit = self.act(statements.add_credit, town=town, actor=town.staff, **given)
        TALLY["credit of a claim", "done" if credit else "refused"] += 1

    @rule(pick=PICK, who=PICK)
    def change_account(self, pick, who):
        town = self.a_town(pick)
        actor = [town.social_worker, town.social_worker, town.cashier][who % 3]
        given = {"resident": town.resident(who), "bank": "农商银行", "number": f"62170000{pick:08}"}
        self.act(accounts.change_account, town=town, actor=actor, **given)

    @needs("run_approved")
    @rule(pick=PICK)
    def make_bank_file_and_tick(self, pick):
        """The cashier asked everybody whose account is new."""
        town, run = self.one("run_approved", pick, PayRun)
        checked = [account.account_id for account in new_accounts(run)]
        self.act(bank_files.make_bank_file, town=town, run=run, checked=checked, actor=town.cashier)

    @needs("run_unsent")
    @rule(pick=PICK, who=PICK, days=st.integers(0, 40))
    def postpone_run(self, pick, who, days):
        town, run = self.one("run_unsent", pick, PayRun)
        given = {"run": run, "pay_date": self.today + dt.timedelta(days=days), "reason": "过月了"}
        self.act(postponing.postpone_run, town=town, actor=town.approves(who), **given)
