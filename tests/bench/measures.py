"""The measures of docs/performance.md, each a function that gives its lines of the table."""

import datetime as dt
import gzip
import os
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urljoin
from uuid import uuid4
from zoneinfo import ZoneInfo

from tests.bench import web
from tests.bench.databases import ROWS
from tests.bench.forms import hand_in
from tests.bench.rounds import Figure, alternate, median

ASKS = int(os.environ.get("BENCH_ASKS", "25"))  # requests of one side in one round
TENTH = ROWS // 10
PEOPLE = ROWS // 500


def p50(ask, times: int = ASKS) -> float:
    """Median milliseconds of so many requests. Raises where one of them isn't answered as it should be."""
    taken = []
    for _time in range(times):
        answer = ask()
        if answer.status not in (200, 302):
            raise RuntimeError(f"answered with {answer.status}: {answer.body[:300]!r}")
        taken.append(answer.ms)
    return median(taken)


def log(rounds: int) -> dict[str, Figure]:
    """1: log an entry, everything included."""
    count = web.inside(ROWS, "statements", "log")["log"]["statements"]
    with web.application(ROWS) as app, web.floor(ROWS) as floor:
        app_log, floor_log = loggers(app, floor)
        ms, base, ratio = alternate(lambda: p50(app_log), lambda: p50(floor_log), rounds)
    reached = ratio <= 2.0 and count <= 12
    return {
        "1 log an entry": Figure(ms, count, ratio, f"floor {base:.1f} ms", "≤ 2.0, ≤ 12 statements", reached),
    }


def loggers(app, floor):
    """Two functions that log an entry, each time of the next resident."""
    app_token = web.token(app, "/bench/counter/?resident=1")
    floor_token = web.token(floor, "/log/")
    turn = iter(range(10**9))

    def app_log():
        who = 1 + next(turn) % PEOPLE
        form = hand_in(who) | {"csrfmiddlewaretoken": app_token}
        return app.ask(f"/bench/counter/{who}/", form=form)

    def floor_log():
        who = 1 + next(turn) % PEOPLE
        form = {"resident": who, "operation": 1 + who % 100, "qty": 7, "csrfmiddlewaretoken": floor_token}
        return floor.ask("/log/", form=form)

    return app_log, floor_log


