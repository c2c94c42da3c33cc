"""柳河社区: seventy residents, three companies, four months behind it, an order at every station."""

import datetime as dt
import random
from decimal import Decimal

from microfactory.demo import doors, members, pay, work
from microfactory.demo.days import at, last_workday, workdays
from microfactory.demo.disputes import disputes
from microfactory.demo.members import Town
from microfactory.demo.people import invent
from microfactory.demo.this_week import this_week
from microfactory.demo.words import WORDS
from microfactory.kernel.periods import Month, day_in_month
from workshops.models import Operation
from workshops.operations.orders import set_rate
from workshops.payouts.models import Payment, PayRun, Payslip
from workshops.payouts.operations.answers import answer_slip
from workshops.payouts.operations.bank_files import make_bank_file
from workshops.payouts.operations.deposits import pay_deposit
from workshops.payouts.operations.fund import donate, draw_cash, open_fund
from workshops.payouts.operations.payments import mark_done, mark_failed, mark_sent, pay_again
from workshops.payouts.operations.reversal import reverse_run
from workshops.payouts.operations.runs import discard_run
from workshops.payouts.operations.slips import hold_slip

NAMES = ("周敏", "何静", "孙建国", "李文", "钱淑贞", "吴主任")
LEADER, FULL_MONTH, NO_ACCOUNT, BEADS = "柳小巧", "刘明月", "孙小荷", "何秀珍"
FIGURES_OF_A_FULL_DAY = (("lids", 1), ("combs", 3))  # 25 + 3 × 8 = 49.00 in six hours
BEAD_DAYS = [1428] * 9 + [1434]  # 14,286 beads at 0.035: 500.01


class Story:
    """What later chapters need of earlier ones."""

    def __init__(self, town: Town, today: dt.date):
        self.town, self.today = town, today
        self.this = Month.of(today)
        self.dice = random.Random(7)
        self.works: dict[str, Operation] = {}
        self.agreements = {}

    def person(self, name: str):
        return next(row for row in self.town.residents if row.name == name)

    def this_month(self, number: int) -> dt.date:
        """That day of this month, or today where it is still to come."""
        return min(day_in_month(self.this, number), self.today)


def build(today: dt.date) -> Town:
    """The whole story, ending today."""
    first = Month.of(today).shifted(-4).first
    town = members.found_town(
        code="liuhe",
        name="柳河社区",
        factory="巧手坊",
        opened_on=first,
        names=NAMES,
        contact_phone="19900000100",
        pay_moment="on_receipt",
        pay_day=15,
        front_cap=Decimal("3000"),
    )
    members.enrol(town, invent(70, seed=0, first_phone=19900000001), without_account=(NO_ACCOUNT,))
    story = Story(town, today)
    members.appoint_leader(town, story.person(LEADER))
    _begin(story)
    for back in (4, 3, 2):
        _month(story, story.this.shifted(-back))
        _month_is_paid(story, story.this.shifted(-back))
    _month(story, story.this.shifted(-1))
    _last_month_is_being_paid(story)
    members.give_cards(town, [story.person(name) for name in (LEADER, FULL_MONTH, "赵青梅")], at(today, 7))
    beads, by_phone, mother = (story.person(name) for name in (BEADS, "马建设", "赵青梅"))
    doors.open_doors(town, pictures=beads, phone=by_phone, mother=mother, now=at(today, 7))
    _answers(story)
    _this_month(story)
    this_week(story)
    disputes(story, waits="赵青梅", answered=LEADER, settled=FULL_MONTH)
    return town


