"""What scoring found, as the rows of a run."""

from decimal import Decimal

from clusters.models import RankingRow


def rows_of(run, inputs, results):
    """Unsaved rows of a run from what scoring found."""
    return [RankingRow(run=run, **values) for values in values_of(inputs, results)]


def values_of(inputs, results):
    """What scoring found as the columns of the rows, in the order of the table; member keys are primary keys."""
    lines = inputs["sheet"]["lines"]
    tops = [(index, line["key"]) for index, line in enumerate(lines) if line["parent"] is None]
    away = {member["key"]: frozenset(told) for member in inputs["members"] if (told := member.get("not_assigned"))}
    below = items_below(lines) if away else {}
    return [
        {
            "member_id": int(row["key"]),
            "place": row["place"],
            "shared": row["shared"],
            "score": _decimal(row["score"]),
            "total": Decimal(row["total"]),
            "percent": _decimal(row["percent"]),
            "gap": _decimal(row["gap"]),
            "class_key": row["class"] or "",
            "held": row["held"],
            "incomplete": bool(row["missing"]),
            "groups": _groups(row["points"], away[row["key"]], tops, below, lines)
            if row["key"] in away
            else {key: row["points"][index] for index, key in tops},
            "won": row["won"],
            "lost": row["lost"],
        }
        for row in results["rows"]
    ]


def items_below(lines):
    """{position of a line of a frozen sheet: the positions of the items in it}; an item is in itself."""
    at = {line["key"]: position for position, line in enumerate(lines)}
    below = {position: [position] if line["kind"] == "item" else [] for position, line in enumerate(lines)}
    for position in reversed(range(len(lines))):
        if (parent := lines[position]["parent"]) is not None:
            below[at[parent]] += below[position]
    return below


def _groups(points, away, tops, below, lines):
    """The points of the groups at the head, None where nothing in one has points; without those that do not apply."""
    unlike = [index for index, _key in tops if points[index] is None]
    none = {index for index in unlike if below[index] and all(lines[item]["key"] in away for item in below[index])}
    return {key: points[index] for index, key in tops if index not in none}


def _decimal(text):
    return None if text is None else Decimal(text)
