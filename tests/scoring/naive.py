"""A second, naive way from points to places, kept to hold the first one to account. Fractions, no speed, no tricks."""

from fractions import Fraction


def places(scores, chain):
    """Return {key: place} for {key: score} and a list of {key: value or None} (more is better)."""

    def better(one, other):
        if scores[one] != scores[other]:
            return scores[one] > scores[other]
        group = [key for key in scores if scores[key] == scores[one]]
        for step in chain:
            if all(step[key] is not None for key in group):
                if step[one] != step[other]:
                    return step[one] > step[other]
                group = [key for key in group if step[key] == step[one]]
        return False

    return {key: 1 + sum(better(other, key) for other in scores) for key in scores}


def totals(sheet, points):
    """Return every line's points by key from the items', top line None being the total; held at every level."""
    lines = {None: sheet.get("total") or {}, **{line["key"]: line for line in sheet["lines"]}}

    def worth(key):
        line = lines[key]
        if line.get("kind") == "item":
            return points[key]
        value = sum((worth(child) for child, under in lines.items() if child and under["parent"] == key), Fraction(0))
        if line.get("cap") is not None:
            value = min(value, Fraction(line["cap"]))
        return max(value, Fraction(line["floor"])) if line.get("floor") is not None else value

    return {key: worth(key) for key in lines}


def half_up(value, places):
    """Return the value rounded half away from zero, in whole numbers alone."""
    scale = 10**places
    whole = (2 * abs(value) * scale + 1) // 2
    return Fraction(whole if value >= 0 else -whole, scale)
