"""桂园社区, small, paying on pay day out of its fund; and 新苑社区, empty but for its workshop, to try imports in."""

import datetime as dt
import random
from decimal import Decimal

from microfactory.demo import members, pay, work
from microfactory.demo.days import at, last_workday, workdays
from microfactory.demo.members import Town
from microfactory.demo.people import invent
from microfactory.kernel.periods import Month, day_in_month
from workshops.payouts.operations.fund import draw_cash, open_fund


def guiyuan(today: dt.date) -> Town:
    """Twelve residents; last month is paid although the company has not paid: the fund fronts."""
    this = Month.of(today)
    last = this.shifted(-1)
    town = members.found_town(
        code="guiyuan",
        name="桂园社区",
        factory="暖手坊",
        opened_on=last.first,
        names=("沈丽", "金婷", "郑海", "秦芳", "段梅", "武主任"),
        contact_phone="19900000400",
        pay_moment="on_pay_day",
        pay_day=15,
        front_cap=Decimal("20000"),
    )
    members.enrol(town, invent(12, seed=1, first_phone=19900000411))
    members.appoint_leader(town, town.residents[0])
    open_fund(
        community=town.community, amount=Decimal("20000"), on=last.first, actor=town.staff["gongzuo"],
        now=at(last.first, 10),
    )  # fmt: skip
    agreement = work.take_client(
        town, name="暖阳针织厂", code="92130199MA0DEM56J9", contact="于厂长", phone="19900000421"
    )
    terms = ("锁边", "条", "3", "2.4", 4000, "15")
    words = {"specification": "180×30 厘米", "requirements": "线头剪干净"}
    scarves = work.take_order(town, agreement, last.first, "围巾", terms, **words)
    dice = random.Random(11)
    for day in workdays(last.first, today - dt.timedelta(days=1)):
        work.work_a_day(town, day, work.usual_day(dice, town.residents, {scarves: (6, 14)}, 0.5))
        if day == last_workday(last):
            work.deliver(town, [scarves], day)
    pay_date = min(day_in_month(this, 15), today)
    who = {"actor": town.staff["chuna"], "now": at(pay_date, 8)}
    draw_cash(community=town.community, amount=Decimal("500"), on=pay_date, **who)
    pay.whole_run(town, pay_date, last.last)
    return town


def xinyuan(today: dt.date) -> Town:
    """Nothing but a workshop and the people who work for the community."""
    return members.found_town(
        code="xinyuan",
        name="新苑社区",
        factory="新苑工坊",
        opened_on=Month.of(today).shifted(-2).first,
        names=("罗欣", "梁月", "宋涛", "唐静", "许燕", "韩主任"),
        contact_phone="19900000500",
    )
