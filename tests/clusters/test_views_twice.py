"""A form that is sent again, by a double press or after “back”: one change, and the answer the first one got."""

import pytest
from django.urls import reverse

from clusters.choices import CriterionKind, Phase
from clusters.models import CriteriaSheet, Criterion, Member
from tests.factories.clusters import SeasonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client_of, reviewer):
    return client_of(reviewer)


@pytest.fixture
def draft(central_board):
    return SeasonFactory(phase=Phase.DRAFT, cluster__organiser=central_board)


def send(desk, route, *args, **typed):
    return desk.post(reverse(f"clusters:{route}", args=args), typed)


def refusals(answer):
    return answer.context["form"].non_field_errors()


REMOVED = ["Nội dung tạo từ biểu mẫu này sau đó đã bị xóa. Hãy mở biểu mẫu mới."]


def test_the_form_of_a_member_taken_off_the_list_is_refused_with_a_sentence_when_sent_again(desk, draft, member_unit):
    sent = {"unit": member_unit.pk, "joined_on": "01/01/2020", "key": "one"}
    send(desk, "admit_member", draft.pk, **sent)
    send(desk, "remove_member", Member.objects.get().pk, reason="Nhầm.")

    again = send(desk, "admit_member", draft.pk, **sent)

    assert refusals(again) == REMOVED
    assert not Member.objects.exists()
    assert send(desk, "admit_member", draft.pk, **sent | {"key": "two"}).status_code == 302


def test_the_forms_of_a_removed_line_and_a_sheet_given_up_are_refused_with_a_sentence_when_sent_again(desk, draft):
    head = {"title": "Bảng", "declared_max": "100", "places": "2", "not_assigned": "exclude", "key": "one"}
    send(desk, "start_sheet", draft.pk, **head)
    sheet = CriteriaSheet.objects.get()
    group = {"label": "I", "name": "Kinh tế", "max_points": "100", "key": "two"}
    send(desk, "add_criterion", sheet.pk, CriterionKind.GROUP, **group)
    send(desk, "remove_criterion", Criterion.objects.get().pk, key="three")

    line = send(desk, "add_criterion", sheet.pk, CriterionKind.GROUP, **group)
    send(desk, "drop_sheet", sheet.pk, reason="Nhầm.")
    started = send(desk, "start_sheet", draft.pk, **head)

    assert (refusals(line), refusals(started)) == (REMOVED, REMOVED)
    assert (Criterion.objects.count(), CriteriaSheet.objects.count()) == (0, 0)
