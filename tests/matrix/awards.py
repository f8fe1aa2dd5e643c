"""Awards: the secretariat proposes, the organiser reviews and decides; members see nothing before publication."""

from awards.choices import Stage
from clusters.choices import Phase
from tests.factories import awards as make
from tests.factories.clusters import MemberFactory
from tests.matrix.clusters_ranking import ranked_season
from tests.matrix.objects import maker
from tests.matrix.table import Row, everybody, only

IN_THE_UNIT = ("clerk", "leader", "province_administrator")
OVER_ALL = ("secretariat", "reviewer", "administrator")
ONCE_PUBLISHED = (*IN_THE_UNIT, *OVER_ALL, "council_member")
ORGANISERS = ("reviewer", "administrator")
PROPOSE = only("secretariat", reviewer=403, administrator=403)
REVIEW = only(*ORGANISERS, secretariat=403)
OUTSIDE = only(*ORGANISERS)
CENTRE = only("administrator", others=403)


def nominated(world, stage=Stage.DRAFT, phase=Phase.APPRAISED):
    season = ranked_season(world, phase)
    member = season.members.get(unit=world.member_unit)
    found = make.NominationFactory(member=member, stage=stage)
    make.QuotaFactory(season=season, category=found.category)
    return found


def outside(world, stage=Stage.DRAFT):
    member = MemberFactory(season__phase=Phase.APPRAISED, unit=world.outside_unit)
    found = make.NominationFactory(member=member, stage=stage)
    make.QuotaFactory(season=member.season, category=found.category)
    return found


@maker
def season_with_nominations(world):
    return (nominated(world).season_id,)


@maker
def published_season_with_nominations(world):
    return (nominated(world, Stage.DECIDED, Phase.PUBLISHED).season_id,)


@maker
def outside_season_with_nominations(world):
    return (outside(world).season_id,)


@maker
def quota_of_season(world):
    quota = nominated(world).season.quotas.get()
    return (quota.season_id, quota.pk)


@maker
def quota_of_another_season(world):
    return (nominated(world).season_id, outside(world).season.quotas.get().pk)


@maker
def nomination(world):
    return (nominated(world).pk,)


@maker
def published_nomination(world):
    return (nominated(world, Stage.DECIDED, Phase.PUBLISHED).pk,)


@maker
def outside_nomination(world):
    return (outside(world).pk,)


def step(name, to, stage, found=nominated):
    def make_step(world):
        return (found(world, stage).pk, to)

    make_step.__name__ = name
    return maker(make_step)


step("handing_in", "submitted", Stage.DRAFT)
step("returning", "returned", Stage.SUBMITTED)
step("deciding_by_hand", "decided", Stage.APPROVED)
step("undeciding_by_hand", "approved", Stage.DECIDED)
step("leaving_the_end", "submitted", Stage.DECIDED)
step("handing_in_outside", "submitted", Stage.DRAFT, outside)
step("returning_outside", "returned", Stage.SUBMITTED, outside)


@maker
def decision(world):
    return (nominated(world, Stage.DECIDED).decision_id,)


@maker
def published_decision(world):
    return (nominated(world, Stage.DECIDED, Phase.PUBLISHED).decision_id,)


@maker
def decision_with_one_forgotten(world):
    """The form posts it ticked, so that the matrix corrects what the decision grants."""
    decided = nominated(world, Stage.DECIDED)
    make.NominationFactory(
        pk=FORGOTTEN, member=decided.season.members.get(unit=world.member_unit), stage=Stage.APPROVED
    )
    return (decided.decision_id,)


@maker
def outside_decision(world):
    return (outside(world, Stage.DECIDED).decision_id,)


@maker
def decision_that_grants_nothing(world):
    return (make.DecisionFactory().pk,)


@maker
def award(world):
    return (make.CategoryFactory().pk,)


