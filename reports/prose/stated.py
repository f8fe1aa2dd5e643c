"""Statements, printed as their source words them; a figure that follows from one is said to be computed."""

from clusters.choices import StatementAggregate as Aggregate
from reports.blocks import Number
from reports.prose.pieces import Runs, names, percent, signed
from scoring.inputs import Derivation, Figure
from scoring.rounding import rounded

WORDS = {
    Aggregate.MEAN: "bình quân đạt",
    Aggregate.SUM: "tổng cộng",
    Aggregate.PLAN_PERCENT: "bình quân đạt",
    Aggregate.RATIO: "tính chung đạt",
}


def stated(statement, year: int) -> Runs:
    """Return the clause of one statement: qualifier, figure, units named, the year where it is another."""
    aggregate = Aggregate(statement.aggregate)
    pieces = [*_lead(statement, aggregate), *_figure(statement, aggregate)]
    if aggregate == Aggregate.PLAN_PERCENT:
        pieces.append(" kế hoạch năm")
    if aggregate == Aggregate.CHANGE and statement.indicator_id:
        pieces.append(f" so với năm {(statement.reference_year or year) - 1}")
    if aggregate == Aggregate.COUNT and statement.qualifier:
        pieces.append(f" {statement.qualifier}")
    return (*pieces, *_remarks(statement, year))


def subject_of(statement) -> str:
    """Return what the statement is about."""
    if statement.indicator_id and statement.subject:
        return f"{statement.indicator} – {statement.subject}"
    return str(statement)


def _lead(statement, aggregate) -> list[str]:
    words = [WORDS[aggregate]] if aggregate in WORDS and statement.indicator_id else []
    if statement.qualifier and aggregate != Aggregate.COUNT:
        words.append(statement.qualifier)
    followed = statement.value is not None or statement.numerator is not None or statement.units.all()
    return [" ".join(words) + (" " if words and followed else "")] if words else []


def _figure(statement, aggregate) -> list:
    unit = statement.measure or (statement.indicator.measure if statement.indicator_id else "")
    if statement.numerator is not None:
        parts = [Number(statement.numerator), "/", Number(statement.denominator, unit=unit)]
        return parts + _share(statement) if aggregate == Aggregate.RATIO else parts
    if statement.value is None:
        return []
    if aggregate == Aggregate.CHANGE and not statement.qualifier:
        return list(signed(statement.value, unit, marked=statement.illustrative))
    return [Number(statement.value, unit=unit, marked=statement.illustrative)]


def _share(statement) -> list:
    """The percentage that a stated ratio makes; no source states it, so it is said to be computed."""
    share = Derivation("share").of(Figure(numerator=statement.numerator, denominator=statement.denominator)).value
    return [] if share is None else [" (số tính: ", percent(rounded(share, 2)), ")"]


def _remarks(statement, year: int) -> list[str]:
    told = []
    units = list(statement.units.all())
    if units:
        told.append(
            f" ({names(units)})" if statement.value is not None or statement.numerator is not None else names(units)
        )
    if statement.reference_year and statement.reference_year != year:
        told.append(f" (số liệu năm {statement.reference_year})")
    if statement.note:
        told.append(f" ({statement.note.rstrip('.')})")
    return told
