"""Every stage, every standing, every step: who may, and that the table leads somewhere."""

import itertools

import pytest

from awards import policies
from awards.choices import MOVES, STEPS, May, Stage
from clusters.choices import Phase
from clusters.queries.standing import Standing

ENDS = {Stage.REJECTED, Stage.WITHDRAWN}
HEAD = frozenset({1})


def standing(phase=Phase.APPRAISED, *, staff=False, organises=False, own=(), heads=HEAD):
    return Standing(
        phase=phase, staff=staff, organises=organises, own=frozenset(own), heads=heads, deputies=frozenset()
    )


STANDINGS = {
    "secretariat": standing(staff=True, own={1}),
    "organiser": standing(organises=True),
    "organiser where nobody is head": standing(organises=True, heads=frozenset()),
    "member": standing(staff=True, own={2}),
    "leader's guest": standing(own={1}),
    "outsider": standing(),
}
MAY = {
    "secretariat": {May.PROPOSE},
    "organiser": {May.REVIEW, May.DECIDE},
    "organiser where nobody is head": set(May),
    "member": set(),
    "leader's guest": set(),
    "outsider": set(),
}


def reached(start):
    seen, ahead = {start}, [start]
    while ahead:
        for to in MOVES[ahead.pop()]:
            if to not in seen:
                seen.add(to)
                ahead.append(to)
    return seen


def test_every_stage_is_reached_from_the_first():
    assert reached(Stage.DRAFT) == set(Stage) == set(MOVES)


def test_ends_are_ends_and_every_other_stage_reaches_a_decision():
    assert {stage for stage, moves in MOVES.items() if not moves} == ENDS
    assert all(Stage.DECIDED in reached(stage) for stage in set(Stage) - ENDS)


def test_every_step_but_the_decision_has_a_button():
    assert set(STEPS) == {to for moves in MOVES.values() for to in moves} - {Stage.DECIDED}


@pytest.mark.parametrize("name, stage, to", [*itertools.product(STANDINGS, Stage, Stage)])
def test_a_step_is_open_to_whom_the_table_names_and_to_nobody_else(name, stage, to):
    wanted = MOVES[stage].get(to) in MAY[name]

    assert policies.may_move(STANDINGS[name], stage, to) is wanted


@pytest.mark.parametrize("phase", Phase)
def test_units_are_proposed_once_the_points_are_agreed(phase):
    assert policies.may_propose(standing(phase, staff=True, own={1})) is (phase in (Phase.APPRAISED, Phase.PUBLISHED))


def test_whoever_reviews_does_not_propose_while_the_cluster_has_a_head():
    assert not policies.may_propose(STANDINGS["organiser"])
    assert policies.may_review(STANDINGS["organiser"])


@pytest.mark.parametrize("phase", Phase)
def test_the_secretariat_withdraws_what_it_proposed_in_any_phase(phase):
    assert policies.may_move(standing(phase, staff=True, own={1}), Stage.SUBMITTED, Stage.WITHDRAWN)
    assert not policies.may_move(standing(phase, staff=True, own={2}), Stage.SUBMITTED, Stage.WITHDRAWN)
