"""Bảng tổng hợp điểm: everybody's counted points by criterion, then each member's three opinions line by line."""

from collections.abc import Iterator

from clusters.choices import Method, Period
from clusters.models import Score
from reports.blocks import (
    Blank,
    Block,
    Cell,
    Column,
    ColumnKind,
    Document,
    Heading,
    Number,
    Orientation,
    Paragraph,
    Row,
    RowKind,
    Section,
    SignatureGrid,
    Signer,
    Table,
)
from reports.documents import frame, points
from reports.documents.facts import SeasonFacts, of_season
from reports.documents.kinds import Paper
from reports.documents.review import CODE_LETTERS
from reports.errors import NotPrintable
from reports.prose import merit

BY_RULE = "Tính theo quy tắc"
STAGES = {"self": "Tự chấm", "appraised": "Thẩm định", "agreed": "Thống nhất"}
NO_RANKING = "Năm thi đua chưa được tính xếp hạng: hãy bấm “Tính xếp hạng” rồi in lại bảng tổng hợp điểm."


def build(season, now) -> Paper:
    """Return the table of the last ranking done; a draft while it is provisional."""
    facts = of_season(season, Period.FULL_YEAR, resolved=False)
    if facts.table is None:
        raise NotPrintable(NO_RANKING)
    found = facts.counted
    blocks = [
        Section(Orientation.LANDSCAPE, "Tổng hợp"),
        *frame.opening(frame.letterhead(facts, "BTH"), draft=not facts.final, illustrative=facts.illustrative),
        Heading("BẢNG TỔNG HỢP ĐIỂM", 0, f"{facts.season.cluster.name} năm {facts.year}"),
        Paragraph((f"Bảng tiêu chí: {facts.table.run.sheet}.",)),
        *frame.behind(facts),
        *points.tables(found),
        *_notes(facts),
        SignatureGrid((Signer("TỔ GIÚP VIỆC"), frame.head_of(facts))),
        Section(Orientation.PORTRAIT, "Biểu đồ"),
        points.by_group(found),
        *_details(facts, found),
    ]
    document = Document(f"Bảng tổng hợp điểm năm {facts.year}", tuple(blocks), facts.code[:CODE_LETTERS], now)
    return Paper(document, facts.code, facts.illustrative)


def _notes(facts: SeasonFacts) -> Iterator[Block]:
    for row, told in zip(facts.table.rows, merit.notes(facts.table, facts.counted.met), strict=True):
        if told:
            yield Paragraph((f"{row.unit}: {told}.",))


def _details(facts: SeasonFacts, found: points.Counted) -> Iterator[Block]:
    given = {(one.member_id, one.criterion_id): one for one in Score.objects.filter(member__season=facts.season)}
    for row in facts.table.rows:
        yield Section(Orientation.PORTRAIT, str(row.unit))
        yield Heading(f"PHIẾU ĐIỂM CHI TIẾT: {str(row.unit).upper()}", 1)
        yield _detail(found, row, given)


def _detail(found: points.Counted, row, given) -> Table:
    columns = (
        Column("STT", ColumnKind.ORDINAL, width=0.8),
        Column("Tiêu chí", width=3.2),
        Column("Điểm chuẩn", ColumnKind.NUMBER, width=1.1),
        *(Column(word, ColumnKind.NUMBER, width=1.25, places=found.places) for word in STAGES.values()),
        Column("Điểm tính", ColumnKind.NUMBER, width=1.25, places=found.places),
        Column("Lý do", width=2.2),
    )
    rows = []
    for at, line in enumerate(found.lines):
        group, score = found.is_group(at), given.get((row.member_id, line.pk))
        stages = ("",) * len(STAGES) if group else (_stage(score, stage, found) for stage in STAGES)
        counts = found.summed(row.member_id, at) if group else found.cell(row.member_id, at)
        reason = "" if group else reason_of(score) or _by_rule(line, score, counts)
        cells = (line.label, line.name, Number(line.max_points), *stages, counts, reason)
        rows.append(Row(cells, RowKind.GROUP if group else RowKind.BODY))
    total = found.summed(row.member_id, None)
    most = Number(found.table.run.sheet.declared_max)
    rows.append(Row(("", "Tổng điểm", most, "", "", "", total, ""), RowKind.TOTAL))
    return Table(columns, tuple(rows), footnotes=points.notes_on_most(found))


def _stage(score, stage: str, found: points.Counted) -> Cell:
    value = getattr(score, f"{stage}_points") if score else None
    return Blank.NOT_REPORTED if value is None else Number(value, marked=score.illustrative)


def _by_rule(line, score, counts: Cell) -> str:
    """What counts where nobody gave other points."""
    given = score and any(getattr(score, f"{stage}_points") is not None for stage in ("appraised", "agreed"))
    return "" if line.method == Method.MANUAL or given or not isinstance(counts, Number) else BY_RULE


def reason_of(score) -> str:
    """Why the points that count were given, where not all gave the same; the other reasons stay on the screen.

    Who repeats what was given before him often repeats no reason: then that of the earlier opinion stands.
    """
    if score is None:
        return ""
    given = [(getattr(score, f"{stage}_points"), getattr(score, f"{stage}_reason")) for stage in reversed(STAGES)]
    known = [(points, reason) for points, reason in given if points is not None]
    if not known or (score.self_points is not None and len({points for points, _reason in known}) == 1):
        return ""
    return next((reason for points, reason in known if points == known[0][0] and reason), "")
