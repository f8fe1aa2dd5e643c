import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import override

from accounts.actors import Actor
from audit.models import Entry
from awards.actions import decisions, quotas
from awards.choices import Stage
from awards.errors import MoveNotAllowed, NotReady, QuotaExceeded, ReasonMissing, Stale
from awards.models import AwardCategory, Decision, Nomination, SeasonQuota
from clusters.models import Conference, Resolution
from tests.factories.awards import NominationFactory

BY = Actor.system("tests")
TOLD = {
    "number": "231/QĐ-TTg",
    "deciding_body": "Thủ tướng Chính phủ",
    "signer_name": "Người Ký Mẫu",
    "signer_title": "Phó Thủ tướng",
    "signed_on": dt.date(2021, 3, 14),
}


@pytest.fixture
def agreed(proposing):
    """Two nominations that wait for the decision."""
    return [
        NominationFactory(member=member, category=proposing.merit, run=proposing.run, stage=Stage.APPROVED)
        for member in (proposing.second, proposing.third)
    ]


def test_one_decision_grants_several_nominations_and_each_history_says_so(agreed):
    decision = decisions.record({each.pk: 0 for each in agreed}, by=BY, **TOLD)

    assert set(Nomination.objects.values_list("stage", "decision", "version")) == {(Stage.DECIDED, decision.pk, 1)}
    assert Entry.objects.filter(action="nomination.granted").count() == 2
    assert Entry.objects.filter(action="decision.recorded").count() == 1


def test_the_same_form_posted_twice_records_one_decision(agreed):
    made = [decisions.record({agreed[0].pk: 0}, by=BY, key="form", **TOLD) for _post in range(2)]

    assert made[0] == made[1]
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    "chosen, changed, problem",
    [
        ({}, {}, NotReady),
        ({"version": 7}, {}, Stale),
        ({"version": 0, "stage": Stage.SUBMITTED}, {}, MoveNotAllowed),
        ({"version": 0}, {"signed_on": timezone.localdate() + dt.timedelta(days=1)}, NotReady),
    ],
    ids=["nothing chosen", "changed meanwhile", "not agreed", "a day to come"],
)
def test_what_no_decision_can_grant_is_refused_and_nothing_changes(chosen, changed, problem, agreed):
    first = agreed[0]
    Nomination.objects.filter(pk=first.pk).update(stage=chosen.get("stage", Stage.APPROVED))

    with pytest.raises(problem):
        decisions.record({first.pk: chosen["version"]} if chosen else {}, by=BY, **(TOLD | changed))

    assert not Decision.objects.exists()
    assert not Nomination.objects.filter(stage=Stage.DECIDED).exists()


def test_a_decision_signed_on_new_years_day_is_recorded_from_its_first_minute_in_hanoi(agreed):
    new_year = dt.datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    told = TOLD | {"signed_on": dt.date(2026, 1, 1)}

    with time_machine.travel(new_year - dt.timedelta(milliseconds=1), tick=False), pytest.raises(NotReady):
        decisions.record({agreed[0].pk: 0}, by=BY, **told)
    with time_machine.travel(new_year, tick=False):
        assert decisions.record({agreed[0].pk: 0}, by=BY, **told).signed_on == dt.date(2026, 1, 1)


def test_a_decision_older_than_the_conclusion_it_rests_on_is_refused_with_both_days(agreed):
    earlier = TOLD | {"signed_on": dt.date(2020, 1, 1)}
    with pytest.raises(NotReady, match=r"01/01/2020.*18/01/2021"):
        decisions.record({agreed[0].pk: 0}, by=BY, **earlier)
    assert not Decision.objects.exists()

    signed = decisions.record({agreed[0].pk: 0}, by=BY, **TOLD | {"signed_on": dt.date(2021, 1, 18)})
    with pytest.raises(NotReady, match=r"17/01/2021.*18/01/2021"):
        decisions.correct(signed, by=BY, reason="Gõ nhầm ngày.", signed_on=dt.date(2021, 1, 17))
    assert Decision.objects.get().signed_on == dt.date(2021, 1, 18)


