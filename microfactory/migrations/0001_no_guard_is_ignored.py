"""Every trigger of pgtrigger asks whether the session's variable `pgtrigger.ignore` names it, and does nothing then.

Any role may set a variable, so whoever can write could also switch the guards off. Nothing here ignores a trigger: the
question is answered with no, once for all, by a function of the owner's. Installing a trigger brings pgtrigger's own
answer back, so a migration that does it is followed by one like this (tests/database/test_guards_stay.py asks).
"""

from django.db import migrations

NEVER = """
    CREATE OR REPLACE FUNCTION "public"._pgtrigger_should_ignore(trigger_name NAME)
    RETURNS BOOLEAN LANGUAGE sql IMMUTABLE AS 'SELECT FALSE'
"""


class Migration(migrations.Migration):
    dependencies = [(app, "__first__") for app in ("residents", "workshops", "payouts", "jobs")]

    operations = [migrations.RunSQL(NEVER, migrations.RunSQL.noop)]
