"""What the phone shows of others: nothing. Every page of hers, where neighbours work and are paid too."""

import pytest
from django.urls import reverse

from microfactory.kernel.money import amount
from tests.cast import with_card
from tests.factories.disputes import raised
from tests.journeys.eyes import address, pages
from tests.journeys.village import Village
from workshops.models import PieceEntry
from workshops.payouts.models import Payment, Payslip

pytestmark = pytest.mark.django_db


@pytest.fixture
def village(works, card, approver) -> Village:
    return Village(works, card, approver.memberships.get())


@pytest.fixture
def phone(village, client_of):
    return with_card(client_of(village.resident.user), village.card)


def test_no_page_of_hers_names_another_resident_number_or_amount(village, phone):
    hers = village.resident
    others = Payslip.objects.exclude(resident=hers)
    own = {amount(slip.net) for slip in Payslip.objects.filter(resident=hers)}
    own |= {amount(entry.amount) for entry in PieceEntry.objects.filter(resident=hers)}
    words = {person.name for person in village.neighbours}
    words |= {slip.number for slip in others}
    words |= {payment.number for payment in Payment.objects.exclude(slip__resident=hers)}
    words |= {amount(slip.net) for slip in others} - own
    words |= {account.reveal() for account in hidden_accounts(village)}
    assert len(words) > len(village.neighbours) + 3
    seen = 0
    for row in pages("resident"):
        answer = phone.get(address(row, village))
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        text = answer.content.decode()
        assert [word for word in words if word in text] == [], row.name
        seen += 1
    assert seen >= 18


def hidden_accounts(village):
    """Account numbers of everybody: hers isn't shown whole either."""
    people = [village.resident, *village.neighbours]
    return [account.number for person in people for account in person.accounts.order_by("pk")]


def test_what_belongs_to_a_neighbour_is_not_found(village, phone):
    neighbour = village.neighbours[0]
    slip = Payslip.objects.filter(resident=neighbour).order_by("pk").first()
    entry = PieceEntry.objects.filter(resident=neighbour).order_by("pk").first()
    neighbour.user = type(village.resident.user).objects.create(name=neighbour.name)
    neighbour.save()
    dispute = raised(neighbour, now=village.works.clock.now)
    theirs = [
        reverse("me:slip", args=[slip.pk]),
        reverse("me:story", args=[slip.pk]),
        reverse("me:answer", args=[slip.pk, "received"]),
        reverse("me:dispute_new", args=[slip.pk]),
        reverse("me:dispute_line", args=[slip.pk, slip.lines.order_by("pk").first().pk]),
        reverse("me:entry", args=[entry.pk]),
        reverse("me:dispute_entry", args=[entry.pk]),
        reverse("me:dispute", args=[dispute.pk]),
    ]
    assert {path: phone.get(path).status_code for path in theirs} == dict.fromkeys(theirs, 404)


def test_a_month_is_hers_alone(village, phone):
    for entry in PieceEntry.objects.filter(resident__in=village.neighbours).order_by("pk"):
        day = entry.work_date
        page = phone.get(reverse("me:day", args=[day.year, day.month, day.day])).content.decode()
        assert f"/me/entries/{entry.pk}/" not in page
