"""A criteria sheet: the tree of groups and items with its bounds, and the rules on the total."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from scoring import methods
from scoring.errors import BadParameters, BadSheet
from scoring.methods import Method
from scoring.methods.parameters import MOST_PLACES, NUMBER
from scoring.rounding import UNITS

SHEET_CODES = (
    "places",  # not a whole number from 0 to MOST_PLACES
    "unknown_policy",
    "no_items",
    "key_missing",
    "key_twice",
    "unknown_kind",
    "parent_not_a_group",  # or not above it
    "not_a_number",
    "too_fine",  # a bound with more decimals than the sheet's places
    "cap_below_floor",
    "parameters",  # the method's own; see problems
    "unknown_gate",
    "unknown_effect",
    "unknown_class",
    "unknown_line",
    "unknown_tie",
)
POLICIES = ("exclude", "full", "zero")
CONDITIONS = ("finding", "any_zero", "below")
EFFECTS = ("not_considered", "cap_class", "zero", "held")
TIES = ("line", "penalties", "figure", "given")
PARTS = ("actual", "plan", "previous", "numerator", "denominator")
MOST_RULES = 1_024  # rules that are kept read
SHARED = ("max", "cap", "floor", "places", "derive", "direction", "lower_mode")


class Line(NamedTuple):
    """One line of the sheet; a group has no method. `parent` is a position, -1 at the top."""

    key: str
    parent: int
    method: Method | None
    max: Decimal | None
    cap: Decimal | None
    floor: Decimal | None
    bonus: bool
    citation: str


@dataclass(frozen=True, slots=True)
class Gate:
    """A condition on one member and what it does to him; `line` and `group` are positions."""

    when: str
    effect: str
    code: str | None = None
    line: int | None = None
    than: Decimal = Decimal(0)
    class_at: int | None = None
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Class:
    """A class and the least score for it; `no_zero`: only for a member with no criterion at zero."""

    key: str
    at_least: Decimal | None
    no_zero: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """One step of the tie-break chain; `line` is a position."""

    by: str
    line: int = -1
    part: str = "actual"
    better: str = "higher"
    name: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet read whole: what `parse` returns can be scored without further checks."""

    places: int
    cap: Decimal | None
    floor: Decimal | None
    policy: str
    lines: tuple[Line, ...]
    gates: tuple[Gate, ...]
    classes: tuple[Class, ...]
    ties: tuple[Tie, ...]
    items: tuple[int, ...]  # the positions of the items, in order


def parse(data: Mapping[str, Any]) -> Sheet:
    """Return the sheet; BadSheet names what does not hang together and the line."""
    places = data.get("places", 2)
    if type(places) is not int or not 0 <= places <= MOST_PLACES:
        raise BadSheet("places")
    policy = data.get("not_assigned", "exclude")
    if policy not in POLICIES:
        raise BadSheet("unknown_policy")
    lines = _lines(data.get("lines", ()), places)
    items = tuple(position for position, line in enumerate(lines) if line.method)
    if not items:
        raise BadSheet("no_items")
    at = {line.key: position for position, line in enumerate(lines)}
    classes = tuple(
        Class(entry["key"], _number(entry.get("at_least"), ""), bool(entry.get("no_zero")))
        for entry in data.get("classes", ())
    )
    cap, floor = _bounds(data.get("total") or {}, "", places)
    return Sheet(
        places=places,
        cap=cap,
        floor=floor,
        policy=policy,
        lines=lines,
        gates=tuple(_gate(entry, at, [known.key for known in classes], lines) for entry in data.get("gates", ())),
        classes=classes,
        ties=tuple(_tie(entry, at, lines) for entry in data.get("ties", ())),
        items=items,
    )


_RULES: dict[str, Method] = {}  # by all that was said of them


def rule(entry: Mapping[str, Any], places: int = 2) -> Method:
    """Return the method of one item line, with the bounds and the derivation that stand on the line.

    Lines that say the same letter for letter share one method, and with it whatever is prepared from it.
    """
    shared = {name: entry[name] for name in SHARED if entry.get(name) is not None}
    shared.setdefault("places", places)
    name, params = str(entry.get("method")), {**(entry.get("params") or {}), **shared}
    said = f"{name} {params!r}"
    if said not in _RULES:
        try:
            method = methods.parse(name, params)
        except BadParameters as bad:
            raise BadSheet("parameters", str(entry["key"]), bad.problems) from bad
        if len(_RULES) >= MOST_RULES:
            _RULES.clear()
        _RULES[said] = method
    return _RULES[said]


