"""From an empty portal to an opened season, page by page, as the reviewer of the central board does it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from clusters.choices import Phase, SheetState
from clusters.models import Cluster, CriteriaSheet, Criterion, Indicator, Member, Post, Season
from tests.clusters.setting_up import post
from tests.factories.clusters import (
    ClusterFactory,
    FigureFactory,
    MemberFactory,
    PostFactory,
    SeasonFactory,
    SheetFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client_of, reviewer):
    return client_of(reviewer)


LINES = [
    ("I", "Kinh tế", Decimal(100), "", {}),
    (
        "1",
        "Thu ngân sách",
        Decimal(60),
        "plan_step",
        {
            "over_step": "1",
            "over_pts": "1",
            "over_cap": "10",
            "under_step": "1",
            "under_pts": "2",
            "step_mode": "prorata",
        },
    ),
    ("2", "Phong trào", Decimal(40), "manual", {"granularity": "0.5"}),
]


def test_plain_pages_lead_from_nothing_to_an_opened_season(desk, central_board, member_unit, head_unit):
    board = central_board.pk
    post(
        desk, "open_cluster", name="Cụm thi đua Sông Hồng", word="cluster", organiser=board, established_on="01/01/2020"
    )
    cluster = Cluster.objects.get()
    post(desk, "open_season", cluster.pk, year="2020", rules="Kế hoạch 12/KH", source="")
    season = Season.objects.get()
    for unit in (head_unit, member_unit):
        post(desk, "admit_member", season.pk, unit=unit.pk, joined_on="01/01/2020", decision="")
    head = Member.objects.get(unit=head_unit)
    post(
        desk,
        "introduce_post",
        season.pk,
        member=head.pk,
        kind="head",
        valid_from="01/01/2020",
        introduced_on="18/01/2020",
    )
    post(desk, "decide_post", Post.objects.get().pk, number="5/QĐ-HĐTĐKT", on="20/02/2020")
    post(
        desk,
        "create_indicator",
        name="Thu ngân sách",
        kind="amount",
        measure="tỷ đồng",
        direction="higher",
        aggregation="sum",
        places="2",
    )
    post(desk, "start_sheet", season.pk, title="Bảng tiêu chí", declared_max="100", places="2", not_assigned="exclude")
    sheet = CriteriaSheet.objects.get()
    _type_lines(desk, sheet)
    post(desk, "publish_sheet", sheet.pk, seen=str(CriteriaSheet.objects.get().edited))
    post(desk, "move_season", season.pk, "reporting", seen=str(Season.objects.get().version))

    season.refresh_from_db()
    sheet.refresh_from_db()
    assert (season.phase, sheet.state) == (Phase.REPORTING, SheetState.PUBLISHED)
    assert list(Criterion.objects.values_list("label", "name", "max_points", "method", "params")) == LINES


def _type_lines(desk, sheet):
    post(desk, "add_criterion", sheet.pk, "group", label="I", name="Kinh tế", max_points="100")
    group = Criterion.objects.get()
    post(
        desk,
        "add_criterion",
        sheet.pk,
        "item",
        parent=group.pk,
        label="1",
        name="Thu ngân sách",
        max_points="60",
        method="plan_step",
        indicator=Indicator.objects.get().pk,
        derive="ratio",
        plan_giver="centre",
        period="FY",
        p_base="",
        p_over_step="1",
        p_over_pts="1",
        p_over_cap="10",
        p_under_step="1",
        p_under_pts="2",
        p_step_mode="prorata",
    )
    post(
        desk,
        "add_criterion",
        sheet.pk,
        "item",
        parent=group.pk,
        label="2",
        name="Phong trào",
        max_points="40",
        method="manual",
        p_granularity="0,5",
    )


def test_a_double_press_admits_one_member(desk, season, make_unit_named):
    unit = make_unit_named("Hưng Yên")
    data = {"unit": unit.pk, "joined_on": "01/01/2020", "key": "abc"}

    first = desk.post(reverse("clusters:admit_member", args=[season.pk]), data)
    desk.post(reverse("clusters:admit_member", args=[season.pk]), data)

    assert first.status_code == 302
    assert Member.objects.filter(season=season, unit=unit).count() == 1


@pytest.fixture
def make_unit_named():
    from tests.factories.organisations import UnitFactory  # noqa: PLC0415 -- a fixture of this module alone

    return lambda name: UnitFactory(name=name)


def test_the_second_of_two_writers_is_shown_the_first_ones_words_and_may_then_save(desk, season):
    address = reverse("clusters:change_season", args=[season.pk])
    seen = str(season.version)
    desk.post(address, {"rules": "Một", "seen": seen})

    answer = desk.post(address, {"rules": "Hai", "seen": seen})

    season.refresh_from_db()
    assert season.rules == "Một"
    page = answer.content.decode()
    assert "Một" in page
    assert "Hai" in page
    desk.post(address, {"rules": "Hai", "seen": answer.context["form"]["seen"].value()})
    season.refresh_from_db()
    assert season.rules == "Hai"


def test_members_move_up_and_down(desk, season):
    desk.post(reverse("clusters:order_members", args=[season.pk]), {"move": f"{season.cast.member.pk}:up"})

    assert [str(each) for each in season.members.all()] == ["Nam Định", "Quảng Ninh", "Hà Nam"]


def test_deadlines_are_typed_in_days_and_end_with_office_hours(desk, season):
    post(desk, "deadlines", season.pk, reporting="15/12/2020", appraisal="10/01/2021 08:00")

    due = {each.phase: each.due_at for each in season.deadlines.all()}
    assert due[Phase.REPORTING] == dt.datetime(2020, 12, 15, 10, tzinfo=dt.UTC)
    assert due[Phase.APPRAISAL] == dt.datetime(2021, 1, 10, 1, tzinfo=dt.UTC)


def test_a_passed_deadline_shows_how_late_it_is(desk, season):
    post(desk, "deadlines", season.pk, reporting="15/12/2020")

    steps = desk.get(reverse("clusters:season", args=[season.pk])).context["timeline"]

    assert [step.state for step in steps] == ["done", "late", "next", "next", "next"]


def test_a_season_is_found_without_marks(desk, season):
    SeasonFactory(cluster=ClusterFactory(name="Cụm thi đua Tây Nguyên", organiser=season.cluster.organiser))

    found = desk.get(reverse("clusters:seasons"), {"q": "dong bang song hong"}).context["page"].object_list

    assert [line.season for line in found] == [season]


def test_a_season_is_found_by_its_year(desk, season):
    SeasonFactory(cluster=season.cluster, year=2021)

    found = desk.get(reverse("clusters:seasons"), {"year": "2021"}).context["page"].object_list

    assert [line.season.year for line in found] == [2021]


def test_the_overview_says_when_something_is_made_up(desk, season):
    address = reverse("clusters:season", args=[season.pk])
    assert not desk.get(address).context["overview"]().illustrative

    FigureFactory(submission__member=season.cast.member, illustrative=True)

    assert desk.get(address).context["overview"]().illustrative


def test_where_no_deputy_is_known_stands_a_dash(desk, season):
    season.cast.deputy.posts.all().delete()

    page = desk.get(reverse("clusters:season", args=[season.pk]))

    assert page.context["overview"]().deputies == ()
    assert "<dd>—</dd>" in page.content.decode()


def test_the_organiser_puts_an_opened_season_back_into_preparation_from_its_page(desk, season):
    season.phase = Phase.REPORTING
    season.save()
    back = reverse("clusters:move_season", args=[season.pk, "draft"])
    page = desk.get(reverse("clusters:season", args=[season.pk])).content.decode()
    assert f'href="{back}"' in page

    post(desk, "move_season", season.pk, "draft", reason="Chưa có bảng tiêu chí.", seen=str(season.version))

    season.refresh_from_db()
    assert season.phase == Phase.DRAFT


def test_who_opens_a_season_is_told_who_alone_can_take_it_back_and_led_where_he_may_mend(
    desk, season, client_of, secretariat
):
    season.phase = Phase.DRAFT
    season.save()
    page = reverse("clusters:move_season", args=[season.pk, "reporting"])
    days = reverse("clusters:deadlines", args=[season.pk])

    for client, led in ((desk, True), (client_of(secretariat), False)):
        text = client.get(page).content.decode()
        assert "chỉ cơ quan tổ chức cụm mới đưa được năm thi đua trở lại “Đang chuẩn bị”" in text
        assert "Chưa đặt thời hạn cho giai đoạn “Nhập kết quả”" in text
        assert (f'href="{days}"' in text) is led


POST_WORDS = {"cluster": ("Cụm trưởng", "Cụm phó"), "bloc": ("Khối trưởng", "Khối phó")}
TOOLS = {"cluster": ("Sửa thông tin cụm", "Kết thúc cụm"), "bloc": ("Sửa thông tin khối", "Kết thúc khối")}


@pytest.mark.parametrize("word", ["cluster", "bloc"])
def test_the_pages_of_a_season_and_its_cluster_call_them_by_the_word_of_the_organiser(word, desk, central_board):
    season = SeasonFactory(cluster__word=word, cluster__name="Thi đua A", cluster__organiser=central_board)
    PostFactory(member=MemberFactory(season=season), kind="head")
    about, of_season = [season.cluster_id], [season.pk]
    asked = {
        ("season", *of_season): POST_WORDS,
        ("members", *of_season): POST_WORDS | {"cluster": ("Cụm trưởng", "Cụm phó", "Rời cụm")},
        ("introduce_post", *of_season): POST_WORDS,
        ("cluster", *about): TOOLS,
        ("change_cluster", *about): {one: words[:1] for one, words in TOOLS.items()},
        ("close_cluster", *about): {one: words[1:] for one, words in TOOLS.items()},
    }
    pages = {key: desk.get(reverse(f"clusters:{key[0]}", args=key[1:])).content.decode() for key in asked}

    assert {
        key: [said for words in told.values() for said in words if said in pages[key]] for key, told in asked.items()
    } == {key: list(told[word]) for key, told in asked.items()}


def test_whatever_is_set_up_is_said_to_be_saved_on_the_page_that_follows(desk, central_board, member_unit):
    def told(route, *args, **data):
        return [str(message) for message in post(desk, route, *args, **data).context["messages"]]

    of_cluster = {"name": "Cụm Sông Hồng", "word": "cluster", "organiser": central_board.pk}
    assert told("open_cluster", **of_cluster, established_on="01/01/2020") == [
        "Đã lập “Cụm Sông Hồng”. Hãy mở năm thi đua đầu tiên tại đây."
    ]
    cluster = Cluster.objects.get()
    assert told("open_season", cluster.pk, year="2020", rules="", source="") == [
        "Đã mở Cụm Sông Hồng 2020, đang ở giai đoạn chuẩn bị."
    ]
    season = Season.objects.get()
    member = MemberFactory(season=season, unit=member_unit)
    days = {"valid_from": "01/01/2020", "introduced_on": "18/01/2020"}
    assert told("introduce_post", season.pk, member=member.pk, kind="head", **days) == ["Đã ghi chức danh."]
    kind = {"kind": "count", "direction": "higher", "aggregation": "sum", "places": "2"}
    assert told("create_indicator", name="Xã nông thôn mới", measure="xã", **kind) == [
        "Đã lập chỉ tiêu “Xã nông thôn mới”."
    ]
    sheet = {"title": "Bảng tiêu chí", "declared_max": "100", "places": "2", "not_assigned": "exclude"}
    assert told("start_sheet", season.pk, **sheet) == ["Đã lập bảng tiêu chí. Hãy nhập các dòng của bảng."]
    line = {"label": "I", "name": "Kinh tế", "max_points": "100"}
    assert told("add_criterion", CriteriaSheet.objects.get().pk, "group", **line) == ["Đã lưu dòng."]


def test_a_season_far_ahead_is_not_opened(desk, season):
    ahead = timezone.localdate().year + 2

    answer = desk.post(reverse("clusters:open_season", args=[season.cluster_id]), {"year": ahead})

    assert answer.context["form"].errors == {"year": [f"Chỉ mở được năm thi đua đến năm {ahead - 1}. Hãy xem lại năm."]}


@pytest.mark.parametrize(
    ("route", "typed", "field", "told"),
    [
        (
            "start_sheet",
            {"title": "Bảng", "declared_max": "-5", "places": "2"},
            "declared_max",
            "Hãy nhập số lớn hơn 0.",
        ),
        (
            "start_sheet",
            {"title": "Bảng", "declared_max": "0", "places": "2"},
            "declared_max",
            "Hãy nhập số lớn hơn 0.",
        ),
        ("add_criterion", {"name": "Kinh tế", "max_points": "-7"}, "max_points", "Hãy nhập số không nhỏ hơn 0."),
    ],
)
def test_a_sheet_and_its_lines_bear_no_points_below_nought(route, typed, field, told, desk, season):
    Season.objects.filter(pk=season.pk).update(phase=Phase.DRAFT)
    args = [season.pk] if route == "start_sheet" else [SheetFactory(season=season, state="draft").pk, "group"]

    answer = desk.post(reverse(f"clusters:{route}", args=args), typed)

    assert answer.context["form"].errors[field] == [told]
