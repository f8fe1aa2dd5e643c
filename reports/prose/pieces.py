"""The small parts that sentences are put together from."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from clusters.choices import IndicatorKind
from clusters.queries.aggregates import Whole
from organisations.choices import UnitKind
from reports.blocks import Number, Run

Runs = tuple[Run, ...]
COUNCIL = "Hội đồng Thi đua - Khen thưởng"


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


def single(value: Decimal | int, indicator, *, marked: bool = False) -> Number:
    """Return what is one number of the indicator, such as a plan: a ratio's is the percentage that it makes."""
    unit = "%" if indicator.kind == IndicatorKind.RATIO else indicator.measure
    return Number(value, unit=unit, marked=marked)


def together(found: Whole, indicator, *, marked: bool = False) -> Number:
    """Return the value that the units' figures make together, as their page shows it."""
    percentage = found.is_percentage or indicator.kind == IndicatorKind.RATIO
    return Number(found.value, found.places, "%" if percentage else indicator.measure, marked=marked)


def percent(value: Decimal, places: int = 2, *, marked: bool = False) -> Number:
    return Number(value, places, "%", marked=marked)


def signed(value: Decimal | int, unit: str, *, marked: bool = False) -> Runs:
    """Return a change with its sign: "+8 bậc", "−157 vụ"."""
    number = Number(value, unit=unit, marked=marked)
    return ("+", number) if value > 0 else (number,)


def names(units: Iterable[object]) -> str:
    return ", ".join(str(unit) for unit in units)


def council_of(organiser) -> str:
    """Return the council that arranges a cluster: the centre's, a province's own, else none by name."""
    if organiser.kind == UnitKind.CENTRAL_BOARD:
        return f"{COUNCIL} Trung ương"
    place = f" {organiser.full_name}" if organiser.is_provincial else ""
    return f"{COUNCIL}{place}"


def word_for(units: Iterable[object]) -> str:
    """Return what the units are called together: tỉnh, where all of them are."""
    kinds = {unit.kind for unit in units}
    return {frozenset({UnitKind.PROVINCE}): "tỉnh", frozenset({UnitKind.CITY}): "thành phố"}.get(
        frozenset(kinds), "đơn vị"
    )
