"""What a community does first, from its workshop to the counter: each step with its page, ticked once it is done."""

from dataclasses import dataclass

from django.db.models import Exists
from django.urls import reverse
from django.utils.translation import gettext as _

from microfactory.kernel.scoping import Access
from residents.models import Community, Resident, Workshop
from residents.perms import can_manage_people, can_manage_settings
from workshops.models import Agreement, Client, Issue, PieceEntry, WorkOrder
from workshops.perms import can_import, can_issue_work, can_log_pieces, can_manage_orders


@dataclass(frozen=True)
class Step:
    """One thing to do; `state` is done, now (the first that isn't) or next. `url` is empty for whom it isn't."""

    label: str
    note: str
    state: str
    url: str = ""


def first_steps(access: Access) -> list[Step]:
    """The way to the first piece, for whoever prepares it; nothing once pieces are handed in. One query."""
    if not (can_manage_orders(access) or can_manage_settings(access)):
        return []
    done = _done(access)
    if done["pieces"]:
        return []
    first = next(key for key, is_done in done.items() if not is_done)
    states = {key: "done" if is_done else "now" if key == first else "next" for key, is_done in done.items()}
    code = access.community.code
    return [
        Step(label, note, states[key], reverse(view, args=[code]) if may and not done[key] else "")
        for key, label, note, view, may in _ways(access)
    ]


def _done(access: Access) -> dict[str, bool]:
    """Which steps are behind the community, in their order."""
    found = {
        "workshop": Workshop.objects.visible_to(access).filter(active=True),
        "people": Resident.objects.visible_to(access),
        "client": Client.objects.visible_to(access),
        "agreement": Agreement.objects.visible_to(access),
        "order": WorkOrder.objects.visible_to(access),
        "issue": Issue.objects.visible_to(access),
        "pieces": PieceEntry.objects.visible_to(access),
    }
    steps = {key: Exists(rows) for key, rows in found.items()}
    return Community.objects.visible_to(access).values(**steps).get()


def _ways(access: Access) -> list[tuple[str, str, str, str, bool]]:
    orders, logs = can_manage_orders(access), can_log_pieces(access)
    issues = _("Only a social worker or a workshop leader can do this.")
    return [
        (
            "workshop",
            _("Open a workshop"),
            _("Where the work is done; a name and an address are enough."),
            "residents:workshop_new",
            can_manage_settings(access),
        ),
        (
            "people",
            _("Bring in who takes part"),
            _("From the roster that you keep, or one by one on the page of people."),
            "workshops:imports",
            can_import(access) and can_manage_people(access),
        ),
        ("client", _("Write down a company"), _("Who gives the work."), "workshops:client_new", orders),
        (
            "agreement",
            _("Write down what was agreed"),
            _("What becomes of rejected pieces, and the deposit."),
            "workshops:agreement_new",
            orders,
        ),
        (
            "order",
            _("Open the first order"),
            _("What is made, and what each piece pays."),
            "workshops:order_new",
            orders,
        ),
        (
            "issue",
            _("Hand out work"),
            _("How many pieces somebody takes, and until when.") if can_issue_work(access) else issues,
            "workshops:issue_new",
            can_issue_work(access),
        ),
        (
            "pieces",
            _("Log what is handed in"),
            _("At the counter, with the card or the name.") if logs else issues,
            "workshops:counter",
            logs,
        ),
    ]
