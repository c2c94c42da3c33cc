"""Jobs that run in a process of the application, on the database that DATABASE_URL names; each prints JSON."""

import datetime as dt
import io
import json
import random
import sys
import time
from contextlib import closing

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from residents.models import AccessCard, Community, Resident, User, Workshop  # noqa: E402
from residents.operations.devices import begin_sign_in  # noqa: E402
from residents.sessions import SIGN_IN  # noqa: E402
from tests.bench import databases  # noqa: E402
from tests.bench.forms import hand_in  # noqa: E402
from tests.bench.rounds import alternate  # noqa: E402
from workshops.models import PieceEntry, WorkOrder  # noqa: E402
from workshops.payouts.models import PayRun, Payslip  # noqa: E402

BACKEND = "residents.backends.PeopleBackend"


class Undo(Exception):
    """Takes a measured act back."""


def signed_in(user: User, card: AccessCard | None = None) -> Client:
    """A client of the test kind, in a real session."""
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(user, backend=BACKEND)
    if card:
        session = client.session
        session[SIGN_IN] = begin_sign_in(opened=card, agent="", now=timezone.now()).pk
        session.save()
    return client


def both() -> tuple[Client, Client]:
    """A social worker who is staff as well, and a resident with her card."""
    card = AccessCard.objects.select_related("resident__user").get(pk=1)
    return signed_in(User.objects.get(pk=1)), signed_in(card.resident.user, card)


def sessions() -> dict:
    """Keys of two sessions."""
    staff, card = both()
    return {who: client.cookies["sessionid"].value for who, client in (("staff", staff), ("card", card))}


def pages() -> dict[str, tuple[str, str]]:
    """The pages to compare: name → (who, address)."""
    entry = PieceEntry.objects.order_by("pk").first()
    run = PayRun.objects.filter(state="closed").order_by("-pk").first()
    slip = Payslip.objects.filter(resident=1).order_by("-pk").first()
    order = WorkOrder.objects.order_by("-pk").first()
    first = timezone.localdate() - dt.timedelta(days=31)
    staff = {
        "home": reverse("pages:home", args=["bench"]),
        "counter": reverse("workshops:counter", args=["bench"]) + "?resident=1",
        "entries": reverse("workshops:entries", args=["bench"]) + f"?first={first}",
        "entry": reverse("workshops:entry", args=["bench", entry.pk]),
        "slips": reverse("workshops:issues", args=["bench"]),
        "orders": reverse("workshops:orders", args=["bench"]),
        "order": reverse("pages:order", args=["bench", order.pk]),
        "deliveries": reverse("workshops:deliveries", args=["bench"]),
        "people": reverse("residents:people", args=["bench"]),
        "person": reverse("residents:person", args=["bench", 1]),
        "pay runs": reverse("payouts:runs", args=["bench"]),
        "pay run": reverse("payouts:run", args=["bench", run.pk]),
        "pay slip": reverse("payouts:slip", args=["bench", slip.pk]),
        "journal": reverse("payouts:journal", args=["bench"]),
        "margins": reverse("payouts:margins", args=["bench"]),
    }
    mine = {
        "me": reverse("me:home"),
        "me: months": reverse("me:history"),
        "me: slips": reverse("me:slips"),
        "me: slip": reverse("me:slip", args=[slip.pk]),
    }
    who = [("staff", staff), ("card", mine)]
    return {name: (person, address) for person, some in who for name, address in some.items()}


class Counted:
    """Counts the statements of a block. Savepoints aren't counted: most are those of the bench's own transaction."""

    def __init__(self):
        self.count = 0

    def __enter__(self):
        self.watch = connection.execute_wrapper(self)
        self.watch.__enter__()
        return self

    def __exit__(self, *error):
        return self.watch.__exit__(*error)

    def __call__(self, execute, sql, params, many, context):
        self.count += not str(sql).startswith(("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT"))
        return execute(sql, params, many, context)


