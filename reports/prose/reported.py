"""What the units reported, put together: computed figures are called so, with how many units they rest on."""

from collections.abc import Callable

from clusters.choices import Aggregation, Direction, FigureStatus, IndicatorKind
from clusters.queries.aggregates import Whole, whole
from clusters.queries.last_year import shown_value
from clusters.queries.yearbook import Line, Told
from reports.blocks import Number
from reports.prose.pieces import Runs, figure, joined, percent, sentence, signed, together
from reports.prose.stated import stated
from reports.wording import MADE_UP, YEAR_NOT_NAMED
from scoring import aggregates
from scoring.inputs import Figure

TOP = 3
MEANS = (Aggregation.MEAN, Aggregation.WEIGHTED_MEAN)


def of_line(line: Line, year: int, word: str) -> Runs | None:
    """Return the sentence of one indicator; None where nothing was stated or reported."""
    clauses = [("theo nguồn: ", *stated(one, year)) for one in line.statements]
    if line.reported:
        clauses += computed(line, year, word)
    return sentence(line.indicator.name, clauses) if clauses else None


def computed(line: Line, year: int, word: str) -> list[Runs]:
    """Return the clauses of what the units reported."""
    found = whole(line.indicator, line.told)
    if found is None:
        of = sum(told.applies for told in line.told)
        listed = joined((_one(told, line, year) for told in line.reported), ", ")
        return [(f"số của {len(line.reported)}/{of} {word} có báo cáo: ", *listed)]
    if found.counted:
        first, *more = CLAUSES[found.aggregation](line, found, word)
        begun = (f"số tính từ {found.counted}/{found.of} {word} có báo cáo: ", *first)
    else:
        begun, more = (f"số của {len(line.reported)}/{found.of} {word} có báo cáo: ", _unknown(found, line)), []
    return [begun, *more, *_against_plan(line, found, word), *_against_last_year(line, word), *_estimates(line, word)]


def _unknown(found: Whole, line: Line) -> str:
    """What cannot be computed, though somebody reported."""
    if found.aggregation == Aggregation.RATIO_OF_SUMS:
        return "chưa tính được tỷ lệ chung"
    if found.aggregation == Aggregation.MEAN_OF_RATIOS and not _has_parts(line):
        return "chưa tính được bình quân tỷ lệ so với kế hoạch năm"
    if found.aggregation == Aggregation.WEIGHTED_MEAN:
        return "chưa tính được bình quân gia quyền vì chưa có số liệu của chỉ tiêu làm quyền số"
    if found.aggregation == Aggregation.COUNT_MEETING_PLAN:
        return "chưa có kế hoạch năm để so sánh"
    return "chưa tính được"


def _has_parts(line: Line) -> bool:
    """Whether the indicator is a ratio by itself, of two numbers."""
    return line.indicator.kind == IndicatorKind.RATIO


def _mean(line: Line, found: Whole, _word: str) -> list[Runs]:
    return [("bình quân đạt ", together(found, line.indicator, marked=line.illustrative)), *_extremes(line)]


def _weighted_mean(line: Line, found: Whole, _word: str) -> list[Runs]:
    made = together(found, line.indicator, marked=line.illustrative)
    return [(f"bình quân gia quyền theo chỉ tiêu “{line.weight}” đạt ", made), *_extremes(line)]


def _sum(line: Line, found: Whole, _word: str) -> list[Runs]:
    return [("tổng cộng ", together(found, line.indicator, marked=line.illustrative))]


def _ratio_of_sums(line: Line, found: Whole, _word: str) -> list[Runs]:
    above, below = (_total(line, part) for part in ("numerator", "denominator"))
    whole_of_it = figure(below, line.indicator, marked=line.illustrative)
    return [(Number(above), "/", whole_of_it, " (", together(found, line.indicator), ")")]


def _total(line: Line, part: str):
    named = [aggregates.Named(told.name, Figure(actual=getattr(told.figure, part))) for told in line.reported]
    return aggregates.total(named, 6).value


def _mean_of_ratios(line: Line, found: Whole, _word: str) -> list[Runs]:
    if _has_parts(line):
        made = together(found, line.indicator, marked=line.illustrative)
        return [("bình quân tỷ lệ từng nơi đạt ", made), *_extremes(line)]
    made = together(found, line.indicator, marked=_rests_on_made_up(line))
    return [("bình quân đạt ", made, " kế hoạch năm")]


def _meeting_plan(line: Line, _found: Whole, word: str) -> list[Runs]:
    return [_met(line, word)]


def _yes(line: Line, found: Whole, word: str) -> list[Runs]:
    names = [told.name for told in line.reported if told.figure.value]
    counted = f"{found.count}/{found.counted}{MADE_UP if line.illustrative else ''} {word} trả lời “Có”"
    return [(f"{counted} ({', '.join(names)})" if names else counted,)]


