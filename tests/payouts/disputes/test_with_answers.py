"""A dispute of a slip and what she says about the slip: one never contradicts the other."""

import datetime as dt

import pytest

from microfactory.kernel.scoping import Access
from residents.enums import Role
from tests.factories.disputes import answered, raised, settled
from tests.factories.residents import PIN, AccessCardFactory
from tests.payouts.refusals import refusal
from workshops.payouts.enums import Answer, How, SlipState
from workshops.payouts.models import SlipAnswer
from workshops.payouts.operations import disputes
from workshops.payouts.operations.answers import answer_slip
from workshops.payouts.operations.vouching import by_pin, by_witnesses
from workshops.payouts.queries import today
from workshops.payouts.queries.answers import last_answer
from workshops.payouts.queries.books import differences
from workshops.payouts.queries.run_people import to_look_at
from workshops.payouts.queries.told import told

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1, minutes=1)


@pytest.fixture
def says(paid_slip, her):
    """She answers about her slip on her phone."""
    return lambda answer, at: answer_slip(slip=paid_slip, answer=answer, actor=her, now=at)


def complaints(office) -> int:
    """How many slips the desk's first page asks somebody to look at because of what was said."""
    access = Access(office.social_worker, office.community, frozenset({Role.SOCIAL_WORKER}))
    return today.waiting(access).complaints


def attention(slip) -> list[str]:
    """What the run's page asks somebody to look at."""
    return [word for line in to_look_at(slip.run)[0] for word in line.attention]


def asked(office, resident):
    """The slip about which home asks her whether the money came."""
    return told(resident, today=office.now.date(), now=office.now).question


def test_a_disputed_line_is_a_wrong_amount(office, resident, line, paid_slip):
    found = raised(resident, line=line, now=office.now)
    said = paid_slip.answers.get()
    assert (said.answer, said.how, said.note) == (Answer.WRONG_AMOUNT, How.OWN, found.number)
    assert attention(paid_slip) == ["本人说：数目不对"]
    assert differences(office.community) == []


def test_missing_work_of_a_slip_is_a_wrong_amount_too(office, resident, paid_slip):
    found = raised(resident, slip=paid_slip, now=office.now)
    assert (found.about, found.slip, found.line) == ("missing", paid_slip, None)
    assert last_answer(paid_slip).answer == Answer.WRONG_AMOUNT
    assert asked(office, resident) is None


def test_missing_work_of_no_slip_says_nothing_about_one(office, resident, paid_slip):
    raised(resident, now=office.now)
    assert not SlipAnswer.objects.exists()
    assert asked(office, resident) == paid_slip


def test_somebody_elses_slip_is_not_hers(office, neighbour, paid_slip):
    given = {"resident": neighbour, "text": "少了", "actor": neighbour.user, "now": office.now}
    assert refusal(disputes.open_dispute, slip=paid_slip, **given) == "not_hers"


def test_a_confirmation_is_doubted_within_a_day_and_stays_later(office, resident, line, paid_slip, says):
    says("received", office.now)
    found = raised(resident, line=line, now=office.now)
    paid_slip.refresh_from_db()
    assert paid_slip.state == SlipState.PAID
    disputes.withdraw_dispute(dispute=found, actor=resident.user, now=office.now)
    says("received", office.now)
    raised(resident, line=line, now=office.now + DAY)
    paid_slip.refresh_from_db()
    assert (paid_slip.state, last_answer(paid_slip).answer) == (SlipState.CONFIRMED, Answer.RECEIVED)
    assert differences(office.community) == []


def test_what_has_not_arrived_has_no_answer(office, combs, resident, her):
    office.entry(resident, combs, 5)
    slip = office.approved().slips.get()
    assert raised(resident, line=slip.lines.get(), now=office.now).slip == slip
    assert not SlipAnswer.objects.exists()


@pytest.mark.parametrize("end", [disputes.withdraw_dispute, disputes.settle_dispute])
def test_once_it_is_over_she_is_asked_anew(office, resident, her, line, paid_slip, staff, says, end):
    found = raised(resident, line=line, now=office.now)
    answered(found, staff, now=office.now)
    assert complaints(office) == 1
    end(dispute=found, actor=her, now=office.now + DAY)
    assert last_answer(paid_slip) is None
    assert asked(office, resident) == paid_slip
    assert (attention(paid_slip), complaints(office)) == ([], 0)
    assert says("not_received", office.now + DAY).answer == Answer.NOT_RECEIVED
    assert says("received", office.now + DAY).answer == Answer.RECEIVED


