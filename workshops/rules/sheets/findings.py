"""What the reading of a row has to say: errors that refuse it, warnings that let it pass."""

from dataclasses import dataclass, field

from microfactory.kernel.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class Finding:
    """A reason code with its sentence, and the field (column) that it is about."""

    code: str
    sentence: str
    field: str | None = None


@dataclass(slots=True)
class Reading:
    """A spreadsheet row as it was understood. `number` is the row number that the spreadsheet shows."""

    number: int
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
