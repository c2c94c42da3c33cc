"""The public list in a real browser: read on an old phone, found clean by axe, nothing fetched from elsewhere."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import press
from tests.factories.jobs import EmployerFactory, PostingFactory
from tests.sight import NARROWEST, OLD_PHONE, hard_to_use, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def judge(page) -> None:
    """What must hold of each page on the phone."""
    assert violations(page) == []
    assert hard_to_use(page, NARROWEST, OLD_PHONE) == []


def test_a_neighbour_finds_a_job_and_the_number_to_call(quiet, live_server, liuhe):
    employer = EmployerFactory(community=liuhe, name="好帮手家政服务有限公司")
    PostingFactory(employer=employer, title="住家养老护理员", published=True, phone="0519-88886666")
    quiet.set_viewport_size(OLD_PHONE)
    quiet.goto(live_server.url + reverse("jobs:public_postings", args=["liuhe"]))
    judge(quiet)
    job = quiet.get_by_role("link", name="住家养老护理员")
    assert job.bounding_box()["height"] >= 60
    press(job)
    expect(quiet.get_by_role("heading", name="住家养老护理员")).to_be_visible()
    judge(quiet)
    call = quiet.get_by_role("link", name="打电话问一问")
    expect(call).to_have_attribute("href", "tel:051988886666")
    assert call.bounding_box()["height"] >= 60


def test_the_pages_of_the_office_are_clean(quiet_desk, signed_in, client_of, live_server, liuhe, staff):
    employer = EmployerFactory(community=liuhe)
    draft = PostingFactory(employer=employer, requirements="交服装费200元")
    shown = PostingFactory(employer=employer, published=True)
    page = signed_in(quiet_desk, client_of(staff))
    names = {
        None: ["postings", "new_posting", "employers", "new_employer"],
        draft: ["posting", "edit_posting", "publish"],
        shown: ["posting", "correct", "fill", "close"],
    }
    for posting, names_of in names.items():
        for name in names_of:
            keys = ["liuhe"] if posting is None else ["liuhe", posting.pk]
            page.goto(live_server.url + reverse(f"jobs:{name}", args=keys))
            assert violations(page) == [], name


def test_the_office_writes_and_publishes_without_script(
    quiet_without_script, signed_in, client_of, live_server, liuhe, staff
):
    page = signed_in(quiet_without_script, client_of(staff))
    EmployerFactory(community=liuhe, name="柳河超市")
    page.goto(live_server.url + reverse("jobs:postings", args=["liuhe"]))
    press(page.get_by_role("link", name="添一个岗位"))
    page.get_by_label("用人单位").select_option("柳河超市")
    page.get_by_label("岗位", exact=False).first.fill("理货员")
    page.get_by_label("用工类型").select_option("兼职")
    page.get_by_label("报酬说明").fill("面议，包午饭")
    page.get_by_label("咨询电话").fill("13800000001")
    press(page.get_by_role("button", name="记下来"))
    expect(page.get_by_role("status")).to_contain_text("还没有发布")
    press(page.get_by_role("link", name="发布"))
    press(page.get_by_role("button", name="发布"))
    expect(page.get_by_role("status")).to_contain_text("大家都能看到了")
    page.goto(live_server.url + reverse("jobs:public_postings", args=["liuhe"]))
    expect(page.get_by_role("link", name="理货员")).to_be_visible()
