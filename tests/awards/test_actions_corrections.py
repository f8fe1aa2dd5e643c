"""Putting right what a decision grants: a nomination forgotten, a nomination ticked wrongly."""

import datetime as dt

import pytest

from accounts.actors import Actor
from audit.models import Entry
from awards.actions import decisions
from awards.choices import COUNTED, Stage
from awards.errors import MoveNotAllowed, NotReady, ReasonMissing, Recorded, Stale
from awards.models import Decision, Nomination, Review
from clusters.choices import Phase
from clusters.models import Season
from tests.factories.awards import DecisionFactory, NominationFactory

BY = Actor.system("tests")
WHY = "Bỏ sót."
TOLD = {
    "number": "231/QĐ-TTg",
    "deciding_body": "Thủ tướng Chính phủ",
    "signer_name": "Người Ký Mẫu",
    "signer_title": "Phó Thủ tướng",
    "signed_on": dt.date(2021, 3, 14),
}


@pytest.fixture
def forgotten(proposing):
    """A decision that grants the first of two agreed nominations: the decision, the granted, the forgotten."""
    granted, other = (
        NominationFactory(member=member, category=proposing.merit, run=proposing.run, stage=Stage.APPROVED)
        for member in (proposing.second, proposing.third)
    )
    decision = decisions.record({granted.pk: 0}, by=BY, **TOLD)
    return decision, granted, other


def stands():
    return list(Nomination.objects.order_by("pk").values_list("stage", "decision", "version"))


def test_a_forgotten_nomination_is_added_with_a_review_and_both_lists_in_the_trail(forgotten):
    decision, granted, other = forgotten

    decisions.correct(decision, by=BY, token=0, reason=WHY, add={other.pk: 0})

    assert stands() == [(Stage.DECIDED, decision.pk, 1), (Stage.DECIDED, decision.pk, 1)]
    review = Review.objects.get(nomination=other)
    assert (review.from_stage, review.to_stage, review.reason) == (Stage.APPROVED, Stage.DECIDED, WHY)
    entry = Entry.objects.get(action="decision.corrected")
    both = "; ".join(sorted((str(granted), str(other))))
    assert (entry.details, entry.reason) == ({"before": {"granted": str(granted)}, "after": {"granted": both}}, WHY)
    assert Decision.objects.get().version == 1


def test_one_ticked_wrongly_is_taken_out_and_waits_for_a_decision_again(forgotten):
    decision, granted, other = forgotten

    decisions.correct(decision, by=BY, token=0, reason=WHY, add={other.pk: 0}, drop={granted.pk: 1})

    assert stands() == [(Stage.APPROVED, None, 2), (Stage.DECIDED, decision.pk, 1)]
    review = Review.objects.filter(nomination=granted).last()
    assert (review.from_stage, review.to_stage, review.reason) == (Stage.DECIDED, Stage.APPROVED, WHY)
    assert Entry.objects.get(action="nomination.taken_out").reason == WHY
    assert {Stage.APPROVED, Stage.DECIDED} <= set(COUNTED)  # so that its place in the quota stays taken


@pytest.mark.parametrize("stage", Stage)
def test_of_all_stages_an_agreed_nomination_alone_is_added(stage, forgotten):
    decision, _granted, other = forgotten
    elsewhere = DecisionFactory() if stage == Stage.DECIDED else None
    Nomination.objects.filter(pk=other.pk).update(stage=stage, decision=elsewhere)
    before = stands()

    if stage == Stage.APPROVED:
        decisions.correct(decision, by=BY, reason=WHY, add={other.pk: 0})
        assert stands()[1] == (Stage.DECIDED, decision.pk, 1)
        return
    with pytest.raises(MoveNotAllowed):
        decisions.correct(decision, by=BY, reason=WHY, add={other.pk: 0})
    assert stands() == before


@pytest.mark.parametrize("stage", Stage)
def test_what_another_decision_or_none_grants_is_not_taken_out(stage, forgotten):
    decision, _granted, other = forgotten
    elsewhere = DecisionFactory() if stage == Stage.DECIDED else None
    Nomination.objects.filter(pk=other.pk).update(stage=stage, decision=elsewhere)
    before = stands()

    with pytest.raises(NotReady):
        decisions.correct(decision, by=BY, reason=WHY, drop={other.pk: 0})

    assert stands() == before


@pytest.mark.parametrize(
    "told, problem",
    [
        ({"reason": " "}, ReasonMissing),
        ({"token": 5}, Stale),
        ({"seen": 7}, Stale),
        ({"signed_on": dt.date(2020, 1, 1)}, NotReady),
        ({"phase": Phase.APPRAISAL}, NotReady),
    ],
    ids=["no reason", "decision changed", "nomination changed", "before the conclusion", "points not agreed"],
)
def test_what_cannot_be_added_is_refused_and_nothing_changes(told, problem, forgotten):
    decision, _granted, other = forgotten
    if phase := told.pop("phase", None):
        Season.objects.update(phase=phase)
    before = stands()

    with pytest.raises(problem) as refusal:
        decisions.correct(decision, by=BY, add={other.pk: told.pop("seen", 0)}, **{"reason": WHY} | told)

    assert (stands(), Decision.objects.get().version) == (before, 0)
    assert getattr(refusal.value, "current", decision) == decision


def test_a_decision_keeps_at_least_one_nomination(forgotten):
    decision, granted, _other = forgotten

    with pytest.raises(NotReady):
        decisions.correct(decision, by=BY, reason=WHY, drop={granted.pk: 1})

    assert stands()[0] == (Stage.DECIDED, decision.pk, 1)


def test_the_same_correction_sent_again_changes_nothing_more(forgotten):
    decision, granted, other = forgotten
    told = {"by": BY, "token": 0, "reason": WHY, "add": {other.pk: 0}, "drop": {granted.pk: 1}}

    assert decisions.correct(decision, **told) == decisions.correct(decision, **told)

    assert (Entry.objects.filter(action="decision.corrected").count(), Decision.objects.get().version) == (1, 1)


def test_the_same_decision_recorded_again_is_refused_by_the_name_of_what_stands(forgotten):
    decision, granted, other = forgotten

    with pytest.raises(Recorded, match=f"231/QĐ-TTg.*{granted}") as refusal:
        decisions.record({other.pk: 0}, by=BY, **TOLD)

    assert (refusal.value.decision, stands()[1]) == (decision, (Stage.APPROVED, None, 0))
