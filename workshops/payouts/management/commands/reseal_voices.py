"""Seals all voice notes under the first key of FIELD_ENCRYPTION_KEYS; goes with `rotate_keys`."""

from django.core.management.base import BaseCommand

from workshops.payouts.operations.listening import reseal_voices


class Command(BaseCommand):
    help = "Seal all voice notes under the first encryption key; run it with rotate_keys, before older keys go."

    def handle(self, *args, **options):
        self.stdout.write(f"{reseal_voices()} voice notes sealed anew")
