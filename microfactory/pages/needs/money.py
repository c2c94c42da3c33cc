"""What may wait of the money."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from microfactory.pages.needs.kind import GRAVE, OFFICE, SOON, Kind, held_by
from residents.enums import Role

MONEY = (
    Kind(
        held_by(Role.APPROVER),
        lambda found: found.to_approve,
        ngettext_lazy(
            "%(count)s pay run waits for your approval", "%(count)s pay runs wait for your approval", "count"
        ),
        "payouts:runs",
        GRAVE,
    ),
    Kind(
        held_by(Role.CASHIER),
        lambda found: found.to_pay,
        ngettext_lazy(
            "%(count)s pay run is approved and not paid yet",
            "%(count)s pay runs are approved and not paid yet",
            "count",
        ),
        "payouts:runs",
        GRAVE,
    ),
    Kind(
        held_by(Role.CASHIER),
        lambda found: found.paying,
        ngettext_lazy("%(count)s pay run is being paid", "%(count)s pay runs are being paid", "count"),
        "payouts:runs",
    ),
    Kind(
        held_by(*OFFICE, Role.CASHIER),
        lambda found: found.bounced,
        ngettext_lazy(
            "%(count)s person has no money yet from a run that is wound up",
            "%(count)s people have no money yet from runs that are wound up",
            "count",
        ),
        "payouts:runs",
        GRAVE,
    ),
    Kind(
        held_by(*OFFICE),
        lambda found: found.complaints,
        ngettext_lazy(
            "%(count)s resident says that pay is missing or wrong",
            "%(count)s residents say that pay is missing or wrong",
            "count",
        ),
        "payouts:runs",
        GRAVE,
    ),
    Kind(
        held_by(*OFFICE),
        lambda found: found.held,
        ngettext_lazy("%(count)s slip is held back", "%(count)s slips are held back", "count"),
        "payouts:runs",
        SOON,
    ),
    Kind(
        held_by(*OFFICE),
        lambda found: found.to_submit,
        ngettext_lazy("%(count)s pay run is being prepared", "%(count)s pay runs are being prepared", "count"),
        "payouts:runs",
    ),
    Kind(
        held_by(Role.STAFF),
        lambda found: found.to_state,
        ngettext_lazy(
            "%(count)s accepted delivery isn't in a statement yet",
            "%(count)s accepted deliveries aren't in a statement yet",
            "count",
        ),
        "payouts:statements",
    ),
    Kind(
        held_by(Role.STAFF),
        lambda found: found.unpaid_statements,
        ngettext_lazy(
            "%(count)s statement waits for the company's money",
            "%(count)s statements wait for the company's money",
            "count",
        ),
        "payouts:statements",
    ),
    Kind(
        held_by(Role.STAFF, Role.CASHIER),
        lambda found: found.unmatched,
        _("%(count)s is received and not matched yet"),
        "payouts:receipts",
    ),
)
