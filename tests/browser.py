"""The plugin for tests in a real browser: marked with `pytest.mark.browser`, driven by pytest-playwright.

They use the system's Chromium, never a downloaded one. Where there is none they are skipped with the reason; under
MF_REQUIRE_BROWSER=1 a browser test that is skipped fails.
"""

import os
import shutil

import pytest
from django.conf import settings
from playwright.sync_api import expect

# Playwright's synchronous side leaves an event loop in the thread, in which Django would refuse the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
REQUIRED = os.environ.get("MF_REQUIRE_BROWSER") == "1"
MISSING = "no Chromium: apt-get install chromium fonts-noto-cjk"

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1366, "height": 768}
OFFLINE = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items):
    if not CHROMIUM and not REQUIRED:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=MISSING))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """Where the browser is required, a skipped browser test is a failed one."""
    report = yield
    if REQUIRED and report.skipped and item.get_closest_marker("browser"):
        report.outcome = "failed"
        report.longrepr = f"skipped although MF_REQUIRE_BROWSER=1: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if not CHROMIUM:
        pytest.fail(MISSING)
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": list(OFFLINE)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """A neighbour's phone, in Chinese and in Beijing's time."""
    return {
        **browser_context_args,
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
        "viewport": PHONE,
        "has_touch": True,
    }


def press(target, key: str = "") -> None:
    """Clicks (or presses a key on) what leads to another page, and waits until that page has loaded.

    A bare click returns when the next page only begins: whatever looks then may still see the old one.
    """
    with target.page.expect_navigation():
        target.press(key) if key else target.click()


def typed(target, text: str) -> None:
    """Types where the focus is, key by key, once it is on the target: keys pressed earlier would be lost."""
    expect(target).to_be_focused()
    target.page.keyboard.type(text, delay=20)


def listen(page, address: str) -> list[str]:
    """What a page must not do, gathered while it lives: script and console errors, requests that leave the server."""
    seen = []

    def on_console(message):
        if message.type == "error" and "favicon" not in message.location.get("url", ""):
            seen.append(f"console: {message.text}")

    def on_request(request):
        if not request.url.startswith((f"{address}/", "data:", "blob:")):
            seen.append(f"outside request: {request.url}")

    page.on("pageerror", lambda error: seen.append(f"script: {error}"))
    page.on("console", on_console)
    page.on("request", on_request)
    return seen


@pytest.fixture
def signed_in(live_server):
    """Lets a browser go on with a client's session: `signed_in(page, client_of(staff))`; the page."""

    def carried_over(page, client):
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        return page

    return carried_over


@pytest.fixture
def quiet(page, live_server):
    """A phone's page that fails its test on any error in the console and on any request that leaves the server."""
    seen = listen(page, live_server.url)
    yield page
    assert seen == []


@pytest.fixture
def quiet_desk(quiet):
    """The same page at the width of an office screen."""
    quiet.set_viewport_size(DESK)
    return quiet


@pytest.fixture
def quiet_without_script(browser, browser_context_args, live_server):
    """An office screen on which JavaScript is off."""
    context = browser.new_context(**{**browser_context_args, "viewport": DESK, "java_script_enabled": False})
    page = context.new_page()
    seen = listen(page, live_server.url)
    yield page
    context.close()
    assert seen == []
