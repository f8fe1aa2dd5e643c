"""What the units reported, put together: computed figures are called so, with how many units they rest on."""

from collections.abc import Callable

from clusters.choices import Aggregation, Direction, FigureStatus, IndicatorKind
from clusters.queries.last_year import shown_value
from clusters.queries.yearbook import Line, Told
from reports.blocks import Number
from reports.prose.pieces import Runs, figure, joined, percent, sentence, signed
from reports.prose.stated import stated
from reports.wording import MADE_UP
from scoring import aggregates
from scoring.inputs import Figure

TOP = 3


def of_line(line: Line, year: int, word: str) -> Runs | None:
    """Return the sentence of one indicator; None where nothing was stated or reported."""
    clauses = [("theo nguồn: ", *stated(one, year)) for one in line.statements]
    if line.reported:
        clauses += computed(line, year, word)
    return sentence(line.indicator.name, clauses) if clauses else None


def computed(line: Line, year: int, word: str) -> list[Runs]:
    """Return the clauses of what the units reported."""
    if line.indicator.aggregation == Aggregation.LIST:
        listed = joined((_one(told, line, year) for told in line.reported), ", ")
        return [(f"số của {len(line.reported)}/{len(line.told)} {word} có báo cáo: ", *listed)]
    first, *more = CLAUSES[line.indicator.aggregation](line)
    begun = (f"số tính từ {len(line.reported)}/{len(line.told)} {word} có báo cáo: ", *first)
    return [begun, *more, *_against_plan(line, word), *_against_last_year(line, year, word), *_estimates(line, word)]


def _mean(line: Line) -> list[Runs]:
    found = aggregates.mean(line.named, line.indicator.places)
    return [("bình quân đạt ", figure(found.value, line.indicator, marked=line.illustrative)), *_extremes(line)]


def _sum(line: Line) -> list[Runs]:
    found = aggregates.total(line.named, line.indicator.places)
    return [("tổng cộng ", figure(found.value, line.indicator, marked=line.illustrative))]


def _ratio_of_sums(line: Line) -> list[Runs]:
    above, below = (_total(line, part) for part in ("numerator", "denominator"))
    found = aggregates.ratio_of_sums(line.named, 2)
    whole = (Number(above), "/", figure(below, line.indicator, marked=line.illustrative))
    return [whole if found.value is None else (*whole, " (", percent(found.value), ")")]


def _total(line: Line, part: str):
    named = [aggregates.Named(told.name, Figure(actual=getattr(told.figure, part))) for told in line.reported]
    return aggregates.total(named, 6).value


def _mean_of_ratios(line: Line) -> list[Runs]:
    found = aggregates.mean_of_ratios(line.named, 2)
    return [("bình quân đạt ", _known(found.value, line), " kế hoạch năm")] if found.value is not None else _mean(line)


def _known(value, line: Line):
    return percent(value, marked=line.illustrative)


CLAUSES: dict[str, Callable[[Line], list[Runs]]] = {
    Aggregation.MEAN: _mean,
    Aggregation.SUM: _sum,
    Aggregation.RATIO_OF_SUMS: _ratio_of_sums,
    Aggregation.MEAN_OF_RATIOS: _mean_of_ratios,
    Aggregation.COUNT_MEETING_PLAN: _sum,
}


def _extremes(line: Line) -> list[Runs]:
    """The best three by name and the last one; all of them where there are no more."""
    ranked = [
        named for named in aggregates.ordered(line.named, line.indicator.direction) if named.figure.actual is not None
    ]
    marked = {told.name: told.illustrative for told in line.reported}
    words = ("cao nhất là ", "thấp nhất là ")
    best, last = words if line.indicator.direction == Direction.HIGHER else words[::-1]

    def told(named) -> Runs:
        return (f"{named.name} ", figure(named.figure.actual, line.indicator, marked=marked[named.name]))

    clauses = [(best, *joined(map(told, ranked[:TOP]), ", "))]
    return [*clauses, (last, *told(ranked[-1]))] if len(ranked) > TOP else clauses


def _against_plan(line: Line, word: str) -> list[Runs]:
    """How the year plan was met: by the whole, by the mean, and by how many."""
    planned = [told for told in line.reported if told.plan is not None]
    whole = aggregates.ratio_of_sums(line.named, 2, of="plan")
    if not planned or whole.value is None:
        return []
    marked = any(told.illustrative or told.plan.illustrative for told in planned)
    beyond = aggregates.count_meeting_plan(line.named, line.indicator.direction, beyond=True)
    mean = aggregates.mean_of_ratios(line.named, 2)
    clauses: list[Runs] = [
        ("đạt ", percent(whole.value, marked=marked), " kế hoạch năm (tổng thực hiện trên tổng kế hoạch)"),
        ("bình quân kết quả từng nơi đạt ", percent(mean.value, marked=marked), " kế hoạch năm"),
    ]
    met = aggregates.count_meeting_plan(line.named, line.indicator.direction)
    counted = f"{met.count}/{met.counted} {word} đạt kế hoạch, trong đó {beyond.count}/{beyond.counted} {word} vượt"
    return [*clauses, (counted,)]


def _against_last_year(line: Line, year: int, word: str) -> list[Runs]:
    changed = aggregates.change(line.named, 6)
    if changed.value is None or line.indicator.aggregation == Aggregation.MEAN:
        return []
    change = signed(changed.value, line.indicator.measure, marked=line.illustrative)
    return [("so với năm trước: ", *change, f" (tính từ {changed.counted}/{changed.of} {word})")]


def _estimates(line: Line, word: str) -> list[Runs]:
    count = sum(told.figure.status == FigureStatus.ESTIMATE for told in line.reported)
    return [(f"trong đó {count} {word} là số ước tính",)] if count else []


def _one(told: Told, line: Line, year: int) -> Runs:
    """One unit by name with its figure: "Hải Dương 33/63 (số liệu năm 2019)"."""
    return (f"{told.name} ", *own_figure(told, line.indicator, year))


def own_figure(told: Told, indicator, year: int) -> Runs:
    """Return one unit's figure with what has to be known about it: of which year, and whether estimated."""
    found, remarks = told.figure, []
    match indicator.kind:
        case IndicatorKind.RATIO:
            share = shown_value(found)
            parts = (Number(found.numerator), "/", figure(found.denominator, indicator, marked=found.illustrative))
            pieces = parts if share is None else (*parts, " (", percent(share), ")")
        case IndicatorKind.RANK:
            out_of = () if found.denominator is None else ("/", Number(found.denominator))
            pieces = ("hạng ", Number(found.value), *out_of, *((MADE_UP,) if found.illustrative else ()))
        case IndicatorKind.YES_NO:
            pieces = ("có" if found.value else "không",)
        case _:
            pieces = (figure(found.value, indicator, marked=found.illustrative),)
    if found.status == FigureStatus.ESTIMATE:
        remarks.append("số ước tính")
    if found.reference_year and found.reference_year != year:
        remarks.append(f"số liệu năm {found.reference_year}")
    return (*pieces, f" ({'; '.join(remarks)})") if remarks else pieces


def of_together(together, word: str) -> Runs:
    """Return "3/7 tỉnh (Hà Giang, Lạng Sơn, Sơn La)" for conditions that were looked at together."""
    met = together.met
    named = f" ({', '.join(met.names)})" if met.names else ""
    mark = MADE_UP if together.illustrative else ""
    counted = f"{met.count}/{met.counted}{mark} {word}{named}"
    return (f"{together.name}: số tính từ {met.counted}/{met.of} {word} có báo cáo: {counted}.",)
