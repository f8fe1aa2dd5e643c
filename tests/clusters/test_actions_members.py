import datetime as dt

import pytest
from django.utils import timezone

from audit.models import Entry
from clusters.actions import members
from clusters.errors import Frozen, Incomplete, NotAllowedHere, Stale
from clusters.models import Member
from clusters.queries.members import candidates
from organisations.actions import units
from organisations.choices import UnitKind
from tests.factories.accounts import make_unit
from tests.factories.clusters import ClusterFactory, MemberFactory, ScoreFactory, SeasonFactory
from tests.factories.organisations import UnitFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
JOINED = {"joined_on": dt.date(2020, 1, 1)}


@pytest.fixture
def by(actor_of, reviewer):
    return actor_of(reviewer)


def test_new_members_stand_last(season, by):
    member = members.admit(season, UnitFactory(), JOINED, by=by)

    assert [each.pk for each in season.members.all()][-1] == member.pk


def test_a_unit_is_no_member_twice(season, member_unit, by):
    with pytest.raises(NotAllowedHere, match="Nam Định is already a member of this season"):
        members.admit(season, member_unit, JOINED, by=by)


def test_a_unit_competes_in_one_cluster_of_an_organiser_a_year_and_the_other_is_named(season, outside_unit, by):
    other = season.cast.elsewhere.season.cluster

    with pytest.raises(NotAllowedHere, match=f"Lào Cai is already a member of “{other}” in 2020"):
        members.admit(season, outside_unit, JOINED, by=by)

    assert season.members.count() == 3


def test_a_cluster_of_another_organiser_may_have_the_same_unit(season, outside_unit, by):
    local = SeasonFactory(cluster=ClusterFactory(organiser=make_unit("Lạng Sơn", code="20")), year=2020)

    assert members.admit(local, outside_unit, JOINED, by=by).unit == outside_unit


def test_a_unit_must_exist_on_the_day_on_which_it_joins(season, by):
    ended = UnitFactory(name="Hà Tây", valid_to=dt.date(2008, 8, 1))

    with pytest.raises(NotAllowedHere, match="Hà Tây does not exist on 01/01/2020"):
        members.admit(season, ended, JOINED, by=by)


def test_a_unit_that_is_still_to_come_is_told_from_one_that_is_gone(season, by):
    later = UnitFactory(name="Quảng Ninh", valid_from=dt.date(2026, 8, 24))

    with pytest.raises(NotAllowedHere, match="Quảng Ninh does not exist yet on 01/01/2020"):
        members.admit(season, later, JOINED, by=by)


def test_a_unit_that_left_may_come_back(season, by):
    left = MemberFactory(season=season, joined_on=dt.date(2020, 1, 1), left_on=dt.date(2020, 3, 1))

    back = members.admit(season, left.unit, {"joined_on": dt.date(2020, 6, 1)}, by=by)

    assert Member.objects.filter(season=season, unit=left.unit).count() == 2
    assert back.left_on is None


def test_a_head_leaves_its_post_before_the_season(season, by):
    with pytest.raises(NotAllowedHere, match="still holds the post"):
        members.leave(season.cast.head, dt.date(2020, 6, 1), by=by, reason="Sáp nhập.")


def test_a_day_that_has_not_come_is_refused_at_its_field(season, by):
    today = timezone.localdate()
    with pytest.raises(NotAllowedHere, match="has not left yet") as refused:
        members.leave(season.cast.member, today + dt.timedelta(1), by=by, reason="Sáp nhập.")

    assert refused.value.field == "on"
    assert members.leave(season.cast.member, today, by=by, reason="Sáp nhập.").left_on == today


def test_leaving_needs_a_reason(season, by):
    with pytest.raises(Incomplete):
        members.leave(season.cast.member, dt.date(2020, 6, 1), by=by, reason="")

    season.cast.member.refresh_from_db()
    assert season.cast.member.left_on is None


