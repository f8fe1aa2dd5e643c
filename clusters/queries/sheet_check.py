"""What keeps a draft sheet from being published: each fault by its line and in a sentence."""

import itertools
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from clusters.choices import CriterionKind, Derive, InputPart, Method
from clusters.parameters import LABELS, problem
from clusters.queries import attainable, sheets
from clusters.templatetags.numbers import number
from scoring import methods
from scoring.errors import BadParameters

SHARED = ("max", "cap", "floor", "derive", "direction", "lower_mode")
ZERO = Decimal(0)
# What can be held against 100 per cent of a plan: a figure that is a percentage by itself can, a change cannot.
PER_CENT = (Derive.RATIO, Derive.SHARE, Derive.VALUE)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend before publishing, at a line (its primary key) or at the sheet itself."""

    sentence: str
    line: int | None = None


def faults(sheet):
    """Return every fault of the sheet, the total's first."""
    found = sheets.lines(sheet)
    children = {}
    for line in found:
        children.setdefault(line.parent_id, []).append(line)
    if not any(line.kind == CriterionKind.ITEM for line in found):
        return [Fault(_("The sheet has no criterion yet."))]
    of_lines = [fault for line in found for fault in _of_line(sheet, line, children)]
    return [*_of_total(sheet, children.get(None, ())), *of_lines, *_of_rules(sheet, found)]


def method_problems(sheet, line):
    """Return what scoring says against the parameters of an item, as (field, sentence) pairs."""
    try:
        _rule(sheet, line)
    except BadParameters as bad:
        return [(each.field, problem(each, methods.PARAMETER_CODES)) for each in bad.problems]
    return []


def _rule(sheet, line):
    data = sheets.line_data(line)
    shared = {name: data[name] for name in SHARED if data[name] is not None}
    return methods.parse(line.method, {**data["params"], **shared, "places": sheet.places})


def worth(line):
    """Return what a line adds to the maximum of its group: nothing when it is a bonus or a penalty.

    A group adds what its limit lets through.
    """
    if line.bonus:
        return ZERO
    capped = line.kind == CriterionKind.GROUP and line.cap is not None
    return min(line.max_points, line.cap) if capped else line.max_points


def _of_total(sheet, roots):
    total = sum((worth(line) for line in roots), ZERO)
    if total != sheet.declared_max:
        sentence = _("The maxima add up to %(sum)s points, but the sheet declares %(declared)s: %(difference)s.")
        told = {"sum": number(total), "declared": number(sheet.declared_max)}
        yield Fault(sentence % (told | {"difference": _difference(sheet.declared_max - total)}))
    if sheet.total_cap is not None and sheet.total_cap < sheet.declared_max:
        yield Fault(_("The limit of the total is below the declared maximum."))


def _of_line(sheet, line, children):
    name = str(line)
    if line.cap is not None and line.floor is not None and line.cap < line.floor:
        yield Fault(_("“%(line)s”: the upper limit is below the lower limit.") % {"line": name}, line.pk)
    if line.kind == CriterionKind.GROUP:
        yield from _of_group(line, children.get(line.pk, ()), name)
    else:
        yield from _of_item(sheet, line, name)


def _of_group(line, parts, name):
    if not parts:
        yield Fault(_("“%(line)s” is a group without lines.") % {"line": name}, line.pk)
        return
    if line.bonus:
        if line.cap is None and line.floor is None:
            yield Fault(_("“%(line)s” is a bonus or penalty group: give it a limit.") % {"line": name}, line.pk)
        return
    total = sum((worth(part) for part in parts), ZERO)
    told = {"line": name, "sum": number(total), "max": number(line.max_points), "cap": number(line.cap)}
    if line.cap is not None and line.cap < total:
        if line.max_points != line.cap:
            sentence = _(
                "“%(line)s”: its lines add up to %(sum)s points and are limited to %(cap)s: its maximum is %(cap)s, "
                "not %(max)s."
            )
            yield Fault(sentence % told, line.pk)
    elif total != line.max_points:
        sentence = _("“%(line)s”: its lines add up to %(sum)s points, not to %(max)s: %(difference)s.")
        yield Fault(sentence % (told | {"difference": _difference(line.max_points - total)}), line.pk)


