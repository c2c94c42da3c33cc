"""Random acts of disputing: raised by residents, answered by whoever may, settled, taken back, raised again."""

from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.random_acts.machine import PICK, needs
from tests.random_acts.pay import PayActs
from workshops.models import PieceEntry
from workshops.payouts.models import Dispute, PayLine
from workshops.payouts.operations import dispute_answers, disputes


class DisputeActs(PayActs):
    """What residents say is wrong, and what becomes of it."""

    @needs("disputable")
    @rule(pick=PICK, somebody_else=st.booleans())
    def dispute_work(self, pick, somebody_else):
        town, entry = self.one("disputable", pick, PieceEntry)
        resident = town.resident(pick) if somebody_else else entry.resident
        self.act(disputes.open_dispute, town=town, resident=resident, entry=entry, text="不对", actor=resident.user)

    @needs("pay_line")
    @rule(pick=PICK)
    def dispute_line(self, pick):
        town, line = self.one("pay_line", pick, PayLine)
        resident = line.slip.resident
        self.act(disputes.open_dispute, town=town, resident=resident, line=line, text="不对", actor=resident.user)

    @needs("dispute")
    @rule(pick=PICK, who=PICK, rate=st.sampled_from([None, None, "7.5", "9"]))
    def answer_dispute(self, pick, who, rate):
        town, dispute = self.one("dispute", pick, Dispute)
        given = {"right": rate is None, "rate": Decimal(rate) if rate else None, "text": "查过了"}
        answerers = [town.staff, town.second_social_worker, town.social_worker]
        self.act(dispute_answers.answer_dispute, town=town, dispute=dispute, actor=answerers[who % 3], **given)

    @needs("dispute_said")
    @rule(pick=PICK, act=st.sampled_from([disputes.settle_dispute, disputes.settle_dispute, disputes.reopen_dispute]))
    def her_answer(self, pick, act):
        town, dispute = self.one("dispute_said", pick, Dispute)
        self.act(act, town=town, dispute=dispute, actor=dispute.resident.user)

    @needs("dispute")
    @rule(pick=PICK, by_staff=st.booleans())
    def withdraw_dispute(self, pick, by_staff):
        town, dispute = self.one("dispute", pick, Dispute)
        actor = town.staff if by_staff else dispute.resident.user
        self.act(disputes.withdraw_dispute, town=town, dispute=dispute, actor=actor)