def test_a_conclusion_without_a_day_counts_from_the_day_of_its_conference(agreed):
    Resolution.objects.update(on=None)
    with pytest.raises(NotReady, match=r"17/01/2021.*18/01/2021"):
        decisions.record({agreed[0].pk: 0}, by=BY, **TOLD | {"signed_on": dt.date(2021, 1, 17)})


def test_where_no_day_of_the_conference_is_known_any_signed_decision_is_recorded(agreed):
    Resolution.objects.update(on=None)
    Conference.objects.update(held_on=None)
    assert decisions.record({agreed[0].pk: 0}, by=BY, **TOLD | {"signed_on": dt.date(2020, 1, 1)}).pk


def test_a_mistyped_decision_is_corrected_and_the_old_value_kept(agreed):
    decision = decisions.record({agreed[0].pk: 0}, by=BY, **TOLD)

    decisions.correct(decision, by=BY, token=0, reason="Gõ nhầm số.", number="321/QĐ-TTg")

    assert Decision.objects.get().number == "321/QĐ-TTg"
    entry = Entry.objects.get(action="decision.corrected")
    assert entry.details == {"before": {"number": "231/QĐ-TTg"}, "after": {"number": "321/QĐ-TTg"}}
    assert entry.reason == "Gõ nhầm số."


def test_a_correction_needs_a_reason_a_change_and_what_stands_now(agreed):
    decision = decisions.record({agreed[0].pk: 0}, by=BY, **TOLD)

    with pytest.raises(ReasonMissing):
        decisions.correct(decision, by=BY, reason="", number="321/QĐ-TTg")
    with pytest.raises(NotReady):
        decisions.correct(decision, by=BY, reason="Gõ nhầm.", number="231/QĐ-TTg")
    with pytest.raises(Stale):
        decisions.correct(decision, by=BY, token=3, reason="Gõ nhầm.", number="321/QĐ-TTg")

    assert Decision.objects.get().number == "231/QĐ-TTg"


def test_a_quota_is_set_and_changed_but_never_below_what_stands(proposing, agreed):
    with pytest.raises(QuotaExceeded):
        quotas.set_quota(proposing.season, proposing.merit, by=BY, most=1)
    quotas.set_quota(proposing.season, proposing.merit, by=BY, token=0, most=3, legal_basis="Hướng dẫn năm 2020")

    quota = SeasonQuota.objects.get(season=proposing.season, category=proposing.merit)
    assert (quota.most, quota.legal_basis, quota.version) == (3, "Hướng dẫn năm 2020", 1)
    with pytest.raises(Stale):
        quotas.set_quota(proposing.season, proposing.merit, by=BY, token=0, most=4)


def test_an_award_is_opened_and_changed_with_the_old_value_kept(db):
    told = {"code": "co", "name": "Cờ", "level": "state", "deciding_body": "Thủ tướng Chính phủ", "position": 1}
    award = quotas.save_category(None, by=BY, **told)

    quotas.save_category(award, by=BY, token=1, name="Cờ thi đua của Chính phủ")

    assert AwardCategory.objects.get().name == "Cờ thi đua của Chính phủ"
    assert Entry.objects.get(action="category.changed").details["before"] == {"name": "Cờ"}
    with pytest.raises(Stale):
        quotas.save_category(award, by=BY, token=1, name="Cờ")


def test_two_bodies_may_give_one_number_on_one_day_and_one_body_may_not(agreed):
    first, second = ({each.pk: 0} for each in agreed)
    decisions.record(first, by=BY, **TOLD | {"number": "123/QĐ-UBND", "deciding_body": "UBND tỉnh Lào Cai"})
    same = TOLD | {"number": "123/QĐ-UBND", "deciding_body": "UBND tỉnh Nam Định"}

    decisions.record(second, by=BY, **same)
    with override("vi"), pytest.raises(ValidationError) as refused:
        Decision(**same).full_clean()

    assert refused.value.messages == [
        "Quyết định của cơ quan này, cùng số và cùng ngày ký, đã được ghi nhận. Hãy xem lại số quyết định."
    ]
