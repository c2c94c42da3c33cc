"""`manage.py demo`: makes the demo communities; `--sign-ins` prints who signs in how."""

import os
import unicodedata

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from microfactory.demo.build import build, sign_ins
from microfactory.demo.doors import cards, phone_numbers
from microfactory.demo.members import PASSWORD
from microfactory.setup import serving


class Command(BaseCommand):
    help = "Makes three communities of invented people, once. Only on somebody's desk."

    def add_arguments(self, parser):
        parser.add_argument("--sign-ins", action="store_true", help="print who signs in how, and make nothing")

    def handle(self, *args, **options):
        if not settings.LOCAL and not settings.TESTING:
            raise CommandError("The demo is for a desk (MICROFACTORY_MODE=local), never for a real community.")
        with translation.override(settings.LANGUAGE_CODE):
            if options["sign_ins"]:
                self._print_sign_ins()
            elif made := build(timezone.localdate()):
                self.stdout.write(_("Made: %(names)s") % {"names": "、".join(made)})
            else:
                self.stdout.write(_("The demo communities are there already; nothing was changed."))

    def _print_sign_ins(self):
        rows, address = sign_ins(), _address()
        widths = [max(_width(row[column]) for row in rows) for column in range(4)]
        self.stdout.write(_("Demo sign-ins; the password of all: %(password)s") % {"password": PASSWORD})
        for row in rows:
            self.stdout.write("  " + "  ".join(_pad(cell, width) for cell, width in zip(row, widths, strict=True)))
        self.stdout.write(_("Residents' cards (address and PIN):"))
        for name, token, pin in cards(timezone.now()):
            self.stdout.write(f"  {name}  {address}{reverse('residents:card_link', args=[token])}  {pin}")
        self.stdout.write(_("By telephone number and six digits:"))
        self.stdout.write(f"  {address}{reverse('residents:phone_sign_in')}")
        for row in phone_numbers(timezone.now()):
            self.stdout.write("  " + "  ".join(row))


def _address() -> str:
    """Where the pages are: as PORT or PUBLIC_ADDRESS say, else where the server that runs is."""
    told = os.environ.get("PORT") or os.environ.get("PUBLIC_ADDRESS")
    return settings.PUBLIC_ADDRESS if told else serving.address() or settings.PUBLIC_ADDRESS


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
