"""The set-up of a season: whoever organises it writes, its secretariat writes the sheet, its members read."""

import datetime as dt

from clusters.choices import Method, Phase
from tests.factories import clusters as make
from tests.factories.organisations import UnitFactory
from tests.matrix.objects import maker
from tests.matrix.table import NOT_ALLOWED, Row, everybody, only

BOARD = ("reviewer", "administrator")
WRITERS = ("secretariat", *BOARD)
OF_MEMBER = ("clerk", "leader", "province_administrator")
READERS = (*OF_MEMBER, *WRITERS)


def season_of(world, phase=Phase.DRAFT):
    season = make.SeasonFactory(phase=phase)
    member = make.MemberFactory(season=season, unit=world.member_unit)
    head = make.MemberFactory(season=season, unit=world.head_unit)
    post = make.PostFactory(member=head)
    return season, member, post


@maker
def cluster_of_season(world):
    return (season_of(world)[0].cluster_id,)


@maker
def season_of_cast(world):
    return (season_of(world)[0].pk,)


@maker
def step_to_entering(world):
    return (season_of(world)[0].pk, "reporting")


@maker
def step_that_the_table_lacks(world):
    return (season_of(world)[0].pk, "published")


@maker
def step_back_to_draft(world):
    return (season_of(world, Phase.REPORTING)[0].pk, "draft")


@maker
def published_season(world):
    return (season_of(world, Phase.PUBLISHED)[0].pk,)


@maker
def member_of_season(world):
    return (season_of(world)[1].pk,)


@maker
def post_of_season(world):
    return (season_of(world)[2].pk,)


@maker
def unused_indicator(world):
    return (make.IndicatorFactory().pk,)


@maker
def draft_sheet(world):
    return (make.SheetFactory(season=season_of(world)[0]).pk,)


@maker
def published_sheet(world):
    return (make.published(make.SheetFactory(season=season_of(world)[0])).pk,)


@maker
def draft_sheet_and_kind(world):
    return (*draft_sheet(world), "item")


@maker
def draft_sheet_and_part(world):
    return (*draft_sheet(world), "ties")


@maker
def line_of_draft(world):
    return (make.CriterionFactory(sheet__season=season_of(world)[0]).pk,)


@maker
def check_line_of_draft(world):
    return (make.CriterionFactory(sheet__season=season_of(world)[0], method=Method.CHECK, params={"mode": "sum"}).pk,)


@maker
def line_of_published(world):
    line = make.CriterionFactory(sheet__season=season_of(world)[0])
    make.published(line.sheet)
    return (line.pk,)


@maker
def season_with_sheet(world):
    season = season_of(world)[0]
    make.published(make.CriterionFactory(sheet__season=season).sheet)
    return (season.pk,)


@maker
def exception_of_member(world):
    season, member, _post = season_of(world)
    row = make.NotAssignedFactory(member=member, criterion__sheet__season=season)
    make.published(row.criterion.sheet)
    return (row.pk,)


@maker
def unit_to_admit(world):
    UnitFactory(valid_from=dt.date(2010, 1, 1))
    return season_of_cast(world)


def may(*names, of=READERS, status=200):
    """The named get the status; other readers of the season are refused in a sentence; strangers find nothing."""
    refused = {name: 403 for name in of if name not in names}
    return only(*names, status=status, **refused)


def form(route, about, *names):
    """A page with a form: whoever may use it gets it, and gets it back when it is posted empty."""
    return Row(route, about, get=may(*names), post=may(*names))


BOARDS_ALONE = may(*BOARD, "province_administrator", of=(*OF_MEMBER, *WRITERS, "council_member", "outsider"))
# Everybody at the centre sees what is published, and nobody changes it.
KEPT_AS_IT_IS = may(of=(*READERS, "council_member"))
OWN_CLUSTER = form("clusters:change_cluster", "cluster_of_season", *BOARD)
CENTRE_ALONE = may(*BOARD, "province_administrator", of=(*OF_MEMBER, *WRITERS, "council_member", "outsider"))

