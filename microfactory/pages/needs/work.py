"""What may wait of the work."""

from django.utils.translation import ngettext_lazy

from microfactory.pages.needs.kind import DESK, GRAVE, OFFICE, SOON, Kind, held_by
from residents.enums import Role

WORK = (
    Kind(
        held_by(*DESK),
        lambda found: found.overdue,
        ngettext_lazy("%(count)s slip is overdue", "%(count)s slips are overdue", "count"),
        "workshops:issues",
        GRAVE,
    ),
    Kind(
        held_by(*DESK),
        lambda found: found.due_today,
        ngettext_lazy("%(count)s slip is due today", "%(count)s slips are due today", "count"),
        "workshops:issues",
        SOON,
    ),
    Kind(
        held_by(Role.SOCIAL_WORKER),
        lambda found: found.to_inspect,
        ngettext_lazy(
            "%(count)s entry of a leader waits for inspection",
            "%(count)s entries of leaders wait for inspection",
            "count",
        ),
        "workshops:counter",
        GRAVE,
    ),
    Kind(
        held_by(Role.LEADER),
        lambda found: found.sent_back,
        ngettext_lazy("%(count)s entry was sent back to you", "%(count)s entries were sent back to you", "count"),
        "workshops:counter",
        GRAVE,
    ),
    Kind(
        held_by(*OFFICE),
        lambda found: found.to_send,
        ngettext_lazy(
            "%(count)s delivery is being put together", "%(count)s deliveries are being put together", "count"
        ),
        "workshops:deliveries",
    ),
    Kind(
        held_by(*OFFICE),
        lambda found: found.to_accept,
        ngettext_lazy(
            "%(count)s delivery waits for the company's acceptance",
            "%(count)s deliveries wait for the company's acceptance",
            "count",
        ),
        "workshops:deliveries",
    ),
    Kind(
        held_by(*OFFICE),
        lambda found: found.orders_due,
        ngettext_lazy("%(count)s order is due within a week", "%(count)s orders are due within a week", "count"),
        "workshops:orders",
    ),
)
