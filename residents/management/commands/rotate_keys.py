"""Seals whatever is sealed under the first key of FIELD_ENCRYPTION_KEYS."""

from django.core.management.base import BaseCommand

from residents.operations.rotation import rotate_seals


class Command(BaseCommand):
    help = "Seal numbers, files and voices under the first encryption key; afterwards the older keys can be taken out."

    def handle(self, *args, **options):
        self.stdout.write(f"{rotate_seals()} values sealed anew")
