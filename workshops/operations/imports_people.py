"""The people of a roster, registered in bulk."""

import datetime as dt

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from residents.models import Resident
from residents.operations.people import register_residents
from residents.rules.registration import Registration
from workshops.models import ImportBatch
from workshops.queries.imports import Preview
from workshops.rules.imports.roster import RosterRow


@transaction.atomic
def store_people(*, batch: ImportBatch, preview: Preview, rows: list[RosterRow], actor, now: dt.datetime) -> dict:
    """Registers the people of these rows in the workshop, after those that are on its paper list already. Whoever is
    refused after all is marked so. A constant number of statements."""
    last = Resident.objects.filter(workshop=batch.workshop).aggregate(last=Max("list_order"))["last"] or 0
    registrations = [
        Registration(
            name=row.name,
            joined_on=preview.on,
            identity_number=row.identity,
            no_identity_reason="" if row.identity else row.note[:80] or _("none on the roster"),
            sex=row.sex,
            born_on=row.born,
            phone=row.phone,
            house=row.house,
            workshop=batch.workshop,
            list_order=last + place,
            note=row.note,
            hardships=tuple(row.hardships),
            certificate_number=row.certificate,
            bank=row.bank,
            account_number=row.account,
        )
        for place, row in enumerate(rows, 1)
    ]
    done = register_residents(community=batch.community, registrations=registrations, actor=actor, now=now)
    for place, error in done.refused.items():
        rows[place].refuse(error.code, str(error), error.field)
    return {}