def _begin(story: Story) -> None:
    town, day = story.town, story.town.opened_on
    who = {"actor": town.staff["gongzuo"], "now": at(day, 10)}
    open_fund(community=town.community, amount=Decimal("5000"), on=day, **who)
    donate(community=town.community, donor="柳河便民超市", amount=Decimal("800"), on=day, **who)
    chenguang = work.take_client(
        town, name="晨光饰品有限公司", code="91130199MA0DEM12JH", contact="高经理", phone="19900000201",
        reject_policy="traced", claims_material_fault=True, deposit=Decimal("1000"),
    )  # fmt: skip
    weijia = work.take_client(
        town, name="味佳调料厂", code="91320499MA1TEXT228", contact="冯厂长", phone="19900000202"
    )
    lechong = work.take_client(
        town, name="乐宠用品有限公司", code="91320499MA1TEXT33C", contact="白主管", phone="19900000203",
        claims_material_fault=True, fund_share=Decimal("20"),
    )  # fmt: skip
    story.agreements = {"chenguang": chenguang, "weijia": weijia, "lechong": lechong}
    pay_deposit(client=chenguang.client, amount=Decimal("1000"), on=day, agreement=chenguang, **who)
    orders = {
        "strings": (chenguang, "串珠手链", ("穿珠", "条", "1.8", "1.35", 16000, "9")),
        "beads": (chenguang, "散珠串", ("串粒", "粒", "0.05", "0.035", 1000000, "0.25")),
        "lids": (weijia, "调味罐盖子", ("装盖", "箱", "30", "25", 1500, "180")),
        "combs": (lechong, "宠物梳", ("装盒", "盒", "10", "8", 3200, "60")),
    }
    for key, (agreement, product, terms) in orders.items():
        story.works[key] = work.take_order(town, agreement, day, product, terms, **WORDS[key])


def _usual(story: Story) -> dict[Operation, tuple[int, int]]:
    bounds = {"strings": (18, 36), "beads": (500, 1300), "lids": (1, 2), "combs": (3, 6)}
    return {story.works[key]: bound for key, bound in bounds.items()}


def _month(story: Story, month: Month) -> None:
    """A month's day sheets, and at its end everything delivered and accepted, but for the loose beads."""
    town, last = story.town, story.this.shifted(-1)
    special = {FULL_MONTH} if month == last else {BEADS} if month == last.shifted(-1) else set()
    usual = [row for row in town.residents if row.name not in special]
    days = list(workdays(month.first, last_workday(month)))
    for place, day in enumerate(days):
        made = work.usual_day(story.dice, usual, _usual(story), 0.28)
        minutes = {resident.pk: story.dice.randint(8, 24) * 15 for resident, _work, _figures in made[:10]}
        if FULL_MONTH in special and place < 22:
            her = story.person(FULL_MONTH)
            made += [(her, story.works[key], {"good": good}) for key, good in FIGURES_OF_A_FULL_DAY]
            minutes[her.pk] = 360
        if BEADS in special and place < len(BEAD_DAYS):
            made.append((story.person(BEADS), story.works["beads"], {"good": BEAD_DAYS[place]}))
        work.work_a_day(town, day, made, minutes)
    if month == last.shifted(-2):
        _brushes(story, days[5])
    end = days[-1]
    for keys, off in ((("strings",), {"short": 2}), (("lids",), {}), (("combs",), {"material": 3, "worker": 2})):
        if delivery := work.deliver(town, [story.works[key] for key in keys], end):
            work.accept(town, delivery, end, **off)
    if month != last and (delivery := work.deliver(town, [story.works["beads"]], end)):
        work.accept(town, delivery, end)


def _brushes(story: Story, day: dt.date) -> None:
    """120 boxes at 8 for which the company pays 8: 114 accepted, 4 the material's fault, 2 the worker's."""
    town, agreement = story.town, story.agreements["lechong"]
    brushes = work.take_order(town, agreement, day, "宠物刷", ("装盒", "盒", "8", "8", 120, "60"))
    made = [(story.person(name), brushes, {"good": 40}) for name in ("王小桂", "李新禾", "陈小燕")]
    work.work_a_day(town, day, made)
    work.accept(town, work.deliver(town, [brushes], day), day, material=4, worker=2)


def _month_is_paid(story: Story, month: Month) -> None:
    """Stated on the first, received on the fifth, paid on the fifteenth of the next month. Claims stay open."""
    town, following = story.town, month.shifted(1)
    stated, received = following.first, day_in_month(following, 5)
    pay_date = day_in_month(following, town.community.pay_day)
    for key, agreement in story.agreements.items():
        statement = pay.state(town, agreement.client, stated)
        reference = f"{following.year}{following.number:02d}-{key}"
        pay.receive(town, statement, received, amount=statement.fees, reference=reference)
    _cash(story, pay_date)
    pay.whole_run(town, pay_date, month.last)


def _cash(story: Story, day: dt.date) -> None:
    who = {"actor": story.town.staff["chuna"], "now": at(day, 8)}
    draw_cash(community=story.town.community, amount=Decimal("1000"), on=day, **who)


