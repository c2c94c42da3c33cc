"""Pay runs take entries through us: each whole, each once."""

import pytest

from tests.factories.residents import CommunityFactory
from tests.factories.workshops import EntryFactory, ImportedEntryFactory
from tests.workshops.refusals import refused
from workshops.models import EntryClaim, PieceEntry
from workshops.operations.claims import mark_claimed, release_claims

pytestmark = pytest.mark.django_db
RUN, OTHER = "FF20261124-0001", "FF20261124-0002"


@pytest.fixture
def entries(combs):
    return [EntryFactory(accepted=True, issue__operation=combs) for _ in range(3)]


@pytest.fixture
def claim(liuhe, by):
    def mark(entries, reference=RUN):
        return by(mark_claimed)(community=liuhe, entries=entries, reference=reference)

    return mark


def test_a_queryset_is_claimed_in_one_statement(entries, claim, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        assert claim(PieceEntry.objects.accepted().order_by("work_date").values("pk")) == 3
    assert set(EntryClaim.objects.values_list("entry", "reference")) == {(entry.pk, RUN) for entry in entries}


def test_what_is_taken_is_not_taken_again_and_nothing_else_either(entries, claim):
    claim([entries[0].pk])
    with refused("already_claimed", "1 条"):
        claim([entry.pk for entry in entries], OTHER)
    assert EntryClaim.objects.count() == 1


@pytest.mark.parametrize("situation", ["pending", "sent_back", "voided"])
def test_only_inspected_entries_are_claimed(combs, claim, situation):
    with refused("already_claimed"):
        claim([EntryFactory(issue__operation=combs, **{situation: True}).pk])


def test_neither_past_nor_foreign_entries_are_claimed(combs, claim):
    with refused("already_claimed"):
        claim([ImportedEntryFactory(operation=combs, settled_outside=True).pk])
    with refused("already_claimed"):
        claim([EntryFactory(accepted=True).pk])


def test_released_entries_are_free_and_those_of_another_run_stay(entries, claim, liuhe, by):
    claim([entries[0].pk])
    claim([entries[1].pk], OTHER)
    rows = PieceEntry.objects.filter(pk__in=[entry.pk for entry in entries]).values("pk")
    assert by(release_claims)(community=liuhe, entries=rows, reference=RUN) == 1
    assert by(release_claims)(community=liuhe, entries=[entries[1].pk], reference=RUN) == 0
    assert by(release_claims)(community=CommunityFactory(pay_moment="on_receipt"), entries=rows, reference=OTHER) == 0
    assert EntryClaim.objects.get().entry == entries[1]
    assert claim([entries[0].pk, entries[2].pk], OTHER) == 2
