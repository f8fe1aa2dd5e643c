from decimal import Decimal

import pytest

from audit.models import Entry
from clusters.actions import scores, submissions
from clusters.actions.scores import Mark
from clusters.choices import CriterionKind, Method, Phase, SheetState
from clusters.errors import Incomplete, NotAllowedHere, SeasonClosed, Stale
from clusters.models import NotAssigned, Score
from tests.factories import clusters as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(secretariat, actor_of):
    return actor_of(secretariat)


@pytest.fixture
def member(member_unit):
    return make.MemberFactory(season__phase=Phase.APPRAISAL, unit=member_unit)


@pytest.fixture
def line(member):
    return published(make.CriterionFactory(sheet__season=member.season, params={"granularity": "0.5"}))


def published(line):
    line.sheet.state, line.sheet.published_at = SheetState.PUBLISHED, "2020-02-01T00:00Z"
    line.sheet.save()
    return line


def in_phase(member, phase):
    member.season.phase = phase
    member.season.save()


def test_the_three_opinions_stand_side_by_side(member, line, by):
    in_phase(member, Phase.REPORTING)
    scores.self_score(member, line, Mark(Decimal(9)), by=by)
    in_phase(member, Phase.APPRAISAL)
    scores.appraise(member, line, Mark(Decimal(8), "Thiếu minh chứng."), by=by)
    scores.agree(member, line, Mark(Decimal("8.5"), "Thống nhất tại họp trù bị."), by=by)

    score = Score.objects.get()
    assert (score.self_points, score.appraised_points, score.agreed_points) == (9, 8, Decimal("8.5"))


def test_points_typed_anew_lose_the_mark_unless_made_up_ones_of_another_stage_stand(member, line, by):
    scores.appraise(member, line, Mark(Decimal(8), illustrative=True), by=by)
    scores.appraise(member, line, Mark(Decimal(7)), by=by)
    assert not Score.objects.get().illustrative

    scores.appraise(member, line, Mark(Decimal(6), illustrative=True), by=by)
    in_phase(member, Phase.APPRAISED)
    scores.agree(member, line, Mark(Decimal(6)), by=by)
    assert Score.objects.get().illustrative


def test_the_mark_alone_is_set_and_taken_away_and_the_trail_keeps_both(member, line, by):
    scores.appraise(member, line, Mark(Decimal(8)), by=by)

    kept = []
    for illustrative in (True, True, False):
        scores.appraise(member, line, Mark(Decimal(8), illustrative=illustrative), by=by)
        kept.append((Score.objects.get().illustrative, Score.objects.get().version))
    told = [entry.details for entry in Entry.objects.filter(action="score.appraised").order_by("pk")]

    assert kept == [(True, 2), (True, 2), (False, 3)]
    assert [(each.get("illustrative_before"), each.get("illustrative_after")) for each in told] == [
        (None, None),
        (False, True),
        (True, False),
    ]


def test_a_mark_that_made_up_points_of_another_stage_keep_is_no_act(member, line, by):
    scores.appraise(member, line, Mark(Decimal(8), illustrative=True), by=by)
    scores.agree(member, line, Mark(Decimal(8), illustrative=True), by=by)
    before = Score.objects.get().version

    scores.agree(member, line, Mark(Decimal(8)), by=by)

    assert (Score.objects.get().version, Score.objects.get().illustrative) == (before, True)


def test_where_no_points_are_given_there_is_nothing_to_mark(member, line, by):
    scores.appraise(member, line, Mark(None, illustrative=True), by=by)

    assert [(each.version, each.illustrative) for each in Score.objects.all()] == [(0, False)]


def test_a_difference_needs_a_reason(member, line, by):
    make.ScoreFactory(member=member, criterion=line, self_points=9, self_at="2020-12-01T00:00Z")
    with pytest.raises(Incomplete):
        scores.appraise(member, line, Mark(Decimal(8)), by=by)
    assert Score.objects.get().appraised_points is None
    scores.appraise(member, line, Mark(Decimal(9)), by=by)
    with pytest.raises(Incomplete):
        scores.agree(member, line, Mark(Decimal(8)), by=by)


@pytest.mark.parametrize("points", ["8.25", "10.5", "-1"])
def test_points_that_the_rule_refuses_are_refused(member, line, by, points):
    with pytest.raises(NotAllowedHere):
        scores.appraise(member, line, Mark(Decimal(points)), by=by)
    assert not Score.objects.exists()