def _last_month_is_being_paid(story: Story) -> None:
    """The companies pay one after the other, so there is a run in every state."""
    town, agreements, last = story.town, story.agreements, story.this.shifted(-1)
    first, fifth, pay_date = story.this_month(1), story.this_month(5), story.this_month(town.community.pay_day)
    statements = {key: pay.state(town, agreement.client, first) for key, agreement in agreements.items()}
    for key in ("weijia", "lechong"):
        pay.receive(town, statements[key], fifth, amount=statements[key].fees, reference=f"{first:%Y%m}-{key}")
    _run_with_troubles(story, pay_date, last)
    pay.receive(town, statements["chenguang"], pay_date, reference=f"{first:%Y%m}-chenguang-1")
    wrong = pay.prepare(town, story.today, last.last, story.today, submit=False)
    discard_run(run=wrong, actor=town.social_worker, now=at(story.today, 9, 5))
    pay.approve(town, pay.prepare(town, story.today, last.last, story.today), story.today)
    _loose_beads(story, pay_date, last)


def _run_with_troubles(story: Story, pay_date: dt.date, last: Month) -> None:
    """Two payments come back; one is made again and arrives. One slip is held for want of an account."""
    town = story.town
    run = pay.approve(town, pay.prepare(town, pay_date, last.last, min(story.this_month(6), pay_date)), pay_date)
    if slip := Payslip.objects.filter(run=run, resident__name=NO_ACCOUNT).first():
        hold_slip(slip=slip, reason="等本人补卡号", actor=town.social_worker, now=at(pay_date, 12))
    _cash(story, pay_date)
    pay.pay(town, run, pay_date, arrive=False)
    cashier, later = town.staff["chuna"], at(pay_date, 16)
    sent = list(Payment.objects.filter(slip__run=run, state="sent").order_by("pk"))
    back = {sent[3]: "户名不符", sent[7]: "账号已注销"}
    mark_done(run=run, payments=[row.pk for row in sent if row not in back], actor=cashier, now=later)
    for payment, reason in back.items():
        mark_failed(payment=payment, reason=reason, actor=cashier, now=later)
    sent[3].refresh_from_db()
    again = pay_again(payment=sent[3], actor=cashier, now=later)
    mark_sent(bank_file=make_bank_file(run=run, actor=cashier, now=later), sent_on=pay_date, actor=cashier, now=later)
    mark_done(run=run, payments=[again.pk], actor=cashier, now=later)


def _loose_beads(story: Story, day: dt.date, last: Month) -> None:
    """The beads were accepted late and paid in two parts: a run was reversed, one waits, one is a draft."""
    town, client = story.town, story.agreements["chenguang"].client
    work.accept(town, work.deliver(town, [story.works["beads"]], day), day)
    statement = pay.state(town, client, day)
    half = (statement.fees / 2).quantize(Decimal("0.01"))
    pay.receive(town, statement, story.today, amount=half, reference=f"{day:%Y%m}-chenguang-2")
    run = pay.approve(town, pay.prepare(town, story.today, last.last, story.today), story.today)
    reverse_run(run=run, reason="发放日写错了，重做一批", actor=town.staff["gongzuo"], now=at(story.today, 12))
    pay.prepare(town, story.today, last.last, story.today)
    quarter = (statement.fees / 4).quantize(Decimal("0.01"))
    pay.receive(town, statement, story.today, amount=quarter, reference=f"{day:%Y%m}-chenguang-3")
    pay.prepare(town, story.today, last.last, story.today, submit=False)


def _answers(story: Story) -> None:
    """One resident says that all is right; the slips of the others still ask."""
    slip = Payslip.objects.filter(
        resident=story.person("赵青梅"), state="paid", run__in=PayRun.objects.approved()
    ).order_by("-pk").first()  # fmt: skip
    if slip:
        resident = story.person("赵青梅")
        resident.refresh_from_db()
        answer_slip(slip=slip, answer="received", actor=resident.user, now=at(story.today, 8))


def _this_month(story: Story) -> None:
    """The rate of combs rose on the first; what was made this month is not delivered yet."""
    town, first = story.town, story.this.first
    set_rate(
        operation=story.works["combs"],
        rate=Decimal("8.5"),
        starts_on=first,
        reason="企业加了价",
        actor=town.staff["gongzuo"],
        now=at(first, 8),
    )
    for day in workdays(first, story.today - dt.timedelta(days=1)):
        mending = story.today - day < dt.timedelta(days=3)
        made = work.usual_day(story.dice, town.residents, _usual(story), 0.28, mending=mending)
        work.work_a_day(town, day, made)
