"""The ranking: members of the season know the page, the secretariat and the organiser press the button."""

from clusters.choices import Phase
from tests.factories import clusters as make
from tests.matrix.objects import maker
from tests.matrix.table import NOT_ALLOWED, Row, only

OF_THE_SEASON = ("clerk", "leader", "province_administrator", "secretariat", "reviewer", "administrator")
OVER_ALL = ("secretariat", "reviewer", "administrator")
REFUSED = dict.fromkeys(("clerk", "leader", "province_administrator"), 403)
PRESSED = only(*OVER_ALL, status=302, **REFUSED)


def ranked_season(world, phase=Phase.APPRAISED):
    """A season of the member unit and the head, with a finished ranking."""
    season = make.SeasonFactory(phase=phase)
    make.MemberFactory(season=season, unit=world.member_unit)
    make.PostFactory(member=make.MemberFactory(season=season, unit=world.head_unit))
    make.RunFactory(season=season)
    return season


@maker
def season_that_is_ranked(world):
    return (ranked_season(world).pk,)


@maker
def published_season_that_is_ranked(world):
    return (ranked_season(world, Phase.PUBLISHED).pk,)


@maker
def outside_season_that_is_ranked(world):
    season = make.SeasonFactory(phase=Phase.APPRAISED)
    make.MemberFactory(season=season, unit=world.outside_unit)
    make.RunFactory(season=season)
    return (season.pk,)


ROWS = [
    Row("clusters:ranking", "season_that_is_ranked", get=only(*OF_THE_SEASON)),
    Row("clusters:ranking", "published_season_that_is_ranked", get=only(*OF_THE_SEASON, "council_member")),
    Row("clusters:ranking", "outside_season_that_is_ranked", get=only("outsider", "reviewer", "administrator")),
    Row("clusters:request_run", "season_that_is_ranked", get=NOT_ALLOWED, post=PRESSED),
    Row(
        "clusters:request_run",
        "published_season_that_is_ranked",
        get=NOT_ALLOWED,
        post=only(*OF_THE_SEASON, "council_member", status=403),
    ),
    Row(
        "clusters:request_run",
        "outside_season_that_is_ranked",
        get=NOT_ALLOWED,
        post=only("reviewer", "administrator", status=302, outsider=403),
    ),
]
