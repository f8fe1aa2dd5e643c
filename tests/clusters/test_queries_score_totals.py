"""What a score sheet comes to: complete or not, held to its caps, and without giving away what others decide."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clusters.choices import CriterionKind, Phase, SheetState
from clusters.models import Season, Submission
from clusters.queries import marking, score_totals, scores, sheets
from clusters.queries.score_totals import Total
from clusters.queries.standing import standing
from tests.clusters.setting_up import headed_by
from tests.factories import clusters as make

pytestmark = pytest.mark.django_db
COMPUTED_WITH_THE_RANKING = "chưa gồm điểm tính khi xếp hạng"


@pytest.fixture
def season(head_unit):
    return headed_by(head_unit)


@pytest.fixture
def member(season, member_unit):
    return make.MemberFactory(season=season, unit=member_unit)


def published(season, *methods, cap=None, giver="centre"):
    """A group of one line a method, each of ten points, and its input where a rule computes it."""
    sheet = make.SheetFactory(season=season)
    group = make.CriterionFactory(sheet=sheet, kind=CriterionKind.GROUP, cap=cap)
    lines = [make.CriterionFactory(sheet=sheet, parent=group, max_points=10, **method) for method in methods]
    for line in lines:
        if line.method != "manual":
            make.CriterionInputFactory(criterion=line, plan_giver=giver)
    sheet.state, sheet.published_at = SheetState.PUBLISHED, "2020-02-01T00:00Z"
    sheet.save()
    return group, lines


MANUAL = {"method": "manual"}
RATIO = {"method": "proportional", "derive": "ratio"}
BEST = {"method": "leader", "params": {"mode": "max_share"}}


def marked(member, line, **points):
    times = {f"{name.removesuffix('_points')}_at": "2020-12-01T00:00Z" for name in points}
    return make.ScoreFactory(member=member, criterion=line, **points, **times)


def sheet_of(member):
    return reverse("clusters:scores", args=[member.pk])


def totals_of(member, **rest):
    return score_totals.of_sheet(scores.score_sheet(member, **rest))


def test_each_column_is_added_up_and_says_when_lines_are_missing(season, member):
    group, (first, second) = published(season, MANUAL, MANUAL)
    marked(member, first, self_points=Decimal(4), appraised_points=Decimal(3))
    marked(member, second, self_points=Decimal(5))

    found = totals_of(member)

    nothing = Total(None, complete=True)
    expected = {
        "computed": nothing,
        "self": Total(Decimal(9), complete=True),
        "appraised": Total(Decimal(3), complete=False),
        "agreed": Total(None, complete=False),
        "counting": Total(Decimal(3), complete=False),
    }
    assert found == {str(group.pk): expected, "": expected}


def test_a_group_is_held_to_its_cap(season, member):
    group, lines = published(season, MANUAL, MANUAL, cap=Decimal(12))
    for line in lines:
        marked(member, line, appraised_points=Decimal(8))

    assert totals_of(member)[str(group.pk)]["counting"] == Total(Decimal(12), complete=True)


def test_a_line_that_does_not_apply_is_not_missing(season, member):
    _group, (first, away) = published(season, MANUAL, MANUAL)
    make.NotAssignedFactory(member=member, criterion=away)
    marked(member, first, appraised_points=Decimal(7))

    assert totals_of(member)[""]["counting"] == Total(Decimal(7), complete=True)


def test_what_counts_is_the_agreed_else_the_appraised_else_the_rule(season, member):
    _group, (agreed, appraised, ruled) = published(season, MANUAL, MANUAL, RATIO)
    marked(member, agreed, appraised_points=Decimal(2), agreed_points=Decimal(1))
    marked(member, appraised, appraised_points=Decimal(3))
    indicator = ruled.inputs.get().indicator
    make.FigureFactory(submission=make.SubmissionFactory(member=member), indicator=indicator, value=Decimal(50))
    make.PlanFactory(member=member, indicator=indicator, value=Decimal(100))

    assert totals_of(member)[""]["counting"] == Total(Decimal(9), complete=True)
    everybody = score_totals.of_members(season, sheets.current(season))
    assert everybody[member.pk] == totals_of(member)[""]["counting"]


@pytest.mark.parametrize(("giver", "points"), [("centre", Decimal(5)), ("council", Decimal(10))])
def test_of_two_plans_the_one_that_the_line_names_counts(giver, points, season, member):
    _group, (line,) = published(season, RATIO, giver=giver)
    taken = line.inputs.get()
    make.FigureFactory(submission=make.SubmissionFactory(member=member), indicator=taken.indicator, value=Decimal(50))
    for other, value in (("centre", 100), ("council", 50), ("own", 1000)):
        make.PlanFactory(member=member, indicator=taken.indicator, giver=other, value=Decimal(value))

    assert totals_of(member)[""]["computed"] == Total(points, complete=True)
    assert score_totals.of_members(season, sheets.current(season))[member.pk] == Total(points, complete=True)


def test_own_members_are_read_together_and_what_others_decide_stays_hidden(season, member):
    _group, (ruled, best) = published(season, RATIO, BEST)
    own = [member, *(make.MemberFactory(season=season) for _each in range(3))]
    for value, each in enumerate([*own, make.MemberFactory(season=season)], start=5):
        make.PlanFactory(member=each, indicator=ruled.inputs.get().indicator, value=Decimal(10))
        for line in (ruled, best):
            figure = {"indicator": line.inputs.get().indicator, "value": Decimal(value)}
            submission = Submission.objects.get_or_create(member=each, period="FY")[0]
            make.FigureFactory(submission=submission, **figure)
    sheet, asked = sheets.current(season), []
    for some in (own[:1], own):
        with CaptureQueriesContext(connection) as queries:
            found = score_totals.of_own(some, sheet)
        asked.append(len(queries))

    assert found == {each.pk: totals_of(each)[""]["counting"] for each in own}
    assert found[own[1].pk] == Total(Decimal(6), complete=False, hidden=True)
    assert asked[0] == asked[1]


def test_a_member_is_told_that_the_ranking_adds_what_others_decide(season, member, client_of, clerk):
    published(season, MANUAL, BEST)

    page = client_of(clerk).get(reverse("clusters:scores", args=[member.pk])).content.decode()

    foot = page.split("<tfoot>")[1].split("</tfoot>")[0]
    assert foot.count(COMPUTED_WITH_THE_RANKING) == 2  # of the rules, and of what counts


def test_nobody_is_compared_with_a_member_that_left(season, member, client_of, reviewer):
    _group, (best,) = published(season, BEST)
    indicator = best.inputs.get().indicator
    gone = make.MemberFactory(season=season, left_on="2020-06-01")
    for each, value in ((member, 50), (gone, 100)):
        make.FigureFactory(submission=make.SubmissionFactory(member=each), indicator=indicator, value=Decimal(value))

    page = client_of(reviewer).get(reverse("clusters:scores", args=[member.pk]))

    ranked = score_totals.of_members(season, sheets.current(season))[member.pk]
    assert ranked == Total(Decimal(10), complete=True)
    told = {column: total for column, _name, total in page.context["whole"]()}
    assert told["counting"] == ranked


@pytest.mark.parametrize("made_up", [True, False])
def test_points_computed_from_a_made_up_figure_bear_its_mark(client_of, administrator, season, member, made_up):
    _group, (line,) = published(season, {"method": "proportional", "derive": "ratio"})
    taken = line.inputs.get()
    submission = make.SubmissionFactory(member=member)
    make.PlanFactory(member=member, indicator=taken.indicator, giver=taken.plan_giver, value=10)
    make.FigureFactory(submission=submission, indicator=taken.indicator, value=8, illustrative=made_up)

    page = client_of(administrator).get(reverse("clusters:scores", args=[member.pk])).content.decode()

    assert page.count('<span class="illustrative">') == made_up
    assert page.count("cũng chỉ để minh họa") == made_up
    [row] = [one for one in scores.score_sheet(member).lines if not one.is_group]
    assert (row.counting, row.illustrative) == (Decimal(8), made_up)


def test_how_many_criteria_bear_points_is_not_read_as_points(client_of, administrator, season, member):
    _group, lines = published(season, {"method": "manual"}, {"method": "manual"})
    make.ScoreFactory(member=member, criterion=lines[0], self_points=9)

    page = client_of(administrator).get(reverse("clusters:scores_overview", args=[season.pk])).content.decode()

    assert sorted(re.findall(r">(đã chấm [^<]*)</td>", page)) == [*["đã chấm 0/2"] * 5, "đã chấm 1/2"]


def test_a_line_with_a_rule_needs_nobodys_points_so_none_are_missing(
    client_of, actor_of, administrator, season, member
):
    _group, (by_hand, _ruled) = published(season, MANUAL, RATIO)
    marked(member, by_hand, self_points=Decimal(9), appraised_points=Decimal(8))

    found = totals_of(member)[""]
    progress = {
        each.member: each
        for each in marking.progress(season, standing(actor_of(administrator), season), sheets.current(season))
    }

    assert found["appraised"] == Total(Decimal(8), complete=True, beside_rules=True)
    assert found["agreed"] == Total(None, complete=False)
    assert found["counting"] == Total(Decimal(8), complete=False)
    assert "1/2 tiêu chí đã có điểm được tính" in client_of(administrator).get(sheet_of(member)).content.decode()
    told = progress[member]
    assert (told.items, told.by_hand, told.self, told.appraised, told.agreed) == (2, 1, 1, 1, 0)


def test_what_counts_is_never_told_as_the_whole_while_the_ranking_has_still_to_add(season, member, client_of, clerk):
    _group, (by_hand, _best) = published(season, MANUAL, BEST)
    marked(member, by_hand, appraised_points=Decimal(8))

    page = client_of(clerk).get(reverse("clusters:scores_overview", args=[season.pk])).content.decode()

    assert "<strong>8,00</strong>" in page
    assert page.split("<strong>8,00</strong>")[1].split("</td>")[0].count(COMPUTED_WITH_THE_RANKING) == 1


def test_points_that_exist_are_changed_and_differ_by_as_many_decimals_as_they_have(
    client_of, secretariat, season, member
):
    Season.objects.filter(pk=season.pk).update(phase=Phase.APPRAISAL)
    _group, (line,) = published(season, MANUAL)
    marked(member, line, self_points=Decimal(9), appraised_points=Decimal("8.5"))

    page = client_of(secretariat).get(sheet_of(member)).content.decode()

    assert re.findall(r">(\w+ điểm)<span", page) == ["Sửa điểm", "Nhập điểm"]  # of the appraised, of the agreed points
    assert "−0,50</td>" in page
