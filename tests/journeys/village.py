"""A small community with something at every station, built by the acts alone: what pages are looked at with.

Its attributes bear the names by which the tables of `tests/access` fill the gaps of addresses.
"""

import datetime as dt
from decimal import Decimal

from jobs.enums import PostingKind
from jobs.operations import postings
from residents.enums import ConsentPurpose, ConsentWay, Hardship, MessageTemplate
from residents.models import RoleGrant
from residents.operations import accounts, cards, consents, hardship, trusted
from residents.operations.messages import queue
from tests.factories import disputes
from tests.factories.jobs import EmployerFactory
from tests.factories.voice import ClipFactory, whole_set
from tests.workshops.imports import sheets
from workshops.enums import ImportKind, RejectPolicy
from workshops.operations.deliveries import draft_delivery
from workshops.operations.imports import receive_file
from workshops.operations.inspection import send_back_entry
from workshops.payouts.enums import Act, FileField
from workshops.payouts.models import JournalEntry
from workshops.payouts.operations import bank_files, payments, receipts, runs, statements
from workshops.payouts.operations.bank_templates import save_template

NEIGHBOURS = ("钱美玲", "孙玉兰", "李桂芳", "周秀英", "吴大山")


class Village:
    """Liuhe on 24 November 2026, after three weeks of work; it pays on pay day out of its fund."""

    def __init__(self, works, card, membership):
        self.works, self.card, self.membership = works, card, membership
        self.resident, self.workshop = card.resident, works.workshop
        works.pays("on_pay_day", cap="5000")
        works.donated("5000")
        self.booking = JournalEntry.objects.get(act=Act.DONATION)
        self.people_register()
        self.doors_open()
        self.work_is_taken()
        self.pieces_come_in()
        self.goods_go_out()
        self.money_comes()
        self.runs_stand_everywhere()
        self.work_goes_on()
        self.people_disagree()
        self.jobs_are_posted()
        self.words_are_recorded()
        self.people_are_told()

    def doors_open(self):
        by = self.works.by("social_worker")
        self.trusted = trusted.name_trusted(
            resident=self.resident, name="刘洋", relation="女儿", phone="", way=ConsentWay.PAPER, **by
        ).card.trusted
        self.grant = RoleGrant.objects.create(
            community=self.works.community,
            user=self.membership.user,
            role="cashier",
            starts_on=by["now"].date(),
            asked_on=by["now"].date(),
            asked_at=by["now"],
            asked_by=by["actor"],
        )

    def people_register(self):
        by = self.works.by("social_worker")
        first = self.works.clock.now.date()
        self.neighbours = [
            self.works.resident(name, account=f"62000000000000{n:02d}") for n, name in enumerate(NEIGHBOURS)
        ]
        self.account = accounts.change_account(
            resident=self.resident, bank="农商银行", number="6200000000000005", **by
        )
        self.consent = consents.record_consent(
            resident=self.resident, purpose=ConsentPurpose.values[0], way=ConsentWay.values[0], given_on=first, **by
        )
        self.hardship = hardship.add_hardship(
            resident=self.resident, kind=Hardship.DIBAO, starts_on=first, actor=by["actor"]
        )
        self.upload = receive_file(
            community=self.works.community,
            workshop=self.workshop,
            kind=ImportKind.ROSTER,
            content=sheets.given("roster"),
            filename="roster.xlsx",
            **by,
        )

    def work_is_taken(self):
        self.operation = self.works.operation("8", "7.5", planned=500, policy=RejectPolicy.TRACED)
        self.order = self.operation.work_order
        self.step = self.works.another_operation(self.order, "0", "0.035", name="穿绳", unit="根")
        self.caps = self.works.operation("25", "22", product="调料瓶盖", name="压盖", unit="箱")
        self.material = self.works.material(self.caps, "瓶盖", "24", "2400")

    def pieces_come_in(self):
        self.works.clock.on(dt.date(2026, 11, 9))
        for place, maker in enumerate([self.resident, *self.neighbours], 1):
            slip = self.works.takes(maker, self.caps, 6)
            self.works.hands_in(slip, good=4, worker_fault=place % 2, returned=1)
        self.works.day(
            self.works.clock.now.date(),
            {(self.resident, self.caps): 1, (self.neighbours[1], self.caps): 2},
            {self.resident: 360, self.neighbours[1]: 240},
        )

    def goods_go_out(self):
        delivery = self.works.delivers(self.caps, 12)
        self.rejected_line = self.works.accepts(delivery, 10, worker=1, material=1).lines.get()
        self.accepted_delivery = self.works.accepts(self.works.delivers(self.caps, 4), 4)
        self.sent_delivery = self.works.delivers(self.caps, 3)
        self.draft_delivery = draft_delivery(
            workshop=self.workshop,
            client=self.caps.work_order.client,
            lines=[(self.caps, 2)],
            **self.works.by("social_worker"),
        )

    def money_comes(self):
        client = self.caps.work_order.client
        self.statement = self.works.states(client)
        self.receipt = receipts.book_receipt(
            community=self.works.community,
            client=client,
            amount=Decimal(300),
            received_on=self.works.clock.now.date(),
            **self.works.by("cashier"),
        )
        part = {"statement": self.statement, "amount": Decimal(200)}
        self.match = receipts.match_receipt(receipt=self.receipt, **part, **self.works.by("cashier"))[0]
        self.works.accepts(self.sent_delivery, 2, material=1)
        self.draft_statement = statements.draft_statement(
            community=self.works.community,
            client=client,
            until=self.works.clock.now.date(),
            **self.works.by("staff"),
        )
        self.sent_delivery = self.works.delivers(self.caps, 3)
        self.bank_template = save_template(
            community=self.works.community,
            fields={"name": "农商银行代发"},
            columns=[("账号", FileField.ACCOUNT, ""), ("金额", FileField.AMOUNT, "")],
            **self.works.by("cashier"),
        )

    def run(self, *makers):
        """A run of a box each, approved."""
        for maker in makers:
            self.works.hands_in(self.works.takes(maker, self.caps, 1), good=1)
        return self.works.prepares()

    def runs_stand_everywhere(self):
        by, works = self.works.by, self.works
        self.paid_run = works.prepares()
        works.transfers(self.paid_run)
        self.payslip = self.paid_run.slips.get(resident=self.resident)
        self.failed = self.paid_run.slips.get(resident=self.neighbours[1]).payments.get()
        payments.mark_failed(payment=self.failed, reason="户名不符", **by("cashier"))
        works.clock.on(dt.date(2026, 11, 23))
        accounts.end_account(resident=self.neighbours[4], **by("social_worker"))
        self.approved_run = self.run(self.resident, *self.neighbours[2:])
        self.bank_file = bank_files.make_bank_file(run=self.approved_run, **by("cashier"))
        self.due_slip = self.approved_run.slips.get(resident=self.resident)
        self.payment = self.due_slip.payments.get()
        self.submitted_run = self.drafted(self.neighbours[0])
        runs.submit_run(run=self.submitted_run, **by("social_worker"))
        self.draft_run = self.drafted(self.neighbours[1])

    def drafted(self, maker):
        """A run that nobody has seen yet."""
        works = self.works
        works.hands_in(works.takes(maker, self.caps, 2), good=2)
        day = works.clock.now.date()
        return runs.draft_run(
            community=works.community, pay_date=dt.date(2026, 12, 15), cut_off=day, **works.by("social_worker")
        )

    def work_goes_on(self):
        works = self.works
        self.issue = works.takes(self.resident, self.operation, 24)
        works.clock.on(dt.date(2026, 11, 24))
        self.entry = works.hands_in(self.issue, good=3)
        self.pending_entry = works.hands_in(self.issue, good=2, rework=1, by="leader")
        self.sent_back_entry = works.hands_in(works.takes(self.neighbours[0], self.step, 40), good=30, by="leader")
        send_back_entry(entry=self.sent_back_entry, reason="数量对不上", **works.by("social_worker"))

    def people_disagree(self):
        now = self.works.clock.now
        self.payline = self.payslip.lines.order_by("pk").first()
        self.dispute = disputes.raised(self.resident, now=now, voice=disputes.WEBM)
        self.dispute_voice = self.dispute.messages.order_by("pk").first()
        other = disputes.raised(self.resident, now=now, text="11月20日的没记")
        self.answered_dispute = disputes.answered(other, self.works.by("staff")["actor"], now=now)

    def jobs_are_posted(self):
        by = self.works.by("staff")
        self.employer = EmployerFactory(community=self.works.community, name="好帮手家政")
        details = {
            "title": "住家养老护理员",
            "kind": PostingKind.PART_TIME,
            "place": "柳河社区",
            "pay_text": "每月4,500元",
            "phone": "0519-88886666",
            "apply_by": dt.date(2026, 12, 24),
        }
        self.draft_posting = postings.draft_posting(employer=self.employer, **details, **by)
        self.posting = postings.draft_posting(employer=self.employer, **details, **by)
        postings.publish_posting(posting=self.posting, **by)

    def people_are_told(self):
        by = self.works.by("social_worker")
        words = {"work": "宠物梳", "day": dt.date(2026, 11, 25)}
        self.message = queue(
            resident=self.resident, template=MessageTemplate.WORK_DUE, key="due-village", **words, **by
        )
        self.warned = self.neighbours[3]
        for _card in range(2):  # the second takes the place of the first, and her phone asks whether she wanted it
            cards.issue_card(resident=self.warned, **by)

    def words_are_recorded(self):
        self.clip_set = whole_set(self.works.community)
        self.clip = ClipFactory(clip_set=self.clip_set, text="调料瓶盖", recorded_by=self.works.by("leader")["actor"])
