"""What ranking the season of 2020 needs beyond its article: all of it made up, and marked as illustrative."""

from decimal import Decimal

from clusters.actions import criteria, plans, scores, sheets, submissions
from clusters.choices import CriterionKind, InputPart, Method, Period, PlanGiver
from clusters.models import Submission
from emulation_portal.demo.tools import BY, enter, indicator, member

MADE_UP = "Số liệu minh họa"

# label, name, most points, method, parameters, derived input, indicators (the conditions of a check: several)
CHECK = {"mode": "table", "table": {"0": "0", "1": "3", "2": "6", "3": "10"}}
BUDGET = {"base": "12", "over_step": "1", "over_pts": "0.2", "over_cap": "3", "under_step": "1", "under_pts": "0.5"}
GROWTH = {"scope": "cluster", "scale": "linear", "first": "20", "step": "2", "last": "4"}
PAR = {"scope": "external", "scale": "linear", "first": "10", "step": "0.15", "last": "0"}
BY_HAND = {"granularity": "0.25"}
SHEET = (
    ("I", "Phát triển kinh tế - xã hội, quốc phòng, an ninh", 60, None, {}, "", ()),
    ("I.1", "Tốc độ tăng trưởng kinh tế (GRDP)", 20, Method.RANK, GROWTH, "value", ("grdp",)),
    ("I.2", "Thu ngân sách nhà nước so với dự toán", 15, Method.PLAN_STEP, BUDGET, "ratio", ("budget",)),
    ("I.3", "Tai nạn giao thông giảm cả 3 tiêu chí", 10, Method.CHECK, CHECK, "", ("accidents", "deaths", "injuries")),
    ("I.4", "Quốc phòng, an ninh", 15, Method.MANUAL, BY_HAND, "", ()),
    ("II", "Xây dựng Đảng, hệ thống chính trị, cải cách hành chính", 20, None, {}, "", ()),
    ("II.1", "Xây dựng Đảng, hệ thống chính trị", 10, Method.MANUAL, BY_HAND, "", ()),
    ("II.2", "Chỉ số cải cách hành chính (PAR Index)", 10, Method.RANK, PAR, "value", ("par",)),
    ("III", "Công tác thi đua, khen thưởng", 20, None, {}, "", ()),
    ("III.1", "Tổ chức phong trào thi đua", 8, Method.MANUAL, BY_HAND, "", ()),
    ("III.2", "Khen thưởng người lao động trực tiếp", 6, Method.MANUAL, BY_HAND, "", ()),
    ("III.3", "Hoạt động của cụm", 6, Method.MANUAL, BY_HAND, "", ()),
    ("IV", "Điểm thưởng, điểm trừ", 4, None, {}, "", ()),
    ("IV.1", "Huân chương được tặng trong năm", 4, Method.COUNT, {"pts": "2"}, "value", ("orders",)),
    ("IV.2", "Gửi báo cáo chậm", 0, Method.COUNT, {"pts": "-1"}, "value", ("late",)),
)
TIES = (("line", "I"), ("line", "II"), ("penalties", None))

# Budget: plan and result; accidents, deaths, injuries: last year and this; PAR rank; orders; late reports.
FIGURES = {
    "Hải Dương": ((14800, 15540), ((230, 221), (150, 141), (120, 117)), None, 0, 0),
    "Bắc Ninh": ((27000, 29700), ((180, 171), (90, 92), (110, 104)), 9, 0, 1),
    "Vĩnh Phúc": ((32000, 32320), ((140, 143), (70, 66), (95, 95)), 20, 0, 0),
    "Hưng Yên": ((15600, 17940), ((160, 152), (85, 81), (90, 91)), 16, 0, 0),
    "Thái Bình": ((8000, 9200), ((150, 139), (80, 77), (88, 84)), 28, 0, 0),
    "Nam Định": ((5200, 6240), ((170, 158), (75, 69), (101, 92)), 15, 0, 0),
    "Hà Nam": ((8900, 10235), ((130, 121), (64, 60), (70, 74)), 12, 0, 0),
    "Ninh Bình": ((18000, 19800), ((145, 137), (58, 58), (77, 71)), 21, 0, 0),
    "Quảng Ninh": ((48000, 49920), ((210, 190), (99, 90), (140, 126)), None, None, 0),
}
# Agreed points of the lines marked by hand: I.4, II.1, III.1, III.2, III.3.
BY_HAND_LABELS = ("I.4", "II.1", "III.1", "III.2", "III.3")
POINTS = {
    "Hải Dương": ("13.5", "9", "7", "5.25", "5.25"),
    "Bắc Ninh": ("14", "9.25", "7", "5.25", "5.25"),
    "Vĩnh Phúc": ("13.75", "9.25", "7", "5", "5.25"),
    "Hưng Yên": ("14.5", "8.5", "7", "5.25", "5.25"),
    "Thái Bình": ("13.5", "8.5", "7", "5", "5.25"),
    "Nam Định": ("14.25", "9.25", "7.25", "5.5", "5.5"),
    "Hà Nam": ("14", "9.5", "7.25", "5.25", "5.5"),
    "Ninh Bình": ("13.5", "9.25", "7", "5.25", "5.25"),
    "Quảng Ninh": ("14.5", "9.5", "7.5", "5.75", "5.75"),
}
# Where a unit gave itself more than was agreed.
SELF_GIVEN_MORE = {("Vĩnh Phúc", "III.2"): "5.5", ("Hải Dương", "I.4"): "14", ("Hưng Yên", "II.1"): "9"}
WHY_LESS = "Minh chứng kèm theo chưa đủ cho mức điểm tự chấm (minh họa)."


