"""Whether a finished ranking still says what its frozen inputs yield."""

import json
from decimal import Decimal
from operator import itemgetter

from audit import trail
from clusters.choices import AGREED, Phase
from clusters.models import RankingRow, RankingRun, RunDocument
from clusters.queries import inputs, ranking, sheets
from clusters.queries.ranking_rows import rows_of
from scoring import frozen
from scoring.frozen import Difference

TOLD = ("code", "provisional", "illustrative")
COMPARED = (
    "place",
    "shared",
    "score",
    "total",
    "percent",
    "gap",
    "class_key",
    "held",
    "incomplete",
    "groups",
    "won",
    "lost",
)


def runs_with(code):
    """Finished runs whose code begins so."""
    return list(
        RankingRun.objects.done().filter(code__startswith=code.lower()).select_related("season__cluster", "sheet")
    )


def differences(run):
    """Return everything in which the run, its sheet, its rows, its document and the trail disagree; else nothing."""
    text = RunDocument.objects.values_list("text", flat=True).filter(run=run).first()
    if text is None:
        return [Difference("no_document")]
    found = frozen.verify(text, run.code) + _beside_the_trail(run)
    sheet_now, stored = sheets.sheet_data(run.sheet), RankingRow.objects.filter(run=run)
    try:
        return found + list(_beside(run, json.loads(text), sheet_now, {row.member_id: row for row in stored}))
    except frozen.MALFORMED:
        return found or [Difference("unreadable")]


def _beside_the_trail(run):
    """Where the run says otherwise of itself than the entry that was chained when it ended."""
    entry = trail.history_of(run).filter(action="ranking.done").first()
    told = entry.details if entry is not None else {}
    return [
        Difference("trail", field=name, stored=getattr(run, name), computed=told[name])
        for name in TOLD
        if name in told and told[name] != getattr(run, name)
    ]


def _beside(run, document, sheet_now, stored):
    """Yield where the sheet and the rows as they are kept differ from a document that can be read."""
    sheet, expected = document["inputs"]["sheet"], rows_of(run, document["inputs"], document["results"])
    if json.loads(json.dumps(sheets.in_the_words_of(sheet, sheet_now))) != sheet:
        yield Difference("sheet")
    yield from _of_rows({row.member_id: row for row in expected}, stored)


def is_touched(run):
    """Whether anything that the run may rest on was touched since, be it as it was before; asks nothing.

    `run.season` must have been read in this request.
    """
    return run.inputs_version != run.season.inputs_version


def is_overtaken(run, document=None, plan=None):
    """Whether what the run rests on was changed since: figures, plans, points, findings, members or the sheet.

    `run.season` must have been read in this request. What was changed and changed back is as it was.
    Nothing that stands now is what a text says that cannot be read. The document of the run and the sheet that counts,
    with its layout as `plan`, are read unless they are given.
    """
    if not is_touched(run):
        return False
    text = None if document else RunDocument.objects.values_list("text", flat=True).filter(run=run).first()
    if text is None and document is None:
        return False
    sheet, layout = plan or (sheets.current(run.season), None)
    now = inputs.snapshot(run.season, sheet, layout).inputs
    try:
        then = (document or json.loads(text))["inputs"]
        return _compared(then) != _compared(now | {"sheet": sheets.in_the_words_of(then["sheet"], now["sheet"])})
    except frozen.MALFORMED:
        return True


def _compared(rests_on):
    """One text of what a run rests on, whatever the order of the members."""
    return frozen.canonical({**rests_on, "members": sorted(rests_on["members"], key=itemgetter("key"))})


def final(season):
    """The shown run where papers and nominations may rest on it; None otherwise."""
    run = ranking.last_done(season)
    return run if run is not None and is_final(run) else None


def is_final(run, **read):
    """Whether papers and nominations may rest on the run: points agreed still, nothing provisional or changed since.

    A published season stands as it was published. What has been `read` is handed on to `is_overtaken`.
    """
    if run.provisional or run.season.phase not in AGREED:
        return False
    return run.season.phase == Phase.PUBLISHED or not is_overtaken(run, **read)


def _of_rows(expected, stored):
    found = [Difference("row_missing", str(member)) for member in expected.keys() - stored.keys()]
    found += [Difference("row_unknown", str(member)) for member in stored.keys() - expected.keys()]
    for member in sorted(expected.keys() & stored.keys()):
        for name in COMPARED:
            was, now = _plain(getattr(stored[member], name)), _plain(getattr(expected[member], name))
            if was != now:
                found.append(Difference("value", str(member), name, was, now))
    return found


def _plain(value):
    return value.normalize() if isinstance(value, Decimal) else value
