from decimal import Decimal

import pytest
from django.utils import translation

from audit import sentences
from audit.models import Entry
from clusters.actions import criteria, not_assigned, sheets
from clusters.choices import CriterionKind, InputPart, Method, Period, PlanGiver, SheetState
from clusters.errors import Frozen, Incomplete, NotAllowedHere, Stale
from clusters.models import CriteriaSheet, Criterion, NotAssigned, Score
from clusters.queries import sheet_check
from tests.factories.clusters import (
    CriterionFactory,
    CriterionInputFactory,
    IndicatorFactory,
    MemberFactory,
    ScoreFactory,
    SeasonFactory,
    SheetFactory,
    published,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
HEAD = {"title": "Bảng tiêu chí 2020", "declared_max": Decimal(100)}


@pytest.fixture
def by(actor_of, reviewer):
    return actor_of(reviewer)


def line(name, points=100, **values):
    values = {"kind": CriterionKind.ITEM, "method": Method.MANUAL} | values
    return {"name": name, "max_points": Decimal(points), **values}


def group(name, points=100, **values):
    return line(name, points, kind=CriterionKind.GROUP, method="", **values)


@pytest.fixture
def sheet(by):
    return sheets.start(SeasonFactory(), HEAD, by=by)


def order(sheet):
    return [(each.position, each.name) for each in Criterion.objects.filter(sheet=sheet)]


def test_a_season_has_one_draft(sheet, by):
    with pytest.raises(NotAllowedHere, match="draft"):
        sheets.start(sheet.season, HEAD, by=by)


def test_lines_stand_in_the_order_of_the_tree_whatever_the_order_of_adding(sheet, by):
    first = criteria.add(sheet, group("I"), by=by)
    criteria.add(sheet, group("II"), by=by)
    criteria.add(sheet, line("I.1", parent=first), by=by)
    inner = criteria.add(sheet, group("I.2", parent=first), by=by)
    criteria.add(sheet, line("I.2.a", parent=inner), by=by)

    assert order(sheet) == [(1, "I"), (2, "I.1"), (3, "I.2"), (4, "I.2.a"), (5, "II")]


def test_a_group_moves_with_all_that_is_in_it(sheet, by):
    first, second = (criteria.add(sheet, group(name), by=by) for name in ("I", "II"))
    criteria.add(sheet, line("I.1", parent=first), by=by)
    criteria.add(sheet, line("II.1", parent=second), by=by)

    criteria.move(second, -1, by=by)

    assert order(sheet) == [(1, "II"), (2, "II.1"), (3, "I"), (4, "I.1")]


def test_a_group_is_removed_with_all_that_is_in_it(sheet, by):
    first = criteria.add(sheet, group("I"), by=by)
    criteria.add(sheet, line("I.1", parent=first), by=by)
    criteria.add(sheet, line("II"), by=by)

    criteria.remove(first, by=by)

    assert order(sheet) == [(1, "II")]


def test_what_was_removed_is_kept_with_all_that_it_said(sheet, by):
    taken = {"part": InputPart.ACTUAL, "indicator": IndicatorFactory(name="Thu ngân sách"), "period": Period.FULL_YEAR}
    first = criteria.add(sheet, group("I"), by=by)
    criteria.add(sheet, line("I.1", 30, parent=first), inputs=[taken], by=by)

    criteria.remove(first, by=by)

    told = Entry.objects.get(action="criterion.removed").details
    inner = {
        "kind": "kind=item",
        "max_points": "30",
        "method": "method=manual",
        "inputs": [{"Thu ngân sách": ["period=FY"]}],
    }
    assert told["before"] == {"kind": "kind=group", "max_points": "100", "I.1": inner}
    assert [(row["part"], row["indicator__name"], row["period"]) for row in told["inputs"]["I.1"]] == [
        ("actual", "Thu ngân sách", "FY")
    ]


def test_the_trail_tells_maxima_as_people_write_them_and_conditions_with_what_they_ask(sheet, by):
    item = criteria.add(sheet, line("An toàn giao thông", "12.5", method=Method.CHECK, params={"mode": "sum"}), by=by)
    fewer = {"derive": "delta", "op": "<=", "than": "-1.5", "points": "5"}
    told = {"indicator": IndicatorFactory(name="Số vụ"), "part": InputPart.CONDITION, "condition": fewer}

    criteria.edit(item, {"max_points": Decimal("1250.5")}, by=by)
    criteria.set_inputs(item, [told], by=by)
    otherwise = {"condition": fewer | {"points": "7.5", "derive": "growth"}, "plan_giver": PlanGiver.COUNCIL}
    criteria.set_inputs(item, [told | otherwise], by=by)

    edited, *set_ = Entry.objects.filter(action__in=["criterion.edited", "criterion.inputs_set"]).order_by("number")
    found = [(entry.details["before"], entry.details["after"]) for entry in (edited, *set_)]
    assert found == [
        ({"max_points": "12,5"}, {"max_points": "1.250,5"}),
        ([], [{"Số vụ": ["derive=delta", "≤ −1,5: 5", "period=FY"]}]),
        (
            [{"Số vụ": ["derive=delta", "≤ −1,5: 5", "period=FY"]}],
            [{"Số vụ": ["derive=growth", "≤ −1,5: 7,5", "plan_giver=council", "period=FY"]}],
        ),
    ]
    with translation.override("vi"):
        assert sentences.shown(found[-1][1]) == (
            "Số vụ: Tốc độ tăng so với năm trước, tính bằng phần trăm, ≤ −1,5: 7,5, HĐND tỉnh giao, Cả năm"
        )


def test_a_group_never_stands_inside_itself(sheet, by):
    outer = criteria.add(sheet, group("I"), by=by)
    inner = criteria.add(sheet, group("I.1", parent=outer), by=by)

    with pytest.raises(NotAllowedHere, match="inside itself"):
        criteria.edit(outer, {"parent": inner}, by=by)


def test_the_same_line_posted_twice_is_one_line(sheet, by):
    criteria.add(sheet, line("I"), by=by, key="k")
    criteria.add(sheet, line("I"), by=by, key="k")
    criteria.add(sheet, line("II"), by=by, key="k")

    assert order(sheet) == [(1, "I"), (2, "II")]


def test_two_tabs_on_one_sheet_make_one_change(sheet, by):
    criteria.add(sheet, line("I"), by=by, edited=0)

    with pytest.raises(Stale):
        criteria.add(sheet, line("II"), by=by, edited=0)

    assert order(sheet) == [(1, "I")]


def test_a_sheet_is_published_when_its_maxima_add_up(sheet, by):
    part = criteria.add(sheet, group("I", 60), by=by)
    criteria.add(sheet, line("I.1", 60, parent=part), by=by)
    criteria.add(sheet, line("II", 30), by=by)

    with pytest.raises(Incomplete, match="10 points are missing"):
        sheets.publish(sheet, by=by)

    criteria.add(sheet, line("III", 10), by=by)
    criteria.add(sheet, line("Điểm thưởng", 15, bonus=True), by=by)
    assert sheets.publish(sheet, by=by).state == SheetState.PUBLISHED
    assert Entry.objects.filter(action="sheet.published").count() == 1


def test_every_fault_of_a_draft_is_named_at_its_line(sheet, by):
    part = criteria.add(sheet, group("Kinh tế", 60), by=by)
    tax = criteria.add(sheet, line("Thu ngân sách", 50, parent=part, method=Method.PLAN_STEP, derive="ratio"), by=by)
    criteria.add(sheet, group("Trống", 40), by=by)
    band = criteria.add(
        sheet, line("Khung", 5, method=Method.BANDS, params={"bands": [["90", "2"], ["80", "1"]]}), by=by
    )

    found = {(fault.line, fault.sentence) for fault in sheet_check.faults(sheet)}

    assert found >= {
        (None, "The maxima add up to 105 points, but the sheet declares 100: 5 points too many."),
        (part.pk, "“Kinh tế”: its lines add up to 50 points, not to 60: 10 points are missing."),
        (tax.pk, "“Thu ngân sách” takes in no indicator."),
        (band.pk, "“Khung”, Bands: The bounds must rise from line to line."),
    }


def test_a_line_against_a_plan_says_whose_plan_counts(sheet, by):
    tax = criteria.add(sheet, line("Thu ngân sách", method=Method.PROPORTIONAL, derive="ratio"), by=by)
    criteria.set_inputs(tax, [{"indicator": IndicatorFactory()}], by=by)

    assert [fault.sentence for fault in sheet_check.faults(sheet)] == [
        "“Thu ngân sách” is compared with a plan: say whose plan counts."
    ]


def test_what_nobody_can_answer_or_hand_in_is_a_fault_that_says_what_to_do(sheet, by):
    free = {"conditions": [{"points": "5", "label": "Không có đơn thư vượt cấp"}], "mode": "sum"}
    asked, bare = (
        criteria.add(sheet, line(name, 5, method=Method.CHECK, params=params), by=by)
        for name, params in (("Đơn thư", free), ("Trống", {"mode": "sum"}))
    )
    proven = criteria.add(sheet, line("Minh chứng", 90, params={"evidence": True}), by=by)
    never = {"by": "figure", "line": str(proven.pk), "part": "actual", "better": "higher"}
    sheets.set_rules(sheet, {"ties": [{"by": "penalties"}, {"by": "given", "name": "ballot"}, never]}, by=by)
    sheet.refresh_from_db()

    assert {(fault.line, fault.sentence) for fault in sheet_check.faults(sheet)} == {
        *((each.pk, UNANSWERED.format(each.name)) for each in (asked, bare)),
        (proven.pk, "“Minh chứng” asks for evidence, which no page takes: open the line and save it to take that off."),
        (None, "A tie-break step asks for votes, which no page takes yet: take that step off the sheet."),
        (None, "A tie-break step asks for the figure of a line that takes in none: take that step off."),
    }

    for each in (asked, bare):
        condition = {"points": "5", "derive": "value", "op": ">=", "than": "1"}
        decided = {"indicator": IndicatorFactory(kind="yes_no"), "part": InputPart.CONDITION, "condition": condition}
        criteria.set_inputs(each, [decided], by=by)
    criteria.edit(proven, {"params": {}}, by=by)
    sheets.set_rules(sheet, {"ties": [{"by": "penalties"}]}, by=by)
    sheet.refresh_from_db()
    assert list(sheet_check.faults(sheet)) == []


UNANSWERED = (
    "“{}” has a condition that nobody can answer: press “Conditions” and choose the indicator that decides it; "
    "what is answered with yes or no is an indicator of that kind."
)


@pytest.mark.parametrize(
    ("classes", "sentence"),
    [
        ([("HT", "75"), ("HTXS", "95")], "The class “HTXS” stands after “HT”, but its limit is not lower"),
        ([("HT", None), ("HTXS", "95")], "The class “HTXS” stands after “HT”, but its limit is not lower"),
        ([("HTXS", "95"), ("HT", "95")], "The class “HT” stands after “HTXS”, but its limit is not lower"),
        ([("HT", "95"), ("HT", "75")], "Two classes have the same name."),
        ([("HTXS", "95"), ("HT", "75"), ("Khác", None)], None),
    ],
)
def test_a_class_that_can_never_be_given_is_a_fault(sheet, by, classes, sentence):
    criteria.add(sheet, line("I"), by=by)
    sheets.set_rules(sheet, {"classes": [{"key": key, "at_least": least} for key, least in classes]}, by=by)
    sheet.refresh_from_db()

    found = [fault.sentence for fault in sheet_check.faults(sheet)]

    assert [each.partition(":")[0] for each in found] == ([sentence] if sentence else [])


def test_a_class_without_zeros_may_stand_before_another_from_as_many_points(sheet, by):
    criteria.add(sheet, line("I"), by=by)
    classes = [{"key": "HTXS", "at_least": "95", "no_zero": True}, {"key": "HTT", "at_least": "95"}]
    sheets.set_rules(sheet, {"classes": classes}, by=by)
    sheet.refresh_from_db()

    assert list(sheet_check.faults(sheet)) == []


CUT = "“T”: its rule gives up to {} points, of which no more than {} count: change the rule or the maximum."
SHORT = "“T”: its rule gives at most {} points, so that nobody can earn 100: change the rule or the maximum."
BASE = "“T”: the plan met gives 120 points, more than the maximum of 100: change the points or the maximum."
BELOW = "“T”: the upper limit of 90 is below the maximum of 100, which nobody can earn."


@pytest.mark.parametrize(
    ("method", "params", "limits", "sentence"),
    [
        (Method.BANDS, {"bands": [["88", "20"], ["95", "100"]]}, {}, None),
        (Method.BANDS, {"bands": [["88", "20"], ["95", "120"]]}, {}, CUT.format(120, 100)),
        (Method.BANDS, {"bands": [["88", "20"], ["95", "40"]]}, {}, SHORT.format(40)),
        (Method.BANDS, {"bands": [["88", "20"], ["95", "40"]]}, {"bonus": True}, None),
        (Method.RANK, {"scope": "external", "scale": "table", "table": {"1": "90", "2": "80"}}, {}, SHORT.format(90)),
        (Method.RANK, {"scope": "cluster", "scale": "linear", "first": "110", "step": "1"}, {}, CUT.format(110, 100)),
        (Method.PLAN_STEP, {"base": "80", "over_pts": "1", "over_cap": "20"}, {}, None),
        (Method.PLAN_STEP, {"base": "80", "over_pts": "1", "over_cap": "10"}, {"cap": Decimal(100)}, SHORT.format(90)),
        (Method.PLAN_STEP, {"base": "100", "over_pts": "1", "over_cap": "10"}, {}, None),
        (Method.PLAN_STEP, {"base": "120"}, {}, BASE),
        (Method.PLAN_STEP, {"base": "120"}, {"bonus": True}, None),
        (Method.PROPORTIONAL, {"cap_ratio": "80"}, {}, SHORT.format(80)),
        (Method.PROPORTIONAL, {"cap_ratio": "120"}, {"cap": Decimal(110)}, None),
        (Method.PROPORTIONAL, {}, {"cap": Decimal(90)}, BELOW),
        (Method.COUNT, {"pts": "1"}, {}, None),
    ],
)
def test_a_maximum_that_its_rule_does_not_give_is_a_fault(sheet, by, method, params, limits, sentence):
    item = criteria.add(sheet, line("T", method=method, params=params, derive="value", **limits), by=by)
    criteria.set_inputs(item, [{"indicator": IndicatorFactory()}], by=by)

    found = [fault.sentence for fault in sheet_check.faults(sheet) if fault.line]

    assert found == ([sentence] if sentence else [])


@pytest.mark.parametrize(("derive", "told"), [("share", False), ("rank_change", True), ("growth", True)])
def test_a_change_is_not_held_against_a_plan(sheet, by, derive, told):
    item = criteria.add(sheet, line("T", method=Method.PLAN_STEP, params={"base": "100"}, derive=derive), by=by)
    criteria.set_inputs(item, [{"indicator": IndicatorFactory(kind="ratio" if derive == "share" else "rank")}], by=by)

    found = [
        fault.sentence for fault in sheet_check.faults(sheet) if "is held against the whole of a plan" in fault.sentence
    ]

    assert len(found) == told


@pytest.mark.parametrize(
    ("mode", "points", "sentence"),
    [
        ({"mode": "sum"}, ("60", "40"), None),
        ({"mode": "sum"}, ("60", "50"), CUT.format(110, 100)),
        ({"mode": "all_or_nothing"}, ("60", "30"), SHORT.format(90)),
        ({"mode": "table", "table": {"0": "0", "1": "50", "2": "90", "3": "100"}}, ("0", "0"), SHORT.format(90)),
    ],
)
def test_a_maximum_that_the_conditions_do_not_give_is_a_fault(sheet, by, mode, points, sentence):
    item = criteria.add(sheet, line("T", method=Method.CHECK, params=mode), by=by)
    condition = {"derive": "value", "op": ">=", "than": "1"}
    asked = [{"indicator": IndicatorFactory(), "part": InputPart.CONDITION} for _each in points]
    told = [each | {"condition": condition | {"points": own}} for each, own in zip(asked, points, strict=True)]
    criteria.set_inputs(item, told, by=by)

    assert [fault.sentence for fault in sheet_check.faults(sheet)] == ([sentence] if sentence else [])


LIMITED = "“II”: its lines add up to 30 points and are limited to 20: its maximum is 20, not 30."


@pytest.mark.parametrize(
    ("most", "limits", "sentence"),
    [
        (20, {"cap": Decimal(20)}, None),
        (
            30,
            {"cap": Decimal(20)},
            "“II”: its lines add up to 30 points and are limited to 20: its maximum is 20, not 30.",
        ),
        (30, {"cap": Decimal(40)}, None),
        (20, {}, "“II”: its lines add up to 30 points, not to 20: 10 points too many."),
    ],
)
def test_a_group_may_be_limited_below_the_sum_of_its_lines(sheet, by, most, limits, sentence):
    total = min(most, limits.get("cap", most))
    criteria.add(sheet, line("I", 100 - total), by=by)
    part = criteria.add(sheet, group("II", most, **limits), by=by)
    for each in range(3):
        criteria.add(sheet, line(f"II.{each}", 10, parent=part), by=by)

    assert [fault.sentence for fault in sheet_check.faults(sheet)] == ([sentence] if sentence else [])


def test_a_published_sheet_takes_no_change(by):
    item = CriterionFactory()
    published(item.sheet)

    for act in (
        lambda: criteria.add(item.sheet, line("Mới"), by=by),
        lambda: criteria.edit(item, {"name": "Khác"}, by=by),
        lambda: criteria.move(item, 1, by=by),
        lambda: criteria.remove(item, by=by),
        lambda: criteria.set_inputs(item, [], by=by),
        lambda: sheets.describe(item.sheet, {"title": "Khác"}, by=by),
        lambda: sheets.set_rules(item.sheet, {"ties": []}, by=by),
    ):
        with pytest.raises(Frozen, match="new version"):
            act()


def test_a_new_version_copies_lines_inputs_and_rules_and_keeps_the_old(by):
    item = CriterionInputFactory(criterion__max_points=100).criterion
    item.sheet.ties = [{"by": "line", "line": str(item.pk)}]
    item.sheet.save()
    published(item.sheet)

    renewed = sheets.renew(item.sheet, by=by)

    copy = renewed.criteria.get()
    assert (renewed.version, renewed.state) == (2, SheetState.DRAFT)
    assert (copy.name, copy.copied_from, copy.inputs.count()) == (item.name, item, 1)
    assert renewed.ties == [{"by": "line", "line": str(copy.pk)}]
    assert CriteriaSheet.objects.get(pk=item.sheet_id).state == SheetState.PUBLISHED


def test_marks_follow_a_line_into_the_next_version_unless_its_rule_changed(by):
    season = SeasonFactory()
    old = SheetFactory(season=season)
    kept, changed = (CriterionFactory(sheet=old, max_points=50) for _each in range(2))
    published(old)
    member = MemberFactory(season=season)
    for item in (kept, changed):
        ScoreFactory(member=member, criterion=item)
        not_assigned.set(member, item, by=by, reason="Không giao.")
    renewed = sheets.renew(old, by=by)
    criteria.edit(renewed.criteria.get(copied_from=changed), {"method": Method.COUNT, "params": {"pts": "1"}}, by=by)
    criteria.set_inputs(renewed.criteria.get(copied_from=changed), [{"indicator": IndicatorFactory()}], by=by)

    sheets.publish(renewed, by=by)

    copy = renewed.criteria.get(copied_from=kept)
    assert [score.criterion for score in Score.objects.filter(criterion__sheet=renewed)] == [copy]
    assert [row.criterion for row in NotAssigned.objects.filter(criterion__sheet=renewed)] == [copy]
    assert Score.objects.filter(criterion__sheet=old).count() == 2


MET = {"points": "100", "op": ">=", "than": "1"}


@pytest.mark.parametrize(
    ("changed", "carried"),
    [
        ({}, 1),
        ({"indicator": IndicatorFactory}, 0),
        ({"plan_giver": lambda: "council"}, 0),
        ({"period": lambda: Period.HALF_YEAR}, 0),
        ({"condition": lambda: MET | {"than": "2"}}, 0),
    ],
    ids=["nothing", "indicator", "giver of the plan", "period", "condition"],
)
def test_marks_follow_a_line_only_where_it_takes_in_the_same(by, changed, carried):
    check = CriterionFactory(method=Method.CHECK, params={"mode": "sum"}, max_points=100)
    taken = CriterionInputFactory(criterion=check, part=InputPart.CONDITION, condition=MET)
    old = published(check.sheet)
    ScoreFactory(member=MemberFactory(season=old.season), criterion=check)
    renewed = sheets.renew(old, by=by)
    told = {name: getattr(taken, name) for name in ("part", "indicator", "plan_giver", "period", "condition")}
    told |= {name: made() for name, made in changed.items()}
    criteria.set_inputs(renewed.criteria.get(), [told], by=by)

    sheets.publish(renewed, by=by)

    assert Score.objects.filter(criterion__sheet=renewed).count() == carried


def test_a_draft_can_be_given_up(sheet, by):
    part = criteria.add(sheet, group("I"), by=by)
    criteria.add(sheet, line("I.1", parent=part), by=by)

    sheets.drop(sheet, by=by, reason="Làm lại.")

    assert not CriteriaSheet.objects.exists()


def test_does_not_apply_needs_a_reason_and_a_criterion_of_the_season(season, by):
    item = CriterionFactory(sheet__season=season)
    foreign = CriterionFactory()

    with pytest.raises(Incomplete):
        not_assigned.set(season.cast.member, item, by=by, reason="")
    with pytest.raises(NotAllowedHere, match="of this season's sheet"):
        not_assigned.set(season.cast.member, foreign, by=by, reason="Không giao.")
    assert not NotAssigned.objects.exists()

    row = not_assigned.set(season.cast.member, item, by=by, reason="Không giao.")
    not_assigned.clear(row, by=by, reason="Giao lại.")
    assert not NotAssigned.objects.exists()
