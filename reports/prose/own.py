"""One unit's own figures in sentences."""

from clusters.queries.figures import plan_percent
from clusters.queries.last_year import shown_value
from clusters.queries.yearbook import Line
from reports.prose.pieces import Runs, percent, sentence, single
from reports.prose.reported import own_figure
from reports.prose.stated import stated

GIVERS = {"centre": "Trung ương giao", "council": "HĐND tỉnh giao", "own": "đơn vị đăng ký"}


def of_line(line: Line, year: int) -> Runs | None:
    """Return the sentence of one indicator; None where nothing was stated or reported."""
    clauses = [("theo nguồn: ", *stated(one, year)) for one in line.statements]
    for told in line.reported:
        clauses.append(own_figure(told, line.indicator, year))
        clauses += [_planned(told, plan, line.indicator) for plan in told.plans]
        if told.figure.previous is not None:
            clauses.append(("năm trước ", single(told.figure.previous, line.indicator, marked=told.illustrative)))
    return sentence(line.indicator.name, clauses) if clauses else None


def _planned(told, plan, indicator) -> Runs:
    words = (f"kế hoạch {GIVERS[plan.giver]} ", single(plan.value, indicator, marked=plan.illustrative))
    reached = plan_percent(shown_value(told.figure), plan.value)
    if reached is None:
        return words
    return (*words, " (số tính: đạt ", percent(reached, marked=told.illustrative or plan.illustrative), ")")
