"""A form that is sent again, by a double press or after “back”: one change, and the answer the first one got."""

import datetime as dt

import pytest
from django.urls import reverse

from clusters.actions import criteria
from clusters.choices import CriterionKind, Phase
from clusters.models import CriteriaSheet, Criterion, Member, Season
from tests.clusters.setting_up import sent_twice
from tests.factories.awards import ConclusionFactory
from tests.factories.clusters import (
    ClusterFactory,
    ConferenceFactory,
    CriterionFactory,
    IndicatorFactory,
    MemberFactory,
    SeasonFactory,
    SheetFactory,
)
from tests.factories.organisations import UnitFactory

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
    send(desk, "remove_member", Member.objects.get().pk, reason="Nhập nhầm.")

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
    send(desk, "drop_sheet", sheet.pk, reason="Nhập nhầm.")
    started = send(desk, "start_sheet", draft.pk, **head)

    assert (refusals(line), refusals(started)) == (REMOVED, REMOVED)
    assert (Criterion.objects.count(), CriteriaSheet.objects.count()) == (0, 0)


ALIKE = (302, 302, True)


@pytest.mark.parametrize(
    ("route", "of", "typed", "told"),
    [
        ("admit_member", "draft", {"unit": "a unit", "joined_on": "01/01/2020"}, "member.admitted"),
        ("change_season", "draft", {"rules": "Kế hoạch 12/KH"}, "season.changed"),
        ("deadlines", "draft", {"reporting": "31/12/2020"}, "season.deadlines_set"),
        ("change_cluster", "cluster", {"name": "Cụm đổi tên"}, "cluster.changed"),
        ("close_cluster", "cluster", {"on": "01/01/2026", "reason": "Tổ chức lại."}, "cluster.closed"),
        ("edit_indicator", "indicator", {"name": "Tên mới"}, "indicator.edited"),
        ("retire_indicator", "indicator", {"on": "01/01/2026", "reason": "Không còn dùng."}, "indicator.retired"),
        ("describe_sheet", "sheet", {"title": "Tên mới"}, "sheet.described"),
        ("edit_criterion", "group", {"name": "Tên mới"}, "criterion.edited"),
        ("change_conference", "conference", {"place": "Lào Cai"}, "conference.changed"),
        ("correct_resolution", "conclusion", {"text": "Mới.", "reason": "Gõ nhầm."}, "conference.corrected"),
    ],
)
def test_a_form_sent_twice_is_one_change_and_both_answers_are_alike(desk, things, route, of, typed, told):
    typed = {name: things["unit"].pk if name == "unit" else value for name, value in typed.items()}

    answers, entries = sent_twice(desk, f"clusters:{route}", things[of].pk, **typed)

    assert (answers, entries) == (ALIKE, [told])


def test_what_a_form_sent_twice_removed_is_removed_once_and_both_answers_are_alike(desk, things):
    member = MemberFactory(season=things["draft"])
    acts = (
        ("remove_criterion", things["group"].pk, {}, "criterion.removed"),
        ("drop_sheet", things["sheet"].pk, {"reason": "Nhập nhầm."}, "sheet.dropped"),
        ("remove_member", member.pk, {"reason": "Nhập nhầm."}, "member.removed"),
    )
    for route, pk, typed, told in acts:
        assert sent_twice(desk, f"clusters:{route}", pk, **typed) == (ALIKE, [told])
        assert send(desk, route, pk, **typed, key="another").status_code == 404


def test_a_removal_that_waited_for_its_first_post_does_nothing(things, actor_of, reviewer):
    line, by = things["group"], actor_of(reviewer)

    criteria.remove(line, by=by, key="one")
    criteria.remove(line, by=by, key="one")

    with pytest.raises(Criterion.DoesNotExist):
        criteria.remove(line, by=by, key="two")


