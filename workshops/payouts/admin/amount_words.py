"""What the dated amounts are that the money counts with: what each is called, is counted in, and does."""

from collections.abc import Iterator

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from microfactory.kernel.amounts import AmountKind, KnownAmount, tell
from workshops.payouts.queries.law import ANSWER_DAYS, FLOOR_KEY, REST_DAYS, VAT_KEY
from workshops.payouts.queries.tax import LAW

YUAN, SHARE, DAYS = AmountKind.YUAN, AmountKind.SHARE, AmountKind.DAYS


def _of_brackets() -> Iterator[tuple[str, KnownAmount]]:
    """The amounts of each bracket of the tax; the last one has no end."""
    for place, (until, _rate, _deduction) in enumerate(LAW.brackets, 1):
        if until is not None:
            does = _("The taxed part of a month's earnings falls under this rate up to so much.")
            name = format_lazy(_("income tax, rate {place}: up to"), place=place)
            yield f"tax.labour.until_{place}", KnownAmount(name, YUAN, does)
        does = _("The taxed part times this rate, less the deduction of the rate, is withheld.")
        name = format_lazy(_("income tax, rate {place}"), place=place)
        yield f"tax.labour.rate_{place}", KnownAmount(name, SHARE, does)
        does = _("Comes off once the rate is counted, so that nobody loses by a yuan more.")
        name = format_lazy(_("income tax, rate {place}: deduction"), place=place)
        yield f"tax.labour.deduction_{place}", KnownAmount(name, YUAN, does)


tell(
    {
        "tax.labour.allowance": KnownAmount(
            _("income tax: free each month"),
            YUAN,
            _("So much of a month's earnings is free, while they stay below the sum from which a share is taxed."),
        ),
        "tax.labour.flat_until": KnownAmount(
            _("income tax: a share is taxed above"),
            YUAN,
            _("Above so much in a month the free amount no longer counts, but a share of all is taxed."),
        ),
        "tax.labour.share_taxed": KnownAmount(
            _("income tax: the share that is taxed"),
            SHARE,
            _("Of a month's earnings above that sum this share is taxed: 0.8 is eighty in a hundred."),
        ),
        **dict(_of_brackets()),
        VAT_KEY: KnownAmount(
            _("value-added tax: told of from"),
            YUAN,
            _("A pay run says so where somebody is paid as much at once. Nothing is withheld."),
        ),
        FLOOR_KEY: KnownAmount(
            _("corrections leave at least"),
            SHARE,
            _("However much a correction takes off, this share of a slip's earnings is paid; the rest waits."),
        ),
        ANSWER_DAYS: KnownAmount(
            _("disputes: days to answer"), DAYS, _("By then the staff answer what a resident says is wrong.")
        ),
        REST_DAYS: KnownAmount(
            _("disputes: days to think it over"),
            DAYS,
            _("So long she may say that the answer isn't right; then what was held back is paid by it."),
        ),
    }
)
