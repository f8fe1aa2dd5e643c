"""P1, P4, P5 and the button: each a ratio of medians over interleaved rounds, equality checked first."""

import random
import statistics

from bench.country.servers import session
from bench.rounds import ROUNDS, SEED, Measurement

COUNTRY = {"units": 20_000, "seasons": 850}
A_TENTH = {"units": 2_000, "seasons": 85}
SEASON = {"units": 34, "seasons": 1, "groups": 6}
YEARS = 10


def measures(*, quick=False):
    """Yield every figure of the rankings and the pages; `quick` takes a tenth of the country."""
    yield from _country(A_TENTH if quick else COUNTRY)
    yield from _season(20 if quick else 100)


def _same(held):
    differing, compared = held.ask("differ")
    if differing or not compared:
        raise AssertionError(f"{differing} of {compared} members are scored or placed differently")


def _country(size):
    order = random.Random(SEED)  # noqa: S311 -- only the order of the turns
    with session(1, **size) as one, session(2, **size, years=YEARS) as ten:
        turns = [("floor", one, "work_by_hand"), ("one", one, "rank"), ("ten", ten, "rank")]
        for _name, held, _order in turns[1:]:
            held.ask("work_by_hand")
            held.ask("rank")
            _same(held)
        taken = []
        for _round in range(ROUNDS):
            order.shuffle(turns)
            taken.append({name: held.ask(asked) for name, held, asked in turns})
        _same(one)
    size_told = f"{size['units']} units in {size['seasons']} seasons, 40 criteria"
    yield _ratio(f"P1 ranking a year ({size_told}) ÷ one SQL statement", 3.0, [(t["one"], t["floor"]) for t in taken])
    yield _ratio("P4 the same with ten years stored ÷ with one", 1.2, [(t["ten"], t["one"]) for t in taken])


def _ratio(name, bar, pairs):
    ratios = [ours / theirs for ours, theirs in pairs]
    fastest = f"{min(ours for ours, _ in pairs):.3f} s over {min(theirs for _, theirs in pairs):.3f} s"
    spread = f"from {min(ratios):.2f} to {max(ratios):.2f} in {len(ratios)} rounds; fastest {fastest}"
    return Measurement(name, statistics.median(ratios), bar, spread)


def _season(hits):
    with session(3, **SEASON) as held:
        held.ask("work_by_hand")
        held.ask("rank")
        _same(held)
        name = "One season of 34 × 60, from the button to the shown ranking ÷ (an empty page + its SQL)"
        yield _ratio(name, 3.0, held.ask("button", 2 * ROUNDS))
        for page, found in held.ask("pages", hits).items():
            told = "p50 {p50:.2f}, drawn for the first time {cold:.2f}; {queries} queries, {rows} rows, {cells} cells"
            detail = told.format(**found)
            yield Measurement(f"P5 {page}, p95 of {hits} ÷ its floor", found["p95"], 1.5, detail)