def _of_item(sheet, line, name):
    open_question = line.method == Method.CHECK and not _decided(line)
    wrong = method_problems(sheet, line)
    if not wrong and not open_question and (sentence := attainable.problem(line, _rule(sheet, line))):
        yield Fault(sentence, line.pk)
    for field, sentence in wrong:
        if open_question and field == "conditions":
            continue  # told below, with what to do
        told = {"line": name, "field": LABELS.get(field, field), "problem": sentence}
        yield Fault(_("“%(line)s”, %(field)s: %(problem)s") % told, line.pk)
    if open_question:
        sentence = _(
            "“%(line)s” has a condition that nobody can answer: press “Conditions” and choose the indicator that "
            "decides it; what is answered with yes or no is an indicator of that kind."
        )
        yield Fault(sentence % {"line": name}, line.pk)
    elif line.method != Method.MANUAL and not line.inputs.all():
        yield Fault(_("“%(line)s” takes in no indicator.") % {"line": name}, line.pk)
    if line.method == Method.MANUAL and line.params.get("evidence"):
        sentence = _("“%(line)s” asks for evidence, which no page takes: open the line and save it to take that off.")
        yield Fault(sentence % {"line": name}, line.pk)
    yield from _of_plan(line, name)


def _of_plan(line, name):
    """What is amiss in how the line is held against a plan."""
    if line.method == Method.PLAN_STEP and line.derive not in PER_CENT:
        told = {"line": name, "looks_at": line.get_derive_display()}
        sentence = _(
            "“%(line)s” is held against the whole of a plan, but its rule looks at “%(looks_at)s”, which is no "
            "percentage of one: choose another."
        )
        yield Fault(sentence % told, line.pk)
    if line.derive == "ratio" and any(not taken.plan_giver for taken in _actuals(line)):
        yield Fault(_("“%(line)s” is compared with a plan: say whose plan counts.") % {"line": name}, line.pk)


def _decided(line):
    """Whether an indicator decides each condition of the line; no page takes an answer to any other."""
    asked = [taken.condition for taken in line.inputs.all() if taken.part == InputPart.CONDITION]
    return bool(asked) and all(condition.get("op") for condition in asked)


def _actuals(line):
    return [taken for taken in line.inputs.all() if taken.part == InputPart.ACTUAL]


def _of_rules(sheet, found):
    """Ties and gates must point at lines that still stand, and gates at classes; classes go from best to last."""
    yield from _of_classes(sheet.classes)
    known = {sheets.key(line) for line in found}
    classes = {entry["key"] for entry in sheet.classes}
    reported = {sheets.key(line) for line in found if sheets.looked_at(line)}
    for tie in sheet.ties:
        if tie["by"] == "figure" and tie["line"] in known - reported:
            yield Fault(_("A tie-break step asks for the figure of a line that takes in none: take that step off."))
        if tie.get("line") and tie["line"] not in known:
            yield Fault(_("A tie-break step names a line that is no longer in the sheet."))
        if tie["by"] == "given":
            yield Fault(_("A tie-break step asks for votes, which no page takes yet: take that step off the sheet."))
    for gate in sheet.gates:
        if any(gate.get(name) and gate[name] not in known for name in ("line", "group")):
            yield Fault(_("An excluding condition names a line that is no longer in the sheet."))
        if gate.get("class") and gate["class"] not in classes:
            yield Fault(_("An excluding condition names a class that is not in the sheet."))


def _of_classes(classes):
    """The first class that is reached is given: each needs a lower limit than the one before, or to ask for less."""
    if len({entry["key"] for entry in classes}) < len(classes):
        yield Fault(_("Two classes have the same name."))
    for upper, lower in itertools.pairwise(classes):
        above, below = (Decimal(entry.get("at_least") or "-Infinity") for entry in (upper, lower))
        asks_more = bool(upper.get("no_zero")) and not lower.get("no_zero")
        if below > above or (below == above and not asks_more):
            sentence = _(
                "The class “%(lower)s” stands after “%(upper)s”, but its limit is not lower: write the classes from "
                "the best to the last."
            )
            yield Fault(sentence % {"upper": upper["key"], "lower": lower["key"]})


def _difference(missing):
    if missing > 0:
        return _("%(points)s points are missing") % {"points": number(missing)}
    return _("%(points)s points too many") % {"points": number(-missing)}