def write_sheet(season):
    """Write and publish the illustrative sheet of 100 points; return it."""
    sheet = sheets.start(
        season,
        {"title": "Bảng tiêu chí chấm điểm năm 2020 (minh họa)", "declared_max": Decimal(100), "illustrative": True},
        by=BY,
    )
    lines = {}
    for line in SHEET:
        label, _name, _most, method, *_rule, indicators = line
        lines[label] = criteria.add(sheet, _line(line, lines), by=BY)
        if indicators:
            criteria.set_inputs(lines[label], _inputs(method, indicators), by=BY)
    ties = [{"by": by, **({"line": str(lines[line].pk)} if line else {})} for by, line in TIES]
    sheets.set_rules(sheet, {"ties": ties}, by=BY)
    return sheets.publish(sheet, by=BY)


def _line(line, lines):
    label, name, most, method, params, derive, _indicators = line
    group, _dot, _item = label.rpartition(".")
    bonus = label.startswith("IV")
    return {
        "label": label,
        "name": name,
        "kind": CriterionKind.ITEM if method else CriterionKind.GROUP,
        "max_points": Decimal(most),
        "cap": Decimal(most) if bonus else None,
        # What only adds points goes no lower than none by itself.
        "floor": Decimal(-3) if bonus and Decimal(params.get("pts", -1)) < 0 else None,
        "bonus": bonus,
        "method": method or "",
        "params": params,
        "derive": derive,
        "parent": lines.get(group),
    }


def _inputs(method, indicators):
    if method == Method.CHECK:
        fell = {"points": "0", "derive": "delta", "op": "<", "than": "0"}
        return [{"part": InputPart.CONDITION, "indicator": indicator(key), "condition": fell} for key in indicators]
    giver = PlanGiver.COUNCIL if method == Method.PLAN_STEP else ""
    return [{"part": InputPart.ACTUAL, "indicator": indicator(key), "plan_giver": giver} for key in indicators]


def enter_figures(season):
    """Enter the made-up figures and plans, each marked."""
    for name, ((plan, revenue), accidents, par, orders, late) in FIGURES.items():
        owner = member(season, name)
        entry = plans.PlanEntry(
            indicator("budget"), PlanGiver.COUNCIL, Decimal(plan), source=MADE_UP, illustrative=True
        )
        plans.set_plan(owner, entry, by=BY)
        told = {"budget": Decimal(revenue), "late": Decimal(late)}
        for key, (before, now) in zip(("accidents", "deaths", "injuries"), accidents, strict=True):
            told[key] = {"value": Decimal(now), "previous": Decimal(before), "previous_origin": "typed"}
        if par is not None:
            told["par"] = {"value": Decimal(par), "denominator": Decimal(63), "reference_year": 2019}
        if orders is not None:
            told["orders"] = Decimal(orders)
        enter(owner, Period.FULL_YEAR, told, source=MADE_UP, illustrative=True)


def give_points(season, sheet, stage):
    """Give the made-up points of one stage to every line marked by hand."""
    lines = {line.label: line for line in sheet.criteria.all()}
    for name, agreed in POINTS.items():
        for label, points in zip(BY_HAND_LABELS, agreed, strict=True):
            claimed = SELF_GIVEN_MORE.get((name, label))
            given = claimed if claimed and stage == "self" else points
            mark = scores.Mark(Decimal(given), WHY_LESS if claimed and stage != "self" else MADE_UP, illustrative=True)
            scores.GIVE[stage](member(season, name), lines[label], mark, by=BY)


def hand_in(season):
    """Hand in every member's results of the year."""
    for submission in Submission.objects.filter(member__season=season).order_by("pk"):
        submissions.submit(submission, by=BY)
