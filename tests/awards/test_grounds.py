"""A nomination is agreed on, decided and published only while what it rests on stands."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from audit.models import Entry
from awards.actions import decisions
from awards.actions import nominations as actions
from awards.choices import OPEN, Stage
from awards.errors import NotReady
from awards.models import Decision, Nomination
from awards.queries import grounds
from awards.queries import nominations as read
from clusters.actions import conferences, members, seasons
from clusters.choices import Phase
from clusters.errors import Frozen, NotAllowedHere
from clusters.models import Member, RankingRow, RankingRun, Resolution, Season
from clusters.queries import readiness, verification
from tests.awards.test_actions_decisions import TOLD
from tests.factories.awards import NominationFactory
from tests.factories.rankings import make_members

BY = Actor.system("tests")


def nominated(world, stage=Stage.SUBMITTED, **told):
    """The first of the ranking, nominated for the flag without a reason to depart from it."""
    cites = {"member": world.first, "category": world.flag, "run": world.run, "departure": ""}
    return NominationFactory(**cites | {"stage": stage} | told)


def ranked_anew(world, places=None, held=()):
    """A later final run; `places` maps members to their new places, the others keep theirs."""
    run = RankingRun.objects.get(pk=world.run.pk)
    rows = list(RankingRow.objects.filter(run=run))
    run.pk, run.code, run.finished_at = None, "cd" * 32, timezone.now()
    run.save(force_insert=True)
    for row in rows:
        row.pk, row.run = None, run
        row.place, row.held = (places or {}).get(row.member, row.place), row.member in held
    RankingRow.objects.bulk_create(rows)
    return run


def overtake(world):
    return ranked_anew(world, {world.first: 2, world.second: 1})


def decide(nomination):
    return decisions.record({nomination.pk: nomination.version}, by=BY, **TOLD)


@pytest.fixture
def steps():
    """How a nomination goes on from where the reviewer has it."""
    return {Stage.SUBMITTED: lambda one: actions.move(one, Stage.APPROVED, by=BY), Stage.APPROVED: decide}


BOTH = pytest.mark.parametrize("stage", [Stage.SUBMITTED, Stage.APPROVED])


@BOTH
def test_what_a_later_ranking_contradicts_goes_no_further_and_both_places_are_told(stage, proposing, steps):
    nomination = nominated(proposing, stage)
    overtake(proposing)

    with pytest.raises(NotReady, match=r"Cờ thi đua.*Quảng Ninh.*thứ 2.*thứ 1\..*trả lại"):
        steps[stage](nomination)

    assert Nomination.objects.get().stage == stage
    assert not Decision.objects.exists()


def test_what_was_returned_is_cited_anew_and_then_agreed_and_decided(proposing):
    nomination = nominated(proposing, Stage.APPROVED)
    newer = overtake(proposing)

    nomination = actions.move(nomination, Stage.RETURNED, by=BY, reason="Xếp hạng đã thay đổi.")
    nomination = actions.complete(
        nomination, by=BY, conclusion=proposing.conclusion, departure="Hội nghị vẫn thống nhất đề nghị."
    )
    for to in (Stage.SUBMITTED, Stage.APPROVED):
        nomination = actions.move(nomination, to, by=BY)
    decide(nomination)

    assert Nomination.objects.values_list("stage", "run").get() == (Stage.DECIDED, newer.pk)


@BOTH
def test_a_later_ranking_that_leaves_the_unit_its_place_hinders_nothing(stage, proposing, steps):
    nomination = nominated(proposing, stage)
    ranked_anew(proposing, {proposing.second: 3, proposing.third: 2})

    assert steps[stage](nomination)


@BOTH
def test_a_reason_for_departing_stands_whatever_the_later_ranking_says(stage, proposing, steps):
    nomination = nominated(proposing, stage, departure="Hội nghị suy tôn.")
    overtake(proposing)

    assert steps[stage](nomination)


@BOTH
def test_a_unit_that_is_held_back_meanwhile_goes_no_further(stage, proposing, steps):
    nomination = nominated(proposing, stage)
    ranked_anew(proposing, held=[proposing.first])

    with pytest.raises(NotReady, match="Quảng Ninh"):
        steps[stage](nomination)


@BOTH
def test_while_no_ranking_is_final_what_rests_on_one_waits(stage, proposing, steps, monkeypatch):
    nomination = nominated(proposing, stage)
    monkeypatch.setattr(verification, "is_overtaken", lambda run: True)

    with pytest.raises(NotReady, match="tính lại xếp hạng"):
        steps[stage](nomination)


@BOTH
def test_while_the_season_is_back_in_appraisal_nothing_is_agreed_or_decided(stage, proposing, steps):
    nomination = nominated(proposing, stage)
    seasons.move(proposing.season, Phase.APPRAISAL, by=BY, reason="Sai sót.")

    with pytest.raises(NotReady, match=r"giai đoạn “Thẩm định”.*[Tt]rả lại"):
        steps[stage](nomination)
    assert actions.move(nomination, Stage.RETURNED, by=BY, reason="Chờ chấm lại.").stage == Stage.RETURNED


@BOTH
def test_what_cites_a_corrected_conclusion_is_returned_first(stage, proposing, steps):
    nomination = nominated(proposing, stage, departure="Hội nghị suy tôn.")
    conferences.correct(proposing.conclusion, {"text": "Mới."}, by=BY, reason="Gõ nhầm.")

    with pytest.raises(NotReady, match="trả lại"):
        steps[stage](nomination)
    nomination = actions.move(nomination, Stage.RETURNED, by=BY, reason="Kết luận đã sửa.")
    told = {"conclusion": Resolution.objects.get(text="Mới."), "departure": nomination.departure}
    nomination = actions.complete(nomination, by=BY, **told)
    nomination = actions.move(nomination, Stage.SUBMITTED, by=BY)
    assert actions.move(nomination, Stage.APPROVED, by=BY).stage == Stage.APPROVED


def test_a_member_that_left_is_not_handed_in_agreed_on_or_decided(proposing, steps):
    Member.objects.filter(pk=proposing.first.pk).update(left_on=dt.date(2020, 7, 1))
    steps[Stage.DRAFT] = lambda one: actions.move(one, Stage.SUBMITTED, by=BY)

    for stage, step in steps.items():
        nomination = nominated(proposing, stage)
        with pytest.raises(NotReady, match="01/07/2020"):
            step(nomination)
        Nomination.objects.all().delete()


@pytest.mark.parametrize("stage", Stage)
def test_a_member_leaves_once_no_nomination_of_it_is_open(stage, proposing):
    nominated(proposing, stage)
    proposing.first.posts.all().delete()

    if stage in OPEN:
        with pytest.raises(NotAllowedHere, match="Cờ thi đua của Chính phủ"):
            members.leave(proposing.first, dt.date(2020, 12, 1), by=BY, reason="Rời cụm.")
    else:
        members.leave(proposing.first, dt.date(2020, 12, 1), by=BY, reason="Rời cụm.")

    assert Member.objects.filter(pk=proposing.first.pk, left_on=None).exists() is (stage in OPEN)


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.WITHDRAWN])
def test_a_member_that_was_nominated_is_not_taken_off_the_list(stage, proposing):
    newcomer = make_members(proposing.season, 1)[0]
    NominationFactory(member=newcomer, category=proposing.merit, stage=stage)

    with pytest.raises(Frozen, match="Tỉnh Số 4"):
        members.remove(newcomer, by=BY, reason="Nhầm.")

    assert Member.objects.filter(pk=newcomer.pk).exists()
    assert not Entry.objects.filter(action="member.removed").exists()


def test_a_season_is_not_published_over_nominations_whose_ground_has_gone(proposing):
    nominated(proposing, Stage.APPROVED)
    nominated(proposing, Stage.DECIDED, member=proposing.second, category=proposing.merit)
    overtake(proposing)

    found = [gap for gap in readiness.gaps(proposing.season, Phase.PUBLISHED) if gap.page == "awards:season"][:2]

    assert [(gap.blocking, gap.url_name) for gap in found] == [(True, "awards:season"), (False, "awards:season")]
    assert "Quảng Ninh" in found[0].sentence
    assert "Nam Định" in found[1].sentence


def test_nominations_that_stand_are_no_gap(proposing):
    nominated(proposing, Stage.APPROVED)
    nominated(proposing, Stage.WITHDRAWN, member=proposing.second, category=proposing.merit)
    ranked_anew(proposing, {proposing.second: 3, proposing.third: 2})

    assert grounds.of_publishing(proposing.season) == []


def test_what_nobody_proposed_yet_is_named_before_publishing_and_keeps_nobody_from_it(proposing):
    nominated(proposing, Stage.APPROVED)
    nominated(proposing, Stage.APPROVED, member=proposing.second, category=proposing.merit)

    (gap,) = grounds.open_places(proposing.season)
    nominated(proposing, Stage.DRAFT, member=proposing.third, category=proposing.merit)

    assert not gap.blocking
    assert "chưa đề nghị hết: Bằng khen của Thủ tướng Chính phủ (1/2)." in gap.sentence
    assert ["chưa nộp" in gap.sentence for gap in grounds.open_places(proposing.season)] == [True]


def test_both_pages_say_what_has_gone_to_those_who_work_on_it(proposing, secretariat, clerk, client_of):
    nomination = nominated(proposing)
    overtake(proposing)
    said = grounds.gone([nomination], read.citable_run(proposing.season))[nomination]
    pages = [
        reverse("awards:nomination", args=[nomination.pk]),
        reverse("awards:season", args=[proposing.season.pk]),
    ]

    for page in pages:
        assert said in client_of(secretariat).get(page).content.decode()
    Season.objects.filter(pk=proposing.season.pk).update(phase=Phase.PUBLISHED, published_at=timezone.now())
    for page in pages:
        assert said not in client_of(clerk).get(page).content.decode()


@pytest.mark.parametrize(
    ("stage", "on", "back"),
    [(Stage.SUBMITTED, "Đồng ý", "Trả lại để bổ sung"), (Stage.APPROVED, "Ghi quyết định", "Trả lại để bổ sung")],
)
def test_what_may_not_be_agreed_on_has_no_button_for_it_but_one_to_return_it(
    proposing, reviewer, client_of, stage, on, back
):
    nomination = nominated(proposing, stage)

    def buttons():
        page = client_of(reviewer).get(reverse("awards:nomination", args=[nomination.pk])).content.decode()
        actions_of_page = page.partition('<div class="actions">')[2].partition("</div>")[0]
        return [label in actions_of_page for label in (on, back)]

    before = buttons()
    overtake(proposing)

    assert (before, buttons()) == ([True, True], [False, True])
