"""The import of a roster, orders and a piece log from the shell, for an office that brings its past."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from microfactory.kernel.errors import RuleBroken
from microfactory.kernel.periods import Month, today
from residents.enums import Role
from residents.models import Community, Membership, User, Workshop
from workshops.enums import ImportKind
from workshops.operations.imports import receive_file, store_import
from workshops.operations.imports_report import report
from workshops.rules.imports.pieces import settled_by_default

PARTS = (
    ("roster", ImportKind.ROSTER, "roster"),
    ("orders", ImportKind.ORDERS, "orders"),
    ("pieces", ImportKind.PIECES, "piece_log"),
)


class Command(BaseCommand):
    help = (
        "Imports spreadsheets of an office: all good rows, the others reported by row number. "
        "Without --commit everything is done and undone again; the report is the same."
    )

    def add_arguments(self, parser):
        parser.add_argument("--community", required=True, help="code of the community")
        parser.add_argument("--workshop", required=True, help="name of the workshop")
        parser.add_argument("--roster", type=Path, metavar="FILE")
        parser.add_argument("--orders", type=Path, metavar="FILE")
        parser.add_argument("--pieces", type=Path, metavar="FILE")
        parser.add_argument("--month", type=Month.parse, metavar="YYYY-MM", help="month of the piece log")
        settled = parser.add_mutually_exclusive_group()
        settled.add_argument("--settled-outside", dest="settled", action="store_true", default=None)
        settled.add_argument("--to-be-paid", dest="settled", action="store_false")
        parser.add_argument("--commit", action="store_true", help="keep what was stored")
        parser.add_argument("--json", type=Path, required=True, metavar="OUT", help="where the report is written")
        parser.add_argument("--user", help="username in whose name it is done; else a member of the community")

    def handle(self, **options):
        if not any(options[name] for name, _kind, _key in PARTS):
            raise CommandError("Give at least one of --roster, --orders, --pieces.")
        community, workshop, actor = self._place(options)
        self._open(options["json"])
        try:
            with transaction.atomic():
                found = self._import(community, workshop, actor, options)
                transaction.set_rollback(not options["commit"])
        except RuleBroken as error:
            raise CommandError(str(error)) from error
        options["json"].write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        for key, part in found.items():
            rejected, warned = len(part["rejected"]), len(part["warned"])
            self.stdout.write(f"{key}: {part['accepted']} accepted, {rejected} rejected, {warned} warned")
        self.stdout.write("stored" if options["commit"] else "nothing stored (no --commit)")

    def _open(self, report: Path) -> None:
        """Makes the report before anything is stored, for its owner's eyes alone: it holds identity numbers."""
        try:
            report.touch(mode=0o600)
            report.chmod(0o600)
        except OSError as error:
            raise CommandError(f"{report} can't be written: {error.strerror}.") from error

    def _place(self, options):
        community = Community.objects.filter(code=options["community"]).first()
        if community is None:
            raise CommandError(f"There is no community {options['community']}.")
        rows = Workshop.objects.filter(community=community).order_by("pk")
        workshops = {workshop.name: workshop for workshop in rows}
        if options["workshop"] not in workshops:
            names = ", ".join(workshops) or "none"
            raise CommandError(f"{community.name} has no workshop {options['workshop']}; it has: {names}.")
        return community, workshops[options["workshop"]], self._actor(community, options["user"])

    def _actor(self, community, username):
        if username:
            actor = User.objects.filter(username=username, is_resident=False).first()
        else:
            roles = [Role.STAFF, Role.SOCIAL_WORKER]
            members = Membership.objects.live_on(today()).filter(community=community, role__in=roles)
            member = members.select_related("user").order_by("pk").first()
            superusers = User.objects.filter(is_superuser=True).order_by("pk")
            actor = member.user if member else superusers.first()
        if actor is None:
            raise CommandError("Whose name shall stand on the rows? Give --user.")
        return actor

    def _import(self, community, workshop, actor, options) -> dict:
        found = {}
        for name, kind, key in PARTS:
            path, month = options[name], options["month"] if kind == ImportKind.PIECES else None
            if path is None:
                continue
            try:
                content = path.read_bytes()
            except OSError as error:
                raise CommandError(f"{path} can't be read: {error.strerror}.") from error
            settled = options["settled"] if month else False
            if settled is None:
                settled = settled_by_default(month, community.opened_on)
            now = timezone.now()
            batch = receive_file(
                community=community,
                workshop=workshop,
                kind=kind,
                content=content,
                filename=path.name,
                month=month,
                settled_outside=settled,
                actor=actor,
                now=now,
            )
            stored = store_import(batch=batch, actor=actor, now=now)
            found[key] = report(stored=stored, actor=actor, now=now)
        return found
