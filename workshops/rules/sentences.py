"""Sentences that several acts say."""

from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken


def held_exceeded(*, name: str, held: int, asked: int, unit: str, product: str, field: str = "good") -> RuleBroken:
    """More than the resident holds: names person, number, unit, product, and the way out."""
    return RuleBroken(
        _(
            "%(name)s has only %(held)s %(unit)s of %(product)s in hand, so %(asked)s %(unit)s can't be logged. "
            "Do the other %(more)s belong to somebody else?"
        )
        % {"name": name, "held": held, "unit": unit, "product": product, "asked": asked, "more": asked - held},
        code="held_exceeded",
        field=field,
    )


def order_closed(product: str) -> RuleBroken:
    """The order takes no new work."""
    return RuleBroken(
        _("The order of %(product)s is closed and takes no new work.") % {"product": product}, code="order_closed"
    )


def resident_left(name: str) -> RuleBroken:
    """Whoever has left takes no new work."""
    return RuleBroken(
        _("%(name)s takes part no longer. If she is back, note that on her page first.") % {"name": name},
        code="resident_left",
    )


def other_community() -> RuleBroken:
    """Rows of two communities never meet in one act."""
    return RuleBroken(_("This belongs to another community."), code="other_community")
