"""The results of a province's own year go the same way as a member's, without a season, a sheet or a secretariat."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from clusters.actions import submissions, unit_years
from clusters.choices import Period, PlanGiver, SubmissionState
from clusters.models import UnitYear
from tests.factories import clusters as make

pytestmark = pytest.mark.django_db
LIT = re.compile(r'aria-current="true">([^<]+)<')


@pytest.fixture
def own(member_unit, actor_of, clerk):
    by = actor_of(clerk)
    return submissions.open_submission(unit_years.open_year(member_unit, 2020, by=by), Period.FULL_YEAR, by=by)


@pytest.fixture
def desk(client_of, clerk):
    return client_of(clerk)


def test_every_page_of_its_results_opens_under_the_own_years_of_the_menu(own, desk):
    indicator = make.FigureFactory(submission=own, value=2).indicator

    pages = [
        reverse("clusters:figures", args=[own.pk]),
        reverse("clusters:submission_check", args=[own.pk]),
        reverse("clusters:figure", args=[own.pk, indicator.pk]),
        reverse("clusters:figure_history", args=[own.pk, indicator.pk]),
        reverse("clusters:plan", args=[own.pk, indicator.pk, PlanGiver.values[0]]),
    ]

    assert {page: desk.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)
    lit = {mark for page in pages for mark in LIT.findall(desk.get(page).content.decode())}
    assert lit == {"Năm thi đua riêng"}


def test_its_figures_stand_under_no_word_of_a_criteria_sheet(own, desk):
    make.FigureFactory(submission=own, value=2)

    page = desk.get(reverse("clusters:figures", args=[own.pk])).content.decode()

    assert re.findall(r'<h2 id="group-1">\s*([^<]*?)\s*<', page) == ["Chỉ tiêu"]


def test_it_is_checked_handed_in_and_taken_back_on_its_pages(own, desk):
    make.FigureFactory(submission=own, value=2)
    check, back = (reverse(f"clusters:submission_{name}", args=[own.pk]) for name in ("check", "reopen"))
    page = desk.get(check)

    answer = desk.post(check, {"token": page.context["form"]["token"].value()}, follow=True)

    own.refresh_from_db()
    assert own.state == SubmissionState.SUBMITTED
    assert [str(message) for message in answer.context["messages"]] == ["Đã nộp kết quả."]
    assert "bảng tiêu chí chấm điểm: số liệu" in page.content.decode()
    assert "thường trực cụm" not in page.content.decode()
    assert "Sau khi nộp, mỗi lần sửa số liệu phải ghi lý do; đơn vị cũng có thể rút lại" in page.content.decode()

    desk.post(back, {"token": desk.get(back).context["form"]["token"].value(), "reason": "Thiếu một số."})

    own.refresh_from_db()
    assert own.state == SubmissionState.DRAFT


def test_a_year_far_ahead_is_not_opened_and_one_that_stands_is_not_opened_as_new(own, desk):
    address, unit, ahead = reverse("clusters:unit_year_new"), own.unit_year.unit, timezone.localdate().year + 2

    far = desk.post(address, {"unit": unit.pk, "year": ahead}).context["form"].errors
    again = [
        desk.post(address, {"unit": unit.pk, "year": 2020} | said, follow=True) for said in ({}, {"title": "Khác"})
    ]

    assert far == {"year": [f"Chỉ mở được đến năm {ahead - 1}. Hãy xem lại năm."]}
    assert [[str(said) for said in answer.context["messages"]] for answer in again] == [
        ["Đã mở năm. Hãy nhập số liệu và số liệu nêu chung."],
        ["Năm này đã được mở từ trước. Tên gọi và nguồn bạn vừa nhập chưa được lưu; hãy sửa ở dưới."],
    ]
    assert list(UnitYear.objects.values_list("year", "title")) == [(2020, "")]


def test_a_year_opened_by_mistake_is_taken_away_while_nothing_is_recorded_in_it(own, desk):
    page, away = (reverse(f"clusters:{name}", args=[own.unit_year_id]) for name in ("unit_year", "unit_year_remove"))
    offered = away in desk.get(page).content.decode()
    figure = make.FigureFactory(submission=own, value=2)
    kept = desk.post(away, {"reason": "Mở nhầm năm."}).content.decode()

    assert (offered, away in desk.get(page).content.decode()) == (True, False)
    assert "Năm này đã có nội dung được ghi nên phải giữ lại." in kept
    assert UnitYear.objects.filter(pk=figure.submission.unit_year_id).exists()


def test_a_year_that_was_taken_away_is_gone_from_what_is_to_be_done_and_a_second_press_does_nothing_more(own, desk):
    away = reverse("clusters:unit_year_remove", args=[own.unit_year_id])
    sent = {"key": desk.get(away).context["form"]["key"].value(), "reason": "Mở nhầm năm."}

    answers = [desk.post(away, sent) for _press in range(2)]

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, reverse("clusters:unit_years"))] * 2
    assert not UnitYear.objects.exists()
    assert "2020" not in desk.get(reverse("home")).content.decode()
    assert [entry.details["year"] for entry in Entry.objects.filter(action="unit_year.removed")] == [2020]
