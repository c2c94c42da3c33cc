"""Work that several tests of the pages speak of."""

import pytest
from django.test import Client

from tests.factories.residents import PIN, TrustedPersonFactory
from tests.factories.workshops import EntryFactory, IssueFactory, OperationFactory, WorkOrderFactory
from tests.residents.door.conftest import link
from tests.residents.views.pages import at, write


@pytest.fixture
def combs(workshop):
    """Combs at 8.00 a box, in the workshop of the resident."""
    return OperationFactory(work_order=WorkOrderFactory(workshop=workshop, product="宠物梳"))


@pytest.fixture
def earned(resident, combs):
    """76 boxes handed in this month: 608.00."""
    EntryFactory(issue=IssueFactory(resident=resident, operation=combs, quantity=100), accepted=True, good=76)


@pytest.fixture(params=["helper", "trusted"])
def looking(request, client_of, social_worker, card) -> Client:
    """The browser of somebody who looks at the resident's pages and does nothing there: beside her, or trusted."""
    if request.param == "helper":
        client = client_of(social_worker)
        assert write(client, at("help", card.resident.pk), present="on").url == "/me/"
    else:
        client, daughter = Client(), TrustedPersonFactory(resident=card.resident, with_card=True)
        assert client.post(link(daughter.cards.get()), {"pin": PIN}).url == "/me/"
    return client