def hot(rounds: int, seconds: float = 4.0) -> dict[str, Figure]:
    """2: eight clients on one operation against eight on many."""
    before, done, wrong = web.inside(ROWS, "counts"), [], []
    with web.application(ROWS) as app:
        token = web.token(app, "/bench/counter/?resident=1")

        def load(slip_of) -> float:
            """Milliseconds an entry, with eight clients at once."""
            stop, good = time.monotonic() + seconds, []

            def client(place: int):
                turn = place
                while time.monotonic() < stop:
                    who = 1 + turn % 64
                    turn += 8
                    form = hand_in(who, slip_of(who)) | {"csrfmiddlewaretoken": token}
                    answer = app.ask(f"/bench/counter/{who}/", form=form)
                    (good if answer.status == 302 else wrong).append(answer.status)

            threads = [threading.Thread(target=client, args=[place]) for place in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            done.append(len(good))
            return seconds * 1000 / len(good)

        ms, base, ratio = alternate(
            lambda: load(lambda who: 3_000_000 + who), lambda: load(lambda who: 2_000_000 + who), rounds
        )
    lost = before + sum(done) - web.inside(ROWS, "counts")
    note = f"{1000 / ms:.0f}/s against {1000 / base:.0f}/s; refused {len(wrong)}, lost {lost}"
    throughput = 1 / ratio
    return {
        "2 eight on one operation": Figure(
            ms,
            None,
            throughput,
            "throughput of eight on many operations",
            "≥ 0.3 of the throughput, none lost",
            throughput >= 0.3 and not lost and not wrong,
            note,
        )
    }


def _page(name: str, rounds: int, floor_path: str, target: str, most: float, statements: int, size: int | None):
    seen = web.inside(ROWS, "statements", name)[name]
    with web.application(ROWS) as app, web.floor(ROWS) as floor:
        cookies = app.card if seen["who"] == "card" else app.cookies
        ms, base, ratio = alternate(
            lambda: p50(lambda: app.ask(seen["address"], cookies=cookies)),
            lambda: p50(lambda: floor.ask(floor_path)),
            rounds,
        )
    reached = ratio <= most and seen["statements"] <= statements and (size is None or seen["bytes"] <= size)
    against = f"floor {base:.1f} ms"
    return Figure(ms, seen["statements"], ratio, against, target, reached, f"{seen['bytes'] / 1024:.1f} KB raw")


def rows(rounds: int) -> dict[str, Figure]:
    """3: a list of 50 rows."""
    target = "≤ 1.5, ≤ 8 statements, ≤ 25 KB raw"
    return {"3 list of 50 entries": _page("entries", rounds, "/table/", target, 1.5, 8, 25 * 1024)}


def earnings(rounds: int) -> dict[str, Figure]:
    """5: the resident's earnings."""
    target = "≤ 1.5, ≤ 9 statements"
    found = {
        f"5 earnings: {name}": _page(name, rounds, "/earnings/", target, 1.5, 9, None) for name in ("me", "me: months")
    }
    return found


def pages(rounds: int) -> dict[str, Figure]:
    """4: pages at ten times the data."""
    whole, tenth, found = web.inside(ROWS, "statements"), web.inside(TENTH, "statements"), {}
    with web.application(ROWS) as app, web.application(TENTH) as small:
        for name, page in whole.items():
            if name == "log":
                continue
            other = tenth[name]
            of = [site.card if page["who"] == "card" else site.cookies for site in (app, small)]
            ms, base, ratio = alternate(
                lambda page=page, of=of: p50(lambda: app.ask(page["address"], cookies=of[0]), 9),
                lambda other=other, of=of: p50(lambda: small.ask(other["address"], cookies=of[1]), 9),
                rounds,
            )
            same = page["statements"] == other["statements"]
            note = f"{page['bytes'] / 1024:.1f} KB" + (
                "" if same else f", {other['statements']} statements on a tenth"
            )
            found[f"4 {name}"] = Figure(
                ms,
                page["statements"],
                ratio,
                f"the same on a tenth, {base:.1f} ms",
                "≤ 1.2, the same statements",
                ratio <= 1.2 and same,
                note,
            )
    return found


def pay(rounds: int) -> dict[str, Figure]:
    """6 and 7: pay runs."""
    whole, tenth = web.inside(ROWS, "pay", str(rounds)), web.inside(TENTH, "pay", str(rounds))
    ms, base, ratio = whole["totals"]
    found = {
        "6 pay run, totals only": Figure(
            ms, whole["totals_statements"], ratio, f"plain SQL {base:.0f} ms", "≤ 2.5", ratio <= 2.5
        )
    }
    ms, base, ratio = whole["run"]
    count = whole["run_statements"]
    same = count == tenth["run_statements"]
    found["7 pay run for good"] = Figure(
        ms,
        count,
        ratio,
        f"plain SQL of the same rows {base:.0f} ms",
        "≤ 2.0, ≤ 20 statements",
        ratio <= 2.0 and count <= 20 and same,
        f"{whole['people']} people; draft, hand in, approve",
    )
    growth = ms / tenth["run"][0]
    found["7 pay run at ten times the people"] = Figure(
        ms, None, growth, f"a tenth of it, {tenth['run'][0]:.0f} ms", "≤ 10^1.2 = 15.8", growth <= 15.8
    )
    return found


def bring(rounds: int) -> dict[str, Figure]:
    """8: import of 10,000 rows."""
    seen = web.inside(ROWS, "bring", str(rounds))
    ms, base, ratio = seen["bring"]
    note = f"{seen['accepted']} stored, {seen['rejected']} refused; from .xlsx to rows"
    against = f"COPY to staging with checks, {base:.0f} ms"
    return {"8 import of 10,000 rows": Figure(ms, seen["statements"], ratio, against, "≤ 5", ratio <= 5, note)}


def phone(_rounds: int) -> dict[str, Figure]:
    """10: what a resident's phone fetches, as sent."""
    with web.application(ROWS) as app:
        page = app.ask("/me/", cookies=app.card, accept="gzip, br")
        html = gzip.decompress(page.body) if page.headers.get("content-encoding") == "gzip" else page.body
        first = {"/me/": len(page.body)}
        later = dict(first)
        wanted = [urljoin("/me/", ref) for ref in _fetched(html.decode())]
        while wanted:
            path = wanted.pop()
            if path in first:
                continue
            answer = app.ask(path, accept="gzip, br", cookies=app.card)
            first[path] = len(answer.body)
            if "immutable" not in answer.headers.get("cache-control", ""):
                later[path] = len(answer.body)
            if path.endswith(".css"):
                text = gzip.decompress(answer.body) if "content-encoding" in answer.headers else answer.body
                wanted += [urljoin(path, ref) for ref in re.findall(r"url\([\"']?([^\"')]+)", text.decode())]
    found = {}
    for name, some, most, requests in (("first visit", first, 30, 5), ("later visits", later, 8, 1)):
        total = sum(some.values())
        found[f"10 phone, {name}"] = Figure(
            ratio=total / 1024 / most,
            against=f"{most} KB",
            target=f"≤ {most} KB in ≤ {requests} requests",
            reached=total <= most * 1024 and len(some) <= requests,
            note=f"{total / 1024:.1f} KB in {len(some)}: " + ", ".join(f"{p} {n}" for p, n in some.items()),
        )
    return found


def _fetched(html: str) -> list[str]:
    """What a browser fetches for a page: styles, scripts, images, icon, manifest; nothing that is only linked."""
    found = re.findall(r"<(?:script|img|source)[^>]*\ssrc=\"([^\"]+)\"", html)
    for tag in re.findall(r"<link[^>]+>", html):
        kind = re.search(r"rel=\"([^\"]+)\"", tag)
        if kind and kind[1] in ("stylesheet", "icon", "manifest", "preload", "shortcut icon"):
            found.append(re.search(r"href=\"([^\"]+)\"", tag)[1])
    return [path for path in found if not path.startswith("data:")]


def memory(_rounds: int) -> dict[str, Figure]:
    """11: memory of two workers after 10,000 requests and a pay run drafted, shown and discarded; growth since 500."""
    requests = 10_000 if ROWS >= 1_000_000 else 1_000
    with web.application(ROWS) as app, web.floor(ROWS) as floor:
        seen = web.inside(ROWS, "statements")
        staff = [page["address"] for page in seen.values() if page.get("who") == "staff"]
        turns = [lambda path=path: app.ask(path) for path in [*staff, "/bench/pay/new/"]]
        turns += [lambda: app.ask("/me/", cookies=app.card)] * 4  # more phones than desks
        base_turns = [lambda path=path: floor.ask(path) for path in ("/table/", "/earnings/", "/hello/")]
        _load(turns, base_turns, requests // 20)
        early = app.memory()
        _draft_a_run(app)
        _load(turns, base_turns, requests - requests // 20)
        late, base = app.memory(), floor.memory()
    ratio, growth = late / base, late / early
    return {
        "11 memory of two workers": Figure(
            None,
            None,
            ratio,
            f"floor {base / 2**20:.0f} MB",
            "≤ 2.0, growth ≤ 10 %",
            ratio <= 2.0 and growth <= 1.1,
            f"{late / 2**20:.0f} MB after {requests:,} requests, {100 * growth - 100:+.1f} % since the first of them",
        )
    }


def _draft_a_run(app) -> None:
    """A pay run of everything payable, through the pages, and away with it."""
    today = dt.datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat()
    form = {"csrfmiddlewaretoken": web.token(app, "/bench/pay/new/"), "pay_date": today, "cut_off": today}
    address = _posted(app, "/bench/pay/new/", form | {"once": str(uuid4())})
    if app.ask(address).status != 200:
        raise RuntimeError(f"no page at {address}")
    _posted(app, f"{address}discard/", form | {"once": str(uuid4()), "reason": "bench"})


def _posted(app, path: str, form: dict[str, str]) -> str:
    """Where a form leads that was taken. Raises RuntimeError where it was refused."""
    answer = app.ask(path, form=form)
    if answer.status != 302:
        raise RuntimeError(f"{path} answered with {answer.status}: {answer.body[:300]!r}")
    return answer.headers["location"]


def _load(turns: list, base_turns: list, requests: int) -> None:
    """So many requests to both sides, from four clients at once: nothing is timed here."""

    def client(first: int):
        for place in range(first, requests, 4):
            for asked in (turns[place % len(turns)](), base_turns[place % len(base_turns)]()):
                if asked.status != 200:
                    raise RuntimeError(f"answered with {asked.status}: {asked.body[:300]!r}")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(client, range(4)))
