"""She can't say which line is wrong, only that the sum is: a dispute of the slip as a whole."""

from decimal import Decimal as D

import pytest
from django.urls import reverse

from residents.models import Membership
from tests.factories.disputes import answered, raised, settled
from tests.payouts.disputes.pages import posted
from tests.payouts.refusals import refusal, refused
from workshops.models import EntryFreeze
from workshops.operations.corrections import correct_entry
from workshops.payouts.enums import Answer, Outcome
from workshops.payouts.models import Dispute
from workshops.payouts.operations import dispute_answers, disputes
from workshops.payouts.queries.answers import last_answer
from workshops.payouts.queries.books import differences
from workshops.payouts.queries.disputable import choices_of
from workshops.payouts.queries.disputing import logged_since

pytestmark = pytest.mark.django_db


@pytest.fixture
def total(resident, paid_slip, office):
    """She says that the sum of her slip is wrong."""
    return raised(resident, total=paid_slip, now=office.now, text="总数不对")


def test_it_is_about_the_slip_freezes_nothing_and_is_her_answer(total, paid_slip, office):
    assert (total.about, total.slip, total.line, total.entry) == ("total", paid_slip, None, None)
    assert not EntryFreeze.objects.exists()  # what was paid stays as it is, and may be corrected
    assert last_answer(paid_slip).answer == Answer.WRONG_AMOUNT
    assert differences(office.community) == []


def test_of_one_slip_it_is_said_once_until_it_is_settled(total, resident, paid_slip, staff, office):
    with pytest.raises(Exception, match="dispute_one_of_a_slip"):
        raised(resident, total=paid_slip, now=office.now)


def test_once_it_is_settled_it_may_be_said_again(total, resident, paid_slip, staff, office):
    settled(answered(total, staff))
    assert raised(resident, total=paid_slip, now=office.now).about == "total"


def test_somebody_elses_slip_is_not_hers(office, neighbour, paid_slip):
    given = {"resident": neighbour, "text": "少了", "actor": neighbour.user, "now": office.now}
    assert refusal(disputes.open_dispute, total=paid_slip, **given) == "not_hers"


def test_the_database_wants_the_slip(office, resident, her, total):
    fields = {"community": office.community, "resident": resident, "due_on": total.due_on, "opened_by": her}
    refused(
        "dispute_about_agrees",
        lambda: Dispute.objects.create(number="YY1", about="total", opened_at=office.now, **fields),
    )


def test_whoever_logged_none_of_it_is_proposed_to_answer(total, social_worker, staff):
    assert total.assigned_to not in (None, social_worker)


def test_raised_again_it_is_not_proposed_to_whoever_logged_it(
    resident, paid_slip, staff, social_worker, second_social_worker, clock
):
    others = Membership.objects.filter(role__in=["staff", "social_worker"])
    others.exclude(user__in=[staff, social_worker, second_social_worker]).delete()
    clock.forward(minutes=5)
    found = answered(raised(resident, total=paid_slip, now=clock.now), staff, now=clock.now)
    disputes.reopen_dispute(dispute=found, actor=resident.user, now=clock.now)
    found.refresh_from_db()
    assert found.assigned_to == second_social_worker


def test_where_everybody_had_a_hand_in_it_somebody_still_answers(office, resident, her, paid_slip, social_worker):
    office.community.memberships.exclude(user=social_worker).filter(role__in=["staff", "social_worker"]).delete()
    found = raised(resident, total=paid_slip, now=office.now)
    assert found.assigned_to == social_worker
    assert answered(found, social_worker).answered_by == social_worker


def test_it_is_put_right_by_what_was_corrected_since(total, line, staff, social_worker, office, clock):
    clock.forward(minutes=5)
    (row,) = correct_entry(entry=line.entry, good=4, reason="点错了", actor=social_worker, now=clock.now)
    assert row in logged_since(total)
    said = dispute_answers.answer_dispute(
        dispute=total, right=False, made_good=row, text="多记一盒，下次减掉。", actor=staff, now=clock.now
    )
    assert (said.outcome, said.correction) == (Outcome.CORRECTED, row)


