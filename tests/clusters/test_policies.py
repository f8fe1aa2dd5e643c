"""Who may do what: the rules asked over every phase and every way of standing to a season."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusters import entry_policies, policies
from clusters.choices import MOVES, PHASE_ORDER, Move, Phase
from clusters.queries.standing import Standing

MEMBERS = [SimpleNamespace(pk=pk) for pk in (1, 2, 3)]
some = st.frozensets(st.sampled_from([1, 2, 3]))
standings = st.builds(
    Standing,
    phase=st.sampled_from(PHASE_ORDER),
    staff=st.booleans(),
    organises=st.booleans(),
    own=some,
    heads=some,
    deputies=some,
    elsewhere=some,
    current=some,
    gone=some,
    returned=some,
    apart=some,
    enters=st.booleans(),
)
member = st.sampled_from(MEMBERS)
OF_MEMBER = (policies.may_see, policies.may_enter, policies.may_correct, policies.may_appraise, policies.may_agree)
OF_SEASON = (
    policies.may_set_up,
    policies.may_edit_sheet,
    policies.may_request_run,
    policies.may_record_conference,
    policies.may_see_ranking,
)
CHANGES = (policies.may_enter, policies.may_correct, policies.may_appraise, policies.may_agree)


@given(standings, member)
def test_a_stranger_to_the_season_may_nothing(standing, member):
    if standing.known:
        return
    assert not any(policy(standing, member) for policy in OF_MEMBER)
    assert not any(policy(standing) for policy in OF_SEASON)
    assert not any(policies.may_move(standing, to) for to in PHASE_ORDER)


@given(standings, member)
def test_after_publication_nothing_changes(standing, member):
    if standing.phase != Phase.PUBLISHED:
        return
    assert not any(policy(standing, member) for policy in CHANGES)
    assert not policies.may_set_up(standing)
    assert not policies.may_edit_sheet(standing)
    assert not policies.may_record_conference(standing)
    assert not entry_policies.may_state(standing)
    assert not any(policies.may_move(standing, to) for to in PHASE_ORDER)


@given(standings, member)
def test_nobody_judges_a_unit_that_he_serves_whatever_he_acts_as(standing, member):
    if member.pk in standing.own | standing.elsewhere:
        assert not policies.may_appraise(standing, member)
        assert not policies.may_correct(standing, member)
        assert not policies.may_excuse(standing, member)
        assert not entry_policies.may_record_finding(standing, member)


@pytest.mark.parametrize("deputies", [frozenset(), frozenset({3})], ids=["no deputy", "a deputy"])
def test_for_the_head_a_deputy_appraises_else_whoever_organises(deputies):
    beside = {"phase": Phase.APPRAISAL, "heads": frozenset({1}), "deputies": deputies, "apart": deputies}
    organiser = Standing(staff=False, organises=True, own=frozenset(), **beside)
    third = Standing(staff=True, organises=False, own=frozenset({3}), **beside)

    assert policies.may_appraise(organiser, MEMBERS[0]) == (not deputies)
    assert policies.may_appraise(third, MEMBERS[0]) == bool(deputies)
    assert policies.may_correct(third, MEMBERS[0]) == bool(deputies)


@given(standings, member)
def test_before_publication_a_plain_member_sees_itself_alone(standing, member):
    plain = not (standing.organises or standing.secretariat or standing.deputy)
    if plain and standing.phase != Phase.PUBLISHED:
        assert policies.may_see(standing, member) == (member.pk in standing.own)
        assert not policies.may_see_ranking(standing)


@given(standings, st.sampled_from(PHASE_ORDER))
def test_a_move_is_offered_only_where_the_table_has_it_and_to_whom_it_names(standing, to):
    allowed = MOVES[standing.phase].get(to)
    expected = {
        None: False,
        Move.SECRETARIAT: standing.secretariat or standing.organises,
        Move.ORGANISER: standing.organises,
    }[allowed]

    assert policies.may_move(standing, to) == expected


@given(standings)
def test_a_reader_without_an_office_moves_nothing(standing):
    if not standing.organises and not standing.staff:
        assert not any(policies.may_move(standing, to) for to in PHASE_ORDER)


def test_every_phase_is_reached_and_publication_is_the_end():
    reached, waiting = set(), [Phase.DRAFT]
    while waiting:
        phase = waiting.pop()
        if phase not in reached:
            reached.add(phase)
            waiting.extend(MOVES[phase])

    assert reached == set(PHASE_ORDER)
    assert MOVES[Phase.PUBLISHED] == {}


@pytest.mark.parametrize(
    ("central", "elsewhere", "may"), [(True, True, True), (False, False, True), (False, True, False)]
)
def test_a_province_changes_only_indicators_that_no_other_organiser_uses(central, elsewhere, may):
    actor = SimpleNamespace(is_administrator=False, role="reviewer", is_central=central)

    assert policies.may_change_indicator(actor, used_elsewhere=elsewhere) == may


@pytest.mark.parametrize("role", ["clerk", "leader", "council_member", None])
def test_only_boards_set_up_clusters(role):
    assert not policies.may_open_cluster(SimpleNamespace(is_administrator=False, role=role))
