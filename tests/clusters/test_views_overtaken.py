"""What a page read no longer stands: nothing unread is handed in or removed, and what was typed is still there."""

import pytest
from django.urls import reverse

from clusters.actions import criteria, submissions
from clusters.choices import CriterionKind, Phase, SubmissionState
from clusters.models import Criterion, Submission
from tests.factories.clusters import (
    CriterionFactory,
    FigureFactory,
    PlanFactory,
    SheetFactory,
    SubmissionFactory,
    revised,
)

OVERTAKEN = "Đã có người thay đổi kết quả này trong lúc bạn xem. Hãy xem lại rồi quyết định."
ELSEWHERE = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture
def submission(season):
    return SubmissionFactory(member=season.cast.member)


@pytest.mark.parametrize("changed", ["figure", "plan"])
def test_what_changed_after_the_last_look_is_not_handed_in_unread(changed, season, submission, clerk, client_of):
    figure = FigureFactory(submission=submission)
    plan = PlanFactory(member=submission.member, indicator=figure.indicator)
    client, address = client_of(clerk), reverse("clusters:submission_check", args=[submission.pk])
    sent = {name: client.get(address).context["form"][name].value() for name in ("token", "shown")}
    if changed == "figure":
        revised(figure, value=163)
    else:
        plan.version += 1
        plan.save()

    answer = client.post(address, sent)

    assert OVERTAKEN in answer.content.decode()
    assert Submission.objects.get(pk=submission.pk).state == SubmissionState.DRAFT
    again = {name: answer.context["form"][name].value() for name in ("token", "shown")}
    assert client.post(address, again).status_code == 302
    assert Submission.objects.get(pk=submission.pk).state == SubmissionState.SUBMITTED


def test_another_reason_for_sending_back_is_not_taken_for_the_first(submission, secretariat, actor_of, client_of):
    client, address = client_of(secretariat), reverse("clusters:submission_return", args=[submission.pk])
    submissions.submit(submission, by=actor_of(secretariat))
    sent = {"token": client.get(address).context["form"]["token"].value(), "reason": "Thiếu số liệu quý bốn."}
    assert client.post(address, sent).status_code == 302

    answer = client.post(address, sent | {"reason": "Sai đơn vị tính ở hai chỉ tiêu."}, **ELSEWHERE)

    assert answer.status_code == 403
    assert "Sai đơn vị tính ở hai chỉ tiêu." in answer.content.decode()
    assert client.post(address, sent).status_code == 302


@pytest.fixture
def draft(season):
    season.phase = Phase.DRAFT
    season.save()
    sheet = SheetFactory(season=season, state="draft")
    group = CriterionFactory(sheet=sheet, kind=CriterionKind.GROUP, name="Kinh tế", position=1)
    return CriterionFactory(sheet=sheet, parent=group, name="Thu ngân sách", position=2)


def test_a_line_that_somebody_edited_meanwhile_says_what_it_says_now(draft, reviewer, actor_of, client_of):
    client, address = client_of(reviewer), reverse("clusters:edit_criterion", args=[draft.parent_id])
    form = client.get(address).context["form"]
    sent = {field.name: field.value() or "" for field in form} | {"note": "Theo kế hoạch."}
    Criterion.objects.filter(pk=draft.parent_id).update(name="Kinh tế và xã hội")
    draft.sheet.edited += 1
    draft.sheet.save()

    errors = client.post(address, sent).context["form"].errors

    assert errors["name"] == ["Hiện đang ghi: Kinh tế và xã hội"]
    assert set(errors) == {"__all__", "name", "note"}


def test_a_line_is_not_removed_with_what_came_under_it_unseen(draft, reviewer, actor_of, client_of):
    client, address = client_of(reviewer), reverse("clusters:remove_criterion", args=[draft.parent_id])
    form = client.get(address).context["form"]
    sent = {field.name: field.value() for field in form}
    told = {"kind": CriterionKind.ITEM, "parent": draft.parent, "name": "Thêm", "max_points": 1, "method": "manual"}
    criteria.add(draft.sheet, told, by=actor_of(reviewer))

    answer = client.post(address, sent)

    assert (answer.status_code, Criterion.objects.filter(sheet=draft.sheet).count()) == (200, 3)
    again = {field.name: field.value() for field in answer.context["form"]}
    assert client.post(address, again).status_code == 302
    assert not Criterion.objects.filter(sheet=draft.sheet).exists()


def test_what_was_typed_for_a_thing_that_is_gone_is_shown_to_be_copied(draft, reviewer, client_of):
    address = reverse("clusters:edit_criterion", args=[draft.pk])
    draft.delete()

    answer = client_of(reviewer).post(address, {"name": "Tốc độ tăng trưởng kinh tế"}, **ELSEWHERE)

    assert answer.status_code == 404
    assert "Tốc độ tăng trưởng kinh tế" in answer.content.decode()
