"""What is put right or comes too late: a decision's nominations ticked anew, a step that another one overtook."""

import pytest
from django.urls import reverse

from audit.models import Entry
from awards.choices import Stage
from awards.models import Decision, Nomination
from clusters.choices import Phase
from tests.clusters.setting_up import as_shown
from tests.factories.awards import DecisionFactory, NominationFactory
from tests.factories.clusters import MemberFactory
from tests.factories.organisations import UnitFactory


@pytest.fixture
def decided(proposing):
    """One nomination that the decision grants, one that waits."""
    told = {"category": proposing.merit, "run": proposing.run}
    return [
        NominationFactory(member=proposing.second, stage=Stage.DECIDED, decision=DecisionFactory(), **told),
        NominationFactory(member=proposing.third, stage=Stage.APPROVED, **told),
    ]


def page_of(nomination):
    return reverse("awards:correct_decision", args=[nomination.decision_id])


def stages():
    return list(Nomination.objects.order_by("pk").values_list("stage", flat=True))


def test_the_forgotten_is_ticked_the_wrong_one_unticked_and_the_page_sends_it_once(decided, reviewer, client_of):
    granted, other = decided
    client, address = client_of(reviewer), page_of(granted)
    opened = client.get(address)
    page = opened.content.decode()
    assert f'name="granted-{granted.pk}" value="0" checked' in page
    assert f'name="granted-{other.pk}" value="0">' in page
    sent = as_shown(opened.context["form"]) | {"reason": "Đánh dấu nhầm.", f"shown-{granted.pk}": "0"}
    sent |= {f"granted-{other.pk}": "0"}

    answers = [client.post(address, sent).status_code for _post in range(2)]

    assert (answers, stages()) == ([302, 302], [Stage.APPROVED, Stage.DECIDED])
    history = client.get(reverse("awards:decision", args=[granted.decision_id])).content.decode()
    assert "các đề nghị được khen thưởng" in history


def test_what_somebody_added_meanwhile_is_not_taken_out_by_a_form_that_did_not_show_it(decided, reviewer, client_of):
    granted, other = decided
    client, address = client_of(reviewer), page_of(granted)
    sent = as_shown(client.get(address).context["form"]) | {"reason": "Gõ nhầm.", "signer_name": "Người Khác"}
    sent |= {f"shown-{granted.pk}": "0", f"granted-{granted.pk}": "0"}
    added = sent | {f"granted-{other.pk}": "0", "signer_name": granted.decision.signer_name}
    assert client.post(address, added).status_code == 302

    answer = client.post(address, sent)

    assert answer.status_code == 200
    assert f'name="granted-{other.pk}" value="1" checked' in answer.content.decode()
    again = sent | {"seen": answer.context["form"]["seen"].value()}
    assert client.post(address, again).status_code == 302
    assert (stages(), Decision.objects.get().signer_name) == ([Stage.DECIDED, Stage.DECIDED], "Người Khác")


def test_what_somebody_took_out_meanwhile_comes_back_unticked_and_is_told(decided, reviewer, client_of):
    granted, other = decided
    client, address = client_of(reviewer), page_of(granted)
    sent = as_shown(client.get(address).context["form"]) | {"reason": "Gõ nhầm.", "signer_name": "Người Khác"}
    sent |= {f"shown-{granted.pk}": "0", f"granted-{granted.pk}": "0"}
    instead = {name: value for name, value in sent.items() if name != f"granted-{granted.pk}"}
    instead |= {f"granted-{other.pk}": "0", "signer_name": granted.decision.signer_name}
    assert client.post(address, instead).status_code == 302

    page = client.post(address, sent).content.decode()

    assert f'name="granted-{granted.pk}" value="1">' in page
    assert f'name="granted-{other.pk}" value="1" checked' in page
    assert page.count("có người đã bỏ đề nghị này khỏi quyết định") == 1
    assert page.count("có người đã thêm đề nghị này vào quyết định") == 1
    assert stages() == [Stage.APPROVED, Stage.DECIDED]


