"""The bench's own server and its four databases: application and floor, whole and a tenth."""

import datetime as dt
import hashlib
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg2

from microfactory.database.local import SUPERUSER, LocalPostgres

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
HOME = ROOT / ".bench"
SERVER = LocalPostgres(HOME / "pg", "bench", durable=True)
OPEN_ORDERS = 50
ROWS = int(os.environ.get("BENCH_ROWS", "1000000"))


def sizes(rows: int) -> dict[str, int]:
    """How much of everything there is for so many entries: a tenth of them is to be paid.

    As many orders run at each size: ten times the data is more behind a page of orders, not a fuller page.
    """
    orders = max(rows // 2000, OPEN_ORDERS + 10)
    return {
        "residents": rows // 500,
        "orders": orders,
        "closed": orders - OPEN_ORDERS,
        "entries": rows,
        "old": rows * 9 // 10,
        "new": rows // 10,
        "month": rows // 10,
    }


def name(side: str, rows: int) -> str:
    """The database of a side ("app" or "floor") with so many entries."""
    return f"{side}_{rows}"


def url(database: str) -> str:
    """The address of one of our databases, for DATABASE_URL."""
    return f"postgresql://{SERVER.role}@/{database}?host={SERVER.socket_directory}&port={SERVER.port}"


def connect(database: str, *, user: str = SERVER.role):
    """A plain connection that commits by itself."""
    connection = psycopg2.connect(dbname=database, user=user, host=str(SERVER.socket_directory), port=SERVER.port)
    connection.autocommit = True
    return connection


def execute(database: str, sql: str, parts=None, *, user: str = SERVER.role) -> None:
    """Runs statements and waits for them."""
    with closing(connect(database, user=user)) as connection, connection.cursor() as cursor:
        cursor.execute(sql, parts)


def environment(database: str) -> dict[str, str]:
    """What a process needs that shall work on one of our databases."""
    return os.environ | {"DATABASE_URL": url(database), "DJANGO_SETTINGS_MODULE": "microfactory.settings"}


def stamp(side: str) -> str:
    """Changes whenever the tables or the rows of a side would; the application's every day: pages show today's."""
    files = sorted((HERE / "floor").glob("*.sql"))
    if side == "app":
        apps = ("residents", "workshops", "workshops/payouts", "jobs")
        files = [
            HERE / "seed.sql",
            *(file for app in apps for file in sorted((ROOT / app / "migrations").glob("*.py"))),
        ]
    day = dt.datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat() if side == "app" else ""
    return hashlib.sha256(b"".join(file.read_bytes() for file in files) + day.encode()).hexdigest()[:16]


def ready() -> None:
    """Makes what is missing: server, databases, tables, rows. What is there already is left as it is."""
    SERVER.ensure()
    for rows in (ROWS // 10, ROWS):
        for side, fill in (("floor", _fill_floor), ("app", _fill_app)):
            database, mark = name(side, rows), HOME / f"{name(side, rows)}.made"
            if mark.exists() and mark.read_text() == stamp(side):
                continue
            print(f"Making {database} ...", file=sys.stderr, flush=True)
            SERVER.sql(f"drop database if exists {database}")
            SERVER.sql(f"create database {database} owner {SERVER.role}")
            fill(database, sizes(rows))
            execute(database, "VACUUM ANALYZE", user=SUPERUSER)
            mark.write_text(stamp(side))


def _fill_app(database: str, parts: dict[str, int]) -> None:
    _manage(database, "migrate", "--verbosity", "0")
    columns = _without_default(database)
    for table, column, value in columns:
        execute(database, f'ALTER TABLE "{table}" ALTER "{column}" SET DEFAULT {value}')
    execute(database, (HERE / "seed.sql").read_text(), parts, user=SUPERUSER)
    for table, column, _value in columns:
        execute(database, f'ALTER TABLE "{table}" ALTER "{column}" DROP DEFAULT')
    _manage(database, "count_anew")


def _manage(database: str, *command: str) -> None:
    done = [sys.executable, "manage.py", *command]
    subprocess.run(done, cwd=ROOT, env=environment(database), check=True, stdout=subprocess.DEVNULL)


def _without_default(database: str) -> list[tuple[str, str, str]]:
    """Columns that want a value, with an empty one: seed.sql names only those that matter to the measures."""
    sql = """SELECT table_name, column_name,
        CASE data_type WHEN 'boolean' THEN 'false' WHEN 'jsonb' THEN $q$'{}'$q$ WHEN 'ARRAY' THEN $q$'{}'$q$
            WHEN 'character varying' THEN $q$''$q$ WHEN 'text' THEN $q$''$q$ ELSE '0' END
        FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND is_nullable = 'NO' AND column_default IS NULL
            AND is_identity = 'NO' AND is_generated = 'NEVER' AND data_type IN
            ('boolean', 'jsonb', 'ARRAY', 'character varying', 'text', 'smallint', 'integer', 'numeric')"""
    with closing(connect(database)) as connection, connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def _fill_floor(database: str, parts: dict[str, int]) -> None:
    execute(database, f"ALTER DATABASE {database} SET search_path = public, pw")
    execute(database, (HERE / "floor" / "schema.sql").read_text())
    execute(database, (HERE / "floor" / "seed.sql").read_text(), parts)
