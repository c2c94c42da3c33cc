"""Who was in the workshop: optional, for the community's own records. It never creates pay."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from workshops.models import DayVisit
from workshops.rules.days import check_not_future
from workshops.rules.sentences import other_community


@transaction.atomic
def note_arrival(*, resident, workshop, actor, now: dt.datetime) -> DayVisit:
    """Notes that somebody came now. The second time on a day changes nothing."""
    if resident.community_id != workshop.community_id:
        raise other_community()
    visit, _created = DayVisit.objects.get_or_create(
        resident=resident,
        workshop=workshop,
        day=timezone.localdate(now),
        defaults={"community_id": workshop.community_id, "came_at": now, "noted_by": actor},
    )
    return visit


@transaction.atomic
def note_leaving(*, resident, workshop, actor, now: dt.datetime) -> DayVisit:
    """Notes that somebody left now; her minutes are counted from when she came. A later time replaces an earlier.

    Raises RuleBroken (not_here) where nobody noted that she came today.
    """
    today = timezone.localdate(now)
    rows = DayVisit.objects.select_for_update(of=("self",), no_key=True)
    visit = rows.filter(resident=resident, workshop=workshop, day=today, came_at__isnull=False).first()
    if visit is None or visit.came_at >= now:
        raise RuleBroken(_("Nobody noted today when %(name)s came.") % {"name": resident.name}, code="not_here")
    visit.left_at, visit.noted_by = now, actor
    visit.minutes = max(int((now - visit.came_at).total_seconds() // 60), 1)
    visit.save(update_fields=["left_at", "minutes", "noted_by"])
    return visit


@transaction.atomic
def note_times(
    *,
    workshop,
    day: dt.date,
    times: Mapping[int, tuple[dt.datetime, dt.datetime | None]],
    actor,
    now: dt.datetime,
) -> None:
    """Notes when residents came and left on a day, as on the paper list: resident id → (came, left or None).

    The residents are of the workshop's community; the caller has looked. Raises RuleBroken (future, left_before).
    """
    check_not_future(day, today=timezone.localdate(now), field="day")
    if any(left is not None and left <= came for came, left in times.values()):
        raise RuleBroken(_("Nobody leaves before she came."), code="left_before")
    DayVisit.objects.bulk_create(
        [
            DayVisit(
                community_id=workshop.community_id,
                resident_id=resident_id,
                workshop=workshop,
                day=day,
                came_at=came,
                left_at=left,
                minutes=max(int((left - came).total_seconds() // 60), 1) if left else None,
                noted_by=actor,
            )
            for resident_id, (came, left) in sorted(times.items())
        ],
        update_conflicts=True,
        unique_fields=["resident", "workshop", "day"],
        update_fields=["came_at", "left_at", "minutes", "noted_by"],
    )


@transaction.atomic
def note_minutes(*, workshop, day: dt.date, minutes: Mapping[int, int], actor, now: dt.datetime) -> None:
    """Notes how long residents were there on a day: resident id → minutes. What was noted before is replaced.

    The residents are of the workshop's community; the caller has looked. Raises RuleBroken (minutes, future).
    """
    check_not_future(day, today=timezone.localdate(now), field="day")
    if any(not 1 <= count <= 1440 for count in minutes.values()):
        raise RuleBroken(_("A day has at most 1,440 minutes."), code="minutes", field="minutes")
    DayVisit.objects.bulk_create(
        [
            DayVisit(
                community_id=workshop.community_id,
                resident_id=resident_id,
                workshop=workshop,
                day=day,
                minutes=count,
                noted_by=actor,
            )
            for resident_id, count in sorted(minutes.items())
        ],
        update_conflicts=True,
        unique_fields=["resident", "workshop", "day"],
        update_fields=["minutes", "noted_by"],
    )