@pytest.mark.parametrize("number", [" 231 / qđ-ttg ", "0231/QĐ–TTg", "231/QD-TTg", "231 QĐ TTg"])
def test_one_decision_is_recorded_once_however_its_number_is_written(number, decided, proposing, reviewer, client_of):
    granted, other = decided
    stands = granted.decision
    stands.number = "231/QĐ-TTg"
    stands.save()
    told = {name: getattr(stands, name) for name in ("deciding_body", "signer_name", "signer_title")}
    told |= {"number": number, "signed_on": f"{stands.signed_on:%d/%m/%Y}", f"granted-{other.pk}": "0"}

    page = client_of(reviewer).post(reverse("awards:record_decision", args=[proposing.season.pk]), told)

    assert "hãy mở quyết định đó và đính chính" in page.content.decode()
    assert Decision.objects.get() == stands


def test_a_number_is_kept_as_papers_print_it(decided, reviewer, client_of):
    granted, _other = decided
    client, address = client_of(reviewer), page_of(granted)
    sent = as_shown(client.get(address).context["form"]) | {"reason": "Gõ nhầm.", "number": "232 / QĐ – TTg"}

    client.post(address, sent | {f"shown-{granted.pk}": "0", f"granted-{granted.pk}": "0"})

    assert Decision.objects.get().number == "232/QĐ-TTg"


def test_a_decision_recorded_by_mistake_is_taken_off_the_record_once(decided, reviewer, client_of):
    granted, _other = decided
    decision, client = granted.decision, client_of(reviewer)
    address = reverse("awards:remove_decision", args=[decision.pk])
    assert address in client.get(reverse("awards:decision", args=[decision.pk])).content.decode()
    sent = as_shown(client.get(address).context["form"]) | {"reason": "Ghi nhầm cả quyết định."}

    refused = client.post(address, sent | {"reason": ""})
    answers = [client.post(address, sent) for _post in range(2)]

    season = reverse("awards:season", args=[granted.season_id])
    assert [refused.status_code, *(answer.url for answer in answers)] == [200, season, season]
    assert (stages(), Decision.objects.count()) == ([Stage.APPROVED, Stage.APPROVED], 0)
    (entry,) = Entry.objects.filter(action="decision.removed")
    assert (entry.reason, entry.details["before"]["number"], entry.details["before"]["granted"]) == (
        "Ghi nhầm cả quyết định.",
        decision.number,
        str(granted),
    )


def test_a_decision_that_somebody_corrected_meanwhile_is_looked_at_again_before_it_is_taken_off(
    decided, reviewer, client_of
):
    granted, _other = decided
    client, address = client_of(reviewer), reverse("awards:remove_decision", args=[granted.decision_id])
    sent = as_shown(client.get(address).context["form"]) | {"reason": "Ghi nhầm cả quyết định."}
    Decision.objects.update(version=1)

    page = client.post(address, sent).content.decode()

    assert page.count("Đã có người đính chính quyết định này trong khi bạn đang xem. Hãy xem lại") == 1
    assert "Ghi nhầm cả quyết định." in page
    assert stages() == [Stage.DECIDED, Stage.APPROVED]


def test_what_a_decision_grants_in_clusters_of_another_body_keeps_it_on_the_record(decided, reviewer, client_of):
    granted, _other = decided
    elsewhere = MemberFactory(season__cluster__organiser=UnitFactory(), season__phase=Phase.APPRAISED)
    NominationFactory(member=elsewhere, stage=Stage.DECIDED, decision=granted.decision)

    answer = client_of(reviewer).post(
        reverse("awards:remove_decision", args=[granted.decision_id]), {"reason": "Ghi nhầm.", "seen": "0"}
    )

    assert answer.status_code == 403
    assert "do cơ quan khác tổ chức" in answer.content.decode()