def statements(*names: str) -> dict:
    """By page: its address, who asks, statements of the second request, bytes of its HTML; and of logging an entry."""
    clients = dict(zip(("staff", "card"), both(), strict=True))
    found = {}
    for name, (who, address) in pages().items():
        if names and name not in names:
            continue
        clients[who].get(address)
        with Counted() as counted:
            answer = clients[who].get(address)
        found[name] = {
            "who": who,
            "address": address,
            "statements": counted.count,
            "status": answer.status_code,
            "bytes": len(answer.content),
        }
    if names and "log" not in names:
        return found
    with Counted() as counted:
        answer = clients["staff"].post(reverse("workshops:log", args=["bench", 1]), hand_in(1))
    found["log"] = {"statements": counted.count, "status": answer.status_code}
    return found


def undone(act, *tables: str):
    """Milliseconds of an act that is taken back; its tables are vacuumed afterwards."""

    def timed() -> float:
        try:
            with transaction.atomic():
                begun = time.perf_counter()
                act()
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                taken = (time.perf_counter() - begun) * 1000
                raise Undo
        except Undo:
            pass
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"VACUUM {table}")
        return taken

    return timed


def pay(rounds: str) -> dict:
    """Pay runs: totals only against the floor's statement, and for good against the same rows in plain SQL."""
    from tests.bench.plain_pay import PLAIN, TOTALS, plain_tables
    from workshops.payouts.operations.approval import approve_run
    from workshops.payouts.operations.runs import draft_run, submit_run
    from workshops.payouts.queries.payable import payable_now

    community, today, now = Community.objects.get(code="bench"), timezone.localdate(), timezone.now()
    staff, approver = User.objects.get(pk=1), User.objects.get(pk=2)
    size = PieceEntry.objects.count()
    with closing(databases.connect(databases.name("floor", size // 10_000 * 10_000))) as floor:
        floor.autocommit = False

        def totals() -> float:
            with floor.cursor() as cursor:
                begun = time.perf_counter()
                cursor.execute(TOTALS)
                taken = (time.perf_counter() - begun) * 1000
            floor.rollback()
            return taken

        def preview() -> float:
            begun = time.perf_counter()
            payable_now(community, cut_off=today)
            return (time.perf_counter() - begun) * 1000

        draft = alternate(preview, totals, int(rounds))
    with Counted() as of_draft:
        people = len(payable_now(community, cut_off=today))

    def run():
        made = draft_run(community=community, pay_date=today, cut_off=today, actor=staff, now=now)
        submit_run(run=made, actor=staff, now=now)
        approve_run(run=made, actor=approver, now=now)

    plain_tables()

    def plain():
        with connection.cursor() as cursor:
            for statement in PLAIN:
                cursor.execute(statement, {"cut_off": today})

    tables = ["payouts_payslip", "payouts_payline", "payouts_journalline", "payouts_account"]
    tables += ["workshops_entryclaim", "workshops_openentry"]
    plain_names = [f"plain.{name}" for name in ("payslip", "payline", "entryclaim", "journalline")]
    good = alternate(undone(run, *tables), undone(plain, *plain_names), max(3, int(rounds)))
    counted = Counted()
    with counted:
        undone(run, *tables)()
    # Not of the run: opening and undoing the bench's own transaction, SET CONSTRAINTS and VACUUM.
    return {
        "people": people,
        "totals": draft,
        "totals_statements": of_draft.count,
        "run": good,
        "run_statements": counted.count - len(tables) - 1,
    }


def bring(rounds: str) -> dict:
    """The import of 10,000 rows of a piece log against COPY into a staging table with checks."""
    import xlsxwriter

    from microfactory.kernel.periods import Month
    from workshops.enums import ImportKind
    from workshops.operations.imports import receive_file, store_import

    community, workshop = Community.objects.get(code="bench"), Workshop.objects.get(pk=3)
    actor, now, month = User.objects.get(pk=1), timezone.now(), Month.of(timezone.localdate()).shifted(-1)
    orders = WorkOrder.objects.filter(state="open", workshop=workshop).order_by("pk")
    products = list(orders.values_list("product", flat=True))
    names = list(Resident.objects.filter(workshop=workshop).order_by("pk").values_list("name", flat=True))
    dice = random.Random(5)
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["日期", "姓名", "产品", "工序", "合格数"])
        for row in range(1, 10_001):
            day = month.first + dt.timedelta(days=dice.randrange(28))
            bad = row % 100 == 0  # one in a hundred names nobody
            name = "查无此人" if bad else dice.choice(names)
            line = [day.isoformat(), name, dice.choice(products), dice.choice(["裁剪", "组装", "装盒"]), row % 900 + 1]
            sheet.write_row(row, 0, line)
    content = target.getvalue()
    seen = {}

    def store():
        batch = receive_file(
            community=community,
            workshop=workshop,
            kind=ImportKind.PIECES,
            content=content,
            filename="计件.xlsx",
            month=month,
            actor=actor,
            now=now,
        )
        done = store_import(batch=batch, actor=actor, now=now)
        seen.update(accepted=done.batch.result["accepted"], rejected=len(done.batch.result["rejected"]))

    size = PieceEntry.objects.count() // 10_000 * 10_000
    with closing(databases.connect(databases.name("floor", size))) as floor:
        floor.autocommit = False
        staged = _staged(floor, dice)
        found = alternate(undone(store, "workshops_pieceentry", "workshops_openentry"), staged, int(rounds))
    with Counted() as counted:
        undone(store)()
    return {"bring": found, "statements": counted.count - 1, **seen}


def _staged(floor, dice):
    """COPY of 10,000 rows to staging, joined with people and operations, and the operations' counts."""
    with floor.cursor() as cursor:
        cursor.execute("SELECT id, rate FROM order_operation")
        rates = dict(cursor.fetchall())
        cursor.execute("SELECT count(*) FROM resident")
        people = cursor.fetchone()[0]
    columns = "resident_id, operation_id, workshop_id, work_date, qty, qty_rejected, rate, amount, status"
    rows = []
    for _row in range(10_000):
        who, what, qty = dice.randint(1, people), dice.randint(1, len(rates)), dice.randint(10, 200)
        amount = round(rates[what] * qty, 2)
        rows.append(f"{who}\t{what}\t{1 + who % 10}\t2026-01-05\t{qty}\t0\t{rates[what]}\t{amount}\tsubmitted\n")
    text = "".join(rows)

    def copy() -> float:
        with floor.cursor() as cursor:
            begun = time.perf_counter()
            cursor.execute("TRUNCATE piece_entry_staging")
            cursor.copy_expert(f"COPY piece_entry_staging ({columns}) FROM STDIN", io.StringIO(text))
            cursor.execute(
                f"""INSERT INTO piece_entry ({columns}) SELECT s.resident_id, s.operation_id, r.workshop_id,
                    s.work_date, s.qty, s.qty_rejected, op.rate, round(op.rate * s.qty, 2), 'submitted'
                FROM piece_entry_staging s JOIN resident r ON r.id = s.resident_id
                JOIN order_operation op ON op.id = s.operation_id"""
            )
            cursor.execute(
                """UPDATE order_operation op SET qty_done = qty_done + x.q
                FROM (SELECT operation_id, SUM(qty) q FROM piece_entry_staging GROUP BY 1) x
                WHERE x.operation_id = op.id"""
            )
            taken = (time.perf_counter() - begun) * 1000
        floor.rollback()
        return taken

    return copy


def books() -> list[str]:
    """What check_books finds in the seeded rows."""
    from workshops.payouts.queries.books import differences

    return differences(Community.objects.get(code="bench"))[:10]


def counts() -> int:
    """Good pieces on the open slips: what the load has logged so far."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(SUM(good), 0) FROM workshops_pieceentry WHERE issue_id > 2000000")
        return int(cursor.fetchone()[0])


JOBS = {
    "sessions": sessions,
    "statements": statements,
    "pay": pay,
    "bring": bring,
    "books": books,
    "counts": counts,
}

if __name__ == "__main__":
    settings.ALLOWED_HOSTS.append("testserver")
    print(json.dumps(JOBS[sys.argv[1]](*sys.argv[2:])))
