import datetime

import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.lookups
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations, models

import microfactory.kernel.constraints
import microfactory.kernel.encryption
import microfactory.kernel.money
import residents.models.resident
import residents.models.voice


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        migrations.CreateModel(
            name="CommunityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "code",
                    models.CharField(
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z][a-z0-9]{1,19}$", "Small letters and figures only, a letter first."
                            )
                        ],
                        verbose_name="code",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("factory_name", models.CharField(max_length=40, verbose_name="name of the micro-factory")),
                ("contact_name", models.CharField(blank=True, max_length=40, verbose_name="social worker to ask")),
                ("contact_phone", models.CharField(blank=True, max_length=20, verbose_name="telephone to ask")),
                ("address", models.CharField(blank=True, max_length=120, verbose_name="address")),
                ("opened_on", models.DateField(verbose_name="first day in this system")),
                (
                    "pay_moment",
                    models.CharField(
                        choices=[
                            ("on_receipt", "when the company has paid"),
                            ("on_acceptance", "when the company has accepted"),
                            ("on_pay_day", "on pay day, whether the company has paid or not"),
                        ],
                        default="on_receipt",
                        max_length=20,
                        verbose_name="when residents are paid",
                    ),
                ),
                (
                    "pay_day",
                    models.PositiveSmallIntegerField(
                        default=15,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(28),
                        ],
                        verbose_name="pay day of the month",
                    ),
                ),
                (
                    "front_cap",
                    microfactory.kernel.money.MoneyField(default=0, verbose_name="most the fund may front, in yuan"),
                ),
                ("active", models.BooleanField(default=True, verbose_name="in use")),
                (
                    "muted",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("money_sent", "money was sent"),
                                ("money_failed", "a payment failed"),
                                ("work_due", "work is due tomorrow"),
                                ("work_late", "work is overdue"),
                                ("dispute_answered", "a question was answered"),
                                ("card_replaced", "a card was replaced"),
                                ("pin_changed", "a PIN was changed"),
                                ("by_hand", "written by hand"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="messages that aren't written",
                    ),
                ),
                (
                    "demo",
                    models.BooleanField(default=False, verbose_name="invented, for trying out: nothing is ever sent"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("work", "work and pay"),
                            ("welfare_hint", "hints about allowances"),
                            ("stats_upward", "reports to the street office"),
                            ("photo", "photos for publicity"),
                        ],
                        max_length=20,
                        verbose_name="purpose",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("paper", "signed on paper"),
                            ("screen", "on the screen"),
                            ("oral", "spoken, with a witness"),
                        ],
                        max_length=10,
                        verbose_name="way",
                    ),
                ),
                ("notice_version", models.CharField(max_length=20, verbose_name="version of the notice")),
                ("given_on", models.DateField(verbose_name="given on")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="withdrawn on")),
                ("witness", models.CharField(blank=True, max_length=40, verbose_name="witness")),
            ],
            options={
                "verbose_name": "consent",
                "verbose_name_plural": "consents",
            },
        ),
        migrations.CreateModel(
            name="DoorTries",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False, verbose_name="key")),
                ("tries", models.PositiveIntegerField(verbose_name="tries")),
                ("began_at", models.DateTimeField(verbose_name="since")),
            ],
            options={
                "verbose_name": "tries at a door",
                "verbose_name_plural": "tries at a door",
            },
        ),
        migrations.CreateModel(
            name="HardshipRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="since")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("dibao", "subsistence allowance"),
                            ("tekun", "destitute, supported by the state"),
                            ("dibao_edge", "just above the subsistence allowance"),
                            ("rigid_expense", "high unavoidable expenses"),
                            ("relapse_watch", "monitored against falling back into poverty"),
                            ("disabled", "disabled"),
                            ("low_income", "low income"),
                            ("unemployed", "out of work"),
                            ("single_parent", "single parent"),
                            ("carer", "cares for family"),
                            ("mother_at_home", "mother with small children at home"),
                            ("retired", "retired"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("proof", models.CharField(blank=True, max_length=120, verbose_name="proof seen")),
                (
                    "certificate",
                    microfactory.kernel.encryption.EncryptedField(
                        blank=True, default="", editable=False, verbose_name="disability certificate"
                    ),
                ),
                ("certificate_hash", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "certificate_last4",
                    models.CharField(
                        blank=True, editable=False, max_length=4, verbose_name="last four of the certificate"
                    ),
                ),
            ],
            options={
                "verbose_name": "hardship record",
                "verbose_name_plural": "hardship records",
            },
        ),
        migrations.CreateModel(
            name="HardshipRecordEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("starts_on", models.DateField(verbose_name="since")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("dibao", "subsistence allowance"),
                            ("tekun", "destitute, supported by the state"),
                            ("dibao_edge", "just above the subsistence allowance"),
                            ("rigid_expense", "high unavoidable expenses"),
                            ("relapse_watch", "monitored against falling back into poverty"),
                            ("disabled", "disabled"),
                            ("low_income", "low income"),
                            ("unemployed", "out of work"),
                            ("single_parent", "single parent"),
                            ("carer", "cares for family"),
                            ("mother_at_home", "mother with small children at home"),
                            ("retired", "retired"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("proof", models.CharField(blank=True, max_length=120, verbose_name="proof seen")),
                ("certificate_hash", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "certificate_last4",
                    models.CharField(
                        blank=True, editable=False, max_length=4, verbose_name="last four of the certificate"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HelpSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "way",
                    models.CharField(
                        choices=[("pin", "typed her own PIN"), ("present", "stood beside the social worker")],
                        max_length=10,
                        verbose_name="how she agreed",
                    ),
                ),
                ("began_at", models.DateTimeField(verbose_name="began at")),
                ("ends_by", models.DateTimeField(verbose_name="ends by itself at")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
            ],
            options={
                "verbose_name": "help on screen",
                "verbose_name_plural": "help on screen",
            },
        ),
        migrations.CreateModel(
            name="Household",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("house", models.CharField(max_length=60, verbose_name="house")),
                (
                    "size",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="people in the household"),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
            ],
            options={
                "verbose_name": "household",
                "verbose_name_plural": "households",
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("social_worker", "Social worker"),
                            ("leader", "Workshop leader"),
                            ("staff", "Community staff"),
                            ("approver", "Approver"),
                            ("cashier", "Cashier"),
                            ("street", "Street office"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="since")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
            ],
            options={
                "verbose_name": "membership",
                "verbose_name_plural": "memberships",
            },
        ),
        migrations.CreateModel(
            name="MembershipEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("social_worker", "Social worker"),
                            ("leader", "Workshop leader"),
                            ("staff", "Community staff"),
                            ("approver", "Approver"),
                            ("cashier", "Cashier"),
                            ("street", "Street office"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="since")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "template",
                    models.CharField(
                        choices=[
                            ("money_sent", "money was sent"),
                            ("money_failed", "a payment failed"),
                            ("work_due", "work is due tomorrow"),
                            ("work_late", "work is overdue"),
                            ("dispute_answered", "a question was answered"),
                            ("card_replaced", "a card was replaced"),
                            ("pin_changed", "a PIN was changed"),
                            ("by_hand", "written by hand"),
                        ],
                        max_length=20,
                        verbose_name="about",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("sms", "text message"),
                            ("paste", "text to paste into a chat"),
                            ("print", "slip of paper"),
                        ],
                        max_length=10,
                        verbose_name="way",
                    ),
                ),
                ("body", models.CharField(max_length=300, verbose_name="text")),
                ("key", models.CharField(max_length=80, verbose_name="what it is about, once")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "waiting"),
                            ("sent", "sent"),
                            ("handed_over", "handed over"),
                            ("failed", "could not be sent"),
                            ("cancelled", "dropped"),
                        ],
                        default="queued",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("due_at", models.DateTimeField(verbose_name="not before")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                ("trying_until", models.DateTimeField(blank=True, null=True, verbose_name="being sent until")),
                ("queued_at", models.DateTimeField(verbose_name="written at")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="why")),
            ],
            options={
                "verbose_name": "message",
                "verbose_name_plural": "messages",
            },
        ),
        migrations.CreateModel(
            name="MessageTry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="try")),
                ("at", models.DateTimeField(verbose_name="when")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="telephone, masked")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("accepted", "the gateway took it"),
                            ("refused", "the gateway refused it"),
                            ("unreachable", "the gateway gave no answer"),
                            ("not_tried", "not tried: there is no telephone for it any more"),
                        ],
                        max_length=12,
                        verbose_name="outcome",
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=200, verbose_name="answer")),
            ],
            options={
                "verbose_name": "try to send a message",
                "verbose_name_plural": "tries to send messages",
            },
        ),
        migrations.CreateModel(
            name="MoveLog",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_type", models.CharField(max_length=60, verbose_name="kind")),
                ("subject_id", models.BigIntegerField(verbose_name="row")),
                ("move", models.CharField(max_length=40, verbose_name="what")),
                ("before", models.CharField(blank=True, max_length=20, verbose_name="before")),
                ("after", models.CharField(blank=True, max_length=20, verbose_name="after")),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="why")),
                ("at", models.DateTimeField(verbose_name="when")),
            ],
            options={
                "verbose_name": "move",
                "verbose_name_plural": "moves",
            },
        ),
        migrations.CreateModel(
            name="OneTimeKey",
            fields=[
                ("key", models.UUIDField(primary_key=True, serialize=False, verbose_name="key")),
                ("path", models.CharField(max_length=200, verbose_name="page")),
                ("result", models.CharField(blank=True, max_length=400, verbose_name="result")),
                ("at", models.DateTimeField(verbose_name="when")),
            ],
            options={
                "verbose_name": "posted form",
                "verbose_name_plural": "posted forms",
            },
        ),
        migrations.CreateModel(
            name="PhonePin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("phone", models.CharField(max_length=20, verbose_name="telephone")),
                ("pin_hash", models.CharField(editable=False, max_length=64)),
                (
                    "wrong_pins",
                    models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="wrong PINs in a row"),
                ),
                ("locked_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="locked at")),
                ("set_at", models.DateTimeField(verbose_name="set at")),
                ("last_used_at", models.DateTimeField(blank=True, null=True, verbose_name="last used at")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
            ],
            options={
                "verbose_name": "sign-in by telephone number",
                "verbose_name_plural": "sign-ins by telephone number",
            },
        ),
        migrations.CreateModel(
            name="PolicyParameter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60, verbose_name="key")),
                ("value", models.DecimalField(decimal_places=6, max_digits=18, verbose_name="value")),
                ("unit", models.CharField(blank=True, max_length=20, verbose_name="unit")),
                ("starts_on", models.DateField(verbose_name="valid from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("source", models.CharField(max_length=200, verbose_name="source")),
                ("verified_on", models.DateField(blank=True, null=True, verbose_name="checked on")),
                ("verified_by", models.CharField(blank=True, max_length=40, verbose_name="checked by")),
            ],
            options={
                "verbose_name": "policy amount",
                "verbose_name_plural": "policy amounts",
            },
        ),
        migrations.CreateModel(
            name="PolicyParameterEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(max_length=60, verbose_name="key")),
                ("value", models.DecimalField(decimal_places=6, max_digits=18, verbose_name="value")),
                ("unit", models.CharField(blank=True, max_length=20, verbose_name="unit")),
                ("starts_on", models.DateField(verbose_name="valid from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("source", models.CharField(max_length=200, verbose_name="source")),
                ("verified_on", models.DateField(blank=True, null=True, verbose_name="checked on")),
                ("verified_by", models.CharField(blank=True, max_length=40, verbose_name="checked by")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReferenceNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("prefix", models.CharField(max_length=4, verbose_name="prefix")),
                ("day", models.DateField(verbose_name="day")),
                ("last", models.PositiveIntegerField(verbose_name="last number")),
            ],
            options={
                "verbose_name": "reference number",
                "verbose_name_plural": "reference numbers",
            },
        ),
        migrations.CreateModel(
            name="Resident",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, verbose_name="full name")),
                (
                    "pinyin_key",
                    models.CharField(
                        blank=True, db_collation="C", editable=False, max_length=120, verbose_name="pinyin"
                    ),
                ),
                (
                    "pinyin_initials",
                    models.CharField(
                        blank=True, db_collation="C", editable=False, max_length=40, verbose_name="pinyin initials"
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[("female", "female"), ("male", "male"), ("unknown", "not known")],
                        default="unknown",
                        max_length=10,
                        verbose_name="sex",
                    ),
                ),
                ("born_on", models.DateField(blank=True, null=True, verbose_name="date of birth")),
                (
                    "identity_number",
                    microfactory.kernel.encryption.EncryptedField(
                        blank=True, default="", editable=False, verbose_name="identity number"
                    ),
                ),
                ("identity_hash", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "identity_last4",
                    models.CharField(
                        blank=True, editable=False, max_length=4, verbose_name="last four of the identity number"
                    ),
                ),
                (
                    "no_identity_reason",
                    models.CharField(blank=True, max_length=80, verbose_name="why there is no identity number"),
                ),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="telephone")),
                ("house", models.CharField(blank=True, max_length=60, verbose_name="house")),
                (
                    "usual_place",
                    models.CharField(
                        choices=[("workshop", "in the workshop"), ("home", "at home")],
                        default="workshop",
                        max_length=10,
                        verbose_name="usually works",
                    ),
                ),
                ("list_order", models.PositiveIntegerField(default=0, verbose_name="place in the paper list")),
                ("joined_on", models.DateField(verbose_name="takes part since")),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "taking part"), ("left", "no longer here")],
                        default="active",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left on")),
                ("left_reason", models.CharField(blank=True, max_length=80, verbose_name="why she left")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "message_wish",
                    models.CharField(
                        choices=[
                            ("phone", "on the phone, on paper where there is none"),
                            ("paper", "on paper only"),
                            ("nothing", "not at all"),
                        ],
                        default="phone",
                        max_length=10,
                        verbose_name="wants to be told",
                    ),
                ),
            ],
            options={
                "verbose_name": "resident",
                "verbose_name_plural": "residents",
            },
        ),
        migrations.CreateModel(
            name="ResidentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=40, verbose_name="full name")),
                (
                    "pinyin_key",
                    models.CharField(
                        blank=True, db_collation="C", editable=False, max_length=120, verbose_name="pinyin"
                    ),
                ),
                (
                    "pinyin_initials",
                    models.CharField(
                        blank=True, db_collation="C", editable=False, max_length=40, verbose_name="pinyin initials"
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[("female", "female"), ("male", "male"), ("unknown", "not known")],
                        default="unknown",
                        max_length=10,
                        verbose_name="sex",
                    ),
                ),
                ("born_on", models.DateField(blank=True, null=True, verbose_name="date of birth")),
                ("identity_hash", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "identity_last4",
                    models.CharField(
                        blank=True, editable=False, max_length=4, verbose_name="last four of the identity number"
                    ),
                ),
                (
                    "no_identity_reason",
                    models.CharField(blank=True, max_length=80, verbose_name="why there is no identity number"),
                ),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="telephone")),
                ("house", models.CharField(blank=True, max_length=60, verbose_name="house")),
                (
                    "usual_place",
                    models.CharField(
                        choices=[("workshop", "in the workshop"), ("home", "at home")],
                        default="workshop",
                        max_length=10,
                        verbose_name="usually works",
                    ),
                ),
                ("list_order", models.PositiveIntegerField(default=0, verbose_name="place in the paper list")),
                ("joined_on", models.DateField(verbose_name="takes part since")),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "taking part"), ("left", "no longer here")],
                        default="active",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left on")),
                ("left_reason", models.CharField(blank=True, max_length=80, verbose_name="why she left")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "message_wish",
                    models.CharField(
                        choices=[
                            ("phone", "on the phone, on paper where there is none"),
                            ("paper", "on paper only"),
                            ("nothing", "not at all"),
                        ],
                        default="phone",
                        max_length=10,
                        verbose_name="wants to be told",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RoleGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("social_worker", "Social worker"),
                            ("leader", "Workshop leader"),
                            ("staff", "Community staff"),
                            ("approver", "Approver"),
                            ("cashier", "Cashier"),
                            ("street", "Street office"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="since")),
                ("asked_at", models.DateTimeField(verbose_name="asked at")),
                ("asked_on", models.DateField(verbose_name="asked on")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waits for a second person"),
                            ("confirmed", "confirmed by a second person"),
                            ("delayed", "begins after a delay"),
                            ("first", "of the beginning"),
                            ("refused", "refused"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered at")),
            ],
            options={
                "verbose_name": "grant of a role",
                "verbose_name_plural": "grants of roles",
            },
        ),
        migrations.CreateModel(
            name="SensitiveRead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("identity", "identity number"),
                            ("certificate", "disability certificate"),
                            ("account", "account number"),
                            ("hardship", "hardship records"),
                            ("voice", "voice note"),
                        ],
                        max_length=20,
                        verbose_name="what",
                    ),
                ),
                ("reason", models.CharField(max_length=120, verbose_name="why")),
                ("at", models.DateTimeField(verbose_name="when")),
            ],
            options={
                "verbose_name": "look at sensitive data",
                "verbose_name_plural": "looks at sensitive data",
            },
        ),
        migrations.CreateModel(
            name="SignIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "device",
                    models.CharField(
                        choices=[
                            ("android", "Android phone"),
                            ("iphone", "iPhone"),
                            ("computer", "computer"),
                            ("other", "another device"),
                        ],
                        default="other",
                        max_length=10,
                        verbose_name="device",
                    ),
                ),
                ("began_at", models.DateTimeField(verbose_name="began at")),
                ("last_used_at", models.DateTimeField(verbose_name="last used at")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
            ],
            options={
                "verbose_name": "signed-in device",
                "verbose_name_plural": "signed-in devices",
            },
        ),
        migrations.CreateModel(
            name="SkillRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="since")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                ("skill", models.CharField(max_length=60, verbose_name="skill")),
                ("level", models.CharField(blank=True, max_length=40, verbose_name="level")),
            ],
            options={
                "verbose_name": "skill record",
                "verbose_name_plural": "skill records",
            },
        ),
        migrations.CreateModel(
            name="TrustedLook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("page", models.CharField(max_length=60, verbose_name="page")),
                ("at", models.DateTimeField(verbose_name="when")),
            ],
            options={
                "verbose_name": "look of a trusted person",
                "verbose_name_plural": "looks of trusted people",
            },
        ),
        migrations.CreateModel(
            name="TrustedPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, verbose_name="full name")),
                ("relation", models.CharField(max_length=20, verbose_name="relation")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="telephone")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("paper", "signed on paper"),
                            ("screen", "on the screen"),
                            ("oral", "spoken, with a witness"),
                        ],
                        max_length=10,
                        verbose_name="how she agreed",
                    ),
                ),
                ("witness", models.CharField(blank=True, max_length=40, verbose_name="witness")),
                ("named_at", models.DateTimeField(verbose_name="named at")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
            ],
            options={
                "verbose_name": "trusted person",
                "verbose_name_plural": "trusted people",
            },
        ),
        migrations.CreateModel(
            name="Workshop",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("address", models.CharField(blank=True, max_length=120, verbose_name="address")),
                ("opening_hours", models.CharField(blank=True, max_length=80, verbose_name="opening hours")),
                ("active", models.BooleanField(default=True, verbose_name="in use")),
            ],
            options={
                "verbose_name": "workshop",
                "verbose_name_plural": "workshops",
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                ("name", models.CharField(max_length=40, verbose_name="full name")),
                (
                    "is_resident",
                    models.BooleanField(default=False, editable=False, verbose_name="signs in with a resident's card"),
                ),
                (
                    "must_choose_password",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="must choose a password of her own"
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Community",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        max_length=20,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z][a-z0-9]{1,19}$", "Small letters and figures only, a letter first."
                            )
                        ],
                        verbose_name="code",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("factory_name", models.CharField(max_length=40, verbose_name="name of the micro-factory")),
                ("contact_name", models.CharField(blank=True, max_length=40, verbose_name="social worker to ask")),
                ("contact_phone", models.CharField(blank=True, max_length=20, verbose_name="telephone to ask")),
                ("address", models.CharField(blank=True, max_length=120, verbose_name="address")),
                ("opened_on", models.DateField(verbose_name="first day in this system")),
                (
                    "pay_moment",
                    models.CharField(
                        choices=[
                            ("on_receipt", "when the company has paid"),
                            ("on_acceptance", "when the company has accepted"),
                            ("on_pay_day", "on pay day, whether the company has paid or not"),
                        ],
                        default="on_receipt",
                        max_length=20,
                        verbose_name="when residents are paid",
                    ),
                ),
                (
                    "pay_day",
                    models.PositiveSmallIntegerField(
                        default=15,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(28),
                        ],
                        verbose_name="pay day of the month",
                    ),
                ),
                (
                    "front_cap",
                    microfactory.kernel.money.MoneyField(default=0, verbose_name="most the fund may front, in yuan"),
                ),
                ("active", models.BooleanField(default=True, verbose_name="in use")),
                (
                    "muted",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("money_sent", "money was sent"),
                                ("money_failed", "a payment failed"),
                                ("work_due", "work is due tomorrow"),
                                ("work_late", "work is overdue"),
                                ("dispute_answered", "a question was answered"),
                                ("card_replaced", "a card was replaced"),
                                ("pin_changed", "a PIN was changed"),
                                ("by_hand", "written by hand"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="messages that aren't written",
                    ),
                ),
                (
                    "demo",
                    models.BooleanField(default=False, verbose_name="invented, for trying out: nothing is ever sent"),
                ),
            ],
            options={
                "verbose_name": "community",
                "verbose_name_plural": "communities",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pay_day__range", (1, 28))),
                        name="community_pay_day_in_every_month",
                        violation_error_message="The pay day must lie between 1 and 28, so that every month has it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("front_cap__gte", 0)),
                        name="community_front_cap_not_negative",
                        violation_error_message="The cap can't be negative.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("code__regex", "^[a-z][a-z0-9]{1,19}$"),
                            models.Q(
                                (
                                    "code__in",
                                    [
                                        "accounts",
                                        "admin",
                                        "c",
                                        "gallery",
                                        "health",
                                        "i18n",
                                        "language",
                                        "me",
                                        "media",
                                        "static",
                                        "work",
                                    ],
                                ),
                                _negated=True,
                            ),
                        ),
                        name="community_code_not_reserved",
                        violation_error_message="This code can't be an address. Use small letters and figures, a letter first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClipSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=30, verbose_name="dialect")),
                ("active", models.BooleanField(default=False, verbose_name="residents hear it")),
                ("version", models.PositiveIntegerField(default=0, verbose_name="version")),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="residents.community",
                        verbose_name="community",
                    ),
                ),
            ],
            options={
                "verbose_name": "set of recordings",
                "verbose_name_plural": "sets of recordings",
            },
        ),
        migrations.CreateModel(
            name="Clip",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=40, verbose_name="word")),
                (
                    "kind",
                    models.CharField(
                        choices=[("mp4", "MP4"), ("webm", "WebM"), ("ogg", "Ogg"), ("mp3", "MP3")],
                        max_length=4,
                        verbose_name="kind of file",
                    ),
                ),
                ("audio", models.BinaryField(verbose_name="sound")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="listened to at")),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="listened to by",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "clip_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clips",
                        to="residents.clipset",
                        verbose_name="set of recordings",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="residents.community",
                        verbose_name="community",
                    ),
                ),
            ],
            options={
                "verbose_name": "recording",
                "verbose_name_plural": "recordings",
            },
        ),
        migrations.CreateModel(
            name="BankAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("holder", models.CharField(max_length=40, verbose_name="account holder")),
                ("bank", models.CharField(max_length=60, verbose_name="bank")),
                ("branch", models.CharField(blank=True, max_length=80, verbose_name="branch")),
                (
                    "number",
                    microfactory.kernel.encryption.EncryptedField(
                        blank=True, default="", editable=False, verbose_name="account number"
                    ),
                ),
                ("number_hash", models.CharField(editable=False, max_length=64)),
                (
                    "last4",
                    models.CharField(editable=False, max_length=4, verbose_name="last four of the account number"),
                ),
                ("passes_luhn", models.BooleanField(default=True, editable=False, verbose_name="check digit fits")),
                ("added_at", models.DateTimeField(verbose_name="added at")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="out of use since")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="added by",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken out of use by",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="residents.community",
                        verbose_name="community",
                    ),
                ),
            ],
            options={
                "verbose_name": "bank account",
                "verbose_name_plural": "bank accounts",
            },
        ),
        migrations.CreateModel(
            name="AccessCard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "token",
                    microfactory.kernel.encryption.EncryptedField(
                        blank=True, default="", editable=False, verbose_name="link"
                    ),
                ),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "pin_kind",
                    models.CharField(
                        choices=[("digits", "four digits"), ("pictures", "two pictures")],
                        default="digits",
                        editable=False,
                        max_length=10,
                        verbose_name="what goes with the card",
                    ),
                ),
                ("pin_hash", models.CharField(editable=False, max_length=128)),
                ("pin_made_at", models.DateTimeField(editable=False, verbose_name="PIN made at")),
                (
                    "pin_used_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="PIN first opened her door at"
                    ),
                ),
                (
                    "wrong_pins",
                    models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="wrong PINs in a row"),
                ),
                (
                    "wrong_in_all",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="wrong PINs since it was unlocked"
                    ),
                ),
                (
                    "wrong_untold",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="wrong PINs since its holder signed in"
                    ),
                ),
                ("locked_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="locked at")),
                ("issued_at", models.DateTimeField(verbose_name="card given out at")),
                ("last_used_at", models.DateTimeField(blank=True, null=True, verbose_name="last used at")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked at")),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="card given out by",
                    ),
                ),
                (
                    "pin_made_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="PIN made by",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="revoked by",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="residents.community",
                        verbose_name="community",
                    ),
                ),
            ],
            options={
                "verbose_name": "resident's card",
                "verbose_name_plural": "residents' cards",
            },
        ),
        migrations.CreateModel(
            name="Ability",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="since")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                ("aspect", models.CharField(max_length=40, verbose_name="aspect")),
                ("level", models.CharField(blank=True, max_length=40, verbose_name="level")),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="residents.community",
                        verbose_name="community",
                    ),
                ),
            ],
            options={
                "verbose_name": "ability",
                "verbose_name_plural": "abilities",
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="community",
            trigger=pgtrigger.compiler.Trigger(
                name="community_demo_fixed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF (OLD.demo) AND (OLD.\"demo\" IS DISTINCT FROM NEW.\"demo\") THEN\n                RAISE EXCEPTION USING MESSAGE = 'a demo community never becomes a real one', ERRCODE = 'integrity_constraint_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="c900f59e590a14dc1eef637e40ba7a7190f49a94",
                    operation="UPDATE",
                    pgid="pgtrigger_community_demo_fixed_f5c38",
                    table="residents_community",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="community",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "residents_communityevent" ("active", "address", "code", "contact_name", "contact_phone", "demo", "factory_name", "front_cap", "id", "muted", "name", "opened_on", "pay_day", "pay_moment", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."active", NEW."address", NEW."code", NEW."contact_name", NEW."contact_phone", NEW."demo", NEW."factory_name", NEW."front_cap", NEW."id", NEW."muted", NEW."name", NEW."opened_on", NEW."pay_day", NEW."pay_moment", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="e02c90c6d096f8e3db3db683204bfe01503dfdc1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f0f3c",
                    table="residents_community",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="community",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "residents_communityevent" ("active", "address", "code", "contact_name", "contact_phone", "demo", "factory_name", "front_cap", "id", "muted", "name", "opened_on", "pay_day", "pay_moment", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."active", NEW."address", NEW."code", NEW."contact_name", NEW."contact_phone", NEW."demo", NEW."factory_name", NEW."front_cap", NEW."id", NEW."muted", NEW."name", NEW."opened_on", NEW."pay_day", NEW."pay_moment", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="de068fc256007f9fada21ac7d47c03fac0c1cd57",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f79cf",
                    table="residents_community",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="communityevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="communityevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="residents.community",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="residents.community",
                verbose_name="community",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="recorded by",
            ),
        ),
        migrations.AddIndex(
            model_name="doortries",
            index=models.Index(fields=["began_at"], name="doortries_began"),
        ),
        migrations.AddField(
            model_name="hardshiprecord",
            name="checked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="checked by",
            ),
        ),
        migrations.AddField(
            model_name="hardshiprecord",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="residents.community",
                verbose_name="community",
            ),
        ),
        migrations.AddField(
            model_name="hardshiprecordevent",
            name="checked_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="checked by",
            ),
        ),
        migrations.AddField(
            model_name="hardshiprecordevent",
            name="community",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="residents.community",
                verbose_name="community",
            ),
        ),
        migrations.AddField(
            model_name="hardshiprecordevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="hardshiprecordevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="residents.hardshiprecord",
            ),
        ),
        migrations.AddField(
            model_name="helpsession",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="residents.community",
                verbose_name="community",
            ),
        ),
        migrations.AddField(
            model_name="helpsession",
            name="helper",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="helper",
            ),
        ),
        migrations.AddField(
            model_name="household",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="residents.community",
                verbose_name="community",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to="residents.community",
                verbose_name="community",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to=settings.AUTH_USER_MODEL,
                verbose_name="user",
            ),
        ),
        migrations.AddField(
            model_name="membershipevent",
            name="community",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="residents.community",
                verbose_name="community",
            ),
        ),
        migrations.AddField(
            model_name="membershipevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="membershipevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="residents.membership",
            ),
        ),
        migrations.AddField(
            model_name="membershipevent",
            name="user",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="user",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="messages",
                to="residents.community",
                verbose_name="community",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="ended by",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="queued_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="written by",
            ),
        ),
        migrations.AddField(
            model_name="messagetry",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="residents.community",
                verbose_name="community",
            ),
        ),
        migrations.AddField(
            model_name="messagetry",
            name="message",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="log",
                to="residents.message",
                verbose_name="message",
            ),
        ),
        migrations.AddField(
            model_name="movelog",
            name="actor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who",
            ),
        ),
        migrations.AddField(
            model_name="movelog",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="residents.community",
                verbose_name="community",
            ),
        ),
        migrations.AddField(
            model_name="onetimekey",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who",
            ),
        ),
        migrations.AddField(
            model_name="phonepin",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="residents.community",
                verbose_name="community",
            ),
        ),
        migrations.AddField(
            model_name="phonepin",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="ended by",
            ),
        ),
        migrations.AddField(
            model_name="phonepin",
            name="set_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="set by",
            ),
        ),
        migrations.AddField(
            model_name="policyparameter",
            name="community",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parameters",
                to="residents.community",
                verbose_name="community",
            ),
        ),
        migrations.AddField(
            model_name="policyparameterevent",
            name="community",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="residents.community",
                verbose_name="community",
            ),
        ),
        migrations.AddField(
            model_name="policyparameterevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="policyparameterevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="residents.policyparameter",
            ),
        ),
        migrations.AddField(
            model_name="referencenumber",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="residents.community",
                verbose_name="community",
            ),
        ),
        migrations.AddField(
            model_name="resident",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="residents",
                to="residents.community",
                verbose_name="community",
            ),
        ),
        migrations.AddField(
            model_name="resident",
            name="household",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="residents",
                to="residents.household",
                verbose_name="household",
            ),
        ),
        migrations.AddField(
            model_name="resident",
            name="user",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="resident",
                to=settings.AUTH_USER_MODEL,
                verbose_name="sign-in",
            ),
        ),
        migrations.AddField(
            model_name="phonepin",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="phone_pins",
                to="residents.resident",
                verbose_name="resident",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="resident",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="messages",
                to="residents.resident",
                verbose_name="resident",
            ),
        ),
        migrations.AddField(
            model_name="helpsession",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="helps",
                to="residents.resident",
                verbose_name="resident",
            ),
        ),
        migrations.AddField(
            model_name="hardshiprecordevent",
            name="resident",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="residents.resident",
                verbose_name="resident",
            ),
        ),
        migrations.AddField(
            model_name="hardshiprecord",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hardships",
                to="residents.resident",
                verbose_name="resident",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consents",
                to="residents.resident",
                verbose_name="resident",
            ),
        ),
        migrations.AddField(
            model_name="bankaccount",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="accounts",
                to="residents.resident",
                verbose_name="resident",
            ),
        ),
        migrations.AddField(
            model_name="accesscard",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cards",
                to="residents.resident",
                verbose_name="resident",
            ),
        ),
        migrations.AddField(
            model_name="ability",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="abilities",
                to="residents.resident",
                verbose_name="resident",
            ),
        ),
        migrations.AddField(
            model_name="residentevent",
            name="community",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="residents.community",
                verbose_name="community",
            ),
        ),
        migrations.AddField(
            model_name="residentevent",
            name="household",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="residents.household",
                verbose_name="household",
            ),
        ),
        migrations.AddField(
            model_name="residentevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="residentevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="residents.resident",
            ),
        ),
        migrations.AddField(
            model_name="residentevent",
            name="user",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="sign-in",
            ),
        ),
        migrations.AddField(
            model_name="rolegrant",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="answered by",
            ),
        ),
        migrations.AddField(
            model_name="rolegrant",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="asked by",
            ),
        ),
        migrations.AddField(
            model_name="rolegrant",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="residents.community",
                verbose_name="community",
            ),
        ),
        migrations.AddField(
            model_name="rolegrant",
            name="membership",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="grant",
                to="residents.membership",
                verbose_name="membership",
            ),
        ),
        migrations.AddField(
            model_name="rolegrant",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="role_grants",
                to=settings.AUTH_USER_MODEL,
                verbose_name="user",
            ),
        ),
        migrations.AddField(
            model_name="sensitiveread",
            name="actor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who",
            ),
        ),
        migrations.AddField(
            model_name="sensitiveread",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="residents.community",
                verbose_name="community",
            ),
        ),
        migrations.AddField(
            model_name="sensitiveread",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reads",
                to="residents.resident",
                verbose_name="resident",
            ),
        ),
        migrations.AddField(
            model_name="signin",
            name="card",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="residents.accesscard",
                verbose_name="card",
            ),
        ),
        migrations.AddField(
            model_name="signin",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="residents.community",
                verbose_name="community",
            ),
        ),
        migrations.AddField(
            model_name="signin",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="ended by",
            ),
        ),
        migrations.AddField(
            model_name="signin",
            name="phone_pin",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="residents.phonepin",
                verbose_name="telephone number",
            ),
        ),
        migrations.AddField(
            model_name="signin",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sign_ins",
                to="residents.resident",
                verbose_name="resident",
            ),
        ),
        migrations.AddField(
            model_name="signin",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who",
            ),
        ),
        migrations.AddField(
            model_name="skillrecord",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="residents.community",
                verbose_name="community",
            ),
        ),
        migrations.AddField(
            model_name="skillrecord",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="skills",
                to="residents.resident",
                verbose_name="resident",
            ),
        ),
        migrations.AddField(
            model_name="trustedlook",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="residents.community",
                verbose_name="community",
            ),
        ),
        migrations.AddField(
            model_name="trustedperson",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="residents.community",
                verbose_name="community",
            ),
        ),
        migrations.AddField(
            model_name="trustedperson",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="ended by",
            ),
        ),
        migrations.AddField(
            model_name="trustedperson",
            name="named_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="named by",
            ),
        ),
        migrations.AddField(
            model_name="trustedperson",
            name="resident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="trusted_people",
                to="residents.resident",
                verbose_name="resident",
            ),
        ),
        migrations.AddField(
            model_name="trustedperson",
            name="user",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="trusted",
                to=settings.AUTH_USER_MODEL,
                verbose_name="sign-in",
            ),
        ),
        migrations.AddField(
            model_name="trustedlook",
            name="trusted",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="looks",
                to="residents.trustedperson",
                verbose_name="trusted person",
            ),
        ),
        migrations.AddField(
            model_name="accesscard",
            name="trusted",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cards",
                to="residents.trustedperson",
                verbose_name="trusted person",
            ),
        ),
        migrations.AddField(
            model_name="workshop",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="workshops",
                to="residents.community",
                verbose_name="community",
            ),
        ),
        migrations.AddField(
            model_name="residentevent",
            name="workshop",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="residents.workshop",
                verbose_name="workshop",
            ),
        ),
        migrations.AddField(
            model_name="resident",
            name="workshop",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="residents",
                to="residents.workshop",
                verbose_name="workshop",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="workshop",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="residents.workshop",
                verbose_name="workshop",
            ),
        ),
        migrations.AddField(
            model_name="membershipevent",
            name="workshop",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="residents.workshop",
                verbose_name="workshop",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="workshop",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to="residents.workshop",
                verbose_name="workshop",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_resident", False), models.Q(("is_staff", False), ("is_superuser", False)), _connector="OR"
                ),
                name="user_resident_is_no_staff",
                violation_error_message="A resident's sign-in never opens the staff pages.",
            ),
        ),
        migrations.AddConstraint(
            model_name="clipset",
            constraint=models.UniqueConstraint(
                fields=("community", "name"),
                name="clip_set_name_once",
                violation_error_message="There are recordings of this dialect already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="clipset",
            constraint=models.UniqueConstraint(
                condition=models.Q(("active", True)),
                fields=("community",),
                name="clip_set_one_in_use",
                violation_error_message="Residents hear another set already. Stop that one first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="clip",
            constraint=models.UniqueConstraint(
                condition=models.Q(("approved_at__isnull", False)),
                fields=("clip_set", "text"),
                name="clip_one_approved_each",
                violation_error_message="This word has an approved recording already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="clip",
            constraint=models.UniqueConstraint(
                condition=models.Q(("approved_at__isnull", True)),
                fields=("clip_set", "text"),
                name="clip_one_waiting_each",
                violation_error_message="A recording of this word waits to be listened to already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="clip",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                    models.Q(
                        ("approved_at__isnull", False),
                        models.Q(("approved_by", models.F("recorded_by")), _negated=True),
                        ("approved_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="clip_approved_by_another",
                violation_error_message="Somebody else than who recorded it listens to it and approves.",
            ),
        ),
        migrations.AddConstraint(
            model_name="clip",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    django.db.models.lookups.GreaterThan(residents.models.voice._Size("audio"), 0),
                    django.db.models.lookups.LessThanOrEqual(residents.models.voice._Size("audio"), 204800),
                ),
                name="clip_has_a_size",
                violation_error_message="A recording has at most 200 KB.",
            ),
        ),
        migrations.AddIndex(
            model_name="household",
            index=models.Index(fields=["community", "house"], name="household_house"),
        ),
        migrations.AddConstraint(
            model_name="messagetry",
            constraint=models.UniqueConstraint(
                fields=("message", "number"),
                name="messagetry_number_once",
                violation_error_message="This try is in the log already.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="messagetry",
            trigger=pgtrigger.compiler.Trigger(
                name="messagetry_no_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TRUE THEN\n                RAISE EXCEPTION USING MESSAGE = 'the log of messages is never changed', ERRCODE = 'integrity_constraint_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="f451700a39625a1508a4d1b1803861f4edbe1882",
                    operation="UPDATE",
                    pgid="pgtrigger_messagetry_no_update_b8611",
                    table="residents_messagetry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="messagetry",
            trigger=pgtrigger.compiler.Trigger(
                name="messagetry_no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TRUE THEN\n                RAISE EXCEPTION USING MESSAGE = 'the log of messages is never changed', ERRCODE = 'integrity_constraint_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="6153750635a684cacea11d5774fb588ccf0fa91e",
                    operation="DELETE",
                    pgid="pgtrigger_messagetry_no_delete_f4208",
                    table="residents_messagetry",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="movelog",
            index=models.Index(fields=["subject_type", "subject_id"], name="movelog_subject"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="movelog",
            trigger=pgtrigger.compiler.Trigger(
                name="movelog_no_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TRUE THEN\n                RAISE EXCEPTION USING MESSAGE = 'the log of moves is never changed', ERRCODE = 'integrity_constraint_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="857d3ae97620d766c98c3cbf2d5141cc1b9ce03d",
                    operation="UPDATE",
                    pgid="pgtrigger_movelog_no_update_8f6c8",
                    table="residents_movelog",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="movelog",
            trigger=pgtrigger.compiler.Trigger(
                name="movelog_no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TRUE THEN\n                RAISE EXCEPTION USING MESSAGE = 'the log of moves is never changed', ERRCODE = 'integrity_constraint_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="2fcd136a54b6d38718f7ebd761fabb915f53e850",
                    operation="DELETE",
                    pgid="pgtrigger_movelog_no_delete_96fa1",
                    table="residents_movelog",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="onetimekey",
            index=models.Index(fields=["at"], name="onetimekey_at"),
        ),
        migrations.AddConstraint(
            model_name="policyparameter",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        django.db.models.functions.comparison.Coalesce(
                            "community", 0, output_field=models.BigIntegerField()
                        ),
                        "=",
                    ),
                    ("key", "="),
                    (
                        microfactory.kernel.constraints._DateRange(
                            models.F("starts_on"),
                            models.F("ends_on"),
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_lower=True, inclusive_upper=True
                            ),
                        ),
                        "&&",
                    ),
                ],
                name="parameter_periods_apart",
                violation_error_message="There is a value of this key for a part of these days already. End it first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="policyparameter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="parameter_period_in_order",
                violation_error_message="The last day can't lie before the first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="policyparameter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("key__startswith", "tax.labour."), _negated=True),
                    ("community__isnull", True),
                    _connector="OR",
                ),
                name="parameter_tax_for_all",
                violation_error_message="The law taxes everybody alike: an amount of the tax is of no community.",
            ),
        ),
        migrations.AddConstraint(
            model_name="policyparameter",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__gte", 0)),
                name="parameter_not_negative",
                violation_error_message="An amount can't be negative.",
            ),
        ),
        migrations.AddConstraint(
            model_name="policyparameter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("key__startswith", "tax.labour.rate_"),
                        ("key__in", ("tax.labour.share_taxed", "pay.correction_floor")),
                        _connector="OR",
                        _negated=True,
                    ),
                    ("value__lte", 1),
                    _connector="OR",
                ),
                name="parameter_share",
                violation_error_message="A share lies between 0 and 1: 0.8 for eighty in a hundred.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="policyparameter",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "residents_policyparameterevent" ("community_id", "ends_on", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "starts_on", "unit", "value", "verified_by", "verified_on") VALUES (NEW."community_id", NEW."ends_on", NEW."id", NEW."key", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."starts_on", NEW."unit", NEW."value", NEW."verified_by", NEW."verified_on"); RETURN NULL;',
                    hash="65161118be49d2c83da30139d14870c5bf64c26d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b0109",
                    table="residents_policyparameter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="policyparameter",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "residents_policyparameterevent" ("community_id", "ends_on", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "starts_on", "unit", "value", "verified_by", "verified_on") VALUES (NEW."community_id", NEW."ends_on", NEW."id", NEW."key", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."starts_on", NEW."unit", NEW."value", NEW."verified_by", NEW."verified_on"); RETURN NULL;',
                    hash="58f720ccbabaf30609bfd0f8c4dd1f3638b7bf39",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0726e",
                    table="residents_policyparameter",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="referencenumber",
            constraint=models.UniqueConstraint(
                fields=("community", "prefix", "day"),
                name="number_one_counter",
                violation_error_message="There is one counter per day already.",
            ),
        ),
        migrations.AddIndex(
            model_name="phonepin",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)), fields=["phone"], name="phonepin_phone"
            ),
        ),
        migrations.AddConstraint(
            model_name="phonepin",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("resident",),
                name="phone_pin_one_live_each",
                violation_error_message="She signs in by telephone number already. Make new digits instead.",
            ),
        ),
        migrations.AddConstraint(
            model_name="phonepin",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("pin_hash",),
                name="phone_pin_fits_one",
                violation_error_message="These six digits can't be taken. Choose others.",
            ),
        ),
        migrations.AddConstraint(
            model_name="phonepin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="phone_pin_ended_agrees",
                violation_error_message="An end needs the person who ended it.",
            ),
        ),
        migrations.AddIndex(
            model_name="helpsession",
            index=models.Index(fields=["resident", "began_at"], name="helpsession_resident"),
        ),
        migrations.AddConstraint(
            model_name="helpsession",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("helper",),
                name="help_one_running_each",
                violation_error_message="You have another resident's page open. End that first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="helpsession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_by__gt", models.F("began_at")),
                    models.Q(
                        ("ended_at__isnull", True),
                        models.Q(("ended_at__gte", models.F("began_at")), ("ended_at__lte", models.F("ends_by"))),
                        _connector="OR",
                    ),
                ),
                name="help_in_order",
                violation_error_message="Help ends after it began, and by itself at the latest.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="helpsession",
            trigger=pgtrigger.compiler.Trigger(
                name="helpsession_fixed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='\n            IF (TRUE) AND (OLD."community_id" IS DISTINCT FROM NEW."community_id" OR OLD."resident_id" IS DISTINCT FROM NEW."resident_id" OR OLD."helper_id" IS DISTINCT FROM NEW."helper_id" OR OLD."way" IS DISTINCT FROM NEW."way" OR OLD."began_at" IS DISTINCT FROM NEW."began_at" OR OLD."ends_by" IS DISTINCT FROM NEW."ends_by") THEN\n                RAISE EXCEPTION USING MESSAGE = \'who helped whom is never changed\', ERRCODE = \'integrity_constraint_violation\';\n            END IF;\n            IF TG_OP = \'DELETE\' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ',
                    hash="682112e709ff49941adcfeae679c41af3640ab9e",
                    operation="UPDATE",
                    pgid="pgtrigger_helpsession_fixed_5d1bf",
                    table="residents_helpsession",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="helpsession",
            trigger=pgtrigger.compiler.Trigger(
                name="helpsession_ends_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF OLD.ended_at IS NOT NULL THEN\n                RAISE EXCEPTION USING MESSAGE = 'help that ended stays as it is', ERRCODE = 'integrity_constraint_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="114ef1a96231543122402e61d9e2ec644b37117b",
                    operation="UPDATE",
                    pgid="pgtrigger_helpsession_ends_once_b9b98",
                    table="residents_helpsession",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="helpsession",
            trigger=pgtrigger.compiler.Trigger(
                name="helpsession_no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TRUE THEN\n                RAISE EXCEPTION USING MESSAGE = 'who helped whom is never deleted', ERRCODE = 'integrity_constraint_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="d16d1cc6bcc48182126e0d475c084a8f34cef70c",
                    operation="DELETE",
                    pgid="pgtrigger_helpsession_no_delete_70ec2",
                    table="residents_helpsession",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="hardshiprecord",
            index=models.Index(fields=["community", "kind"], name="hardship_kind"),
        ),
        migrations.AddConstraint(
            model_name="hardshiprecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="hardship_period_in_order",
                violation_error_message="The last day can't lie before the first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="hardshiprecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("certificate_hash", ""), ("kind", "disabled"), _connector="OR"),
                name="hardship_certificate_of_the_disabled",
                violation_error_message="Only the record of a disability carries a certificate.",
            ),
        ),
        migrations.AddConstraint(
            model_name="hardshiprecord",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("resident", "="),
                    ("kind", "="),
                    (
                        microfactory.kernel.constraints._DateRange(
                            models.F("starts_on"),
                            models.F("ends_on"),
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_lower=True, inclusive_upper=True
                            ),
                        ),
                        "&&",
                    ),
                ],
                name="hardship_once_at_a_time",
                violation_error_message="This kind of hardship is recorded for a part of these days already.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hardshiprecord",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "residents_hardshiprecordevent" ("certificate_hash", "certificate_last4", "checked_by_id", "community_id", "ends_on", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof", "resident_id", "starts_on") VALUES (NEW."certificate_hash", NEW."certificate_last4", NEW."checked_by_id", NEW."community_id", NEW."ends_on", NEW."id", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proof", NEW."resident_id", NEW."starts_on"); RETURN NULL;',
                    hash="22f08f1578a3e443b834b851614b4c6023a60b71",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0fc2c",
                    table="residents_hardshiprecord",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hardshiprecord",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."certificate_hash" IS DISTINCT FROM (NEW."certificate_hash") OR OLD."certificate_last4" IS DISTINCT FROM (NEW."certificate_last4") OR OLD."checked_by_id" IS DISTINCT FROM (NEW."checked_by_id") OR OLD."community_id" IS DISTINCT FROM (NEW."community_id") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."proof" IS DISTINCT FROM (NEW."proof") OR OLD."resident_id" IS DISTINCT FROM (NEW."resident_id") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on"))',
                    func='INSERT INTO "residents_hardshiprecordevent" ("certificate_hash", "certificate_last4", "checked_by_id", "community_id", "ends_on", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof", "resident_id", "starts_on") VALUES (NEW."certificate_hash", NEW."certificate_last4", NEW."checked_by_id", NEW."community_id", NEW."ends_on", NEW."id", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proof", NEW."resident_id", NEW."starts_on"); RETURN NULL;',
                    hash="ed1d86eee256a5722e8587fe3199bc00076cd06b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_20977",
                    table="residents_hardshiprecord",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("way", "oral"), _negated=True), models.Q(("witness", ""), _negated=True), _connector="OR"
                ),
                name="consent_oral_has_witness",
                violation_error_message="A spoken consent needs the name of a witness.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_on__isnull", True), ("withdrawn_on__gte", models.F("given_on")), _connector="OR"
                ),
                name="consent_withdrawn_after_given",
                violation_error_message="It can't be withdrawn before it was given.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_on__isnull", True)),
                fields=("resident", "purpose"),
                name="consent_one_live_each",
                violation_error_message="This consent is recorded already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankaccount",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("resident",),
                name="account_one_live_each",
                violation_error_message="This resident has an account already. Change it, and the old one is ended.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bankaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="account_no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TRUE THEN\n                RAISE EXCEPTION USING MESSAGE = 'a bank account is ended, never deleted', ERRCODE = 'integrity_constraint_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="3f9d903040412675f5d63763276b537203b35396",
                    operation="DELETE",
                    pgid="pgtrigger_account_no_delete_82093",
                    table="residents_bankaccount",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bankaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="account_fixed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='\n            IF (TRUE) AND (OLD."resident_id" IS DISTINCT FROM NEW."resident_id" OR OLD."holder" IS DISTINCT FROM NEW."holder" OR OLD."number_hash" IS DISTINCT FROM NEW."number_hash" OR OLD."last4" IS DISTINCT FROM NEW."last4") THEN\n                RAISE EXCEPTION USING MESSAGE = \'an account number is changed by adding a new account\', ERRCODE = \'integrity_constraint_violation\';\n            END IF;\n            IF TG_OP = \'DELETE\' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ',
                    hash="31f54a3f2d346bcd3dfabc4af44d7fdf7cd0a22d",
                    operation="UPDATE",
                    pgid="pgtrigger_account_fixed_36dc5",
                    table="residents_bankaccount",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="rolegrant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")),
                fields=("community", "user", "role"),
                name="grant_asked_once",
                violation_error_message="This role is waiting for a second person already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolegrant",
            constraint=models.CheckConstraint(
                condition=models.Q(("user", models.F("asked_by")), _negated=True),
                name="grant_not_to_oneself",
                violation_error_message="Nobody gives herself a role: a colleague asks for it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolegrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "confirmed"), _negated=True),
                    models.Q(
                        models.Q(("answered_by", models.F("asked_by")), _negated=True),
                        models.Q(("answered_by", models.F("user")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="grant_by_two_people",
                violation_error_message="Whoever confirms is neither the one who asked nor the one who gets the role.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolegrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "delayed"), _negated=True),
                    (
                        "starts_on__gte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("asked_on"), "+", models.Value(datetime.timedelta(days=3))
                        ),
                    ),
                    _connector="OR",
                ),
                name="grant_delay_is_kept",
                violation_error_message="Without a second person a role begins three days later at the earliest.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolegrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("answered_by__isnull", False), ("state__in", ["confirmed", "refused"])),
                        models.Q(("answered_by__isnull", True), ("state__in", ["delayed", "first", "waiting"])),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("answered_at__isnull", False), ("state__in", ["confirmed", "refused"])),
                        models.Q(("answered_at__isnull", True), ("state__in", ["delayed", "first", "waiting"])),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("membership__isnull", False), ("state__in", ["confirmed", "delayed", "first"])),
                        models.Q(("membership__isnull", True), ("state__in", ["refused", "waiting"])),
                        _connector="OR",
                    ),
                ),
                name="grant_state_agrees",
                violation_error_message="The state of a grant, its answer and its role don't fit together.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolegrant",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["approver", "cashier", "social_worker", "staff"])),
                name="grant_of_guarded_role",
                violation_error_message="Only roles over money or rights wait for a second person.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rolegrant",
            trigger=pgtrigger.compiler.Trigger(
                name="rolegrant_fixed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='\n            IF (TRUE) AND (OLD."community_id" IS DISTINCT FROM NEW."community_id" OR OLD."user_id" IS DISTINCT FROM NEW."user_id" OR OLD."role" IS DISTINCT FROM NEW."role" OR OLD."asked_by_id" IS DISTINCT FROM NEW."asked_by_id" OR OLD."asked_at" IS DISTINCT FROM NEW."asked_at" OR OLD."asked_on" IS DISTINCT FROM NEW."asked_on") THEN\n                RAISE EXCEPTION USING MESSAGE = \'who asked for which role is never changed\', ERRCODE = \'integrity_constraint_violation\';\n            END IF;\n            IF TG_OP = \'DELETE\' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ',
                    hash="ba5a824d62e1daec27c5a182aed4394b1fa6d43f",
                    operation="UPDATE",
                    pgid="pgtrigger_rolegrant_fixed_30ed5",
                    table="residents_rolegrant",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rolegrant",
            trigger=pgtrigger.compiler.Trigger(
                name="rolegrant_no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TRUE THEN\n                RAISE EXCEPTION USING MESSAGE = 'who asked for which role is never deleted', ERRCODE = 'integrity_constraint_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="a7a61a4c73c2e83e2e15fcf3b5cde82b581ec83d",
                    operation="DELETE",
                    pgid="pgtrigger_rolegrant_no_delete_44dba",
                    table="residents_rolegrant",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="sensitiveread",
            index=models.Index(fields=["resident", "at"], name="sensitiveread_resident"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sensitiveread",
            trigger=pgtrigger.compiler.Trigger(
                name="sensitiveread_no_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TRUE THEN\n                RAISE EXCEPTION USING MESSAGE = 'the log of looks is never changed', ERRCODE = 'integrity_constraint_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="26e0254fba0b3104cd09c3938ea86cfb3fc0e426",
                    operation="UPDATE",
                    pgid="pgtrigger_sensitiveread_no_update_f80de",
                    table="residents_sensitiveread",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sensitiveread",
            trigger=pgtrigger.compiler.Trigger(
                name="sensitiveread_no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TRUE THEN\n                RAISE EXCEPTION USING MESSAGE = 'the log of looks is never changed', ERRCODE = 'integrity_constraint_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="685f6ff2547691d225865dc60e923ba57f7c18df",
                    operation="DELETE",
                    pgid="pgtrigger_sensitiveread_no_delete_415e8",
                    table="residents_sensitiveread",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="signin",
            index=models.Index(fields=["resident", "began_at"], name="signin_resident"),
        ),
        migrations.AddConstraint(
            model_name="signin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("card__isnull", False), ("phone_pin__isnull", True)),
                    models.Q(("card__isnull", True), ("phone_pin__isnull", False)),
                    _connector="OR",
                ),
                name="sign_in_one_way",
                violation_error_message="One signs in by card or by telephone number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="sign_in_ended_agrees",
                violation_error_message="An end needs the person who ended it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="trustedperson",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("resident",),
                name="trusted_one_live_each",
                violation_error_message="She has named a trusted person already. End that first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="trustedperson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="trusted_ended_agrees",
                violation_error_message="An end needs the person who ended it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="trustedperson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("way", "oral"), _negated=True), models.Q(("witness", ""), _negated=True), _connector="OR"
                ),
                name="trusted_spoken_has_witness",
                violation_error_message="A spoken consent needs the name of a witness.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trustedperson",
            trigger=pgtrigger.compiler.Trigger(
                name="trusted_fixed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='\n            IF (TRUE) AND (OLD."resident_id" IS DISTINCT FROM NEW."resident_id" OR OLD."user_id" IS DISTINCT FROM NEW."user_id" OR OLD."name" IS DISTINCT FROM NEW."name" OR OLD."relation" IS DISTINCT FROM NEW."relation" OR OLD."way" IS DISTINCT FROM NEW."way" OR OLD."witness" IS DISTINCT FROM NEW."witness" OR OLD."named_at" IS DISTINCT FROM NEW."named_at" OR OLD."named_by_id" IS DISTINCT FROM NEW."named_by_id") THEN\n                RAISE EXCEPTION USING MESSAGE = \'who was trusted and how it was agreed never changes: end it and name anew\', ERRCODE = \'integrity_constraint_violation\';\n            END IF;\n            IF TG_OP = \'DELETE\' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ',
                    hash="021accaaf301770142e269c7255d7f16b3a7acf5",
                    operation="UPDATE",
                    pgid="pgtrigger_trusted_fixed_f1162",
                    table="residents_trustedperson",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trustedperson",
            trigger=pgtrigger.compiler.Trigger(
                name="trusted_no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TRUE THEN\n                RAISE EXCEPTION USING MESSAGE = 'who was trusted is never deleted', ERRCODE = 'integrity_constraint_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="15e75b84369ec0f1f5a8c0419293f1461fd0f480",
                    operation="DELETE",
                    pgid="pgtrigger_trusted_no_delete_27e5d",
                    table="residents_trustedperson",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="trustedlook",
            index=models.Index(fields=["trusted", "at"], name="trustedlook_trusted"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trustedlook",
            trigger=pgtrigger.compiler.Trigger(
                name="trustedlook_no_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TRUE THEN\n                RAISE EXCEPTION USING MESSAGE = 'the log of looks is never changed', ERRCODE = 'integrity_constraint_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="8028e447753f455d2ca4bf5b9ef0a6fc76f63e8b",
                    operation="UPDATE",
                    pgid="pgtrigger_trustedlook_no_update_b7f1d",
                    table="residents_trustedlook",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trustedlook",
            trigger=pgtrigger.compiler.Trigger(
                name="trustedlook_no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TRUE THEN\n                RAISE EXCEPTION USING MESSAGE = 'the log of looks is never changed', ERRCODE = 'integrity_constraint_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="18d63705930fb02f55ed0102711d6ab5f779a5db",
                    operation="DELETE",
                    pgid="pgtrigger_trustedlook_no_delete_2f96f",
                    table="residents_trustedlook",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="accesscard",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at__isnull", True), ("trusted__isnull", True)),
                fields=("resident",),
                name="card_one_live_each",
                violation_error_message="This resident has a card already. Replace it, and the old one is dead at once.",
            ),
        ),
        migrations.AddConstraint(
            model_name="accesscard",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at__isnull", True)),
                fields=("trusted",),
                name="card_one_live_of_trusted",
                violation_error_message="This person has a card already. Replace it, and the old one is dead at once.",
            ),
        ),
        migrations.AddConstraint(
            model_name="accesscard",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revoked_at__isnull", True), ("revoked_by__isnull", True)),
                    models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                    _connector="OR",
                ),
                name="card_revoked_agrees",
                violation_error_message="A revoked card needs the person who revoked it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="workshop",
            constraint=models.UniqueConstraint(
                fields=("community", "name"),
                name="workshop_name_once",
                violation_error_message="There is a workshop of this name already.",
            ),
        ),
        migrations.AddIndex(
            model_name="resident",
            index=models.Index(fields=["community", "pinyin_key", "id"], name="resident_by_pinyin"),
        ),
        migrations.AddIndex(
            model_name="resident",
            index=models.Index(fields=["community", "workshop", "list_order"], name="resident_paper_order"),
        ),
        migrations.AddIndex(
            model_name="resident",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["name"], name="resident_name_trgm", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="resident",
            constraint=models.UniqueConstraint(
                condition=models.Q(("identity_hash", ""), _negated=True),
                fields=("community", "identity_hash"),
                name="resident_identity_once",
                violation_error_message="Somebody with this identity number is here already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="resident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("identity_hash", ""), _negated=True),
                    models.Q(("no_identity_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="resident_identity_or_reason",
                violation_error_message="Without an identity number, please write why.",
            ),
        ),
        migrations.AddConstraint(
            model_name="resident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("left_on__isnull", True), ("state", "active")),
                    models.Q(("left_on__isnull", False), ("state", "left")),
                    _connector="OR",
                ),
                name="resident_left_agrees",
                violation_error_message="Whoever has left needs the day; whoever takes part has none.",
            ),
        ),
        migrations.AddConstraint(
            model_name="resident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("left_on__isnull", True), ("left_on__gte", models.F("joined_on")), _connector="OR"
                ),
                name="resident_left_after_joining",
                violation_error_message="The last day can't lie before the first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="resident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("born_on__isnull", True),
                    ("joined_on__gte", residents.models.resident._SixteenYearsAfter(models.F("born_on"))),
                    _connector="OR",
                ),
                name="resident_old_enough",
                violation_error_message="Nobody under 16 may be registered for work, by law.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="resident",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "residents_residentevent" ("born_on", "community_id", "house", "household_id", "id", "identity_hash", "identity_last4", "joined_on", "left_on", "left_reason", "list_order", "message_wish", "name", "no_identity_reason", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "pinyin_initials", "pinyin_key", "sex", "state", "user_id", "usual_place", "workshop_id") VALUES (NEW."born_on", NEW."community_id", NEW."house", NEW."household_id", NEW."id", NEW."identity_hash", NEW."identity_last4", NEW."joined_on", NEW."left_on", NEW."left_reason", NEW."list_order", NEW."message_wish", NEW."name", NEW."no_identity_reason", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."pinyin_initials", NEW."pinyin_key", NEW."sex", NEW."state", NEW."user_id", NEW."usual_place", NEW."workshop_id"); RETURN NULL;',
                    hash="4d120408d721d4347558dfa769e7eda4765ae424",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_424be",
                    table="residents_resident",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="resident",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."born_on" IS DISTINCT FROM (NEW."born_on") OR OLD."community_id" IS DISTINCT FROM (NEW."community_id") OR OLD."house" IS DISTINCT FROM (NEW."house") OR OLD."household_id" IS DISTINCT FROM (NEW."household_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."identity_hash" IS DISTINCT FROM (NEW."identity_hash") OR OLD."identity_last4" IS DISTINCT FROM (NEW."identity_last4") OR OLD."joined_on" IS DISTINCT FROM (NEW."joined_on") OR OLD."left_on" IS DISTINCT FROM (NEW."left_on") OR OLD."left_reason" IS DISTINCT FROM (NEW."left_reason") OR OLD."list_order" IS DISTINCT FROM (NEW."list_order") OR OLD."message_wish" IS DISTINCT FROM (NEW."message_wish") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."no_identity_reason" IS DISTINCT FROM (NEW."no_identity_reason") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."pinyin_initials" IS DISTINCT FROM (NEW."pinyin_initials") OR OLD."pinyin_key" IS DISTINCT FROM (NEW."pinyin_key") OR OLD."sex" IS DISTINCT FROM (NEW."sex") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id") OR OLD."usual_place" IS DISTINCT FROM (NEW."usual_place") OR OLD."workshop_id" IS DISTINCT FROM (NEW."workshop_id"))',
                    func='INSERT INTO "residents_residentevent" ("born_on", "community_id", "house", "household_id", "id", "identity_hash", "identity_last4", "joined_on", "left_on", "left_reason", "list_order", "message_wish", "name", "no_identity_reason", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "pinyin_initials", "pinyin_key", "sex", "state", "user_id", "usual_place", "workshop_id") VALUES (NEW."born_on", NEW."community_id", NEW."house", NEW."household_id", NEW."id", NEW."identity_hash", NEW."identity_last4", NEW."joined_on", NEW."left_on", NEW."left_reason", NEW."list_order", NEW."message_wish", NEW."name", NEW."no_identity_reason", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."pinyin_initials", NEW."pinyin_key", NEW."sex", NEW."state", NEW."user_id", NEW."usual_place", NEW."workshop_id"); RETURN NULL;',
                    hash="275f54fc56c698fb9b66374fc8397c486253e4e3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7908c",
                    table="residents_resident",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["community", "state", "id"], name="message_by_state"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("channel", "sms"), ("state", "queued")), fields=["due_at"], name="message_to_send"
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                fields=("community", "key"),
                name="message_key_once",
                violation_error_message="People were told this already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("resident__isnull", False),
                    models.Q(("channel", "paste"), ("workshop__isnull", False)),
                    _connector="OR",
                ),
                name="message_to_somebody",
                violation_error_message="A message is for a resident, or for the group chat of a workshop.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", False), ("state__in", ["cancelled", "failed", "handed_over", "sent"])
                    ),
                    models.Q(("ended_at__isnull", True), ("state__in", ["queued"])),
                    _connector="OR",
                ),
                name="message_state_agrees",
                violation_error_message="A message that has ended needs its time.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("channel__in", ("paste", "print")), ("state", "sent"), _negated=True),
                    models.Q(("channel", "sms"), ("state", "handed_over"), _negated=True),
                ),
                name="message_state_fits_its_way",
                violation_error_message="A text message is sent, a slip or a text for a chat is handed over.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("body", ""), _negated=True),
                name="message_has_words",
                violation_error_message="A message without words tells nobody anything.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("body__regex", "[\\u00a5\\uffe5]|[0-9\\uff10-\\uff19] ?(\\u5143|\\u5757|\\u89d2|\\u6bdb)"),
                    _negated=True,
                ),
                name="message_without_sums",
                violation_error_message="No amount of money goes into a message.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="message",
            trigger=pgtrigger.compiler.Trigger(
                name="message_no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TRUE THEN\n                RAISE EXCEPTION USING MESSAGE = 'a message is never deleted', ERRCODE = 'integrity_constraint_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="7f19c432ee007985677d0e14868efeff9abb90f7",
                    operation="DELETE",
                    pgid="pgtrigger_message_no_delete_258e9",
                    table="residents_message",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="message",
            trigger=pgtrigger.compiler.Trigger(
                name="message_fixed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='\n            IF (TRUE) AND (OLD."community_id" IS DISTINCT FROM NEW."community_id" OR OLD."resident_id" IS DISTINCT FROM NEW."resident_id" OR OLD."workshop_id" IS DISTINCT FROM NEW."workshop_id" OR OLD."template" IS DISTINCT FROM NEW."template" OR OLD."body" IS DISTINCT FROM NEW."body" OR OLD."key" IS DISTINCT FROM NEW."key" OR OLD."queued_at" IS DISTINCT FROM NEW."queued_at") THEN\n                RAISE EXCEPTION USING MESSAGE = \'what a message says, and to whom, is never changed\', ERRCODE = \'integrity_constraint_violation\';\n            END IF;\n            IF TG_OP = \'DELETE\' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ',
                    hash="d32d60faa3738701a94266f74f1699fbe0e98cf6",
                    operation="UPDATE",
                    pgid="pgtrigger_message_fixed_ad461",
                    table="residents_message",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="message",
            trigger=pgtrigger.compiler.Trigger(
                name="message_of_a_demo",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF NEW.state = 'sent' AND (SELECT demo FROM residents_community WHERE id = NEW.community_id) THEN\n                RAISE EXCEPTION USING MESSAGE = 'a demo sends nothing', ERRCODE = 'integrity_constraint_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="a12d8f31adbd7b4d3272e3b541b1702ecf0d080c",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_message_of_a_demo_b0550",
                    table="residents_message",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("user", "="),
                    ("community", "="),
                    ("role", "="),
                    (
                        microfactory.kernel.constraints._DateRange(
                            models.F("starts_on"),
                            models.F("ends_on"),
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_lower=True, inclusive_upper=True
                            ),
                        ),
                        "&&",
                    ),
                ],
                name="membership_once_at_a_time",
                violation_error_message="This person holds this role in these days already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role", "leader"), _negated=True), ("workshop__isnull", False), _connector="OR"
                ),
                name="membership_leader_has_workshop",
                violation_error_message="A workshop leader needs a workshop.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="membership_period_in_order",
                violation_error_message="The last day can't lie before the first.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "residents_membershipevent" ("community_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_on", "user_id", "workshop_id") VALUES (NEW."community_id", NEW."ends_on", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."starts_on", NEW."user_id", NEW."workshop_id"); RETURN NULL;',
                    hash="7f8f313a7c349520b6fc8e57c1106408347b0610",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d47fc",
                    table="residents_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "residents_membershipevent" ("community_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_on", "user_id", "workshop_id") VALUES (NEW."community_id", NEW."ends_on", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."starts_on", NEW."user_id", NEW."workshop_id"); RETURN NULL;',
                    hash="d78c12e1f74db338f78cae2b370a748b1197b458",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_31ab0",
                    table="residents_membership",
                    when="AFTER",
                ),
            ),
        ),
    ]