def test_a_stale_form_changes_nothing(member, line, by):
    scores.appraise(member, line, Mark(Decimal(8)), by=by, token=0)
    with pytest.raises(Stale) as refused:
        scores.appraise(member, line, Mark(Decimal(7)), by=by, token=0)
    assert refused.value.current.appraised_points == 8
    assert Score.objects.get().appraised_points == 8


def test_the_same_points_twice_are_one_act(member, line, by):
    for _time in range(2):
        scores.appraise(member, line, Mark(Decimal(8)), by=by, token=0)
    assert Score.objects.get().version == 1


@pytest.mark.parametrize(
    ("phase", "act"),
    [
        (Phase.APPRAISAL, scores.self_score),
        (Phase.REPORTING, scores.appraise),
        (Phase.REPORTING, scores.agree),
        (Phase.PUBLISHED, scores.agree),
    ],
)
def test_points_wait_for_their_phase(member, line, by, phase, act):
    if phase == Phase.PUBLISHED:
        member.season.published_at = "2021-01-01T00:00Z"
    in_phase(member, phase)
    with pytest.raises(SeasonClosed):
        act(member, line, Mark(Decimal(8)), by=by)


def test_what_was_sent_back_is_scored_anew_by_its_unit_until_it_is_handed_in_again(member, line, by):
    results = make.SubmissionFactory(member=member, state="returned", return_reason="Chấm lại.")
    assert scores.self_score(member, line, Mark(Decimal(8)), by=by).self_points == 8

    submissions.submit(results, by=by)
    with pytest.raises(SeasonClosed):
        scores.self_score(member, line, Mark(Decimal(9)), by=by)


def test_a_group_and_a_line_that_does_not_apply_take_no_points(member, by):
    group = make.CriterionFactory(sheet__season=member.season, kind=CriterionKind.GROUP)
    away = make.CriterionFactory(sheet=group.sheet, parent=group)
    make.NotAssignedFactory(member=member, criterion=away)
    published(group)
    for line in (group, away):
        with pytest.raises(NotAllowedHere):
            scores.appraise(member, line, Mark(Decimal(1)), by=by)


def test_agreed_points_other_than_the_rule_computes_need_a_reason(member, by):
    line = make.CriterionFactory(sheet__season=member.season, method=Method.PROPORTIONAL, derive="ratio")
    taken = make.CriterionInputFactory(criterion=line)
    published(line)
    make.FigureFactory(submission__member=member, indicator=taken.indicator, value=50)
    make.PlanFactory(member=member, indicator=taken.indicator, value=100)
    with pytest.raises(Incomplete):
        scores.agree(member, line, Mark(Decimal(6)), by=by)
    assert scores.agree(member, line, Mark(Decimal(5)), by=by).agreed_points == 5


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("method", "params", "sentence"),
    [
        (Method.RANK, {"scope": "cluster", "scale": "linear", "step": "1"}, "with the ranking"),
        (Method.LEADER, {"mode": "max_share"}, "with the ranking"),
        (Method.COUNT, {"pts": "1"}, "has computed no points yet"),
    ],
)
def test_points_on_a_line_that_a_rule_computes_need_a_reason_also_before_it_can(member, by, method, params, sentence):
    line = make.CriterionFactory(sheet__season=member.season, method=method, params=params)
    make.CriterionInputFactory(criterion=line, plan_giver="")
    published(line)

    with pytest.raises(Incomplete, match=sentence):
        scores.appraise(member, line, Mark(Decimal(3)), by=by)
    scores.appraise(member, line, Mark(Decimal(3), "Số liệu chưa được xác nhận."), by=by)

    assert scores.agree(member, line, Mark(Decimal(3)), by=by).agreed_points == 3


def test_the_same_points_keep_their_reason_and_others_want_a_new_one(member, line, by):
    make.ScoreFactory(member=member, criterion=line, self_points=9, self_at="2020-12-01T00:00Z")
    scores.appraise(member, line, Mark(Decimal(8), "Thiếu minh chứng."), by=by)

    scores.appraise(member, line, Mark(Decimal(8), illustrative=True), by=by)
    with pytest.raises(Incomplete):
        scores.appraise(member, line, Mark(Decimal(7)), by=by)

    stands = Score.objects.get()
    assert (stands.appraised_points, stands.appraised_reason, stands.illustrative) == (8, "Thiếu minh chứng.", True)


@pytest.mark.parametrize(("phase", "act"), [(Phase.REPORTING, scores.self_score), (Phase.APPRAISAL, scores.appraise)])
@pytest.mark.usefixtures("english")
def test_a_line_that_asks_for_a_reason_takes_no_points_without(member, by, phase, act):
    line = published(make.CriterionFactory(sheet__season=member.season, params={"reason": True}))
    in_phase(member, phase)

    with pytest.raises(Incomplete, match="asks for a reason"):
        act(member, line, Mark(Decimal(8)), by=by)

    assert not Score.objects.exists()
    act(member, line, Mark(Decimal(8), "Có 12 mô hình mới."), by=by)
    assert Score.objects.get().version == 1