def test_a_member_of_whom_something_is_recorded_is_not_removed(season, by):
    ScoreFactory(member=season.cast.member, criterion__sheet__season=season)

    with pytest.raises(Frozen, match="already recorded about Nam Định"):
        members.remove(season.cast.member, by=by, reason="Nhầm.")


def test_an_admission_by_mistake_can_be_taken_back(season, by):
    members.remove(season.cast.member, by=by, reason="Nhầm.")

    assert season.members.count() == 2


def test_the_order_is_that_which_was_given(season, by):
    order = [season.cast.deputy.pk, season.cast.member.pk, season.cast.head.pk]

    members.reorder(season, order, by=by)

    assert [each.pk for each in season.members.all()] == order


def test_a_new_order_is_told_with_the_old_one_and_the_same_order_is_no_act(season, by):
    order = [member.pk for member in season.members.all()]
    names = [str(member) for member in season.members.all()]

    members.reorder(season, order, by=by)
    assert not Entry.objects.exists()

    members.reorder(season, order[::-1], by=by)
    assert Entry.objects.get().details == {"before": names, "after": names[::-1]}


def test_an_order_that_misses_a_member_changes_nothing(season, by):
    with pytest.raises(Stale):
        members.reorder(season, [season.cast.deputy.pk], by=by)


def test_last_years_members_are_admitted_but_for_those_that_no_longer_exist(season, by):
    gone = season.cast.member.unit
    gone.valid_to = dt.date(2020, 12, 1)
    gone.save()
    following = SeasonFactory(cluster=season.cluster, year=2021)

    left_out = members.copy(following, season, {"joined_on": dt.date(2021, 1, 1)}, by=by)

    assert [unit for unit, _why in left_out] == [gone]
    assert [str(each) for each in following.members.all()] == ["Quảng Ninh", "Hà Nam"]


def test_a_member_that_left_last_year_is_not_taken_over(season, by):
    MemberFactory(season=season, joined_on=dt.date(2020, 1, 1), left_on=dt.date(2020, 6, 1))
    following = SeasonFactory(cluster=season.cluster, year=2021)

    left_out = members.copy(following, season, {"joined_on": dt.date(2021, 1, 1)}, by=by)

    assert left_out == []
    assert [each.unit for each in following.members.all()] == [
        each.unit for each in season.members.filter(left_on=None)
    ]


def test_a_unit_competes_in_one_cluster_of_a_province_a_year_also_after_its_change_of_kind(by):
    province = UnitFactory()
    agency = UnitFactory(parent=province, kind=UnitKind.AGENCY)
    older = SeasonFactory(cluster=ClusterFactory(organiser=province), year=2026)
    city = units.change_kind(province, UnitKind.CITY, dt.date(2026, 3, 1), by=by)
    younger = SeasonFactory(cluster=ClusterFactory(organiser=city), year=2026)
    members.admit(older, agency, JOINED, by=by)

    with pytest.raises(NotAllowedHere, match="A unit competes in one cluster a year"):
        members.admit(younger, agency, JOINED, by=by)


def test_a_province_offers_the_units_from_before_and_after_its_change(by):
    province, other, stranger = UnitFactory(name="A"), UnitFactory(name="B"), UnitFactory(name="C")
    agencies = [UnitFactory(parent=each, kind=UnitKind.AGENCY, name=f"Sở {each}") for each in (province, other)]
    UnitFactory(parent=stranger, kind=UnitKind.AGENCY)
    merged = units.merge([province, other], units.NewUnit("M", "M", UnitKind.PROVINCE), dt.date(2025, 7, 1), by=by)
    city = units.change_kind(merged, UnitKind.CITY, dt.date(2026, 3, 1), by=by)
    agencies.append(UnitFactory(parent=city, kind=UnitKind.AGENCY, name="Sở M", valid_from=dt.date(2026, 3, 1)))

    def offered(organiser, year):
        return list(candidates(SeasonFactory(cluster=ClusterFactory(organiser=organiser), year=year)))

    assert offered(province, 2024) == agencies[:1]
    assert offered(province, 2026) == offered(city, 2026) == agencies
