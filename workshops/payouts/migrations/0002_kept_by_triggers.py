import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("payouts", "0001_initial"),
        ("workshops", "0002_kept_by_triggers"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="journaltally",
            name="journal_tally_direct",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="runtally",
            name="run_tally_direct",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="journaltally",
            trigger=pgtrigger.compiler.Trigger(
                name="journal_tally_direct",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (pg_trigger_depth() = 0)",
                    func="\n            IF TRUE THEN\n                RAISE EXCEPTION USING MESSAGE = 'a tally is kept by the triggers of the rows that it sums up', ERRCODE = 'integrity_constraint_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="ae651c111fadd9c7c9b5c764a5df9b5e7624328d",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_journal_tally_direct_5c0f3",
                    table="payouts_journaltally",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="runtally",
            trigger=pgtrigger.compiler.Trigger(
                name="run_tally_direct",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (pg_trigger_depth() = 0)",
                    func="\n            IF TRUE THEN\n                RAISE EXCEPTION USING MESSAGE = 'a tally is kept by the triggers of the rows that it sums up', ERRCODE = 'integrity_constraint_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="97b673947f2fe05bf38d27d18127898e4730fa00",
                    level="STATEMENT",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_run_tally_direct_79a1a",
                    table="payouts_runtally",
                    when="BEFORE",
                ),
            ),
        ),
    ]
