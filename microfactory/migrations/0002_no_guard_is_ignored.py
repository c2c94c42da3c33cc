"""The answer of 0001 again, after the migrations that installed triggers."""

from importlib import import_module

from django.db import migrations

NEVER = import_module("microfactory.migrations.0001_no_guard_is_ignored").NEVER


class Migration(migrations.Migration):
    dependencies = [
        ("microfactory", "0001_no_guard_is_ignored"),
        ("workshops", "0002_kept_by_triggers"),
        ("payouts", "0005_dispute_put_right_by_a_second_correction"),
    ]

    operations = [migrations.RunSQL(NEVER, migrations.RunSQL.noop)]