def test_another_line_in_dispute_keeps_the_answer(office, resident, her, line, paid_slip):
    first = raised(resident, line=line, now=office.now)
    raised(resident, line=paid_slip.lines.order_by("amount").first(), now=office.now + DAY)
    disputes.withdraw_dispute(dispute=first, actor=her, now=office.now + DAY)
    assert last_answer(paid_slip).answer == Answer.WRONG_AMOUNT
    assert asked(office, resident) is None


def test_nothing_is_right_while_something_is_disputed(office, resident, line, paid_slip, staff, says):
    found = raised(resident, line=line, now=office.now)
    given = {"slip": paid_slip, "answer": "received", "actor": resident.user, "now": office.now}
    assert refusal(answer_slip, **given) == "disputed"
    settled(answered(found, staff), now=office.now)
    assert says("received", office.now).answer == Answer.RECEIVED


def test_raised_again_it_is_wrong_again(office, resident, her, line, paid_slip, staff, says):
    found = settled(answered(raised(resident, line=line), staff))
    says("received", office.now)
    disputes.reopen_dispute(dispute=found, actor=her, now=office.now)
    paid_slip.refresh_from_db()
    assert (paid_slip.state, last_answer(paid_slip).answer) == (SlipState.PAID, Answer.WRONG_AMOUNT)
    assert differences(office.community) == []


def test_at_the_counter_the_answer_is_given_the_same_way(office, resident, line, paid_slip, staff, social_worker):
    card = AccessCardFactory(resident=resident, issued_by=social_worker)
    vouch = by_pin(resident=resident, pin=PIN, now=office.now)
    given = {"resident": resident, "line": line, "text": "少了", "vouch": vouch, "now": office.now}
    disputes.open_dispute(actor=staff, **given)
    said = paid_slip.answers.get()
    assert (said.how, said.card, said.by) == (How.PIN, card, staff)


def test_whoever_paid_her_writes_down_the_dispute_alone(office, resident, line, paid_slip, cashier, staff, liuhe):
    said = {"community": liuhe, "name": "王大爷", "why": "不识字", "now": office.now}
    vouch = by_witnesses(colleague=staff, **said)
    given = {"resident": resident, "line": line, "text": "少了", "vouch": vouch, "now": office.now}
    assert disputes.open_dispute(actor=cashier, **given).slip == paid_slip
    assert not SlipAnswer.objects.exists()


def test_the_books_notice_a_confirmation_beside_a_dispute(office, resident, line, paid_slip):
    found = raised(resident, line=line, now=office.now)
    at = office.now + dt.timedelta(minutes=1)
    word = {"community": office.community, "slip": paid_slip, "at": at, "by": resident.user, "how": "own"}
    SlipAnswer.objects.create(answer="received", **word)
    told = [str(row) for row in differences(office.community)]
    assert any(found.number in row and paid_slip.number in row for row in told)


def test_her_phone_shows_it_on_the_slip(resident_client, resident, paid_slip, line, staff):
    url = f"/me/slips/{paid_slip.pk}/"
    address = f"{url}dispute/missing/"
    once = resident_client.get(address).context["form"]["once"].value()
    gone = resident_client.post(address, {"once": once, "text": "有一天没记"})
    page = resident_client.get(url).content.decode()
    assert "您说过： 数目不对" in page and "看看查得怎么样了" in page
    assert gone.headers["location"] in page
    assert f"{url}say/received/" not in page
    settled(answered(paid_slip.disputes.get(), staff))
    page = resident_client.get(url).content.decode()
    assert f"{url}say/received/" in page and f"{url}dispute/" in page and "您说过" not in page


def test_staff_read_it_on_the_slip(client_of, staff, resident, paid_slip, line):
    found = raised(resident, line=line)
    page = client_of(staff).get(f"/liuhe/pay-slips/{paid_slip.pk}/").content.decode()
    assert "数目不对" in page.split('id="her-words"')[1] and found.number in page.split('id="her-words"')[1]
