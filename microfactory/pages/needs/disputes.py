"""What may wait of disputes."""

from django.utils.translation import ngettext_lazy

from microfactory.kernel.dates import short_day
from microfactory.pages.needs.kind import GRAVE, SOON, Kind
from workshops.payouts.perms import can_answer_disputes

DISPUTES = (
    Kind(
        can_answer_disputes,
        lambda found: found.nobodys,
        ngettext_lazy(
            "%(count)s dispute has nobody to answer it: it needs a colleague who neither logged nor inspected"
            " that work",
            "%(count)s disputes have nobody to answer them: they need a colleague who neither logged nor inspected"
            " that work",
            "count",
        ),
        "payouts:disputes",
        GRAVE,
    ),
    Kind(
        can_answer_disputes,
        lambda found: found.late,
        ngettext_lazy(
            "%(count)s dispute should have had an answer by now",
            "%(count)s disputes should have had an answer by now",
            "count",
        ),
        "payouts:disputes",
        GRAVE,
    ),
    Kind(
        can_answer_disputes,
        lambda found: found.unanswered - found.late,
        ngettext_lazy(
            "%(count)s dispute waits for an answer, by %(day)s",
            "%(count)s disputes wait for an answer, the next by %(day)s",
            "count",
        ),
        "payouts:disputes",
        SOON,
        lambda found: {"day": short_day(found.next_due)},
    ),
    Kind(
        can_answer_disputes,
        lambda found: found.mine,
        ngettext_lazy("%(count)s dispute is yours to answer", "%(count)s disputes are yours to answer", "count"),
        "payouts:disputes",
        SOON,
    ),
    Kind(
        can_answer_disputes,
        lambda found: found.unsettled,
        ngettext_lazy(
            "%(count)s answered dispute is still not settled: mediation is asked for",
            "%(count)s answered disputes are still not settled: mediation is asked for",
            "count",
        ),
        "payouts:disputes",
        GRAVE,
    ),
)
