"""`manage.py seed_parameters`: amounts of law and custom, dated and with their source, where there are none."""

from django.core.management.base import BaseCommand
from django.utils import timezone, translation

from residents.operations.parameters import Amount, seed_parameters
from workshops.payouts.queries.law import amounts


class Command(BaseCommand):
    help = "Write down the amounts of law and custom that nobody has entered yet. Once more: nothing."

    def handle(self, *args, **options):
        with translation.override("zh-hans"):
            written = seed_parameters(
                amounts=[Amount(**amount) for amount in amounts()], actor=None, now=timezone.now()
            )
        if written:
            self.stdout.write(f"{written} amounts of law and custom written down.")