def test_where_a_removal_led_is_told_to_nobody_who_may_not_know_the_season(desk, client_of, clerk, things):
    sent = {"key": "one"}
    send(desk, "remove_criterion", things["group"].pk, **sent)

    assert send(client_of(clerk), "remove_criterion", things["group"].pk, **sent).status_code == 404


def test_a_step_of_a_season_taken_by_a_form_sent_twice_is_one(desk, things, season):
    Season.objects.filter(pk=season.pk).update(phase=Phase.REPORTING)

    answers, entries = sent_twice(desk, "clusters:move_season", season.pk, "draft", reason="Mở nhầm.")

    assert (answers, entries) == (ALIKE, ["season.moved_back"])


def test_a_step_that_was_taken_says_nothing_to_a_member(client_of, clerk, season):
    address = reverse("clusters:move_season", args=[season.pk, season.phase])

    assert client_of(clerk).post(address, {"key": "one"}).status_code == 404


def test_a_sheet_published_by_a_form_sent_twice_is_published_once(desk, season):
    sheet = SheetFactory(season=season, declared_max=10)
    CriterionFactory(sheet=sheet, max_points=10)

    assert sent_twice(desk, "clusters:publish_sheet", sheet.pk) == (ALIKE, ["sheet.published"])


@pytest.mark.parametrize("standing", [[], [{"key": "Tốt", "at_least": "50", "no_zero": False}]], ids=["none", "one"])
def test_rows_of_a_sheet_sent_twice_are_kept_and_saved_once(desk, things, standing):
    sheet = things["sheet"]
    CriteriaSheet.objects.filter(pk=sheet.pk).update(classes=standing)
    typed = {"rows-TOTAL_FORMS": "4", "rows-INITIAL_FORMS": len(standing), "rows-0-name": "Xuất sắc"}

    sent = sent_twice(desk, "clusters:sheet_rules", sheet.pk, "classes", **typed)

    assert sent == (ALIKE, ["sheet.rules_set"])
    sheet.refresh_from_db()
    assert [entry["key"] for entry in sheet.classes] == ["Xuất sắc"]


@pytest.fixture
def things(season, draft, central_board):
    conference = ConferenceFactory(season=season)
    sheet = SheetFactory(season=draft)
    return {
        "draft": draft,
        "unit": UnitFactory(),
        "cluster": ClusterFactory(organiser=central_board, established_on=central_board.valid_from),
        "indicator": IndicatorFactory(),
        "sheet": sheet,
        "group": CriterionFactory(sheet=sheet, kind=CriterionKind.GROUP, method="", params={}),
        "conference": conference,
        "conclusion": ConclusionFactory(conference=conference),
    }


def test_a_closed_cluster_is_not_closed_on_another_day(desk, things):
    cluster = things["cluster"]
    send(desk, "close_cluster", cluster.pk, on="01/01/2026", reason="Tổ chức lại.")

    again = send(desk, "close_cluster", cluster.pk, on="01/02/2026", reason="Tổ chức lại.")

    assert refusals(again) == [f"“{cluster}” đã kết thúc hoạt động từ ngày 01/01/2026."]
    cluster.refresh_from_db()
    assert cluster.closed_on == dt.date(2026, 1, 1)
    assert desk.get(reverse("clusters:close_cluster", args=[cluster.pk])).status_code == 403


def test_a_text_corrected_otherwise_meanwhile_is_not_taken_for_the_one_sent(desk, things):
    conclusion = things["conclusion"]
    send(desk, "correct_resolution", conclusion.pk, kind="concluded", text="Một.", on="18/01/2021", reason="Gõ nhầm.")

    other = send(
        desk, "correct_resolution", conclusion.pk, kind="concluded", text="Hai.", on="18/01/2021", reason="Gõ nhầm."
    )

    assert other.status_code == 200
    assert list(conclusion.conference.resolutions.order_by("pk").values_list("text", flat=True)) == [
        conclusion.text,
        "Một.",
    ]
