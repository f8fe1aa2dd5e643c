"""What scoring refuses, as codes and numbers; sentences for people are made outside.

ScoringError
├── NumberProblem   a text that is not a number in the reader's notation, or could be two
├── BadParameters   parameters with which a method cannot work
├── BadSheet        a criteria sheet that does not hang together
└── BadInputs       frozen inputs that are not in the agreed form
"""

from dataclasses import dataclass
from decimal import Decimal


class ScoringError(Exception):
    """Anything that scoring refuses."""


class NumberProblem(ScoringError):
    """A typed text that cannot be read; `code` is in NUMBER_CODES, `readings` is filled when it is ambiguous."""

    def __init__(self, code: str, typed: str, example: str, readings: tuple[Decimal, ...] = ()) -> None:
        super().__init__(code, typed)
        self.code, self.typed, self.example, self.readings = code, typed, example, readings


@dataclass(frozen=True, slots=True)
class Problem:
    """One refused parameter: a code of PARAMETER_CODES, the field's name and the numbers the sentence needs."""

    code: str
    field: str
    args: tuple[str, ...] = ()


class BadParameters(ScoringError):
    """Every problem found in one set of parameters; `code` and `field` are those of the first."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems
        self.code, self.field, self.args_of_code = problems[0].code, problems[0].field, problems[0].args


class BadSheet(ScoringError):
    """A sheet refused at the line `key` (empty: the sheet itself); `problems` when parameters are at fault."""

    def __init__(self, code: str, key: str = "", problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(code, key)
        self.code, self.key, self.problems = code, key, problems


class BadInputs(ScoringError):
    """Inputs refused for the member `key`, in the part `field`."""

    def __init__(self, code: str, key: str, field: str) -> None:
        super().__init__(code, key, field)
        self.code, self.key, self.field = code, key, field
