"""What the database refuses or gives up while it stores an act, in words for whoever did it."""

from django.apps import apps
from django.db import IntegrityError, OperationalError
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken

# What PostgreSQL says to an act that would wait in a circle, or that others overtook.
_MET = frozenset({"40P01", "40001"})  # deadlock detected, serialization failure


def in_words(error: IntegrityError | OperationalError) -> RuleBroken:
    """The sentence of the constraint that refused a row, or that two acts met at the same rows.

    The one is seen where a race gets past a form, the other by whom the database gave up: whoever it is presses once
    more. Raises the error again where it is neither.
    """
    sentence = _refusal(error) if isinstance(error, IntegrityError) else _collision(error)
    if sentence is None:
        raise error
    return sentence


def _refusal(error: IntegrityError) -> RuleBroken | None:
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name and constraint.violation_error_message:
                return RuleBroken(str(constraint.violation_error_message), code=name)
    return None


def _collision(error: OperationalError) -> RuleBroken | None:
    if getattr(error.__cause__, "pgcode", None) in _MET:
        return RuleBroken(_("Somebody else was changing this just now. Please press once more."), code="met")
    return None