def test_points_that_an_earlier_opinion_gave_with_a_reason_need_no_second_one(member, by):
    line = published(make.CriterionFactory(sheet__season=member.season, params={"reason": True}))
    given = {"self_points": 8, "self_at": "2020-12-01T00:00Z"}
    silent = make.ScoreFactory(member=member, criterion=line, **given)
    with pytest.raises(Incomplete):
        scores.appraise(member, line, Mark(Decimal(8)), by=by)
    Score.objects.filter(pk=silent.pk).update(self_reason="Có 12 mô hình mới.")

    assert scores.appraise(member, line, Mark(Decimal(8)), by=by).appraised_points == 8


@pytest.mark.usefixtures("english")
def test_accepting_leaves_alone_what_lacks_the_reason_that_its_line_asks_for(member, by):
    line = published(make.CriterionFactory(sheet__season=member.season, params={"reason": True}))
    make.ScoreFactory(member=member, criterion=line, self_points=7, self_at="2020-12-01T00:00Z")

    accepted, left = scores.accept_proposed(member, {line.pk: 0}, by=by)

    assert (accepted, left) == ([], [(line, "it asks for a reason, and the unit wrote none")])


def test_points_are_taken_back_with_a_reason(member, line, by):
    scores.appraise(member, line, Mark(Decimal(8)), by=by)
    with pytest.raises(Incomplete):
        scores.appraise(member, line, Mark(None), by=by)
    scores.appraise(member, line, Mark(None, "Chấm nhầm."), by=by)
    assert Score.objects.get().appraised_points is None


def test_accepting_what_is_proposed_leaves_alone_what_changed_meanwhile(member, by):
    first = make.CriterionFactory(sheet__season=member.season)
    second = make.CriterionFactory(sheet=first.sheet)
    published(first)
    given = {"self_points": 7, "self_at": "2020-12-01T00:00Z"}
    make.ScoreFactory(member=member, criterion=first, **given)
    make.ScoreFactory(member=member, criterion=second, version=3, **given)

    accepted, left = scores.accept_proposed(member, {first.pk: 0, second.pk: 2}, by=by)

    assert (accepted, [line for line, _why in left]) == ([first], [second])
    assert Score.objects.get(criterion=first).appraised_points == 7
    assert Score.objects.get(criterion=second).appraised_points is None


@pytest.mark.usefixtures("english")
def test_accepting_leaves_alone_and_names_what_no_longer_applies_or_breaks_its_rule(member, by):
    old = published(make.CriterionFactory(sheet__season=member.season))
    sheet = make.SheetFactory(season=member.season, version=2)
    sound, excused, above = (make.CriterionFactory(sheet=sheet, max_points=10, params={}) for _line in range(3))
    published(sound)
    for line, points in ((old, 1), (sound, 2), (excused, 3), (above, 11)):
        make.ScoreFactory(member=member, criterion=line, self_points=points, self_at="2020-12-01T00:00Z")
    NotAssigned.objects.create(member=member, criterion=excused, reason="Không giao.")

    accepted, left = scores.accept_proposed(member, {line.pk: 0 for line in (old, sound, excused, above)}, by=by)

    assert accepted == [sound]
    assert dict(left) == {
        old: "it belongs to an earlier version of the criteria sheet",
        excused: "it does not apply to the unit",
        above: "the points are above the maximum of 10.",
    }
    assert {score.criterion for score in Score.objects.exclude(appraised_points=None)} == {sound}


def test_accepting_twice_is_one_change_and_leaves_nothing_to_tell(member, line, by):
    make.ScoreFactory(member=member, criterion=line, self_points=7, self_at="2020-12-01T00:00Z")

    answers = [scores.accept_proposed(member, {line.pk: 0}, by=by) for _time in range(2)]

    assert answers == [([line], []), ([], [])]


def test_accepting_overwrites_nothing_that_somebody_appraised_meanwhile(member, line, by):
    make.ScoreFactory(member=member, criterion=line, self_points=7, self_at="2020-12-01T00:00Z")
    scores.appraise(member, line, Mark(Decimal(6), "Thiếu minh chứng."), by=by)

    accepted, left = scores.accept_proposed(member, {line.pk: 0}, by=by)

    assert (accepted, [line for line, _why in left]) == ([], [line])
    assert Score.objects.get().appraised_points == 6
