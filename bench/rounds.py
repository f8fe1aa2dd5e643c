"""Interleaved rounds: candidate and floor take turns in random order, and the median of their ratios counts."""

import gc
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 7
SEED = 20


@dataclass(frozen=True, slots=True)
class Measurement:
    """One figure that is held to a bar; `detail` says what it was taken from."""

    name: str
    value: float
    bar: float
    detail: str = ""

    @property
    def held(self) -> bool:
        return self.value <= self.bar


def ratio(name: str, bar: float, candidate: Callable[[int], object], floor: Callable[[int], object]) -> Measurement:
    """Return the median of candidate over floor; each is called with the number of the round, once to warm up."""
    order = random.Random(SEED)  # noqa: S311 -- only the order of the turns
    candidate(-1)
    floor(-1)
    taken: list[tuple[float, float]] = []
    for number in range(ROUNDS):
        seconds = {}
        turns = [candidate, floor]
        order.shuffle(turns)
        for turn in turns:
            gc.collect()  # nobody pays for what the turn before him left
            begun = time.perf_counter()
            turn(number)
            seconds[turn] = time.perf_counter() - begun
        taken.append((seconds[candidate], seconds[floor]))
    ratios = [ours / theirs for ours, theirs in taken]
    fastest = f"{min(ours for ours, _ in taken):.3f} s over {min(theirs for _, theirs in taken):.3f} s"
    spread = f"from {min(ratios):.2f} to {max(ratios):.2f} in {ROUNDS} rounds; fastest {fastest}"
    return Measurement(name, statistics.median(ratios), bar, spread)
