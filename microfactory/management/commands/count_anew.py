"""Adds all tallies up from the rows, after rows were written with the triggers off."""

from django.apps import apps
from django.core.management.base import BaseCommand

from microfactory.kernel.tallies import count_anew


class Command(BaseCommand):
    help = "Add all tallies up from the rows anew: after a bulk load without triggers, or where check_books names one."

    def handle(self, *args, **options):
        for model in apps.get_models():
            if hasattr(model, "SOURCES"):
                count_anew(model)
                self.stdout.write(f"{model._meta.label}: {model.objects.count()}")
