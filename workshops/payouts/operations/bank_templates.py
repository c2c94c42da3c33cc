"""Banks' templates: how a bank wants its file. The office edits them; files made before keep their bytes."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from microfactory.kernel.errors import RuleBroken
from residents.operations.log import log_move
from workshops.payouts.enums import FileField
from workshops.payouts.models import BankFileColumn, BankFileProfile
from workshops.payouts.queries.bank_templates import EDIT
from workshops.payouts.rules.bank_files import Column
from workshops.payouts.rules.bank_templates import check_template

_NEEDED = (FileField.ACCOUNT, FileField.AMOUNT)


@transaction.atomic
def save_template(
    *,
    community,
    fields: Mapping,
    columns: Sequence[tuple[str, str, str]],
    actor,
    now: dt.datetime,
    template: BankFileProfile | None = None,
) -> BankFileProfile:
    """Stores a template and its columns (heading, field, text) in their order; without `template` a new one.

    Raises RuleBroken with the code columns_missing unless account number and amount have a column each, or those of
    `check_template`.
    """
    named = {field for _heading, field, _text in columns}
    if missing := [field.label for field in _NEEDED if field not in named]:
        raise RuleBroken(
            _("No bank can pay without these columns: %(columns)s.")
            % {"columns": _(", ").join(str(label) for label in missing)},
            code="columns_missing",
        )
    check_template([Column(*column) for column in columns], purpose=fields.get("purpose", ""))
    before = template.name if template else ""
    template = locked_template(template) if template else BankFileProfile(community=community)
    for name, value in fields.items():
        setattr(template, name, value)
    if template.pk:
        template.save(update_fields=list(fields))
        template.columns.all().delete()
    else:
        template.save(force_insert=True)
    BankFileColumn.objects.bulk_create(
        BankFileColumn(
            community=community,
            profile=template,
            position=place,
            heading=heading,
            field=field,
            text=text if field == FileField.FIXED else "",
        )
        for place, (heading, field, text) in enumerate(columns, 1)
    )
    log_move(template, move=EDIT, before=before[:20], after=template.name[:20], actor=actor, now=now)
    return template


def locked_template(template: BankFileProfile) -> BankFileProfile:
    """Its row as it is now, locked: nobody changes it while a file is made by it."""
    return BankFileProfile.objects.select_for_update(of=("self",), no_key=True).get(pk=template.pk)
