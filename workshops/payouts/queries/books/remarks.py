"""What whoever looks at the books should know, and what is no difference."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from microfactory.kernel.money import yuan
from workshops.payouts.queries.fronting import purse


def remarks(community) -> Iterator[str]:
    """In words: more is laid out than the cap allows. Lawful where it was lowered since, or pay was taken back."""
    now = purse(community)
    if now.fronted > now.cap:
        yield _("The fund fronts %(fronted)s, its cap is %(cap)s.") % {
            "fronted": yuan(now.fronted),
            "cap": yuan(now.cap),
        }
