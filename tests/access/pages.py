"""Home pages, the pages that stand above the apps, the resident's phone."""

from tests.access.table import EVERY_ROLE, everybody, mine, page, public

TABLE = [
    public("health"),
    public("set_language", "GET POST"),
    everybody("pages:start"),
    page("pages:home", EVERY_ROLE),
    page("pages:order", "social_worker leader staff approver cashier", pk="order"),
    page("pages:person", "social_worker leader staff approver cashier", pk="resident"),
    mine("me:home"),
    mine("me:history"),
    mine("me:history_year", year="=2026"),
    mine("me:month", year="=2026", number="=11"),
    mine("me:part", year="=2026", number="=11", part="=waiting"),
    mine("me:day", year="=2026", number="=11", day="=24"),
    mine("me:waiting"),
    mine("me:entry", pk="entry"),
    mine("me:work"),
    mine("me:slips"),
    mine("me:slip", pk="payslip"),
    mine("me:story", pk="payslip"),
    mine("me:answer", "GET POST", pk="payslip", answer="=received"),
    mine("me:clips", pk="clip_set"),
    mine("me:clips"),
    mine("me:mine"),
    public("me:look", "POST"),
]
