"""A sheet as pages and papers show it: its lines with their depth and their rules in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from clusters import total_sentences
from clusters.choices import CriterionKind, InputPart, Method, NotAssignedPolicy, Period
from clusters.models import Criterion
from clusters.queries import sheet_check, sheets
from clusters.rule_sentences import rule


@dataclass(frozen=True, slots=True)
class TreeLine:
    """One line: how deep it stands, what its rule says, what it takes in, and what is wrong with it in a draft."""

    line: Criterion
    depth: int
    rule: str
    takes: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def is_group(self):
        return self.line.kind == CriterionKind.GROUP


@dataclass(frozen=True, slots=True)
class Tree:
    """A sheet with its lines in order and the faults of the sheet itself."""

    lines: tuple[TreeLine, ...]
    faults: tuple[str, ...]


def tree(sheet, *, checked=False):
    """Return the sheet's lines; with `checked`, each with what keeps the sheet from being published."""
    found = sheets.lines(sheet)
    wrong = sheet_check.faults(sheet) if checked else ()
    depths = {None: -1}
    shown = []
    for line in found:
        depths[line.pk] = depths[line.parent_id] + 1
        shown.append(_line(line, depths[line.pk], tuple(fault.sentence for fault in wrong if fault.line == line.pk)))
    return Tree(tuple(shown), tuple(fault.sentence for fault in wrong if fault.line is None))


def _line(line, depth, faults):
    if line.kind == CriterionKind.GROUP:
        return TreeLine(line, depth, "", (), faults)
    takes = dict.fromkeys(_taken(each) for each in line.inputs.all() if not _named_by_the_rule(line, each))
    return TreeLine(line, depth, rule(line), tuple(takes), faults)


def _named_by_the_rule(line, each):
    """A rule of conditions names their indicators; of one taken in otherwise than as usual there is more to say."""
    conditions = line.method == Method.CHECK and each.part == InputPart.CONDITION
    return conditions and not each.plan_giver and each.period == Period.FULL_YEAR


def _taken(each):
    parts = [str(each.indicator)]
    if each.plan_giver:
        parts.append(each.get_plan_giver_display())
    if each.period != Period.FULL_YEAR:
        parts.append(each.get_period_display())
    return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Rules:
    """One kind of rule on the total, each rule a sentence; `none` is said where there is none."""

    name: str
    heading: str
    sentences: tuple[str, ...]
    none: str


def rules(sheet, found):
    """Return the ties, classes and gates in words; `found` are the sheet's tree lines."""
    names = {sheets.key(each.line): str(each.line) for each in found}
    by_percent = sheet.not_assigned == NotAssignedPolicy.EXCLUDE
    return (
        Rules(
            "ties",
            _("Equal totals"),
            tuple(total_sentences.tie(entry, names) for entry in sheet.ties),
            _("Units with equal totals share the place; the next place is skipped."),
        ),
        Rules(
            "classes",
            _("Classes"),
            tuple(total_sentences.class_of(entry, by_percent=by_percent) for entry in sheet.classes),
            _("The sheet knows no classes."),
        ),
        Rules(
            "gates",
            _("Excluding conditions"),
            tuple(total_sentences.gate(entry, names) for entry in sheet.gates),
            _("The sheet knows no excluding conditions."),
        ),
    )
