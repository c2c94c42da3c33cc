"""The admin: scoped, employers kept up, postings only looked up and moved by their operations."""

import pytest
from django.urls import reverse

from jobs.models import Employer
from tests.factories.jobs import EmployerFactory, PostingFactory


@pytest.fixture
def office(client_of, staff):
    return client_of(staff)


def chosen(act, *postings) -> dict:
    return {"action": act, "_selected_action": [posting.pk for posting in postings], "sure": "1"}


def test_staff_see_their_own_community_only(office, liuhe, guiyuan):
    for community, name in ((liuhe, "柳河超市"), (guiyuan, "桂园饭店")):
        PostingFactory(employer=EmployerFactory(community=community, name=name))
    for name in ("employer", "posting"):
        page = office.get(reverse(f"admin:jobs_{name}_changelist")).text
        assert "柳河超市" in page
        assert "桂园饭店" not in page


def test_an_employer_is_kept_up(office, liuhe):
    fields = {"community": liuhe.pk, "name": "柳河超市", "kind": "company", "active": "on"}
    assert office.post(reverse("admin:jobs_employer_add"), fields).status_code == 302
    assert Employer.objects.get().community == liuhe


def test_a_posting_is_neither_added_nor_changed_nor_deleted(office, liuhe):
    posting = PostingFactory(employer=EmployerFactory(community=liuhe))
    assert office.get(reverse("admin:jobs_posting_add")).status_code == 403
    assert office.get(reverse("admin:jobs_posting_change", args=[posting.pk])).status_code == 200
    assert office.post(reverse("admin:jobs_posting_change", args=[posting.pk]), {"title": "别的"}).status_code == 403
    assert office.get(reverse("admin:jobs_posting_delete", args=[posting.pk])).status_code == 403


def test_actions_do_what_they_can_and_name_the_rest(office, staff, liuhe):
    employer = EmployerFactory(community=liuhe)
    ready, bare = PostingFactory(employer=employer), PostingFactory(employer=employer, bare=True)
    page = reverse("admin:jobs_posting_changelist")
    said = office.post(page, chosen("publish", ready, bare), follow=True).text
    assert "1 个岗位已经公开" in said
    assert "请写上咨询电话" in said
    office.post(page, chosen("fill", ready))
    ready.refresh_from_db()
    bare.refresh_from_db()
    assert (ready.state, ready.ended_by, bare.state) == ("filled", staff, "draft")


@pytest.mark.parametrize("name", ["employer", "posting"])
def test_a_long_list_costs_what_a_short_one_costs(name, office, liuhe, django_assert_max_num_queries):
    page = reverse(f"admin:jobs_{name}_changelist")
    for _ in range(20):
        PostingFactory(employer=EmployerFactory(community=liuhe))
    with django_assert_max_num_queries(10):
        assert office.get(page, {"q": "家政"}).status_code == 200