def test_a_correction_that_the_slip_pays_may_be_what_is_wrong(
    office, combs, line, resident, staff, social_worker, clock
):
    clock.forward(minutes=5)
    given = {"entry": line.entry, "reason": "单价", "actor": social_worker}
    correct_entry(rate=D(9), **given, now=clock.now)
    office.now = clock.now
    slip = office.approved().slips.get()
    assert slip.gross == 5  # the correction of ¥-40 and ¥45 alone
    found = raised(resident, total=slip, now=clock.now)
    clock.forward(minutes=5)
    *_, row = correct_entry(rate=D(10), **given, now=clock.now)
    assert row in logged_since(found)
    said = dispute_answers.answer_dispute(
        dispute=found, right=False, made_good=row, text="每盒十块。", actor=staff, now=clock.now
    )
    assert (said.outcome, said.correction) == (Outcome.PAID_EXTRA, row)


# On her phone


def test_her_phone_offers_it_first_and_says_so_once(resident_client, paid_slip):
    chooser = f"/me/slips/{paid_slip.pk}/dispute/"
    page = resident_client.get(chooser).content.decode()
    assert page.index("说不清，就是总数不对") < page.index("40.00") < page.index("有的活没给我记上")
    response = posted(resident_client, f"{chooser}total/", text="应该六十八块")
    found = Dispute.objects.get()
    assert response.headers["location"] == f"/me/disputes/{found.pk}/"
    page = resident_client.get(response.headers["location"]).content.decode()
    assert "发的总数不对：64.00 元" in page and "应该六十八块" in page
    assert "发的总数" in resident_client.get("/me/disputes/").content.decode()
    assert f"/me/disputes/{found.pk}/" in resident_client.get(chooser).content.decode()
    again = posted(resident_client, f"{chooser}total/", text="还是不对")
    assert "您已经说过这个总数不对" in again.content.decode()


def test_a_neighbours_slip_is_not_there(client_of, office, combs, neighbour, resident_client, paid_slip):
    office.entry(neighbour, combs, 2)
    theirs = office.approved().slips.get(resident=neighbour)
    assert resident_client.get(f"/me/slips/{theirs.pk}/dispute/total/").status_code == 404


def test_doubts_begin_on_home_month_and_day(resident_client, paid_slip, line, waiting):
    day = line.entry.work_date
    assert reverse("me:dispute_choose") in resident_client.get("/me/").content.decode()
    month = resident_client.get(reverse("me:month", args=[day.year, day.month])).content.decode()
    assert reverse("me:dispute_choose") in month
    here = [day.year, day.month, day.day]
    page = resident_client.get(reverse("me:day", args=here)).content.decode()
    assert reverse("me:dispute_of_day", args=here) in page
    chooser = resident_client.get(reverse("me:dispute_of_day", args=here)).content.decode()
    assert reverse("me:dispute_entry", args=[line.entry_id]) in chooser  # paid work too
    assert resident_client.get("/me/disputes/new/2026/2/31/").status_code == 404


# At the desk


def test_the_desk_and_its_paper_say_what_it_is_about(client_of, total, staff, paid_slip):
    desk = client_of(staff)
    about = f"单 {paid_slip.number} 的总数"
    for page in ("/liuhe/disputes/", f"/liuhe/disputes/{total.pk}/", f"/liuhe/disputes/{total.pk}/file/"):
        assert about in desk.get(page).content.decode(), page
    form = desk.get(f"/liuhe/disputes/{total.pk}/answer/").context["form"]
    assert "made_good" in form.fields and "good" not in form.fields


def test_at_the_counter_it_is_one_of_the_choices(office, resident, her, paid_slip, card, staff):
    key = f"total-{paid_slip.pk}"
    assert choices_of(resident)[key] == paid_slip
    raised(resident, total=paid_slip, now=office.now)
    assert key not in choices_of(resident)
