"""The browser of the tests works, and what watches it sees what it should."""

import pytest
from playwright.sync_api import expect

from tests.browser import listen

pytestmark = pytest.mark.browser


def test_a_page_of_the_server_is_quiet(quiet, live_server):
    quiet.goto(f"{live_server.url}/health/")
    expect(quiet.locator("body")).to_contain_text('"database": "up"')


def test_errors_and_outside_requests_are_seen(page):
    seen = listen(page, "http://factory.invalid")
    page.goto("data:text/html;charset=utf-8,<p>柳河</p>")
    page.evaluate("console.error('a broken script')")
    page.evaluate("fetch('http://elsewhere.invalid/').catch(() => {})")
    assert "console: a broken script" in seen
    assert "outside request: http://elsewhere.invalid/" in seen


def test_an_address_that_only_begins_alike_is_outside(page):
    seen = listen(page, "http://localhost:80")
    page.goto("data:text/html,")
    page.evaluate("fetch('http://localhost:8001/').catch(() => {})")
    assert "outside request: http://localhost:8001/" in seen
