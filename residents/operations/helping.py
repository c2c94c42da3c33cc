"""Somebody of the staff opens a resident's pages on her own screen, with the resident beside her."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.enums import HelpWay
from residents.models import HelpSession, Resident

LASTS = dt.timedelta(minutes=15)


@transaction.atomic
def begin_help(*, resident: Resident, way: str, actor, now: dt.datetime) -> HelpSession:
    """Opens a resident's pages for a helper, for a quarter of an hour; another resident's, still open, are closed.

    Who may, and whether the resident's PIN was right, was found out before. Raises RuleBroken with the code own_page:
    nobody helps herself, since that would open her own pages without her card.
    """
    if resident.user_id == actor.pk:
        raise RuleBroken(_("This is your own page: open it with your card."), code="own_page")
    end_help(actor=actor, now=now)
    return HelpSession.objects.create(
        community_id=resident.community_id,
        resident=resident,
        helper=actor,
        way=HelpWay(way),
        began_at=now,
        ends_by=now + LASTS,
    )


@transaction.atomic
def end_help(*, actor, now: dt.datetime) -> HelpSession | None:
    """Closes the page that a helper has open. None where there was none."""
    help_session = (
        HelpSession.objects.select_for_update(of=("self",), no_key=True)
        .filter(helper=actor, ended_at__isnull=True)
        .select_related("resident__community")
        .first()
    )
    if help_session:
        help_session.ended_at = min(max(now, help_session.began_at), help_session.ends_by)
        help_session.save(update_fields=["ended_at"])
    return help_session
