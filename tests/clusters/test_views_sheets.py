"""Sheets are written line by line on pages."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from clusters.actions import ranking
from clusters.choices import Method
from clusters.models import CriteriaSheet, Criterion, NotAssigned
from tests.clusters.setting_up import as_shown, post
from tests.factories.clusters import (
    CriterionFactory,
    CriterionInputFactory,
    IndicatorFactory,
    ScoreFactory,
    SheetFactory,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client_of, reviewer):
    return client_of(reviewer)


METHODS = {
    Method.PLAN_STEP: {
        "p_step_mode": "full_down",
        "p_over_step": "1",
        "p_over_pts": "0,5",
        "p_over_cap": "5",
        "p_under_step": "1",
        "p_under_pts": "2",
    },
    Method.PROPORTIONAL: {"p_cap_ratio": "120"},
    Method.BANDS: {"p_bands": "88: 2\n90: 3,5", "p_default": "0"},
    Method.RANK: {"p_scope": "cluster", "p_scale": "table", "p_table": "1: 9\n2: 8", "p_tie": "dense"},
    Method.LEADER: {"p_mode": "target"},
    Method.CHECK: {"p_mode": "sum"},
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


def test_what_was_typed_for_a_method_is_there_again_when_it_is_chosen_again(desk, season):
    sheet = SheetFactory(season=season)
    address = reverse("clusters:add_criterion", args=[sheet.pk, "item"])
    typed = {"redraw": "1", "name": "Tiêu chí", "max_points": "12,5", "p_bands": "88: 2\n90: 3", "derive": "growth"}

    away = desk.post(address, {**typed, "method": "manual", "was": "bands"})
    posted = {"redraw": "1", "method": "bands", "was": "manual", **dict(away.context["form"].kept())}
    back = desk.post(address, posted).context["form"]

    assert away.context["form"]["max_points"].value() == "12,5"
    assert '<input type="hidden" name="p_bands" value="88: 2\n90: 3">' in away.content.decode()
    assert (back["p_bands"].value(), back["derive"].value()) == ("88: 2\n90: 3", "growth")
    assert back.kept() == []


def test_what_the_rule_looks_at_follows_the_method_until_somebody_chooses_it(desk, season):
    sheet = SheetFactory(season=season)
    address = reverse("clusters:add_criterion", args=[sheet.pk, "item"])

    def looked_at(was, chosen):
        data = {"redraw": "1", "method": "rank", "was": was, "derive": chosen}
        return desk.post(address, data).context["form"]["derive"].value()

    assert [looked_at("plan_step", "ratio"), looked_at("plan_step", "growth")] == ["value", "growth"]


def test_the_page_of_a_line_tells_its_method_by_name_and_what_comes_next(desk, season):
    sheet = SheetFactory(season=season)
    address = reverse("clusters:add_criterion", args=[sheet.pk, "item"])

    pages = [desk.post(address, {"redraw": "1", "method": method}).content.decode() for method in ("rank", "check")]

    assert [re.findall(r'name="was" value="([^"]*)"', page) for page in pages] == [["rank"], ["check"]]
    assert ["Các điều kiện" in page for page in pages] == [False, True]


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


def test_a_refused_row_is_named_at_the_top_of_the_page_and_kept(desk, season):
    line = CriterionFactory(sheet__season=season, method=Method.CHECK, params={"mode": "sum"})
    rows = {"rows-TOTAL_FORMS": "2", "rows-INITIAL_FORMS": "0", "rows-0-indicator": ""}
    second = {"indicator": IndicatorFactory().pk, "derive": "value", "op": ">=", "than": "12,5,3", "points": ""}

    page = desk.post(
        reverse("clusters:criterion_inputs", args=[line.pk]),
        rows | {f"rows-1-{name}": value for name, value in second.items()},
    ).content.decode()

    summary = page.partition('class="error-summary"')[2].partition("</ul>")[0]
    assert re.findall(r'<a href="#(.*?)">(.*?): ', summary) == [
        ("id_rows-1-than", "Hàng 2, Giá trị này"),
    ]
    assert 'value="12,5,3"' in page
    assert not line.inputs.exists()


def test_a_condition_is_never_compared_with_a_zero_that_nobody_typed(desk, season):
    line = CriterionFactory(sheet__season=season, method=Method.CHECK, params={"mode": "sum"})
    row = {"rows-TOTAL_FORMS": "1", "rows-INITIAL_FORMS": "0", "rows-0-indicator": IndicatorFactory().pk}

    answer = desk.post(reverse("clusters:criterion_inputs", args=[line.pk]), row | {"rows-0-op": ">="})

    assert list(answer.context["rows"].forms[0].errors) == ["than"]
    assert not line.inputs.exists()


def test_a_check_asks_for_its_conditions_on_the_next_page_alone(desk, season):
    sheet = SheetFactory(season=season)
    data = {"name": "T", "max_points": "5", "method": "check", "p_mode": "sum", "period": "FY", "derive": "value"}
    data |= {"p_conditions": "5: Không có đơn thư vượt cấp", "seen": "0"}

    answer = desk.post(reverse("clusters:add_criterion", args=[sheet.pk, "item"]), data)

    line = Criterion.objects.get()
    assert answer.url == reverse("clusters:criterion_inputs", args=[line.pk])
    assert line.params == {"mode": "sum"}
    assert "loại “Có hoặc không”" in desk.get(answer.url).content.decode()


def test_a_sheet_offers_nothing_that_no_page_takes(desk, season):
    line = CriterionFactory(sheet__season=season, params={"evidence": True, "reason": True})
    edit, ties = (
        reverse("clusters:edit_criterion", args=[line.pk]),
        reverse("clusters:sheet_rules", args=[line.sheet_id, "ties"]),
    )

    form = desk.get(edit).context["form"]
    steps = desk.get(ties).context["rows"].forms[0].fields["step"].choices

    assert [field.name for field in form.own_fields()] == ["p_granularity", "p_reason"]
    assert dict(steps)["Cách khác"] == [("penalties:", "đơn vị bị trừ ít điểm hơn")]


def test_the_better_figure_is_offered_for_lines_that_take_one_in_and_goes_its_indicators_way(desk, season):
    marked = CriterionFactory(sheet__season=season)
    taken = CriterionInputFactory(criterion__sheet=marked.sheet, indicator__direction="lower")
    ties = reverse("clusters:sheet_rules", args=[marked.sheet_id, "ties"])
    rows = {"rows-TOTAL_FORMS": "1", "rows-INITIAL_FORMS": "0"}

    offered = dict(desk.get(ties).context["rows"].forms[0].fields["step"].choices)
    post(desk, "sheet_rules", marked.sheet_id, "ties", **rows, **{"rows-0-step": f"figure:{taken.criterion_id}"})

    assert [value for value, _name in offered["Đơn vị có số liệu tốt hơn ở"]] == [f"figure:{taken.criterion_id}"]
    marked.sheet.refresh_from_db()
    assert marked.sheet.ties == [{"by": "figure", "line": str(taken.criterion_id), "part": "actual", "better": "lower"}]


def test_ties_classes_and_gates_are_typed_row_by_row(desk, season):
    line = CriterionFactory(sheet__season=season)
    sheet, rows = line.sheet, {"rows-TOTAL_FORMS": "2", "rows-INITIAL_FORMS": "0"}

    post(
        desk,
        "sheet_rules",
        sheet.pk,
        "ties",
        **rows,
        **{"rows-0-step": f"line:{line.pk}", "rows-1-step": "penalties:"},
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
    assert sheet.ties == [{"by": "line", "line": str(line.pk)}, {"by": "penalties"}]
    assert sheet.classes == [
        {"key": "Tốt", "at_least": "85", "no_zero": False},
        {"key": "Khác", "at_least": None, "no_zero": False},
    ]
    assert sheet.gates == [
        {"when": "finding", "code": "bi-khien-trach", "label": "Bị khiển trách", "effect": "cap_class", "class": "Khác"}
    ]
    shown = desk.get(reverse("clusters:sheet", args=[sheet.pk])).content.decode()
    assert "Bị khiển trách" in shown


def test_the_page_of_classes_says_when_their_points_are_per_cent(desk, season):
    sheet = SheetFactory(season=season)

    page = desk.get(reverse("clusters:sheet_rules", args=[sheet.pk, "classes"])).content.decode()

    assert "thì mức điểm là phần trăm của điểm tối đa: 90 nghĩa là 90%." in page


def test_a_draft_is_issued_and_the_results_alone_are_published(desk, season):
    line = CriterionFactory(sheet=SheetFactory(season=season), params={})

    pages = [reverse(f"clusters:{name}_sheet", args=[line.sheet.pk]) for name in ("publish", "describe")]
    pages = [*pages, reverse("clusters:sheet", args=[line.sheet.pk]), reverse("clusters:start_sheet", args=[season.pk])]

    read = [desk.get(page).content.decode().split("<main")[1].split("</main")[0] for page in pages]

    assert ["ông bố" in page for page in read] == [False] * 4
    assert "Ban hành bảng" in read[0]


@pytest.mark.parametrize(
    ("policy", "limit"), [("exclude", "85% điểm tối đa được giao"), ("full", "85 điểm"), ("zero", "85 điểm")]
)
def test_a_class_says_whether_its_limit_is_points_or_a_percentage(policy, limit, desk, season):
    sheet = SheetFactory(season=season, not_assigned=policy, classes=[{"key": "Tốt", "at_least": "85"}])

    page = desk.get(reverse("clusters:sheet", args=[sheet.pk])).content.decode()

    assert f"Tốt: từ {limit}." in page


def test_a_gate_says_which_class_it_caps(desk, season):
    sheet = CriterionFactory(sheet__season=season).sheet
    rows = {"rows-TOTAL_FORMS": "1", "rows-INITIAL_FORMS": "0", "rows-0-when": "finding", "rows-0-effect": "cap_class"}

    answer = desk.post(reverse("clusters:sheet_rules", args=[sheet.pk, "gates"]), rows)

    assert set(answer.context["rows"].forms[0].errors) == {"label", "class_name"}
    sheet.refresh_from_db()
    assert sheet.gates == []


def test_the_history_of_a_sheet_tells_of_its_lines_too_and_of_those_removed(desk, season):
    post(desk, "start_sheet", season.pk, title="Bảng", declared_max="100", places="2", not_assigned="exclude")
    sheet = CriteriaSheet.objects.get()
    for label in ("I", "II"):
        post(desk, "add_criterion", sheet.pk, "group", label=label, name="Kinh tế", max_points="50")
    post(desk, "remove_criterion", sheet.criteria.get(label="II").pk, key="one")

    told = [entry.action for entry in desk.get(reverse("clusters:sheet", args=[sheet.pk])).context["entries"]]

    assert told == ["criterion.removed", "criterion.added", "sheet.started"]


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


def test_a_member_reads_no_exceptions_of_a_draft_but_whoever_writes_it_does(client_of, clerk, secretariat, season):
    line = CriterionFactory(sheet__season=season, name="Dòng của bản nháp")
    row = NotAssigned.objects.create(member=season.cast.member, criterion=line, reason="Không giao.")
    page = reverse("clusters:not_assigned", args=[season.pk])
    seen = {user.username: client_of(user).get(page).content.decode() for user in (clerk, secretariat)}

    assert {name: line.name in text for name, text in seen.items()} == {"clerk": False, "secretariat": True}
    assert "Chưa ban hành bảng tiêu chí." in seen["clerk"]
    assert client_of(clerk).get(reverse("clusters:clear_not_assigned", args=[row.pk])).status_code == 404


def test_an_exception_of_a_unit_that_one_may_not_see_does_not_exist(client_of, clerk, season):
    line = CriterionFactory(sheet__season=season)
    own, foreign = (
        NotAssigned.objects.create(member=member, criterion=line, reason="Không giao.")
        for member in (season.cast.member, season.cast.deputy)
    )
    published(line.sheet)

    statuses = [
        client_of(clerk).get(reverse("clusters:clear_not_assigned", args=[pk])).status_code
        for pk in (own.pk, foreign.pk, 0)
    ]

    assert statuses == [403, 404, 404]


def test_the_head_excuses_others_but_never_its_own_unit(client_of, secretariat, reviewer, season):
    line = CriterionFactory(sheet__season=season)
    published(line.sheet)
    page = reverse("clusters:set_not_assigned", args=[season.pk])
    asked = {"criterion": line.pk, "reason": "Không giao.", "key": "a"}

    client_of(secretariat).post(page, asked | {"member": season.cast.head.pk})
    assert not NotAssigned.objects.exists()

    client_of(secretariat).post(page, asked | {"member": season.cast.member.pk})
    client_of(reviewer).post(page, asked | {"member": season.cast.head.pk})
    assert {row.member for row in NotAssigned.objects.all()} == {season.cast.member, season.cast.head}

    own = NotAssigned.objects.get(member=season.cast.head)
    clear = reverse("clusters:clear_not_assigned", args=[own.pk])
    assert client_of(secretariat).post(clear, {"reason": "Có giao."}).status_code == 403
    assert NotAssigned.objects.filter(pk=own.pk).exists()


def test_the_page_of_a_frozen_sheet_tells_which_ranking_froze_it(desk, season):
    sheet = SheetFactory(season=season, title="Bảng tiêu chí 2020")
    line = CriterionFactory(sheet=sheet, params={})
    for member in season.members.all():
        ScoreFactory(member=member, criterion=line, agreed_points=1, agreed_at=timezone.now())
    published(sheet)
    ranking.compute(ranking.request_run(season, by=Actor.system("tests")).pk)

    page = desk.get(reverse("clusters:sheet", args=[sheet.pk])).content.decode()

    assert "Bảng tiêu chí 2020 (v1): Đã ban hành" in page
    assert "Bảng tiêu chí 2020 (v1): Đã chốt" in page


def test_the_page_of_the_season_names_the_sheet_that_counts_beside_a_newer_draft(desk, season):
    counting = published(SheetFactory(season=season, title="Bảng tiêu chí cụm"))
    SheetFactory(season=season, version=2, title="Bảng mới")

    page = desk.get(reverse("clusters:season", args=[season.pk])).content.decode()

    assert f"<dt>Bảng tiêu chí</dt>\n    <dd>{counting} – Đã ban hành</dd>" in page


def test_a_condition_is_told_in_words_and_each_input_once(desk, season):
    line = CriterionFactory(sheet__season=season, method=Method.CHECK, params={"mode": "sum"})
    asked = [
        (">=", "1", "value"),
        (">", "2.5", "value"),
        ("=", "3", "value"),
        ("<", "4", "growth"),
        ("<=", "5", "value"),
    ]
    for position, (op, than, derive) in enumerate(asked):
        condition = {"op": op, "than": than, "points": "2", "derive": derive}
        indicator = IndicatorFactory(name=f"Chỉ tiêu {position}")
        told = {"part": "condition", "condition": condition, "position": position, "plan_giver": ""}
        CriterionInputFactory(criterion=line, indicator=indicator, **told)
    twice = CriterionFactory(sheet=line.sheet, method=Method.MANUAL)
    for position in (0, 1):
        CriterionInputFactory(criterion=twice, indicator=indicator, position=position, plan_giver="")

    shown = desk.get(reverse("clusters:sheet", args=[line.sheet_id]))
    rule, takes = next((node.rule, node.takes) for node in shown.context["tree"].lines)

    assert rule == (
        "Cộng điểm các điều kiện đạt. Chỉ tiêu 0 (từ 1 trở lên): 2 điểm; Chỉ tiêu 1 (lớn hơn 2,5): 2 điểm; "
        "Chỉ tiêu 2 (bằng 3): 2 điểm; "
        "Chỉ tiêu 3 (Tốc độ tăng so với năm trước, tính bằng phần trăm: nhỏ hơn 4): 2 điểm; "
        "Chỉ tiêu 4 (không quá 5): 2 điểm."
    )
    assert takes == ()
    assert shown.content.decode().count("Đầu vào:") == 1
    assert shown.content.decode().count("Chỉ tiêu 4") == 2


def test_a_copied_sheet_keeps_what_its_original_does_with_what_does_not_apply(desk, season):
    source = published(CriterionFactory(sheet__season=season, sheet__not_assigned="full").sheet)
    head = {"title": "Bảng", "declared_max": "100", "places": "2"}
    form = desk.get(reverse("clusters:start_sheet", args=[season.pk])).context["form"]

    post(desk, "start_sheet", season.pk, **as_shown(form) | head | {"source": source.pk})

    assert CriteriaSheet.objects.exclude(pk=source.pk).get().not_assigned == "full"


@pytest.mark.parametrize(("chosen", "kept"), [("", "exclude"), ("zero", "zero")], ids=["left open", "chosen"])
def test_a_sheet_that_is_no_copy_has_the_policy_that_was_chosen(desk, season, chosen, kept):
    head = {"title": "Bảng", "declared_max": "100", "places": "2", "not_assigned": chosen}

    post(desk, "start_sheet", season.pk, **head)

    assert CriteriaSheet.objects.get().not_assigned == kept
