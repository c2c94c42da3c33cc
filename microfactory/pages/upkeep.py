"""What needs whoever keeps the records up: counts of what lies, each with the list in the admin that shows it."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from microfactory.kernel.periods import today
from microfactory.pages.needs import GRAVE, Need
from residents.enums import Role
from residents.queries.upkeep import ending_soon, kept_by, locked_cards, roles_nobody_has
from workshops.queries.imports import not_stored

NOTICE = dt.timedelta(days=30)  # before an amount of the law or the community ends


def upkeep_needs(user) -> list[Need]:
    """Of all communities for a superuser, else of those that she keeps up. The gravest first."""
    day = today()
    communities = kept_by(user)
    return [*_empty_chairs(communities, day), *_lying(communities, day)]


def _empty_chairs(communities, day: dt.date) -> Iterator[Need]:
    for community, roles in roles_nobody_has(communities, day):
        words = _(", ").join(str(Role(role).label) for role in roles)
        label = _("duties that nobody has in %(community)s: %(roles)s") % {"community": community, "roles": words}
        yield Need(str(len(roles)), label, reverse("admin:residents_membership_changelist"), GRAVE)


def _lying(communities, day: dt.date) -> Iterator[Need]:
    if count := locked_cards(communities).count():
        label = ngettext("card is locked after wrong PINs", "cards are locked after wrong PINs", count)
        url = reverse("admin:residents_accesscard_changelist") + "?locked_at__isempty=0&revoked_at__isempty=1"
        yield Need(str(count), label, url, "wait")
    if count := ending_soon(communities, on=day, within=NOTICE).count():
        label = ngettext("amount ends soon, and none follows", "amounts end soon, and none follows", count)
        yield Need(str(count), label, reverse("admin:residents_policyparameter_changelist"), "wait")
    if count := not_stored(communities).count():
        label = ngettext("spreadsheet is uploaded and not stored", "spreadsheets are uploaded and not stored", count)
        yield Need(str(count), label, reverse("admin:workshops_importbatch_changelist") + "?state__exact=draft")
