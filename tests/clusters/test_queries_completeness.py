"""What a sheet asks of a member: its inputs, and what a weighted mean among them goes by."""

import pytest
from django.urls import reverse

from clusters.queries import completeness, criteria, figures, overview
from clusters.queries.standing import standing
from tests.factories import clusters as make


@pytest.fixture
def communes(season):
    """The weight of the only indicator that the season's sheet takes in."""
    weight = make.IndicatorFactory(name="Số xã", kind="count")
    weighted = {"indicator__aggregation": "weighted_mean", "indicator__weight": weight}
    taken = make.CriterionInputFactory(criterion__sheet__season=season, indicator__name="Tiêu chí mỗi xã", **weighted)
    make.published(taken.criterion.sheet)
    return weight


def test_a_weighted_mean_asks_for_its_weight_as_for_an_input(season, communes, client_of, clerk, actor_of):
    member = season.cast.member
    submission = make.SubmissionFactory(member=member)
    actor = actor_of(clerk)

    [group] = figures.grid(submission, actor)
    page = client_of(clerk).get(reverse("clusters:figures", args=[submission.pk])).content.decode()

    assert [(cell.indicator.name, cell.asked, len(cell.plans)) for cell in group.cells] == [
        ("Tiêu chí mỗi xã", True, 1),
        ("Số xã", True, 0),
    ]
    assert f'id="figure-{communes.pk}"' in page
    assert [one.name for one in completeness.gaps(submission)] == ["Tiêu chí mỗi xã", "Số xã"]
    assert communes.pk in completeness.asked_indicators(season, "FY")
    assert communes in overview.indicators(season, standing(actor, season))
    make.FigureFactory(submission=submission, indicator=communes)
    [cover] = completeness.covers(season, [member], "FY")[0][member.pk].values()
    assert (cover.answered, cover.asked) == (1, 2)


def test_a_weight_does_not_apply_where_its_mean_does_not(season, communes):
    [line] = criteria.lines_of(season)
    member = season.cast.member
    make.NotAssignedFactory(member=member, criterion=line)

    assert completeness.gaps(make.SubmissionFactory(member=member)) == []
    assert completeness.asked_indicators(season, "H1") == frozenset()
