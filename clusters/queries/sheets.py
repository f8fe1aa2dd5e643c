"""A criteria sheet as scoring takes it, and which sheet of a season counts."""

from django.db.models import Prefetch, Q, Subquery

from clusters.choices import CriterionKind, InputPart, Method, SheetState
from clusters.models import CriteriaSheet, Criterion, CriterionInput


def published(season):
    """Return the sheets that count or counted, the newest first."""
    return season.sheets.exclude(state=SheetState.DRAFT).order_by("-version")


def current(season):
    """Return the sheet that counts: the newest one published; None before the first."""
    return published(season).first()


def current_key(season):
    """Return the key of the sheet that counts, to be asked for inside another question."""
    return Subquery(published(season).values("pk")[:1])


def draft(season):
    """Return the sheet being written, None when there is none."""
    return season.sheets.filter(state=SheetState.DRAFT).first()


def sheets_visible(standing, season):
    """Sheets that the standing lets one read: drafts belong to the secretariat and the organiser."""
    sheets = CriteriaSheet.objects.filter(season=season).order_by("-version")
    if standing.secretariat or standing.organises:
        return sheets
    return sheets.exclude(state=SheetState.DRAFT) if standing.known else sheets.none()


def freezing_run(sheet):
    """Return the run that was first to rest on the sheet, in a list: its entry in the trail tells of the freezing."""
    return list(sheet.runs.done().order_by("finished_at", "pk")[:1])


def lines(sheet):
    """Return every line in the order of the sheet, parents before children, with its inputs read: two queries."""
    return list(_lines().filter(sheet=sheet))


def lines_beside(season, sheet_id):
    """Return the lines of the sheet that counts for the season and of another: {sheet: lines}, in two queries.

    A sheet without a line is left out; the one that counts comes last.
    """
    wanted, found = Q(sheet=current_key(season)) | Q(sheet=sheet_id), {}
    for line in _lines().filter(wanted).select_related("sheet").order_by("sheet__version", "position"):
        found.setdefault(line.sheet, []).append(line)
    return found


def _lines():
    inputs = Prefetch("inputs", CriterionInput.objects.select_related("indicator__weight"))
    return Criterion.objects.prefetch_related(inputs).order_by("position")


def key(criterion):
    """Return the name of a line in scoring, in ties, gates and the groups of a ranking row."""
    return str(criterion.pk)


def sheet_data(sheet, told=None):
    """Return the sheet in the shape of scoring.frozen; its lines are those of `lines(sheet)`, in the same order.

    What the sheet, its lines and classes are called is in it too: a paper shows it, so a result rests on it.
    """
    return {
        "title": sheet.title,
        "decision": sheet.decision,
        "places": sheet.places,
        "total": {"cap": plain(sheet.total_cap), "floor": None},
        "not_assigned": sheet.not_assigned,
        "lines": [line_data(criterion) for criterion in lines(sheet)] if told is None else told,
        "gates": sheet.gates,
        "classes": sheet.classes,
        "ties": sheet.ties,
    }


def line_data(criterion):
    """Return one line in the shape of scoring.frozen, its inputs and parent having been read."""
    line = {
        "key": key(criterion),
        "parent": str(criterion.parent_id) if criterion.parent_id else None,
        "kind": criterion.kind,
        "label": criterion.label,
        "name": criterion.name,
        "max": plain(criterion.max_points),
        "cap": plain(criterion.cap),
        "floor": plain(criterion.floor),
        "bonus": criterion.bonus,
        "citation": criterion.legal_basis,
    }
    if criterion.kind == CriterionKind.GROUP:
        return line
    return line | {
        "method": criterion.method,
        "params": _params(criterion),
        "derive": criterion.derive or "value",
        "direction": direction(criterion),
        "lower_mode": criterion.lower_mode or None,
        "takes": [[taken.part, taken.indicator_id, taken.plan_giver, taken.period] for taken in criterion.inputs.all()],
    }


def in_the_words_of(document, sheet):
    """Return the sheet as the document of a run would hold it: older ones do not say what a line takes in, or names."""
    told = sheet if "title" in document else _nameless(sheet)
    if any("takes" in line for line in document["lines"]):
        return told
    return told | {"lines": [_without(line, "takes") for line in told["lines"]]}


def _nameless(sheet):
    unlabelled = {name: [_without(one, "label") for one in sheet[name]] for name in ("gates", "classes")}
    lines = [_without(line, "label", "name") for line in sheet["lines"]]
    return _without(sheet, "title", "decision") | unlabelled | {"lines": lines}


def _without(told, *names):
    return {name: value for name, value in told.items() if name not in names}


def plain(value):
    """Return a number as scoring reads it: shortest plain text, None where there is none."""
    if value is None:
        return None
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _params(criterion):
    """Conditions that indicators decide stand on the inputs, one each and in their order."""
    decided = [taken.condition for taken in criterion.inputs.all() if taken.part == InputPart.CONDITION]
    if criterion.method == Method.CHECK and decided:
        return {**criterion.params, "conditions": decided}
    return criterion.params


def looked_at(criterion):
    """The input whose figure the line looks at; None where it is marked by hand or has conditions."""
    return next((each for each in criterion.inputs.all() if each.part == InputPart.ACTUAL), None)


def direction(criterion):
    """The indicator says which way is better; a line without one counts upwards."""
    taken = looked_at(criterion)
    return taken.indicator.direction if taken else "higher"
