"""Duties stay apart on one row: nobody logs, inspects or undoes her own work."""

from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken


def check_not_own(*, resident_user_id: int | None, actor_id: int) -> None:
    """Raises RuleBroken where the work is the actor's own."""
    if resident_user_id is not None and resident_user_id == actor_id:
        raise RuleBroken(
            _("This is your own work. Another leader or a social worker has to do that."), code="own_work"
        )


def check_not_logger(*, logged_by_id: int, actor_id: int) -> None:
    """Raises RuleBroken where a leader would inspect what she logged."""
    if logged_by_id == actor_id:
        raise RuleBroken(
            _("You logged this yourself. Another leader or a social worker has to inspect it."), code="own_entry"
        )


def may_inspect(roles: frozenset[str], *, inspectors: frozenset[str], helpers: frozenset[str]) -> bool:
    """True: what she logs is inspected; False: a leader, whose entries wait. Raises RuleBroken for anybody else."""
    if roles & inspectors:
        return True
    if roles & helpers:
        return False
    raise RuleBroken(
        _("Only a social worker, the community's staff or a workshop leader can do that."), code="no_right"
    )


def check_inspector(roles: frozenset[str], *, inspectors: frozenset[str]) -> None:
    """Raises RuleBroken for whoever doesn't inspect."""
    if not roles & inspectors:
        raise RuleBroken(_("Only a social worker or the community's staff can do that."), code="no_right")
