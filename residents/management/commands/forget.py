"""`manage.py forget`, once a day from cron: deletes what is kept for a while only."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from residents.operations.forgetting import forget_what_is_over


class Command(BaseCommand):
    help = (
        "Deletes ended sessions, keys of forms posted long ago, tries at the doors and wrong passwords of the staff."
    )

    def handle(self, *args, **options):
        count = forget_what_is_over(now=timezone.now())
        if count and options["verbosity"]:
            self.stdout.write(f"{count} forgotten")