def _lines(entries: Any, places: int) -> tuple[Line, ...]:
    lines: list[Line] = []
    at: dict[str, int] = {}
    for entry in entries:
        key = entry.get("key")
        if not isinstance(key, str) or not key:
            raise BadSheet("key_missing")
        if key in at:
            raise BadSheet("key_twice", key)
        at[key] = len(lines)
        parent = _parent(entry, key, at, lines)
        # What stands under a bonus or a penalty is one itself.
        bonus = bool(entry.get("bonus")) or (parent >= 0 and lines[parent].bonus)
        lines.append(_line(entry, key, parent, bonus, places))
    return tuple(lines)


def _parent(entry: Mapping[str, Any], key: str, at: dict[str, int], lines: list[Line]) -> int:
    parent = entry.get("parent")
    if parent is None:
        return -1
    position = at.get(parent, len(lines))
    if position == len(lines) or lines[position].method:
        raise BadSheet("parent_not_a_group", key)
    return position


def _line(entry: Mapping[str, Any], key: str, parent: int, bonus: bool, places: int) -> Line:
    citation = str(entry.get("citation") or "")
    if entry.get("kind") == "group":
        cap, floor = _bounds(entry, key, places)
        return Line(key, parent, None, _number(entry.get("max"), key), cap, floor, bonus, citation)
    if entry.get("kind") != "item":
        raise BadSheet("unknown_kind", key)
    method = rule(entry, places)
    return Line(key, parent, method, method.max, method.cap, method.floor, bonus, citation)


def _bounds(entry: Mapping[str, Any], key: str, places: int) -> tuple[Decimal | None, Decimal | None]:
    cap, floor = _number(entry.get("cap"), key), _number(entry.get("floor"), key)
    if any(bound is not None and bound % UNITS[places] for bound in (cap, floor)):
        raise BadSheet("too_fine", key)
    if cap is not None and floor is not None and cap < floor:
        raise BadSheet("cap_below_floor", key)
    return cap, floor


def _number(text: object, key: str) -> Decimal | None:
    if text is None or text == "":
        return None
    if not isinstance(text, str) or not NUMBER.fullmatch(text):
        raise BadSheet("not_a_number", key)
    return Decimal(text)


def _gate(entry: Mapping[str, Any], at: dict[str, int], classes: list[str], lines: tuple[Line, ...]) -> Gate:
    when, effect = entry.get("when"), entry.get("effect")
    if when not in CONDITIONS:
        raise BadSheet("unknown_gate")
    if effect not in EFFECTS:
        raise BadSheet("unknown_effect")
    group = _position(entry.get("group"), at, needed=effect == "zero")
    if group is not None and lines[group].method:
        raise BadSheet("unknown_line", str(entry.get("group")))
    name = entry.get("class")
    if (name is not None or effect == "cap_class") and name not in classes:
        raise BadSheet("unknown_class", str(name or ""))
    return Gate(
        when=when,
        effect=effect,
        code=entry.get("code"),
        line=_position(entry.get("line"), at, needed=when == "below"),
        than=_number(entry.get("than"), str(entry.get("line"))) or Decimal(0),
        class_at=None if name is None else classes.index(name),
        group=group,
    )


def _tie(entry: Mapping[str, Any], at: dict[str, int], lines: tuple[Line, ...]) -> Tie:
    by = entry.get("by")
    if by not in TIES:
        raise BadSheet("unknown_tie")
    line = _position(entry.get("line"), at, needed=by in ("line", "figure"))
    part, better = entry.get("part", "actual"), entry.get("better", "higher")
    if part not in PARTS or better not in ("higher", "lower"):
        raise BadSheet("unknown_tie")
    if by == "figure" and lines[line or 0].method is None:
        raise BadSheet("unknown_line", str(entry.get("line")))
    return Tie(by, -1 if line is None else line, part, better, str(entry.get("name", "")))


def _position(key: object, at: dict[str, int], *, needed: bool) -> int | None:
    if key is None and not needed:
        return None
    if not isinstance(key, str) or key not in at:
        raise BadSheet("unknown_line", str(key or ""))
    return at[key]
