"""Compiles the catalogues in `locale/`, or checks that they are complete."""

from django.core.management.base import BaseCommand, CommandError

from microfactory.setup import words


class Command(BaseCommand):
    help = "Compile every catalogue that is newer than its compiled form."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only look for what is not translated, or wrongly")

    def handle(self, *args, **options):
        if options["check"]:
            problems = [problem for source in words.catalogues() for problem in words.problems(source)]
            if problems:
                raise CommandError("\n".join(problems))
            return
        self.stdout.write(f"{words.compile_all()} compiled")
