"""Brings the database up to date; on a desk it also fills an empty one with the demo communities."""

from contextlib import nullcontext

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from microfactory.setup.quick_migrations import entries_added_in_place
from residents.models import Community


class Command(BaseCommand):
    help = "Migrate if anything is left to migrate, and load the demo communities into an empty database if asked."
    requires_system_checks = []  # they load every page, at every start; `manage.py check` is for changes

    def add_arguments(self, parser):
        parser.add_argument("--demo", action="store_true", help="fill an empty database with the demo communities")

    def handle(self, *args, **options):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database ...")
            with entries_added_in_place() if settings.LOCAL else nullcontext():
                call_command("migrate", interactive=False, verbosity=0)
        call_command("seed_parameters", stdout=self.stdout)
        if options["demo"] and not Community.objects.exists():
            self.stdout.write("Loading the demo communities ...")
            with transaction.atomic():  # all or nothing: a demo that was interrupted is loaded anew
                call_command("demo", stdout=self.stdout)
