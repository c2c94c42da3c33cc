"""A community as random acts find it: people for every duty, clients under both policies, an order with a step."""

import datetime as dt
from decimal import Decimal

from residents.enums import Role
from tests.cast import member
from tests.factories.residents import BankAccountFactory, CommunityFactory, ResidentFactory, WorkshopFactory
from tests.factories.workshops import ClientFactory
from workshops.operations.agreements import sign_agreement
from workshops.operations.materials import add_material, receive
from workshops.operations.orders import add_operation, open_order
from workshops.payouts.operations.fund import open_fund

SIGNED = dt.date(2026, 7, 1)
DUTIES = {
    "social_worker": Role.SOCIAL_WORKER,
    "second_social_worker": Role.SOCIAL_WORKER,
    "staff": Role.STAFF,
    "approver": Role.APPROVER,
    "second_approver": Role.APPROVER,
    "cashier": Role.CASHIER,
}


class Town:
    """One community. Whoever is asked for by a number is chosen among those who might do it."""

    def __init__(self, code: str, *, pay_moment: str, now: dt.datetime):
        self.community = CommunityFactory(
            code=code, name=f"{code}社区", pay_moment=pay_moment, front_cap=Decimal("600.00")
        )
        self.workshop = WorkshopFactory(community=self.community)
        for name, role in DUTIES.items():
            setattr(self, name, member(name, self.community, role))
        self.leaders = [member(f"组长{n}", self.community, Role.LEADER, workshop=self.workshop) for n in (1, 2)]
        self.residents = [self._resident(n) for n in range(5)]
        # A leader works too; what she makes somebody else logs.
        self.residents.append(self._resident(5, user=self.leaders[0]))
        self.clients = [self._client(traced, now) for traced in (False, True)]
        open_fund(community=self.community, amount=Decimal("400.00"), on=SIGNED, actor=self.cashier, now=now)

    def _resident(self, n: int, **fields):
        fields |= {"born_on": dt.date(1960, 5, n + 1), "house": f"{n + 1}栋"}
        fields |= {} if "user" in fields else {"with_user": True}
        resident = ResidentFactory(community=self.community, workshop=self.workshop, name=f"居民{n}", **fields)
        if n % 2:
            BankAccountFactory(resident=resident, added_by=self.social_worker)
        return resident

    def _client(self, traced: bool, now: dt.datetime):
        """A client with an order of two operations: the product itself, and a step of it with its material."""
        client = ClientFactory(community=self.community, name="追溯公司" if traced else "保底公司")
        agreement = sign_agreement(
            client=client,
            signed_on=SIGNED,
            starts_on=SIGNED,
            reject_policy="traced" if traced else "guaranteed",
            pays_material_fault=traced,
            claims_material_fault=True,
            fund_share=Decimal(40 if traced else 0),
            actor=self.staff,
            now=now,
        )
        self.new_order(agreement, price="8" if traced else "0.035", rate="7.5" if traced else "0.03", now=now)
        return client

    def new_order(self, agreement, *, price: str, rate: str, now: dt.datetime):
        """Opens an order; its rates began when the community did."""
        acts = {"actor": self.staff, "now": now}
        order = open_order(agreement=agreement, workshop=self.workshop, product="宠物梳", **acts)
        work = add_operation(
            work_order=order,
            name="装盒",
            unit="盒",
            client_price=Decimal(price),
            rate=Decimal(rate),
            rate_from=SIGNED,
            **acts,
        )
        add_operation(work_order=order, name="贴标", unit="盒", rate=Decimal("0.01"), rate_from=SIGNED, **acts)
        material = add_material(operation=work, name="梳柄", unit="只", per_piece=Decimal("1.5"), **acts)
        receive(material=material, quantity=Decimal("90"), **acts)
        return order

    def resident(self, pick: int):
        """Somebody who works here."""
        return self.residents[pick % len(self.residents)]

    def logs(self, pick: int):
        """Who might log or inspect: social workers, a leader, the leader whose own work is among it."""
        return [self.social_worker, self.leaders[1], self.second_social_worker, self.leaders[0]][pick % 4]

    def prepares(self, pick: int):
        """Who might prepare pay or handle a client's money."""
        return [self.staff, self.social_worker][pick % 2]

    def approves(self, pick: int):
        """Who might approve or reverse; the first has often prepared it, which is refused."""
        return [self.approver, self.second_approver, self.staff][pick % 3]

    def pays(self, pick: int):
        """Who might pay; the second has often approved it, which is refused."""
        return [self.cashier, self.cashier, self.approver][pick % 3]
