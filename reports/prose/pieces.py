"""The small parts that sentences are put together from."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from organisations.choices import UnitKind
from reports.blocks import Number, Run

Runs = tuple[Run, ...]


def joined(clauses: Iterable[Runs], between: str = "; ") -> Runs:
    """Return the clauses as one stretch of text."""
    pieces: list[Run] = []
    for clause in clauses:
        if pieces:
            pieces.append(between)
        pieces.extend(clause)
    return tuple(pieces)


def sentence(subject: str, clauses: Sequence[Runs]) -> Runs:
    """Return "Subject: clause; clause."."""
    return (f"{subject}: ", *joined(clauses), ".")


def figure(value: Decimal | int, indicator, *, marked: bool = False) -> Number:
    """Return a value of the indicator with its measure."""
    return Number(value, unit=indicator.measure, marked=marked)


def percent(value: Decimal, *, marked: bool = False) -> Number:
    return Number(value, 2, "%", marked=marked)


def signed(value: Decimal | int, unit: str, *, marked: bool = False) -> Runs:
    """Return a change with its sign: "+8 bậc", "−157 vụ"."""
    number = Number(value, unit=unit, marked=marked)
    return ("+", number) if value > 0 else (number,)


def names(units: Iterable[object]) -> str:
    return ", ".join(str(unit) for unit in units)


def word_for(units: Iterable[object]) -> str:
    """Return what the units are called together: tỉnh, where all of them are."""
    kinds = {unit.kind for unit in units}
    return {frozenset({UnitKind.PROVINCE}): "tỉnh", frozenset({UnitKind.CITY}): "thành phố"}.get(
        frozenset(kinds), "đơn vị"
    )
