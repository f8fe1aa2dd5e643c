"""A season's scoring as a pure function over plain data, so that a ranking can be frozen and computed again.

compute(inputs) -> results        seal(inputs, results) -> (canonical JSON, its SHA-256)
row(sheet, key, cells, ...)       builds one member from figures keyed by line
verify(text, code) -> every difference between what is stored and what its own inputs yield

All numbers are plain text: no exponent, a point, a hyphen ("-2.5"); the shortest form ("10.05", not "10.0500") keeps
explanations clean. Keys that do not apply may be left out. Nothing here depends on the order of members.

inputs = {
  "sheet": {
    "places": 2,                                 decimals of points, totals and percentages; a line may say its own
    "total": {"cap": "1000" | null, "floor": null},
    "not_assigned": "exclude" | "full" | "zero", exclude: everybody is ranked by percentage of what was assigned to him
    "lines": [                                   in preorder, parents before children
      {"key": "A", "parent": null, "kind": "group", "max": "600", "cap": null, "floor": null, "bonus": false},
      {"key": "A.1", "parent": "A", "kind": "item", "max": "60", "cap": ..., "floor": ..., "places": ...,
       "method": "plan_step", "params": {...},   parameters as scoring.methods.schema describes them
       "derive": "value", "direction": "higher", "lower_mode": null, "bonus": false, "citation": "..."},
    ],                                           a bonus line (a penalty too) adds nothing to the maximum
    "gates": [{"when": "finding", "code": "reprimand" | "when": "any_zero", "line": null | "A"
               | "when": "below", "line": "A.1", "than": "30",
               "effect": "not_considered" | "cap_class" | "zero" | "held", "class": "...", "group": "..."}],
    "classes": [{"key": "HTXS", "at_least": "95", "no_zero": true}, ...],   best first; a last one without at_least
    "ties": [{"by": "line", "line": "A"}            more points of a group or an item
             | {"by": "penalties"}                  fewer points lost below zero
             | {"by": "figure", "line": "A.1", "part": "actual", "better": "higher" | "lower"}
             | {"by": "given", "name": "ballot"}],  a number given to members below: votes, the head's decision
  },
  "members": [{
    "key": "QN",
    "actual": ["10.05", null, ...],              one entry for each ITEM of the sheet, in the sheet's order; so too
    "plan": [...], "previous": [...], "numerator": [...], "denominator": [...],   each left out when it is all null
    "marks": ["24.5", null, ...],                points agreed by people: they override the rule; a MANUAL item has no
    "origins": ["agreed", null, ...],            other points. self | appraised | agreed; left out: all agreed
    "conditions": {"A.7": [true, false, null, {"actual": "10", "previous": "12"}]},
    "not_assigned": ["A.3"], "findings": ["reprimand"], "given": {"ballot": "7"},
  }, ...],
}

results = {
  "rows": [{                                     in the order of the table: by place, then key; not considered last
    "key": "QN", "place": 1 | null, "shared": false,
    "score": "905.35",                           what is ranked: the total, or with exclude the percentage
    "total": "905.35", "percent": "90.54" | null,
    "class": "HTXS" | null, "gap": "0.35" | null,              score less the next row's
    "points": ["574.00", "57.40", null, ...],    one entry for each LINE of the sheet, in order; null: not computed
    "steps": ["ratio 107.4 100 107.4;over 7.4 7.4 57.4", ...], one entry for each ITEM; read with scoring.steps.read
    "missing": [["A.3", "no_plan"], ...],        items without points and the cause; the total counts what is there
    "gates": [[0, "cap_class"], ...],            which gates of the sheet closed
    "held": false,
    "won": [step, own, other, key] | null,       which tie step put it before the next row of equal score
    "lost": [step, own, other, key] | null,      and which put it after the one before
  }, ...],
}
"""
