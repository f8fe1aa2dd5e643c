"""One indicator for all members, and which indicators there are: as far as the reader may see."""

from django.urls import reverse

from clusters.choices import Phase
from tests.factories import clusters as make


def test_before_publication_a_member_reads_of_no_indicator_that_only_others_reported_or_a_draft_asks_for(
    season, client_of, clerk, secretariat
):
    members = (season.cast.member, season.cast.deputy)
    submission, others = (make.SubmissionFactory(member=member) for member in members)
    names = ("của mình", "của đơn vị khác", "trong bảng", "trong bản nháp")
    own, foreign, asked, drafted = (make.IndicatorFactory(name=f"Chỉ tiêu {name}") for name in names)
    make.FigureFactory(submission=submission, indicator=own)
    make.FigureFactory(submission=others, indicator=foreign)
    make.published(make.CriterionInputFactory(criterion__sheet__season=season, indicator=asked).criterion.sheet)
    make.CriterionInputFactory(criterion__sheet=make.SheetFactory(season=season, version=2), indicator=drafted)
    url = reverse("clusters:figures_overview", args=[season.pk])

    seen = {}
    for user in (clerk, secretariat):
        page = client_of(user).get(url).content.decode()
        seen[user.username] = [one.name in page for one in (own, foreign, asked, drafted)]

    assert seen == {"clerk": [True, False, True, False], "secretariat": [True] * 4}
    season.phase, season.published_at = Phase.PUBLISHED, "2021-01-01T00:00Z"
    season.save()
    assert foreign.name in client_of(clerk).get(url).content.decode()
