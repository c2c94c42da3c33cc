"""Runs the bench, prints its table and writes .bench/latest.json.

    python -m tests.bench [--only log,rows,...] [--rounds 7]      BENCH_ROWS=100000 for a quick one (default 1,000,000)

Measures: log, hot, rows, pages, earnings, pay, bring, phone, memory. The other size is always a tenth.
"""

import argparse
import json
import os

from tests.bench import databases, measures
from tests.bench.rounds import Figure

ORDER = ("log", "hot", "rows", "pages", "earnings", "pay", "bring", "phone", "memory")


def line(name: str, figure: Figure) -> str:
    """One line of the table."""
    ms = "" if figure.ms is None else f"{figure.ms:.1f}"
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    count = "" if figure.statements is None else str(figure.statements)
    said = {True: "reached", False: "NOT reached", None: ""}[figure.reached]
    return f"{name:32} {ms:>9} {count:>6} {ratio:>7}  {figure.target:44} {said:12} {figure.note}"


def main() -> None:
    """All measures that were asked for, one after the other; what was measured before stays in the file."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--only", default=",".join(ORDER))
    given.add_argument("--rounds", type=int, default=7)
    asked = given.parse_args()
    databases.ready()
    latest = databases.HOME / "latest.json"
    found = json.loads(latest.read_text()) if latest.exists() else {}
    print(f"{databases.ROWS:,} entries and a tenth of them, {asked.rounds} rounds, load {os.getloadavg()}")
    print(f"{'measure':32} {'ms':>9} {'stmts':>6} {'ratio':>7}  target")
    for name in asked.only.split(","):
        for key, figure in getattr(measures, name)(asked.rounds).items():
            print(line(key, figure), flush=True)
            found[key] = figure.as_json() | {"rows": databases.ROWS}
        latest.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