CLAUSES: dict[str, Callable[[Line, Whole, str], list[Runs]]] = {
    Aggregation.MEAN: _mean,
    Aggregation.WEIGHTED_MEAN: _weighted_mean,
    Aggregation.SUM: _sum,
    Aggregation.RATIO_OF_SUMS: _ratio_of_sums,
    Aggregation.MEAN_OF_RATIOS: _mean_of_ratios,
    Aggregation.COUNT_MEETING_PLAN: _meeting_plan,
    Aggregation.COUNT_YES: _yes,
}


def _extremes(line: Line) -> list[Runs]:
    """The best three by name and the last one; all of them where there are no more."""
    known = [told for told in line.reported if shown_value(told.figure) is not None]
    named = [told.named for told in known]
    # By identity: two units may bear one name.
    whose = dict(zip(map(id, named), known, strict=True))
    ranked = [whose[id(one)] for one in aggregates.ordered(named, line.indicator.direction)]
    words = ("cao nhất là ", "thấp nhất là ")
    best, last = words if line.indicator.direction == Direction.HIGHER else words[::-1]

    def stands(told: Told) -> Runs:
        return (f"{told.name} ", *_plain_figure(told.figure, line.indicator))

    clauses = [(best, *joined(map(stands, ranked[:TOP]), ", "))] if ranked else []
    return [*clauses, (last, *stands(ranked[-1]))] if len(ranked) > TOP else clauses


def _planned(line: Line) -> list[Told]:
    return [told for told in line.reported if told.plan is not None]


def _rests_on_made_up(line: Line) -> bool:
    return any(told.illustrative or told.plan.illustrative for told in _planned(line))


def _against_plan(line: Line, found: Whole, word: str) -> list[Runs]:
    """How the year plan was met: by the whole, by the mean, and by how many; what is said already is left out."""
    marked, clauses = _rests_on_made_up(line), []
    adds_up = line.indicator.kind in (IndicatorKind.AMOUNT, IndicatorKind.COUNT)
    of_sums = aggregates.ratio_of_sums(line.named, 2, of="plan").value if adds_up else None
    of_each = aggregates.mean_of_ratios(line.named, 2).value
    if of_sums is not None:
        reached = percent(of_sums, marked=marked)
        clauses.append(("đạt ", reached, " kế hoạch năm (tổng thực hiện trên tổng kế hoạch)"))
    if of_each is not None and (found.aggregation != Aggregation.MEAN_OF_RATIOS or _has_parts(line)):
        clauses.append(("bình quân kết quả từng nơi đạt ", percent(of_each, marked=marked), " kế hoạch năm"))
    if _planned(line) and found.aggregation != Aggregation.COUNT_MEETING_PLAN:
        clauses.append(_met(line, word))
    return clauses


def _met(line: Line, word: str) -> Runs:
    met = aggregates.count_meeting_plan(line.named, line.indicator.direction)
    beyond = aggregates.count_meeting_plan(line.named, line.indicator.direction, beyond=True)
    mark = MADE_UP if _rests_on_made_up(line) else ""
    went_beyond = f"{beyond.count}/{beyond.counted}{mark} {word} vượt"
    return (f"{met.count}/{met.counted}{mark} {word} đạt kế hoạch, trong đó {went_beyond}",)


def _against_last_year(line: Line, word: str) -> list[Runs]:
    """The sum of the changes: of amounts and counts alone, for percentages add up to nothing."""
    changed = aggregates.change(line.named, 6)
    if changed.value is None or line.indicator.aggregation in MEANS or _has_parts(line):
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
    pieces = _plain_figure(found, indicator)
    if found.status == FigureStatus.ESTIMATE:
        remarks.append("số ước tính")
    if found.reference_year and found.reference_year != year:
        remarks.append(f"số liệu năm {found.reference_year}")
    if found.source.endswith(YEAR_NOT_NAMED):
        remarks.append(YEAR_NOT_NAMED)
    return (*pieces, f" ({'; '.join(remarks)})") if remarks else pieces


def _plain_figure(found, indicator) -> Runs:
    match indicator.kind:
        case IndicatorKind.RATIO:
            share = shown_value(found)
            parts = (Number(found.numerator), "/", figure(found.denominator, indicator, marked=found.illustrative))
            return parts if share is None else (*parts, " (", percent(share, indicator.places), ")")
        case IndicatorKind.RANK:
            out_of = () if found.denominator is None else ("/", Number(found.denominator))
            return ("hạng ", Number(found.value), *out_of, *((MADE_UP,) if found.illustrative else ()))
        case IndicatorKind.YES_NO:
            return ("có" if found.value else "không", *((MADE_UP,) if found.illustrative else ()))
    return (figure(found.value, indicator, marked=found.illustrative),)


def of_together(one, word: str) -> Runs:
    """Return "3/7 tỉnh (Hà Giang, Lạng Sơn, Sơn La)" for conditions that were looked at together."""
    met = one.met
    named = f" ({', '.join(met.names)})" if met.names else ""
    mark = MADE_UP if one.illustrative else ""
    counted = f"{met.count}/{met.counted}{mark} {word}{named}"
    return (f"{one.name}: số tính từ {met.counted}/{met.of} {word} có báo cáo: {counted}.",)
