"""The eight scoring methods: each a frozen dataclass of its parameters with `points(figure, pool)`.

`parse("plan_step", {"max": "60", "derive": "ratio", ...})` reads parameters as a sheet stores them (numbers as plain
text) and raises BadParameters; `schema("plan_step")` describes them so that a form can be made.
"""

from collections.abc import Mapping
from typing import Any

from scoring.errors import BadParameters, Problem
from scoring.methods.base import Method, Points
from scoring.methods.counted import Check, Count, Manual
from scoring.methods.others import Leader, Rank
from scoring.methods.parameters import COMMON, PARAMETER_CODES, Condition, Parameter
from scoring.methods.plan import Bands, PlanStep, Proportional

METHODS: dict[str, type[Method]] = {
    method.CODE: method for method in (PlanStep, Proportional, Bands, Rank, Leader, Check, Count, Manual)
}


def parse(method: str, params: Mapping[str, Any]) -> Method:
    """Return the method with its parameters; BadParameters holds every problem with code and field."""
    if method not in METHODS:
        raise BadParameters(Problem("unknown_method", "method"))
    return METHODS[method].parse(params)


def schema(method: str) -> tuple[Parameter, ...]:
    """Return the parameters of a method, its own first, then those that all share."""
    return (*METHODS[method].FIELDS, *COMMON)


__all__ = [
    "COMMON",
    "METHODS",
    "PARAMETER_CODES",
    "Bands",
    "Check",
    "Condition",
    "Count",
    "Leader",
    "Manual",
    "Method",
    "Parameter",
    "PlanStep",
    "Points",
    "Proportional",
    "Rank",
    "parse",
    "schema",
]
