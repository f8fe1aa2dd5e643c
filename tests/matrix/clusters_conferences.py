"""Conferences: members of the season know that they were held; the secretariat and the organiser record them."""

from clusters.choices import Phase, ResolutionKind
from clusters.models import Resolution, UnitYear
from tests.factories import clusters as make
from tests.matrix.clusters_ranking import ranked_season
from tests.matrix.objects import maker
from tests.matrix.table import Row, only

IN_THE_UNIT = ("clerk", "leader", "province_administrator")
OVER_ALL = ("secretariat", "reviewer", "administrator")
RECORDED = only(*OVER_ALL, **dict.fromkeys(IN_THE_UNIT, 403))
RECORDED_OUTSIDE = only("reviewer", "administrator", outsider=403)
# What was concluded is hidden from members before publication, so it answers them as if it did not exist.
HIDDEN = only(*OVER_ALL)
HIDDEN_OUTSIDE = only("reviewer", "administrator")
SENT = dict.fromkeys(OVER_ALL, 302)


def _resolution(season):
    held = make.ConferenceFactory(season=season)
    return Resolution.objects.create(
        conference=held, kind=ResolutionKind.CONCLUDED, text="Thống nhất.", on="2021-01-18"
    )


def _outside_season(world):
    return make.MemberFactory(season__phase=Phase.APPRAISED, unit=world.outside_unit).season


@maker
def season_with_conferences(world):
    return (_resolution(ranked_season(world)).conference.season_id,)


@maker
def draft_season_of_member(world):
    return (ranked_season(world, Phase.DRAFT).pk,)


@maker
def outside_season(world):
    return (_outside_season(world).pk,)


@maker
def conference(world):
    return (_resolution(ranked_season(world)).conference_id,)


@maker
def outside_conference(world):
    return (_resolution(_outside_season(world)).conference_id,)


@maker
def resolution(world):
    return (_resolution(ranked_season(world)).pk,)


@maker
def outside_resolution(world):
    return (_resolution(_outside_season(world)).pk,)


@maker
def conference_of_an_own_year(world):
    own_year = UnitYear.objects.create(unit=world.member_unit, year=2020)
    return (make.ConferenceFactory(season=None, unit_year=own_year).pk,)


TEXT = {"kind": "concluded", "text": "Thống nhất đề nghị.", "on": "18/01/2021"}
CORRECTED = TEXT | {"reason": "Gõ nhầm."}
ROWS = [
    Row("clusters:conferences", "season_with_conferences", get=only(*IN_THE_UNIT, *OVER_ALL)),
    Row("clusters:conferences", "outside_season", get=only("outsider", "reviewer", "administrator")),
    Row("clusters:hold_conference", "season_with_conferences", get=RECORDED, post=RECORDED),
    Row(
        "clusters:hold_conference",
        "season_with_conferences",
        get=RECORDED,
        post=RECORDED | SENT,
        data={"kind": "half_year", "title": "Hội nghị sơ kết"},
    ),
    Row(
        "clusters:hold_conference",
        "draft_season_of_member",
        get=only(**dict.fromkeys((*IN_THE_UNIT, *OVER_ALL), 403)),
        post=only(**dict.fromkeys((*IN_THE_UNIT, *OVER_ALL), 403)),
    ),
    Row("clusters:hold_conference", "outside_season", get=RECORDED_OUTSIDE, post=RECORDED_OUTSIDE),
    Row("clusters:change_conference", "conference", get=RECORDED, post=RECORDED),
    Row("clusters:change_conference", "outside_conference", get=RECORDED_OUTSIDE, post=RECORDED_OUTSIDE),
    Row("clusters:change_conference", "conference_of_an_own_year", get=only(), post=only()),
    Row("clusters:resolve", "conference", get=RECORDED, post=RECORDED),
    Row("clusters:resolve", "conference", get=RECORDED, post=RECORDED | SENT, data=TEXT),
    Row("clusters:resolve", "outside_conference", get=RECORDED_OUTSIDE, post=RECORDED_OUTSIDE),
    Row("clusters:correct_resolution", "resolution", get=HIDDEN, post=HIDDEN),
    Row(
        "clusters:correct_resolution",
        "resolution",
        get=HIDDEN,
        post=HIDDEN | SENT,
        data=CORRECTED,
    ),
    Row("clusters:remove_resolution", "resolution", get=HIDDEN, post=HIDDEN),
    Row("clusters:remove_resolution", "outside_resolution", get=HIDDEN_OUTSIDE, post=HIDDEN_OUTSIDE),
    Row("clusters:correct_resolution", "outside_resolution", get=HIDDEN_OUTSIDE, post=HIDDEN_OUTSIDE),
]
