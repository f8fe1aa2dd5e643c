"""The parameters of a method: their descriptions, from which a form can be made, and their strict reading."""

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring.errors import Problem
from scoring.inputs import DERIVATIONS, DIRECTIONS, LOWER_MODES

PARAMETER_CODES: dict[str, tuple[str, ...]] = {  # code: the names of its arguments
    "required": (),
    "unknown_field": (),
    "unknown_method": (),
    "not_a_number": (),
    "not_whole": (),
    "not_a_choice": (),
    "negative": (),
    "not_positive": (),
    "too_fine": ("places",),  # more decimals than the points are rounded to
    "too_many_places": ("most",),
    "bad_list": (),
    "bounds_not_ascending": (),
    "cap_below_floor": (),
    "penalty_needs_floor": (),  # negative points a unit, and no lowest total named
    "direction_not_supported": (),
    "lower_mode_required": (),
    "table_incomplete": ("count",),  # the first number of met conditions that has no points
}

KINDS = ("number", "positive", "not_negative", "whole", "choice", "flag", "bands", "ranks", "counts", "conditions")
MOST_PLACES = 6
NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
OPERATORS = (">=", ">", "=", "<", "<=")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a method: its name, kind (of KINDS), whether it must be given, default text and choices."""

    name: str
    kind: str
    required: bool = False
    default: str | None = None
    choices: tuple[str, ...] = ()


class Refused(Exception):
    """One value refused, by code."""


COMMON = (
    Parameter("max", "not_negative"),
    Parameter("cap", "number"),
    Parameter("floor", "number"),
    Parameter("places", "whole", default="2"),
    Parameter("derive", "choice", default="value", choices=DERIVATIONS),
    Parameter("direction", "choice", default="higher", choices=DIRECTIONS),
    Parameter("lower_mode", "choice", choices=LOWER_MODES),
)


def values(fields: tuple[Parameter, ...], given: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """Return the read parameters (None where blank and without a default) and everything wrong with them."""
    known = {field.name for field in fields}
    problems = [Problem("unknown_field", name) for name in given if name not in known]
    read: dict[str, Any] = {}
    for field in fields:
        value = given.get(field.name)
        value = field.default if value is None or value == "" else value
        read[field.name] = None
        if value is None:
            problems += [Problem("required", field.name)] if field.required else []
            continue
        try:
            read[field.name] = _read(field, value)
        except Refused as refused:
            problems.append(Problem(str(refused), field.name))
    return read, problems


def number(text: object) -> Decimal:
    """Return the Decimal of a canonical number text."""
    if not isinstance(text, str) or not NUMBER.fullmatch(text):
        raise Refused("not_a_number")
    return Decimal(text)


def _read(field: Parameter, value: Any) -> Any:
    if field.kind == "choice":
        if value not in field.choices:
            raise Refused("not_a_choice")
        return value
    if field.kind == "flag":
        return _flag(value)
    return _READERS[field.kind](value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise Refused("not_a_choice")
    return value


def _positive(text: object) -> Decimal:
    value = number(text)
    if value <= 0:
        raise Refused("not_positive")
    return value


def _not_negative(text: object) -> Decimal:
    value = number(text)
    if value < 0:
        raise Refused("negative")
    return value


def _whole(text: object) -> int:
    value = number(str(text) if type(text) is int else text)
    if value != value.to_integral_value():
        raise Refused("not_whole")
    if value < 0:
        raise Refused("negative")
    return int(value)


def _bands(value: object) -> tuple[tuple[Decimal, Decimal], ...]:
    if not isinstance(value, list | tuple) or not value:
        raise Refused("bad_list")
    bands = []
    for pair in value:
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise Refused("bad_list")
        bands.append((number(pair[0]), number(pair[1])))
    if any(lower[0] >= upper[0] for lower, upper in itertools.pairwise(bands)):
        raise Refused("bounds_not_ascending")
    return tuple(bands)


def _table(value: object) -> tuple[tuple[int, Decimal], ...]:
    if not isinstance(value, Mapping) or not value:
        raise Refused("bad_list")
    return tuple(sorted((_whole(key), number(points)) for key, points in value.items()))


def _conditions(value: object) -> tuple["Condition", ...]:
    if not isinstance(value, list | tuple) or not value:
        raise Refused("bad_list")
    return tuple(_condition(entry) for entry in value)


def _condition(entry: object) -> "Condition":
    if not isinstance(entry, Mapping) or not set(entry) <= {"points", "label", "derive", "op", "than"}:
        raise Refused("bad_list")
    points = number(entry.get("points", "0"))
    if "op" not in entry:
        return Condition(points)
    derive = entry.get("derive", "value")
    if entry["op"] not in OPERATORS or derive not in DERIVATIONS:
        raise Refused("not_a_choice")
    return Condition(points, derive, entry["op"], number(entry.get("than", "0")))


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of CHECK: its points, and the comparison that decides it when it is not answered by hand."""

    points: Decimal
    derive: str = "value"
    op: str | None = None
    than: Decimal = Decimal(0)


_READERS = {
    "number": number,
    "positive": _positive,
    "not_negative": _not_negative,
    "whole": _whole,
    "bands": _bands,
    "ranks": _table,
    "counts": _table,
    "conditions": _conditions,
}
