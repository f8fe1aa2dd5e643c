"""Made-up seasons for the tests of a whole computation; every figure is an illustration."""

from scoring.frozen import compute, row


def group(key, parent=None, **rest):
    return {"key": key, "parent": parent, "kind": "group", **rest}


def item(key, parent, method="manual", points="10", params=None, **rest):
    return {
        "key": key,
        "parent": parent,
        "kind": "item",
        "max": points,
        "method": method,
        "params": params or {},
        **rest,
    }


def sheet(*lines, **rest):
    return {"places": 2, "not_assigned": "zero", "lines": list(lines), **rest}


def inputs(given, **cells):
    """Return inputs for members named by keyword, each with cells by line, or rest under "rest"."""
    members = []
    for key, own in cells.items():
        figures = {
            line: cell if isinstance(cell, dict) else {"mark": cell} for line, cell in own.items() if line != "rest"
        }
        members.append(row(given, key, figures, **own.get("rest", {})))
    return {"sheet": given, "members": members}


def table(given, *fields, **cells):
    """Score a season and return its rows: the key and the fields of each."""
    return [tuple(one[field] for field in ("key", *fields)) for one in compute(inputs(given, **cells))["rows"]]
