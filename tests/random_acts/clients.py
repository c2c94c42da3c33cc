"""Random acts with the client's money and the fund's."""

import datetime as dt
from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import rule

from residents.models import Community
from tests.random_acts.deliveries import DeliveryActs
from tests.random_acts.machine import PICK, needs
from workshops.models import Client, WorkOrder
from workshops.payouts.models import ClientReceipt, Statement, StatementLine
from workshops.payouts.operations import deposits, fronting, fund, orders, receipts, statements

AMOUNTS = st.sampled_from(["0.01", "0.99", "3.50", "8.00", "25.37", "120.00", "500.00"])


class ClientActs(DeliveryActs):
    """Statements, receipts, deductions; the fund."""

    @needs("delivered")
    @rule(pick=PICK)
    def draft_statement(self, pick):
        town, client = self.one("delivered", pick, Client)
        given = {"community": town.community, "client": client, "until": self.today, "actor": town.prepares(pick)}
        self.act(statements.draft_statement, town=town, **given)

    @needs("statement_draft")
    @rule(pick=PICK)
    def issue_statement(self, pick):
        town, statement = self.one("statement_draft", pick, Statement)
        self.act(statements.issue_statement, town=town, statement=statement, actor=town.staff)

    @needs("statement_draft")
    @rule(pick=PICK)
    def discard_statement(self, pick):
        town, statement = self.one("statement_draft", pick, Statement)
        self.act(statements.discard_statement, town=town, statement=statement, actor=town.staff)

    @needs("statement_draft", "statement")
    @rule(pick=PICK, pieces=st.integers(1, 3), as_claim=st.booleans())
    def credit(self, pick, pieces, as_claim):
        town, statement = self.one("statement_draft", pick, Statement)
        lines = StatementLine.objects.filter(kind="fee", statement__client=statement.client_id)
        if line := lines.exclude(statement=statement).order_by("pk").last():
            given = {"statement": statement, "line": line, "pieces": pieces, "note": "少了", "as_claim": as_claim}
            self.act(statements.add_credit, town=town, actor=town.staff, **given)

    @needs("statement_unpaid")
    @rule(pick=PICK, amount=st.none() | AMOUNTS)
    def receive(self, pick, amount):
        """Money comes in: just what a statement asks for, or something else."""
        town, statement = self.one("statement_unpaid", pick, Statement)
        self.act(
            receipts.book_receipt,
            town=town,
            community=town.community,
            client=statement.client,
            amount=max(statement.fees, Decimal("0.01")) if amount is None else Decimal(amount),
            received_on=self.today,
            actor=town.cashier,
        )

    @needs("receipt", "statement")
    @rule(pick=PICK, other=PICK, amount=st.none() | AMOUNTS, claims=st.booleans())
    def match(self, pick, other, amount, claims):
        town, receipt = self.one("receipt", pick, ClientReceipt)
        of_town = Statement.objects.stated().filter(community=town.community).order_by("pk")
        if count := of_town.count():
            amount = None if amount is None else Decimal(amount)
            given = {"receipt": receipt, "statement": of_town[other % count], "amount": amount, "claims": claims}
            self.act(receipts.match_receipt, town=town, actor=town.cashier, **given)

    @needs("statement_unpaid")
    @rule(pick=PICK, amount=AMOUNTS, bank_charge=st.booleans())
    def deduct(self, pick, amount, bank_charge):
        town, statement = self.one("statement_unpaid", pick, Statement)
        given = {"statement": statement, "amount": Decimal(amount), "reason": "说好的", "bank_charge": bank_charge}
        self.act(receipts.deduct, town=town, actor=town.staff, **given)

    @needs("statement_claiming")
    @rule(pick=PICK, amount=st.none() | AMOUNTS)
    def give_up_claim(self, pick, amount):
        town, statement = self.one("statement_claiming", pick, Statement)
        amount = None if amount is None else Decimal(amount)
        given = {"statement": statement, "reason": "要不回来", "amount": amount, "actor": town.approver}
        self.act(receipts.give_up_claim, town=town, **given)

    @rule(pick=PICK, amount=AMOUNTS, method=st.sampled_from(["bank", "cash"]))
    def donate(self, pick, amount, method):
        town = self.a_town(pick)
        given = {"community": town.community, "amount": Decimal(amount), "on": self.today, "actor": town.cashier}
        self.act(fund.donate, town=town, donor="商户", method=method, **given)

    @rule(pick=PICK, amount=AMOUNTS, what=st.sampled_from([fund.open_fund, fund.draw_cash, fund.pay_tax_over]))
    def move_money(self, pick, amount, what):
        town = self.a_town(pick)
        given = {"community": town.community, "amount": Decimal(amount), "on": self.today, "actor": town.cashier}
        self.act(what, town=town, **given)

    @rule(pick=PICK, amount=AMOUNTS, what=st.sampled_from(["pay", "back", "keep"]))
    def deposit(self, pick, amount, what):
        town = self.a_town(pick)
        given = {"client": town.clients[pick // 2 % 2], "amount": Decimal(amount), "on": self.today}
        acts = {"pay": deposits.pay_deposit, "back": deposits.take_deposit_back, "keep": deposits.write_off_deposit}
        reason = {"reason": "没退"} if what == "keep" else {}
        self.act(acts[what], town=town, actor=town.cashier, **given, **reason)

    @needs("fronted")
    @rule(pick=PICK, amount=AMOUNTS)
    def give_up_front(self, pick, amount):
        town, order = self.one("fronted", pick, WorkOrder)
        given = {"work_order": order, "amount": Decimal(amount), "reason": "公司倒闭", "actor": town.approver}
        self.act(fronting.give_up_front, town=town, **given)

    @needs("order_closed")
    @rule(pick=PICK)
    def settle_order(self, pick):
        town, order = self.one("order_closed", pick, WorkOrder)
        self.act(orders.settle_order, town=town, work_order=order, actor=town.staff)

    @rule(pick=PICK, moment=st.sampled_from(["on_receipt", "on_acceptance", "on_pay_day"]))
    def change_pay_moment(self, pick, moment):
        town = self.a_town(pick)
        self.act(set_moment, town=town, community=town.community, moment=moment)

    @rule(days=st.integers(1, 9))
    def days_pass(self, days):
        self.now = (self.now + dt.timedelta(days=days)).replace(hour=9, minute=0)


def set_moment(*, community, moment: str, now) -> bool:
    """The community decides to pay at another moment."""
    Community.objects.filter(pk=community.pk).update(pay_moment=moment)
    community.refresh_from_db()
    return True
