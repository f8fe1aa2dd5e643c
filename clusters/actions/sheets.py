"""The criteria sheet of a season: started, described, published, frozen; a change is a new version."""

from functools import partial

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import trail
from clusters.actions import locks
from clusters.acts import kept
from clusters.choices import SheetState
from clusters.errors import Frozen, Incomplete, NotAllowedHere
from clusters.models import CriteriaSheet, Criterion, CriterionInput, NotAssigned, Score
from clusters.queries import sheet_check, sheets
from clusters.tokens import SHEET_HEAD

RULES = ("ties", "classes", "gates")
LINE = ("label", "name", "kind", "max_points", "cap", "floor", "bonus", "method", "params", "derive", "lower_mode")
LINE_TEXT = ("legal_basis", "note")
INPUT = ("part", "indicator_id", "plan_giver", "period", "condition", "position")


@locks.once(CriteriaSheet)
def start(season, values, *, by, source=None, version=None):
    """Start the season's next version as a draft; `source` is a sheet whose lines and rules are copied."""
    season = locks.season(season.pk, version)
    if sheets.draft(season) is not None:
        raise NotAllowedHere(_("A draft of the criteria sheet exists already. Go on with that one."))
    last = season.sheets.aggregate(last=Max("version"))["last"] or 0
    sheet = CriteriaSheet(season=season, version=last + 1, **values)
    sheet.full_clean()
    sheet.save(force_insert=True)
    if source is not None:
        _copy_lines(source, sheet)
    trail.record("sheet.started", sheet, by=by, season=season, version=sheet.version, source=source)
    return sheet


def renew(sheet, *, by, version=None, key=None):
    """Start the next version of a published sheet as a copy of it."""
    values = {name: getattr(sheet, name) for name in SHEET_HEAD if name != "decision"}
    return start(sheet.season, values, by=by, source=sheet, version=version, key=key)


@transaction.atomic
def describe(sheet, values, *, by, edited=None):
    """Change the head of a draft: title, decision, declared total, rounding."""
    sheet = locks.draft(sheet.pk)
    before, after = locks.assign(sheet, values, partial(locks.require_unedited, sheet, edited))
    if after:
        sheet.full_clean()
        sheet.save(update_fields=list(after))
        locks.edited(sheet)
        trail.record("sheet.described", sheet, by=by, before=kept(before), after=kept(after))
    return sheet


@transaction.atomic
def set_rules(sheet, rules, *, by, edited=None):
    """Set the tie-break steps, the classes or the gates of a draft, in the shape of scoring.frozen."""
    sheet = locks.draft(sheet.pk)
    before, after = locks.assign(
        sheet, {name: rules[name] for name in RULES if name in rules}, partial(locks.require_unedited, sheet, edited)
    )
    if after:
        sheet.full_clean()
        sheet.save(update_fields=list(after))
        locks.edited(sheet)
        trail.record("sheet.rules_set", sheet, by=by, rules_before=before, rules_after=after)
    return sheet


@transaction.atomic
def publish(sheet, *, by, edited=None):
    """Publish a draft that has no fault; marks of unchanged lines are carried over from the version before."""
    sheet = locks.draft(sheet.pk, edited)
    found = sheet_check.faults(sheet)
    if found:
        sentences = " ".join(fault.sentence for fault in found)
        raise Incomplete(_("The sheet cannot be published yet. %(faults)s") % {"faults": sentences}, found)
    sheet.state, sheet.published_at, sheet.published_by_id = SheetState.PUBLISHED, timezone.now(), by.user_id
    sheet.full_clean()
    sheet.save(update_fields=["state", "published_at", "published_by"])
    carried = _carry_marks(sheet)
    locks.touch(sheet.season)
    trail.record("sheet.published", sheet, by=by, version=sheet.version, carried=carried)
    return sheet


@transaction.atomic
def freeze(sheet, *, by):
    """Freeze a published sheet because a ranking or a publication rests on it; a frozen one stays as it is."""
    sheet = CriteriaSheet.objects.select_for_update().get(pk=sheet.pk)
    if sheet.state == SheetState.DRAFT:
        raise Frozen(_("“%(sheet)s” is a draft: nothing can rest on it yet.") % {"sheet": sheet})
    if sheet.state == SheetState.PUBLISHED:
        sheet.state = SheetState.FROZEN
        sheet.save(update_fields=["state"])
        trail.record("sheet.frozen", sheet, by=by)
    return sheet


@locks.removes_once("season_id")
def drop(sheet, *, by, reason):
    """Give a draft up, with its lines."""
    sheet = locks.draft(sheet.pk)
    locks.require_reason(reason)
    told = kept({name: getattr(sheet, name) for name in SHEET_HEAD})
    lines = [str(line) for line in sheets.lines(sheet)]
    trail.record("sheet.dropped", sheet, by=by, reason=reason, lines=lines, before=told)
    NotAssigned.objects.filter(criterion__sheet=sheet).delete()
    lines = Criterion.objects.filter(sheet=sheet)
    lines.update(parent=None)
    lines.delete()
    sheet.delete()


def _copy_lines(source, sheet):
    """Copy every line with its inputs, and point the copied rules at the copies."""
    copies = {}
    for line in sheets.lines(source):
        values = {name: getattr(line, name) for name in (*LINE, *LINE_TEXT, "position")}
        parent = copies.get(line.parent_id)
        copies[line.pk] = Criterion.objects.create(sheet=sheet, parent=parent, copied_from=line, **values)
        CriterionInput.objects.bulk_create(
            CriterionInput(criterion=copies[line.pk], **{name: getattr(taken, name) for name in INPUT})
            for taken in line.inputs.all()
        )
    keys = {str(old): str(new.pk) for old, new in copies.items()}
    for name in RULES:
        setattr(sheet, name, [_pointed(entry, keys) for entry in getattr(source, name)])
    sheet.save(update_fields=list(RULES))


def _pointed(entry, keys):
    return {name: keys.get(value, value) if name in ("line", "group") else value for name, value in entry.items()}


def _carry_marks(sheet):
    """Scores and “does not apply” follow a line into the season's next version where it earns points alike."""
    lines = Criterion.objects.filter(sheet=sheet, copied_from__sheet__season=sheet.season).select_related("copied_from")
    lines = lines.prefetch_related("inputs", "copied_from__inputs")
    same = {line.copied_from_id: line for line in lines if _same_rule(line, line.copied_from)}
    scores = list(Score.objects.filter(criterion__in=same))
    excused = list(NotAssigned.objects.filter(criterion__in=same))
    kept = set(NotAssigned.objects.filter(criterion__in=same.values()).values_list("member_id", "criterion_id"))
    for mark in (*scores, *excused):
        mark.criterion = same[mark.criterion_id]
        mark.pk = None
    Score.objects.bulk_create(scores)
    NotAssigned.objects.bulk_create(each for each in excused if (each.member_id, each.criterion_id) not in kept)
    return len(scores) + len(excused)


def _same_rule(line, old):
    """Whether two lines earn points alike: by one rule, on the same inputs in the same order."""
    rule = all(getattr(line, name) == getattr(old, name) for name in LINE if name not in ("label", "name"))
    return rule and _taken_in(line) == _taken_in(old)


def _taken_in(line):
    return [[getattr(taken, name) for name in INPUT if name != "position"] for taken in line.inputs.all()]