def test_what_was_changed_otherwise_meanwhile_is_not_said_to_have_been_taken_out(decided, reviewer, client_of):
    granted, other = decided
    client, address = client_of(reviewer), page_of(granted)
    sent = as_shown(client.get(address).context["form"]) | {"reason": "Bỏ sót."}
    sent |= {f"shown-{granted.pk}": "0", f"granted-{granted.pk}": "0", f"granted-{other.pk}": "0"}
    Nomination.objects.filter(pk=other.pk).update(version=2)

    page = client.post(address, sent).content.decode()

    assert f'name="granted-{other.pk}" value="2">' in page
    assert ["có người đã thay đổi đề nghị này" in page, "có người đã bỏ đề nghị này" in page] == [True, False]


@pytest.mark.parametrize("others", [1, 5, 50])
def test_whether_a_decision_may_be_removed_is_asked_once_for_all_its_seasons(
    others, decided, reviewer, client_of, django_assert_num_queries
):
    granted, _other = decided
    for number in range(others):
        NominationFactory(
            member__season__year=2000 + number,
            member__season__phase=Phase.APPRAISED,
            stage=Stage.DECIDED,
            decision=granted.decision,
        )
    client, address = client_of(reviewer), reverse("awards:remove_decision", args=[granted.decision_id])

    with django_assert_num_queries(11):
        assert client.get(address).status_code == 200


def test_the_refusal_of_a_duplicate_leads_to_the_decision_that_is_there(decided, proposing, reviewer, client_of):
    granted, other = decided
    stands = granted.decision
    told = {name: getattr(stands, name) for name in ("number", "deciding_body", "signer_name", "signer_title")}
    told |= {"signed_on": f"{stands.signed_on:%d/%m/%Y}", f"granted-{other.pk}": "0"}

    page = client_of(reviewer).post(reverse("awards:record_decision", args=[proposing.season.pk]), told)

    told = page.content.decode()
    assert f'<a href="{reverse("awards:decision", args=[stands.pk])}">{stands}</a>' in told
    assert "hãy mở quyết định đó và đính chính" in told


def test_a_reason_typed_for_a_step_that_came_too_late_is_shown_beside_what_stands(proposing, reviewer, client_of):
    nomination = NominationFactory(member=proposing.first, run=proposing.run, stage=Stage.SUBMITTED)
    client, step = client_of(reviewer), reverse("awards:move", args=[nomination.pk, Stage.REJECTED])
    sent = as_shown(client.get(step).context["form"]) | {"reason": "Thiếu xác nhận <thuế>."}
    Nomination.objects.filter(pk=nomination.pk).update(stage=Stage.APPROVED, version=1)

    answer = client.post(step, sent)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "“Đã đồng ý, chờ quyết định”" in answer.context["meanwhile"]
    assert answer.context["meanwhile"] in page
    assert "Thiếu xác nhận &lt;thuế&gt;." in page
    assert (stages(), nomination.reviews.count()) == ([Stage.APPROVED], 0)


def test_another_reason_for_a_step_that_somebody_took_is_not_lost(proposing, reviewer, client_of):
    nomination = NominationFactory(member=proposing.first, run=proposing.run, stage=Stage.SUBMITTED)
    client, step = client_of(reviewer), reverse("awards:move", args=[nomination.pk, Stage.REJECTED])
    sent = as_shown(client.get(step).context["form"]) | {"reason": "Thiếu báo cáo."}

    answers = [client.post(step, sent | told) for told in ({}, {}, {"reason": "Thiếu xác nhận."})]

    assert [answer.status_code for answer in answers] == [302, 302, 200]
    assert "Thiếu xác nhận." in answers[-1].content.decode()
    assert nomination.reviews.get().reason == "Thiếu báo cáo."


def test_a_form_sent_empty_tells_that_nothing_was_chosen_beside_what_else_is_missing(proposing, reviewer, client_of):
    NominationFactory(member=proposing.third, category=proposing.merit, run=proposing.run, stage=Stage.APPROVED)

    answer = client_of(reviewer).post(reverse("awards:record_decision", args=[proposing.season.pk]), {"number": ""})

    errors = answer.context["form"].errors
    assert set(errors) == {"__all__", "number", "deciding_body", "signer_name", "signer_title", "signed_on"}
    assert errors["__all__"] == ["Hãy chọn ít nhất một đề nghị được quyết định khen thưởng."]
