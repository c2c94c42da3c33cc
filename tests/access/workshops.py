"""Production: imports, orders, the counter, deliveries."""

from tests.access.table import act, form, page

IMPORTS = "social_worker staff"

TABLE = [
    page("workshops:imports", IMPORTS),
    form("workshops:import_new", IMPORTS, kind="=roster"),
    page("workshops:import", IMPORTS, pk="upload"),
    form("workshops:import_columns", IMPORTS, pk="upload"),
    act("workshops:import_store", IMPORTS, pk="upload"),
    form("workshops:import_discard", IMPORTS, pk="upload"),
    page("workshops:import_corrections", IMPORTS, pk="upload"),
]