ROWS = [
    Row("clusters:clusters"),
    Row("clusters:cluster", "cluster_of_season", get=only(*READERS)),
    Row("clusters:open_cluster", get=BOARDS_ALONE, post=BOARDS_ALONE),
    OWN_CLUSTER,
    form("clusters:hand_over_cluster", "cluster_of_season", "administrator"),
    form("clusters:close_cluster", "cluster_of_season", *BOARD),
    Row("clusters:seasons"),
    Row("clusters:season", "season_of_cast", get=only(*READERS)),
    form("clusters:open_season", "cluster_of_season", *BOARD),
    Row(
        "clusters:change_season",
        "season_of_cast",
        get=may(*BOARD),
        post=may(*BOARD, status=302),
        data={"rules": "Kế hoạch."},
    ),
    Row("clusters:change_season", "published_season", get=KEPT_AS_IT_IS, post=KEPT_AS_IT_IS),
    Row("clusters:deadlines", "season_of_cast", get=may(*BOARD), post=may(*BOARD), data={"draft": "hôm qua"}),
    form("clusters:move_season", "step_to_entering", *WRITERS),
    Row("clusters:move_season", "step_that_the_table_lacks", get=everybody(404), post=everybody(404)),
    form("clusters:move_season", "step_back_to_draft", *BOARD),
    Row("clusters:members", "season_of_cast", get=only(*READERS)),
    form("clusters:admit_member", "unit_to_admit", *BOARD),
    form("clusters:copy_members", "season_of_cast", *BOARD),
    Row(
        "clusters:order_members",
        "season_of_cast",
        get=NOT_ALLOWED,
        post=may(status=302) | dict.fromkeys(BOARD, 404),
    ),
    form("clusters:leave_member", "member_of_season", *BOARD),
    form("clusters:remove_member", "member_of_season", *BOARD),
    form("clusters:introduce_post", "season_of_cast", *BOARD),
    form("clusters:decide_post", "post_of_season", *BOARD),
    form("clusters:end_post", "post_of_season", *BOARD),
    Row("clusters:indicators"),
    Row("clusters:indicator", "unused_indicator"),
    Row("clusters:create_indicator", get=CENTRE_ALONE, post=CENTRE_ALONE),
    Row("clusters:edit_indicator", "unused_indicator", get=CENTRE_ALONE, post=CENTRE_ALONE),
    Row("clusters:renew_indicator", "unused_indicator", get=CENTRE_ALONE, post=CENTRE_ALONE),
    Row("clusters:retire_indicator", "unused_indicator", get=CENTRE_ALONE, post=CENTRE_ALONE),
    Row("clusters:sheets", "season_of_cast", get=only(*READERS)),
    Row("clusters:sheets", "season_with_sheet", get=only(*READERS, status=302)),
    form("clusters:start_sheet", "season_of_cast", *WRITERS),
    Row("clusters:sheet", "draft_sheet", get=only(*WRITERS)),
    Row("clusters:sheet", "published_sheet", get=only(*READERS)),
    Row("clusters:describe_sheet", "draft_sheet", get=only(*WRITERS), post=only(*WRITERS)),
    Row("clusters:describe_sheet", "published_sheet", get=may(), post=may()),
    Row("clusters:sheet_rules", "draft_sheet_and_part", get=only(*WRITERS), post=only(*WRITERS)),
    Row("clusters:publish_sheet", "draft_sheet", get=only(*WRITERS), post=only(*WRITERS)),
    Row("clusters:renew_sheet", "published_sheet", get=may(*WRITERS), post=may(*WRITERS)),
    Row("clusters:drop_sheet", "draft_sheet", get=only(*WRITERS), post=only(*WRITERS)),
    Row("clusters:add_criterion", "draft_sheet_and_kind", get=only(*WRITERS), post=only(*WRITERS)),
    Row("clusters:edit_criterion", "line_of_draft", get=only(*WRITERS), post=only(*WRITERS)),
    Row("clusters:edit_criterion", "line_of_published", get=may(), post=may()),
    Row("clusters:criterion_inputs", "check_line_of_draft", get=only(*WRITERS), post=only(*WRITERS)),
    Row("clusters:move_criterion", "line_of_draft", get=NOT_ALLOWED, post=only(*WRITERS, status=302)),
    Row("clusters:remove_criterion", "line_of_draft", get=only(*WRITERS), post=only(*WRITERS)),
    Row("clusters:not_assigned", "season_of_cast", get=only(*READERS)),
    form("clusters:set_not_assigned", "season_with_sheet", *WRITERS),
    form("clusters:clear_not_assigned", "exception_of_member", *WRITERS),
]