# Whoever may take such a step is led to what stands now; the others are told that it is not theirs.
TOO_LATE = only(secretariat=302, reviewer=403, administrator=403)
UNDECIDING = only(secretariat=403, reviewer=302, administrator=302)
FORGOTTEN = 9_000_001
ADDING = {
    f"granted-{FORGOTTEN}": "0",
    "number": "231/QĐ-TTg",
    "deciding_body": "Thủ tướng Chính phủ",
    "signer_name": "Người Ký Mẫu",
    "signer_title": "Phó Thủ tướng",
    "signed_on": "04/05/2021",
    "reason": "Bỏ sót một đề nghị.",
}
REMOVING = {"reason": "Ghi nhầm cả quyết định.", "seen": "0"}
REMOVED = REVIEW | dict.fromkeys(ORGANISERS, 302)
CORRECTED = REVIEW | dict.fromkeys(ORGANISERS, 302)
RETURNED = REVIEW | dict.fromkeys(ORGANISERS, 302)
ROWS = [
    Row("awards:index"),
    Row("awards:season", "season_with_nominations", get=only(*IN_THE_UNIT, *OVER_ALL)),
    Row("awards:season", "published_season_with_nominations", get=only(*ONCE_PUBLISHED)),
    Row("awards:season", "outside_season_with_nominations", get=only("outsider", *ORGANISERS)),
    Row("awards:propose", "season_with_nominations", get=PROPOSE, post=PROPOSE),
    Row("awards:propose", "outside_season_with_nominations", get=OUTSIDE, post=OUTSIDE),
    Row("awards:add_quota", "season_with_nominations", get=REVIEW, post=REVIEW),
    Row("awards:add_quota", "outside_season_with_nominations", get=OUTSIDE, post=OUTSIDE),
    Row("awards:quota", "quota_of_season", get=REVIEW, post=REVIEW),
    Row("awards:quota", "quota_of_another_season", get=only(), post=only()),
    Row("awards:record_decision", "season_with_nominations", get=REVIEW, post=REVIEW),
    Row("awards:record_decision", "outside_season_with_nominations", get=OUTSIDE, post=OUTSIDE),
    Row("awards:nomination", "nomination", get=only(*OVER_ALL)),
    Row("awards:nomination", "published_nomination", get=only(*ONCE_PUBLISHED)),
    Row("awards:nomination", "outside_nomination", get=OUTSIDE),
    Row("awards:complete", "nomination", get=PROPOSE, post=PROPOSE),
    Row("awards:complete", "outside_nomination", get=OUTSIDE, post=OUTSIDE),
    Row("awards:move", "handing_in", get=PROPOSE, post=PROPOSE | {"secretariat": 200}),
    Row("awards:move", "returning", get=REVIEW, post=REVIEW),
    Row("awards:move", "returning", get=REVIEW, post=RETURNED, data={"reason": "Thiếu."}),
    Row("awards:move", "deciding_by_hand", get=only(), post=only()),
    Row("awards:move", "undeciding_by_hand", get=UNDECIDING, post=UNDECIDING),
    Row("awards:move", "leaving_the_end", get=TOO_LATE, post=TOO_LATE),
    Row("awards:move", "handing_in_outside", get=OUTSIDE, post=OUTSIDE),
    Row("awards:move", "returning_outside", get=OUTSIDE, post=OUTSIDE),
    Row("awards:decision", "decision", get=only(*OVER_ALL)),
    Row("awards:decision", "published_decision", get=only(*ONCE_PUBLISHED)),
    Row("awards:decision", "outside_decision", get=OUTSIDE),
    Row("awards:decision", "decision_that_grants_nothing", get=only()),
    Row("awards:correct_decision", "decision", get=REVIEW, post=REVIEW),
    Row("awards:correct_decision", "decision_with_one_forgotten", get=REVIEW, post=CORRECTED, data=ADDING),
    Row("awards:correct_decision", "outside_decision", get=OUTSIDE, post=OUTSIDE),
    Row("awards:remove_decision", "decision", get=REVIEW, post=REVIEW),
    Row("awards:remove_decision", "decision", get=REVIEW, post=REMOVED, data=REMOVING),
    Row("awards:remove_decision", "outside_decision", get=OUTSIDE, post=OUTSIDE),
    Row("awards:categories"),
    Row("awards:add_category", get=CENTRE, post=CENTRE),
    Row("awards:category", "award", get=CENTRE, post=CENTRE),
    Row("awards:category", "award", get=everybody(403, administrator=200), post=CENTRE, data={"code": "KHÔNG HỢP LỆ"}),
]
