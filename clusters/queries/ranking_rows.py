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
            "groups": {key: row["points"][index] for index, key in tops},
            "won": row["won"],
            "lost": row["lost"],
        }
        for row in results["rows"]
    ]


def _decimal(text):
    return None if text is None else Decimal(text)
