import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from accounts.actors import Actor
from audit.models import Entry
from awards.actions import nominations as actions
from awards.choices import BY_DECISION, COUNTED, MOVES, NEEDS_REASON, Stage
from awards.errors import MoveNotAllowed, NotReady, QuotaExceeded, ReasonMissing, Stale
from awards.models import Nomination, Review, SeasonQuota
from clusters.actions import conferences
from clusters.choices import Phase
from clusters.models import Member, RankingRow, RankingRun, Resolution, Season
from clusters.queries import verification
from tests.factories.awards import CategoryFactory, ConclusionFactory, NominationFactory
from tests.factories.rankings import make_members

BY = Actor.system("tests")
STEPS = [(before, to) for before, moves in MOVES.items() for to in moves if (before, to) not in BY_DECISION]


def propose(world, member, category, **told):
    return actions.propose(member, category, conclusion=world.conclusion, by=BY, **told)


def test_the_three_best_are_proposed_without_a_reason_and_cite_the_final_run(proposing):
    made = [
        propose(proposing, proposing.first, proposing.flag),
        propose(proposing, proposing.second, proposing.merit),
        propose(proposing, proposing.third, proposing.merit),
    ]

    assert {(each.stage, each.run_id, each.conclusion) for each in made} == {
        (Stage.DRAFT, proposing.run.pk, proposing.conclusion)
    }
    assert Entry.objects.filter(action="nomination.proposed").count() == 3


def test_an_overtaken_ranking_is_not_cited(proposing, monkeypatch):
    monkeypatch.setattr(verification, "is_overtaken", lambda run: True)

    with pytest.raises(ReasonMissing):
        propose(proposing, proposing.first, proposing.flag)
    assert propose(proposing, proposing.first, proposing.flag, departure="Hội nghị suy tôn.").run is None


def test_the_quota_is_refused_by_the_names_that_take_it_up(proposing):
    propose(proposing, proposing.first, proposing.flag)

    with pytest.raises(QuotaExceeded, match=r"Cờ thi đua của Chính phủ.*Quảng Ninh"):
        propose(proposing, proposing.second, proposing.flag, departure="Hội nghị suy tôn.")

    assert Nomination.objects.count() == 1


def test_a_quota_of_none_is_told_without_a_nomination_to_withdraw(proposing):
    SeasonQuota.objects.filter(category=proposing.flag).update(most=0)

    with pytest.raises(QuotaExceeded, match=r"là 0 nên chưa đề nghị được đơn vị nào\."):
        propose(proposing, proposing.first, proposing.flag)


@pytest.mark.parametrize("reason", ["", " \n "])
def test_a_nomination_is_not_withdrawn_without_a_reason(reason, proposing):
    first = propose(proposing, proposing.first, proposing.flag)

    with pytest.raises(ReasonMissing):
        actions.move(first, Stage.WITHDRAWN, by=BY, reason=reason)

    first.refresh_from_db()
    assert first.stage == Stage.DRAFT


def test_a_withdrawn_nomination_frees_its_place(proposing):
    first = propose(proposing, proposing.first, proposing.flag)
    actions.move(first, Stage.WITHDRAWN, by=BY, reason="Đơn vị xin rút.")

    again = propose(proposing, proposing.first, proposing.flag)

    assert list(Nomination.objects.order_by("pk").values_list("stage", flat=True)) == ["withdrawn", "draft"]
    assert again != first


def test_an_award_without_a_quota_is_refused(proposing):
    with pytest.raises(QuotaExceeded):
        propose(proposing, proposing.first, CategoryFactory())


def test_the_same_form_posted_twice_proposes_once(proposing):
    made = [propose(proposing, proposing.first, proposing.flag, key="form") for _post in range(2)]

    assert made[0] == made[1]
    assert Nomination.objects.count() == 1


def test_a_unit_is_not_nominated_twice_for_one_award(proposing):
    propose(proposing, proposing.second, proposing.merit)

    with pytest.raises(MoveNotAllowed, match="Nam Định"):
        propose(proposing, proposing.second, proposing.merit)


