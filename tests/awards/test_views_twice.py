"""A form of the awards that is sent again: one change, and the answer the first one got."""

import pytest
from django.urls import reverse

from awards.choices import Stage
from awards.models import AwardCategory, SeasonQuota
from tests.clusters.setting_up import sent_twice
from tests.factories.awards import CategoryFactory, DecisionFactory, NominationFactory, QuotaFactory

pytestmark = pytest.mark.django_db
AWARD = {"name": "Cờ", "code": "co", "level": "state", "recipient": "collective", "deciding_body": "Chính phủ"}


ALIKE = (302, 302, True)


def test_an_award_opened_and_changed_by_forms_sent_twice(administrator, client_of):
    client = client_of(administrator)

    opened = sent_twice(client, "awards:add_category", **AWARD, position="1")
    changed = sent_twice(client, "awards:category", AwardCategory.objects.get().pk, name="Cờ thi đua")

    assert opened == (ALIKE, ["category.opened"])
    assert changed == (ALIKE, ["category.changed"])


def test_another_award_under_a_code_in_use_is_refused(administrator, client_of):
    client, address = client_of(administrator), reverse("awards:add_category")
    client.post(address, AWARD | {"position": "1", "key": "one"})

    other = client.post(address, AWARD | {"position": "1", "key": "two"})

    assert (other.status_code, AwardCategory.objects.count()) == (200, 1)


def test_a_quota_set_and_changed_by_forms_sent_twice(season, reviewer, client_of):
    client, award = client_of(reviewer), CategoryFactory()

    added = sent_twice(client, "awards:add_quota", season.pk, category=award.pk, most="1")
    changed = sent_twice(client, "awards:quota", season.pk, SeasonQuota.objects.get().pk, most="3")

    assert (added, changed) == ((ALIKE, ["quota.set"]), (ALIKE, ["quota.set"]))
    assert SeasonQuota.objects.get().most == 3


def test_a_quota_that_somebody_else_set_meanwhile_is_shown_and_not_overwritten(season, reviewer, client_of):
    client, quota = client_of(reviewer), QuotaFactory(season=season, most=2, version=1)

    answer = client.post(
        reverse("awards:add_quota", args=[season.pk]), {"category": quota.category_id, "most": "1", "seen": "0"}
    )

    assert "Hiện đang ghi: 2" in str(answer.context["form"].errors["most"])
    assert SeasonQuota.objects.get().most == 2


def test_a_nomination_completed_by_a_form_sent_twice(proposing, secretariat, client_of):
    nomination = NominationFactory(member=proposing.first, category=proposing.flag, run=proposing.run)
    typed = {"conclusion": proposing.conclusion.pk, "achievement": "Dẫn đầu."}

    assert sent_twice(client_of(secretariat), "awards:complete", nomination.pk, **typed) == (
        ALIKE,
        ["nomination.completed"],
    )


def test_a_decision_corrected_by_a_form_sent_twice(proposing, reviewer, client_of):
    decision = DecisionFactory()
    NominationFactory(
        member=proposing.first,
        category=proposing.flag,
        conclusion=proposing.conclusion,
        stage=Stage.DECIDED,
        decision=decision,
    )
    typed = {"signer_name": "Người Khác", "reason": "Gõ nhầm."}

    assert sent_twice(client_of(reviewer), "awards:correct_decision", decision.pk, **typed) == (
        ALIKE,
        ["decision.corrected"],
    )
