"""What the office does with a company's money, page by page."""

from tests.payouts.views.pages import at, write
from workshops.payouts.models import ClientReceipt, Statement


def section(text: str, key: str) -> str:
    """The card whose heading has that id."""
    return text.split(f'id="{key}"')[1].split("</section>")[0]


def draw_up(desks, client) -> Statement:
    write(desks["staff"], at("statement_new"), client=client.pk, until="2026-11-30")
    return Statement.objects.latest("pk")


def issue(desks, statement) -> None:
    write(desks["staff"], at("statement_issue", statement.pk), issued_on="2026-11-24")


def book(desks, client, amount, **more) -> ClientReceipt:
    write(desks["cashier"], at("receipt_new"), client=client.pk, amount=amount, received_on="2026-11-24", **more)
    return ClientReceipt.objects.latest("pk")