def test_a_unit_behind_the_quota_needs_a_reason(proposing):
    fourth = make_members(proposing.season, 1)[0]

    with pytest.raises(ReasonMissing):
        propose(proposing, fourth, proposing.merit)
    with pytest.raises(ReasonMissing):
        propose(proposing, proposing.second, proposing.flag)
    made = propose(proposing, proposing.second, proposing.flag, departure="Hội nghị suy tôn.")

    assert made.departure == "Hội nghị suy tôn."


def test_a_unit_that_is_held_back_needs_a_reason_however_well_it_stands(proposing):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # a finished run's rows are frozen
        RankingRow.objects.filter(run=proposing.run, member=proposing.first).update(held=True)
        cursor.execute("SET LOCAL session_replication_role = origin")

    with pytest.raises(ReasonMissing, match="tạm dừng xét"):
        propose(proposing, proposing.first, proposing.flag)
    assert propose(proposing, proposing.first, proposing.flag, departure="Đã có kết luận.").run == proposing.run


def test_without_a_final_ranking_the_proposal_says_what_it_rests_on(proposing):
    other = ConclusionFactory()
    member = Member.objects.create(season=other.conference.season, unit=proposing.first.unit, joined_on="2020-01-01")
    proposing.flag.quotas.create(season=other.conference.season, most=1)

    with pytest.raises(ReasonMissing):
        actions.propose(member, proposing.flag, conclusion=other, by=BY)
    made = actions.propose(member, proposing.flag, conclusion=other, by=BY, departure="Nguồn không có điểm.")

    assert made.run is None


def test_a_member_that_left_is_not_proposed(proposing):
    Member.objects.filter(pk=proposing.first.pk).update(left_on=dt.date(2020, 7, 1))

    with pytest.raises(NotReady, match="01/07/2020"):
        propose(proposing, proposing.first, proposing.flag)


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.REPORTING, Phase.APPRAISAL])
def test_nobody_is_proposed_before_the_points_are_agreed(phase, proposing):
    Season.objects.filter(pk=proposing.season.pk).update(phase=phase)

    with pytest.raises(NotReady):
        propose(proposing, proposing.first, proposing.flag)


def test_only_a_conclusion_of_this_season_that_stands_is_cited(proposing):
    elsewhere = ConclusionFactory()
    proposed = ConclusionFactory(conference=proposing.conclusion.conference, kind="proposed")
    conferences.correct(proposing.conclusion, {"text": "Mới."}, by=BY, reason="Gõ nhầm.")

    for wrong in (None, elsewhere, proposed, proposing.conclusion):
        with pytest.raises(NotReady):
            actions.propose(proposing.first, proposing.flag, conclusion=wrong, by=BY)


def test_every_step_of_the_table_is_taken_and_kept_as_a_review(proposing):
    for before, to in STEPS:
        nomination = NominationFactory(member=proposing.second, run=proposing.run, stage=before)
        moved = actions.move(nomination, to, by=BY, token=nomination.version, reason="Vì lý do này.")
        review = Review.objects.get(nomination=nomination)
        assert (moved.stage, review.from_stage, review.to_stage) == (to, before, to)
        entry = Entry.objects.filter(action="nomination.moved").latest("pk")
        assert (entry.details, entry.reason) == ({"before": before, "after": to}, "Vì lý do này.")


def test_no_other_step_is_taken(proposing):
    for before in Stage:
        for to in set(Stage) - {to for each, to in STEPS if each == before}:
            nomination = NominationFactory(member=proposing.second, run=proposing.run, stage=before)
            with pytest.raises(MoveNotAllowed):
                actions.move(nomination, to, by=BY, reason="Vì lý do này.")
    assert not Review.objects.exists()


@pytest.mark.parametrize("before, to", [step for step in STEPS if step[1] in NEEDS_REASON])
def test_a_step_back_needs_a_reason(before, to, proposing):
    nomination = NominationFactory(member=proposing.second, run=proposing.run, stage=before)

    with pytest.raises(ReasonMissing):
        actions.move(nomination, to, by=BY, reason=" ")


