"""Two acts that met at the same rows: the database gives one of them up, and whoever did it presses once more."""

from django.db import OperationalError
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken

# What PostgreSQL says to an act that would wait in a circle, or that others overtook.
_MET = frozenset({"40P01", "40001"})  # deadlock detected, serialization failure


def collision(error: OperationalError) -> RuleBroken:
    """What to say to whom the database gave up. Raises the error again where it is another."""
    if getattr(error.__cause__, "pgcode", None) in _MET:
        return RuleBroken(_("Somebody else was changing this just now. Please press once more."), code="met")
    raise error
