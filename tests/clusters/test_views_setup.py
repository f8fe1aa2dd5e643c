"""From an empty portal to an opened season, page by page, as the reviewer of the central board does it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from clusters.choices import CriterionKind, Method, Phase, SheetState
from clusters.models import Cluster, CriteriaSheet, Criterion, Indicator, Member, NotAssigned, Post, Season
from tests.factories.clusters import (
    ClusterFactory,
    CriterionFactory,
    CriterionInputFactory,
    FigureFactory,
    IndicatorFactory,
    MemberFactory,
    PostFactory,
    ScoreFactory,
    SeasonFactory,
    SheetFactory,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client_of, reviewer):
    return client_of(reviewer)


def post(desk, route, /, *args, **data):
    answer = desk.post(reverse(f"clusters:{route}", args=args), data, follow=True)
    assert answer.status_code == 200, answer.status_code
    form = answer.context and answer.context.get("form")
    assert not (form and form.is_bound and form.errors), form.errors
    return answer


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
    post(desk, "publish_sheet", sheet.pk, seen=str(CriteriaSheet.objects.get().edited))
    post(desk, "move_season", season.pk, "reporting", seen=str(Season.objects.get().version))

    season.refresh_from_db()
    sheet.refresh_from_db()
    lines = list(Criterion.objects.values_list("label", "name", "max_points", "method", "params"))
    assert (season.phase, sheet.state) == (Phase.REPORTING, SheetState.PUBLISHED)
    assert lines == [
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


METHODS = {
    Method.PLAN_STEP: {"p_step_mode": "full_down"},
    Method.PROPORTIONAL: {"p_cap_ratio": "120"},
    Method.BANDS: {"p_bands": "88: 2\n90: 3,5", "p_default": "0"},
    Method.RANK: {"p_scope": "cluster", "p_scale": "table", "p_table": "1: 9\n2: 8", "p_tie": "dense"},
    Method.LEADER: {"p_mode": "target"},
    Method.CHECK: {"p_mode": "sum", "p_conditions": "5: Không có đơn thư"},
    Method.COUNT: {"p_pts": "0,4", "p_free": "0"},
    Method.MANUAL: {"p_granularity": "0,25", "p_reason": "on"},
}


@pytest.mark.parametrize("method", Method)
def test_a_line_of_every_method_is_typed_shown_and_typed_again_unchanged(desk, season, method):
    sheet = SheetFactory(season=season)
    common = {"name": "Tiêu chí", "max_points": "20", "method": method, "period": "FY", "derive": "value"}
    post(desk, "add_criterion", sheet.pk, "item", **common, **METHODS[method])
    line = Criterion.objects.get()
    form = desk.get(reverse("clusters:edit_criterion", args=[line.pk])).context["form"]
    again = {name: form[name].value() for name in form.fields}

    post(
        desk, "edit_criterion", line.pk, **{name: value for name, value in again.items() if value not in (None, False)}
    )

    stands = Criterion.objects.get()
    assert stands.method == method
    assert stands.params == line.params
    assert stands.params
    assert desk.get(reverse("clusters:sheet", args=[sheet.pk])).status_code == 200


def test_choosing_a_method_shows_its_fields_and_saves_nothing(desk, season):
    sheet = SheetFactory(season=season)
    address = reverse("clusters:add_criterion", args=[sheet.pk, "item"])

    answer = desk.post(address, {"redraw": "1", "name": "", "method": "bands"})

    fields = [field.name for field in answer.context["form"].own_fields()]
    assert fields == ["indicator", "derive", "plan_giver", "period", "lower_mode", "p_bands", "p_default"]
    assert not answer.context["form"].errors
    assert not Criterion.objects.exists()


def test_a_refused_number_stays_in_its_field(desk, season):
    sheet = SheetFactory(season=season)
    address = reverse("clusters:add_criterion", args=[sheet.pk, "item"])

    answer = desk.post(address, {"name": "Tiêu chí", "max_points": "12,5,3", "method": "manual"})

    form = answer.context["form"]
    assert list(form.errors) == ["max_points"]
    assert form["max_points"].value() == "12,5,3"
    assert not Criterion.objects.exists()


def test_a_line_without_a_colon_is_named(desk, season):
    sheet = SheetFactory(season=season)
    data = {"name": "T", "max_points": "5", "method": "bands", "p_bands": "88 2", "derive": "ratio", "period": "FY"}

    answer = desk.post(reverse("clusters:add_criterion", args=[sheet.pk, "item"]), data)

    assert list(answer.context["form"].errors) == ["p_bands"]
    assert "88 2" in answer.content.decode()


def test_conditions_decided_by_indicators_are_typed_row_by_row(desk, season):
    line = CriterionFactory(
        sheet__season=season, method=Method.CHECK, params={"mode": "table", "table": {"0": "0", "1": "5"}}
    )
    indicator = IndicatorFactory()
    rows = {"rows-TOTAL_FORMS": "2", "rows-INITIAL_FORMS": "0", "rows-1-indicator": ""}
    first = {"indicator": indicator.pk, "derive": "delta", "op": "<", "than": "0", "points": "1", "period": "FY"}

    post(desk, "criterion_inputs", line.pk, **rows, **{f"rows-0-{name}": value for name, value in first.items()})

    taken = line.inputs.get()
    assert taken.condition == {"derive": "delta", "op": "<", "than": "0", "points": "1"}
    assert taken.indicator == indicator


def test_ties_classes_and_gates_are_typed_row_by_row(desk, season):
    line = CriterionFactory(sheet__season=season)
    sheet, rows = line.sheet, {"rows-TOTAL_FORMS": "2", "rows-INITIAL_FORMS": "0"}

    post(
        desk,
        "sheet_rules",
        sheet.pk,
        "ties",
        **rows,
        **{"rows-0-step": f"line:{line.pk}", "rows-1-step": "given:ballot"},
    )
    post(
        desk,
        "sheet_rules",
        sheet.pk,
        "classes",
        **rows,
        **{"rows-0-name": "Tốt", "rows-0-at_least": "85", "rows-1-name": "Khác"},
    )
    gate = {"when": "finding", "label": "Bị khiển trách", "effect": "cap_class", "class_name": "Khác"}
    post(desk, "sheet_rules", sheet.pk, "gates", **rows, **{f"rows-0-{name}": value for name, value in gate.items()})

    sheet.refresh_from_db()
    assert sheet.ties == [{"by": "line", "line": str(line.pk)}, {"by": "given", "name": "ballot"}]
    assert sheet.classes == [
        {"key": "Tốt", "at_least": "85", "no_zero": False},
        {"key": "Khác", "at_least": None, "no_zero": False},
    ]
    assert sheet.gates == [
        {"when": "finding", "code": "bi-khien-trach", "label": "Bị khiển trách", "effect": "cap_class", "class": "Khác"}
    ]
    shown = desk.get(reverse("clusters:sheet", args=[sheet.pk])).content.decode()
    assert "Bị khiển trách" in shown


def test_a_gate_says_which_class_it_caps(desk, season):
    sheet = CriterionFactory(sheet__season=season).sheet
    rows = {"rows-TOTAL_FORMS": "1", "rows-INITIAL_FORMS": "0", "rows-0-when": "finding", "rows-0-effect": "cap_class"}

    answer = desk.post(reverse("clusters:sheet_rules", args=[sheet.pk, "gates"]), rows)

    assert set(answer.context["rows"].forms[0].errors) == {"label", "class_name"}
    sheet.refresh_from_db()
    assert sheet.gates == []


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

    steps = desk.get(reverse("clusters:season", args=[season.pk])).context["overview"].timeline

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
    assert not desk.get(address).context["overview"].illustrative

    FigureFactory(submission__member=season.cast.member, illustrative=True)

    assert desk.get(address).context["overview"].illustrative


def test_where_no_deputy_is_known_stands_a_dash(desk, season):
    season.cast.deputy.posts.all().delete()

    page = desk.get(reverse("clusters:season", args=[season.pk]))

    assert page.context["overview"].deputies == ()
    assert "<dd>—</dd>" in page.content.decode()


def test_a_member_sees_the_published_sheet_and_no_draft(client_of, clerk, season):
    shown = published(SheetFactory(season=season))
    draft = SheetFactory(season=season, version=2)
    desk = client_of(clerk)

    assert desk.get(reverse("clusters:sheet", args=[shown.pk])).status_code == 200
    assert desk.get(reverse("clusters:sheet", args=[draft.pk])).status_code == 404


def test_a_member_sees_its_own_exceptions_alone(client_of, clerk, season):
    line = CriterionFactory(sheet__season=season)
    for member in (season.cast.member, season.cast.deputy):
        NotAssigned.objects.create(member=member, criterion=line, reason=f"Không giao cho {member}.")
    published(line.sheet)

    page = client_of(clerk).get(reverse("clusters:not_assigned", args=[season.pk])).content.decode()

    assert "Không giao cho Nam Định." in page
    assert "Không giao cho Hà Nam." not in page


def filled_season(count, season):
    """A season with every relation filled, `count` of each."""
    sheet = SheetFactory(season=season)
    group = CriterionFactory(sheet=sheet, kind=CriterionKind.GROUP)
    for position in range(count):
        member = MemberFactory(season=season, position=position + 10)
        PostFactory(member=member, kind="deputy", introduced_on=dt.date(2020, 1, 1))
        given = CriterionInputFactory(criterion__sheet=sheet, criterion__parent=group, criterion__position=position + 2)
        ScoreFactory(member=member, criterion=given.criterion)
        NotAssigned.objects.create(member=member, criterion=given.criterion, reason="Không giao.")
    return sheet


def asked(django_assert_max_num_queries, desk, address):
    desk.get(address)  # the first request of a session writes it
    with django_assert_max_num_queries(20) as found:
        assert desk.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize("name", ["season", "members", "not_assigned"])
def test_pages_of_a_season_ask_the_same_however_many_members(name, desk, season, django_assert_max_num_queries):
    address = reverse(f"clusters:{name}", args=[season.pk])
    filled_season(5, season)
    few = asked(django_assert_max_num_queries, desk, address)
    for position in range(245):
        MemberFactory(season=season, position=position + 300)

    assert asked(django_assert_max_num_queries, desk, address) == few


@pytest.mark.parametrize("draft", [True, False])
def test_the_sheet_asks_the_same_however_many_lines(draft, desk, season, django_assert_max_num_queries):
    counts = []
    for version, count in enumerate((5, 50, 250), start=1):
        sheet = SheetFactory(season=SeasonFactory(cluster=season.cluster, year=2000 + version))
        for position in range(count):
            CriterionInputFactory(criterion__sheet=sheet, criterion__position=position + 1)
        address = reverse("clusters:sheet", args=[(sheet if draft else published(sheet)).pk])
        counts.append(asked(django_assert_max_num_queries, desk, address))

    assert len(set(counts)) == 1


@pytest.mark.parametrize("name", ["seasons", "clusters", "indicators"])
def test_lists_ask_the_same_however_long(name, desk, season, django_assert_max_num_queries):
    counts, year = [], 1950
    for more in (5, 45, 200):
        for _each in range(more):
            year += 1
            of_season = SeasonFactory(
                cluster=ClusterFactory(organiser=season.cluster.organiser), year=year % 2000 + 100
            )
            PostFactory(member__season=of_season)
            IndicatorFactory()
        counts.append(asked(django_assert_max_num_queries, desk, reverse(f"clusters:{name}")))

    assert len(set(counts)) == 1
