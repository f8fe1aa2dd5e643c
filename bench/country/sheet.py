"""The criteria of every synthetic season, ten a group: a mix of methods as real tables have it, half marked by hand."""

import json
from dataclasses import dataclass

ITEMS_A_GROUP = 10
MOST = 25
FULL_YEAR, CENTRE = "FY", "centre"


@dataclass(frozen=True, slots=True)
class Kind:
    """A rule with its parameters, what it is derived from and the role its indicator plays."""

    method: str
    params: dict
    derive: str = "value"
    part: str = "actual"
    planned: bool = False


MANUAL = Kind("manual", {})
STEP = Kind(
    "plan_step",
    {"base": "20", "over_step": "1", "over_pts": "0.5", "over_cap": "5", "under_step": "1", "under_pts": "1"},
    "ratio",
    planned=True,
)
PROPORTIONAL = Kind("proportional", {}, "ratio", planned=True)
BANDS = Kind("bands", {"bands": [["-5", "10"], ["0", "15"], ["5", "20"], ["8", "25"]], "default": "5"}, "growth")
RANK = Kind("rank", {"scope": "cluster", "scale": "linear", "first": "25", "step": "1", "last": "5"})
LEADER = Kind("leader", {"mode": "max_share"})
COUNT = Kind("count", {"pts": "3"})
CHECK = Kind("check", {"mode": "sum"}, part="condition")
ASKED = {"points": "25", "derive": "value", "op": "=", "than": "1"}
RULES = (*[STEP] * 4, *[PROPORTIONAL] * 4, *[BANDS] * 3, *[RANK] * 2, LEADER, *[COUNT] * 2, *[CHECK] * 4)


def items(groups):
    """Yield (number, kind, indicator or None): every second item is marked by hand, the others take an indicator."""
    for number in range(groups * ITEMS_A_GROUP):
        rule = number // 2
        yield (number, MANUAL, None) if number % 2 == 0 else (number, RULES[rule % len(RULES)], rule + 1)


def lines(groups):
    """Return the sheet as rows (position, parent's position, kind, most, method, params, derive, indicator, part)."""
    rows, position = [], 0
    every = list(items(groups))
    for group in range(groups):
        position, parent = position + 1, position + 1
        rows.append((position, None, "group", MOST * ITEMS_A_GROUP, "", "{}", "", None, "", "", "{}"))
        for _number, kind, indicator in every[group * ITEMS_A_GROUP : (group + 1) * ITEMS_A_GROUP]:
            position += 1
            asked = json.dumps(ASKED if kind.part == "condition" else {})
            giver = CENTRE if kind.planned else ""
            rule = (kind.method, json.dumps(kind.params), kind.derive)
            rows.append((position, parent, "item", MOST, *rule, indicator, kind.part, giver, asked))
    return rows
