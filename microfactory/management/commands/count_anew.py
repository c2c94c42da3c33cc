"""Writes all tables anew that triggers keep, after rows were written with the triggers off."""

from django.apps import apps
from django.core.management.base import BaseCommand

from microfactory.kernel.tallies import count_anew
from workshops.models import OpenEntry
from workshops.operations.open_entries import rebuild_open_entries


class Command(BaseCommand):
    help = "Write tallies and open entries anew: after a bulk load without triggers, or where check_books names one."

    def handle(self, *args, **options):
        rebuild_open_entries()
        self.say(OpenEntry)
        for model in apps.get_models():
            if hasattr(model, "SOURCES"):
                count_anew(model)
                self.say(model)

    def say(self, model) -> None:
        """How many rows there are now."""
        self.stdout.write(f"{model._meta.label}: {model.objects.count()}")
