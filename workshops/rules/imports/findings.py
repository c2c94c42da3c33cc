"""What the reading of a row has to say: errors that refuse it, warnings that let it pass."""

from dataclasses import dataclass, field

from microfactory.kernel.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class Finding:
    """A reason code with its sentence, and the field (column) that it is about."""

    code: str
    sentence: str
    field: str | None = None


DOUBLED = "exact_duplicate"


@dataclass(slots=True)
class Reading:
    """A spreadsheet row as it was understood. `number` is the row number that the spreadsheet shows; `known`: what it
    says is stored already, from an earlier file."""

    number: int
    known: bool = False
    errors: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    def refuse(self, code: str, sentence: str, column: str | None = None) -> None:
        """Adds an error: the row isn't stored. The first error is the row's reason code."""
        self.errors.append(Finding(code, sentence, column))

    def warn(self, code: str, sentence: str, column: str | None = None) -> None:
        """Adds a warning: the row is stored all the same."""
        self.warnings.append(Finding(code, sentence, column))

    def attempt(self, read, *args, default=None, **kwargs):
        """`read(*args)`, or `default` where it breaks a rule, which then stands among the errors."""
        try:
            return read(*args, **kwargs)
        except RuleBroken as error:
            self.refuse(error.code, str(error), error.field)
            return default

    @property
    def refused(self) -> bool:
        """Whether an error stands against it."""
        return bool(self.errors)

    @property
    def doubled(self) -> bool:
        """Whether another row of the same file says exactly the same: stored only where the user ticks it."""
        return any(finding.code == DOUBLED for finding in self.warnings)

    @property
    def fresh(self) -> bool:
        """Whether it can be stored and isn't yet."""
        return not self.errors and not self.known


def chosen(rows: list, ticked: frozenset[int] = frozenset()) -> list:
    """The rows that are stored: fresh ones, exact doubles only where their number is ticked."""
    return [row for row in rows if row.fresh and (row.number in ticked or not row.doubled)]


def outcome(rows: list, stored: list) -> dict:
    """What came of a file, as plain values: how many rows were stored and how many were stored before, and the first
    finding of each row that was refused or warned about as {row number: [code, sentence]}."""
    return {
        "accepted": len(stored),
        "repeated": sum(row.known and not row.errors for row in rows),
        "rejected": {str(row.number): _first(row.errors) for row in rows if row.errors},
        "warned": {str(row.number): _first(row.warnings) for row in rows if row.fresh and row.warnings},
    }


def _first(findings: list[Finding]) -> list[str]:
    return [findings[0].code, str(findings[0].sentence)]