def test_a_stale_step_changes_nothing_and_says_what_stands_now(proposing):
    nomination = propose(proposing, proposing.first, proposing.flag)
    actions.move(nomination, Stage.SUBMITTED, by=BY, token=0)

    with pytest.raises(Stale) as refusal:
        actions.move(nomination, Stage.WITHDRAWN, by=BY, token=0, reason="Rút.")

    assert refusal.value.current.stage == Stage.SUBMITTED
    assert Nomination.objects.get().stage == Stage.SUBMITTED


def test_a_returned_nomination_is_mended_handed_in_again_and_agreed(proposing):
    nomination = propose(proposing, proposing.first, proposing.flag)
    for to, reason in ((Stage.SUBMITTED, ""), (Stage.RETURNED, "Thiếu thành tích.")):
        nomination = actions.move(nomination, to, by=BY, reason=reason)

    nomination = actions.complete(
        nomination, by=BY, token=nomination.version, conclusion=proposing.conclusion, achievement="Dẫn đầu Cụm."
    )
    for to in (Stage.SUBMITTED, Stage.APPROVED):
        nomination = actions.move(nomination, to, by=BY)

    assert (nomination.stage, nomination.achievement) == (Stage.APPROVED, "Dẫn đầu Cụm.")
    entry = Entry.objects.get(action="nomination.completed")
    assert entry.details == {"before": {"achievement": ""}, "after": {"achievement": "Dẫn đầu Cụm."}}


def test_what_came_back_is_not_handed_in_as_it_was_without_an_answer(proposing):
    nomination = propose(proposing, proposing.first, proposing.flag)
    for to, reason in ((Stage.SUBMITTED, ""), (Stage.RETURNED, "Thiếu thành tích.")):
        nomination = actions.move(nomination, to, by=BY, reason=reason)

    with pytest.raises(ReasonMissing):
        actions.move(nomination, Stage.SUBMITTED, by=BY)
    assert Nomination.objects.get().stage == Stage.RETURNED
    actions.move(nomination, Stage.SUBMITTED, by=BY, reason="Thành tích đã nêu ở báo cáo kèm theo.")

    assert Review.objects.last().reason == "Thành tích đã nêu ở báo cáo kèm theo."


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage not in (Stage.DRAFT, Stage.RETURNED)])
def test_what_was_handed_in_is_not_changed(stage, proposing):
    nomination = NominationFactory(member=proposing.second, run=proposing.run, stage=stage)

    with pytest.raises(MoveNotAllowed):
        actions.complete(nomination, by=BY, conclusion=proposing.conclusion, achievement="Khác.")


def test_what_cites_an_older_ranking_is_completed_before_it_is_handed_in(proposing):
    nomination = propose(proposing, proposing.first, proposing.flag)
    newer = RankingRun.objects.get(pk=proposing.run.pk)
    newer.pk, newer.code, newer.finished_at = None, "cd" * 32, timezone.now()
    newer.save(force_insert=True)

    with pytest.raises(NotReady):
        actions.move(nomination, Stage.SUBMITTED, by=BY)
    told = {"conclusion": proposing.conclusion, "departure": "Theo kết luận của hội nghị."}
    nomination = actions.complete(nomination, by=BY, **told)

    assert nomination.run == newer
    assert actions.move(nomination, Stage.SUBMITTED, by=BY).stage == Stage.SUBMITTED


def test_what_cites_a_conclusion_that_was_corrected_is_not_handed_in(proposing):
    nomination = propose(proposing, proposing.first, proposing.flag)
    conferences.correct(proposing.conclusion, {"text": "Mới."}, by=BY, reason="Gõ nhầm.")

    with pytest.raises(NotReady):
        actions.move(nomination, Stage.SUBMITTED, by=BY)
    actions.complete(nomination, by=BY, conclusion=Resolution.objects.get(text="Mới."))

    assert actions.move(nomination, Stage.SUBMITTED, by=BY).stage == Stage.SUBMITTED


def test_stages_that_count_are_those_that_may_still_end_in_a_decision():
    assert set(Stage) - set(COUNTED) == {Stage.WITHDRAWN, Stage.REJECTED}
