"""From a method to the function that scores its whole column."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from scoring.columns.derived import Derive, derive
from scoring.columns.pools import Pooled, cluster_rank, leader
from scoring.columns.rules import Rule, Score, bands, count, external_rank, plan_step, proportional
from scoring.inputs import Figure
from scoring.methods import Bands, Check, Count, Leader, Manual, Method, PlanStep, Points, Proportional, Rank
from scoring.steps import written

MOST_KEPT = 2_000  # scores a rule remembers by the text they came from
MOST_RULES = 128  # rules that are kept ready; full of scores each takes about a megabyte


class Cells(NamedTuple):
    """What all members reported for one item: a column a part, an entry a member."""

    actual: tuple[str | None, ...]
    plan: tuple[str | None, ...]
    previous: tuple[str | None, ...]
    numerator: tuple[str | None, ...]
    denominator: tuple[str | None, ...]
    conditions: tuple[Any, ...]


Texts = Sequence[str | None]
Column = Callable[[Cells], list[Score]]
Mark = Callable[[str, str], Score]
RULES: dict[type[Method], Callable[[Any], Rule]] = {
    PlanStep: plan_step,
    Proportional: proportional,
    Bands: bands,
    Count: count,
    Rank: external_rank,
}


class Ready(NamedTuple):
    """A method ready to score: a whole column, and a mark given by hand."""

    method: Method
    column: Column
    mark: Mark


_READY: dict[int, Ready] = {}


def ready(method: Method) -> Ready:
    """Return the method ready to score; lines that share a method share what it remembers.

    Found by identity: equal methods may have been written differently, and explanations quote what was written.
    """
    found = _READY.get(id(method))
    if found is None or found.method is not method:
        if len(_READY) >= MOST_RULES:
            _READY.clear()
        found = _READY[id(method)] = Ready(method, compiled(method), marking(method))
    return found


def compiled(method: Method) -> Column:
    """Return the function that scores the item for all members."""
    if isinstance(method, Check):
        return _checked(method)
    if isinstance(method, Manual):
        mark = marking(method)
        return lambda cells: [NOT_MARKED if text is None else mark(text, "self") for text in cells.actual]
    if isinstance(method, Leader):
        return _pooled(method, leader(method))
    if isinstance(method, Rank) and method.depends_on_others:
        return _pooled(method, cluster_rank(method))
    first, second, derived = derive(method.derivation)
    score = _kept(_alone(RULES[type(method)](method), derived))

    def column(cells: Cells) -> list[Score]:
        firsts = getattr(cells, first)
        scores = score(firsts, getattr(cells, second) if second else (None,) * len(firsts))
        for position in _given_in_parts(first, cells):
            scores[position] = stored(method.points(figure(cells, position)))
        return scores

    return column


def marking(method: Method) -> Mark:
    """Return the function from an agreed mark and its origin to the score, remembering what it has seen."""
    known: dict[tuple[str, str], Score] = {}

    def mark(text: str, origin: str) -> Score:
        score = known.get((text, origin))
        if score is None:
            score = _keep(known, (text, origin), stored(method.marked(Decimal(text), origin)))
        return score

    return mark


def stored(points: Points) -> Score:
    """Return points in their stored form: the steps as text."""
    return points.value, written(points.steps)


def figure(cells: Cells, position: int) -> Figure:
    """Return one member's figure as the methods take it."""
    parts = [_number(column[position]) for column in cells[:5]]
    answers = tuple(_answer(entry) for entry in cells.conditions[position] or ())
    return Figure(parts[0], parts[1], parts[2], parts[3], parts[4], answers)


def _answer(entry: Any) -> bool | Figure | None:
    if isinstance(entry, dict):
        parts = [_number(entry.get(part)) for part in Cells._fields[:5]]
        return Figure(parts[0], parts[1], parts[2], parts[3], parts[4])
    return entry if isinstance(entry, bool) else None


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _alone(rule: Rule, derived: Derive) -> Callable[[str | None, str | None], Score]:
    def score(first: str | None, second: str | None) -> Score:
        value = derived(first, second)
        return rule(value) if value[1] else (None, value[2])

    return score


def _kept(score: Callable[[str | None, str | None], Score]) -> Callable[[Texts, Texts], list[Score]]:
    """Return the score of each pair of texts; ranked again after a few changes, a season finds most of its own."""
    known: dict[tuple[str | None, str | None], Score] = {}

    def remembered(firsts: Texts, seconds: Texts) -> list[Score]:
        pairs = zip(firsts, seconds, strict=True)
        return [known.get(pair) or _keep(known, pair, score(*pair)) for pair in pairs]

    return remembered


def _keep(known: dict[Any, Score], key: Any, score: Score) -> Score:
    """Remember a score; when there are too many, those of earlier seasons make room."""
    if len(known) >= MOST_KEPT:
        known.clear()
    known[key] = score
    return score


def _pooled(method: Method, rule: Pooled) -> Column:
    first, second, derived = derive(method.derivation)

    def column(cells: Cells) -> list[Score]:
        if _given_in_parts(first, cells):
            figures = [figure(cells, position) for position in range(len(cells.actual))]
            return [stored(method.points(one, figures)) for one in figures]
        values = list(map(derived, getattr(cells, first), getattr(cells, second or "plan")))
        return rule(values, cells.plan)

    return column


def _checked(method: Check) -> Column:
    known: dict[Any, Score] = {}

    def column(cells: Cells) -> list[Score]:
        scores = []
        # A condition that nobody answered is decided by the member's own figure.
        for position, (*own, answers) in enumerate(zip(*cells, strict=True)):
            key = (_told(answers), *own)
            score = known.get(key)
            if score is None:
                score = _keep(known, key, stored(method.points(figure(cells, position))))
            scores.append(score)
        return scores

    return column


def _told(answers: Any) -> tuple[Any, ...]:
    """Return what was answered in a form that can be looked up."""
    return tuple([tuple(sorted(entry.items())) if isinstance(entry, dict) else repr(entry) for entry in answers or ()])


def _given_in_parts(first: str, cells: Cells) -> list[int]:
    """Return which members left the actual out and gave a numerator instead."""
    if first != "actual" or not any(cells.numerator):
        return []
    pairs = zip(cells.actual, cells.numerator, strict=True)
    return [position for position, (actual, part) in enumerate(pairs) if actual is None and part is not None]


NOT_MARKED: Score = (None, "cause not_marked -")
