"""The báo cáo of a season, for the whole year or the first half: one skeleton, filled from the same facts."""

from collections.abc import Iterator

from clusters.choices import Period, ResolutionKind, StatementSection
from reports.blocks import (
    Blank,
    Block,
    Document,
    Heading,
    List,
    Note,
    Orientation,
    Paragraph,
    Section,
)
from reports.documents import figures, frame, points, proposals
from reports.documents.facts import SeasonFacts
from reports.documents.kinds import Paper
from reports.prose import NO_DATA, meetings, merit, reported, sorting
from reports.prose.pieces import Runs

READING = (
    "Số ghi “theo nguồn” được in đúng như nguồn nêu; "
    "số ghi “số tính” do hệ thống tính từ số liệu các đơn vị đã báo cáo."
)
CHANGED = "Báo cáo in số liệu đã dùng để tính điểm, xếp hạng. Số đã đổi sau đó, muốn dùng thì tính xếp hạng lại:"
ASSESSMENT = ("Ưu điểm", "Tồn tại, hạn chế", "Nguyên nhân", "Bài học kinh nghiệm")
CODE_LETTERS = 16
MOST_NAMED = 4
NONE_PROPOSED = "Chưa có đề nghị khen thưởng."


def paper(facts: SeasonFacts, now, *, subject: str, title: str) -> Paper:
    """Return the whole report; a draft unless it rests on a final ranking."""
    half = facts.period == Period.HALF_YEAR
    span = "6 THÁNG ĐẦU NĂM" if half else "NĂM"
    blocks = [
        *frame.opening(frame.letterhead(facts, "BC"), draft=not facts.final, illustrative=facts.illustrative),
        Heading("BÁO CÁO", 0, subject),
        Heading(f"Phần I. KẾT QUẢ {span} {facts.year}", 1),
        *first_part(facts),
        *second_part(facts),
        Heading("Phần III. ĐỀ XUẤT, KIẾN NGHỊ", 1),
        *closed(_resolved(facts, ResolutionKind.PROPOSED)),
        *frame.closing(facts),
        *annexes(facts),
    ]
    document = Document(title, tuple(blocks), facts.code[:CODE_LETTERS], now)
    return Paper(document, facts.code, facts.illustrative)


def first_part(facts: SeasonFacts) -> Iterator[Block]:
    """Yield the sections of the results."""
    said = sorting.by_section(facts.book.statements, facts.year)
    yield Heading("I. Đặc điểm tình hình", 2)
    yield Paragraph(meetings.members(facts.units, facts.word))
    yield List(tuple(meetings.posts(facts.posts, facts.year, facts.group)))
    yield List((("Thuận lợi: ", ""), ("Khó khăn: ", "")))
    yield Heading("II. Kết quả thực hiện các chỉ tiêu kinh tế - xã hội, quốc phòng - an ninh, xây dựng Đảng", 2)
    yield from _results(facts, said[StatementSection.RESULTS])
    yield Heading("III. Tổ chức phong trào thi đua", 2)
    yield from listed(said[StatementSection.MOVEMENTS])
    yield Heading("IV. Công tác khen thưởng", 2)
    yield from listed(said[StatementSection.AWARDS])
    yield Heading(f"V. Hoạt động của {facts.group}", 2)
    met = [meetings.held(facts.conference)] if facts.conference else []
    discussed = _resolved(facts, ResolutionKind.DISCUSSED)
    yield from listed([*met, *discussed, *said[StatementSection.CLUSTER]])
    yield Heading("VI. Đánh giá", 2)
    yield List(tuple((f"{word}: ", "") for word in ASSESSMENT))
    if facts.period == Period.FULL_YEAR:
        yield Heading("VII. Kết quả chấm điểm, xếp hạng, suy tôn; đề nghị khen thưởng", 2)
        yield from _merit(facts)


def _results(facts: SeasonFacts, in_words: list[Runs]) -> Iterator[Block]:
    found = [reported.of_line(line, facts.year, facts.word) for line in facts.book.lines]
    together = [reported.of_together(one, facts.word) for one in facts.book.together]
    items = [*(each for each in found if each), *together, *in_words]
    if items:
        yield Paragraph((READING,))
    yield from listed(items)


def _merit(facts: SeasonFacts) -> Iterator[Block]:
    if facts.table:
        yield Paragraph(merit.best(facts.table, facts.places))
        told = zip(facts.table.rows, merit.notes(facts.table, facts.counted.met), strict=True)
        notes = {row.member_id: note for row, note in told}
        yield points.standings(facts.counted, notes)
    else:
        yield Paragraph(("Chưa có kết quả chấm điểm, xếp hạng.",))
    places = {row.member_id: row.place for row in facts.table.rows} if facts.table else {}
    concluded = _resolved(facts, ResolutionKind.CONCLUDED)
    if concluded:
        yield Paragraph(("Kết luận của hội nghị:",))
        yield List(tuple(concluded))
    yield Paragraph(("Đề nghị khen thưởng:",))
    proposed = [
        merit.proposed(each, places.get(each.member_id), facts.moved.get(each, ())) for each in facts.nominations
    ]
    yield List(tuple(proposed)) if proposed else Paragraph((NONE_PROPOSED,))


def second_part(facts: SeasonFacts) -> Iterator[Block]:
    """Yield what is to be done next: directions given, and who leads the year after."""
    half = facts.period == Period.HALF_YEAR
    span = "6 THÁNG CUỐI NĂM" if half else "NĂM"
    year = facts.year if half else facts.year + 1
    yield Heading(f"Phần II. PHƯƠNG HƯỚNG, NHIỆM VỤ {span} {year}", 1)
    leading = meetings.introduced(facts.introduced, facts.group, facts.organiser)
    yield from listed([*_resolved(facts, ResolutionKind.DIRECTED), *leading])


def annexes(facts: SeasonFacts) -> Iterator[Block]:
    """Yield the landscape annexes: figures by member, points by group, proposals."""
    names = [unit.name for unit in facts.units]
    yield Section(Orientation.LANDSCAPE, "Phụ lục 1")
    yield Heading("PHỤ LỤC 1", 1, f"Số liệu các chỉ tiêu theo từng {facts.word}")
    told = figures.tables(facts.book.lines, names, facts.year, group=facts.group)
    yield from told or [Paragraph((NO_DATA,))]
    if facts.changed:
        yield Note(f"{CHANGED} {'; '.join(figures.changed(one) for one in facts.changed)}.")
    if chart := figures.growth(facts.book.lines):
        yield Section(Orientation.PORTRAIT, "Biểu đồ")
        yield chart
    yield from sources(facts.book)
    if facts.period == Period.FULL_YEAR:
        yield Section(Orientation.LANDSCAPE, "Phụ lục 2")
        yield Heading("PHỤ LỤC 2", 1, "Bảng tổng hợp điểm")
        yield from frame.behind(facts)
        yield from (points.tables(facts.counted, groups_only=True) if facts.table else [Paragraph((NO_DATA,))])
        if facts.table:  # else the second annex is one line, and both stand on its page
            yield Section(Orientation.LANDSCAPE, "Phụ lục 3")
        yield Heading("PHỤ LỤC 3", 1, "Danh sách đề nghị khen thưởng")
        yield from [proposals.table(facts)] if facts.nominations else [Paragraph((NONE_PROPOSED,))]


def sources(book) -> Iterator[Block]:
    """Yield the sources of everything in the book, each once, and beside them the figures that none of them reports.

    The source of a season is that of its whole year: a paper of the half year names it only where a figure rests on it.
    """
    figured = (told.figure.source for line in book.lines for told in line.reported)
    said = (one.source for line in book.lines for one in line.statements)
    found = [*figured, *said, *(one.source for one in book.statements)]
    if book.period == Period.FULL_YEAR:
        found.append(book.owner.source)
    named = list(dict.fromkeys(source for source in found if source))
    parted = [one for one in named if not any(one.startswith((f"{other}:", f"{other};")) for other in named)]
    if sources := [one for one in parted if not any(other.startswith(f"{one}. ") for other in parted)]:
        yield Note(f"Nguồn số liệu: {'; '.join(sources)}.")
        if bare := [one for one in map(_sourceless, book.lines) if one]:
            yield Note(f"Số liệu chưa ghi nguồn: {'; '.join(bare)}.")


def _sourceless(line) -> str:
    """The indicator where a figure of it names no source, and whose it is where there are several units."""
    names = [told.name for told in line.reported if not told.figure.source]
    if not names or len(line.told) == 1:
        return str(line.indicator) if names else ""
    return f"{line.indicator} ({', '.join(names) if len(names) <= MOST_NAMED else f'{len(names)} đơn vị'})"


def _resolved(facts: SeasonFacts, *kinds: ResolutionKind) -> list[Runs]:
    return meetings.resolved(facts.conference, *kinds) if facts.conference else []


def listed(items: list[Runs]) -> list[Block]:
    """Return the sentences as a list, or the dotted line that is left to be filled in by hand."""
    return [List(tuple(items) or ((Blank.MISSING,),))]


def closed(items: list[Runs]) -> list[Block]:
    """Return the last sentences of a paper; the stroke "./." after them says that nothing more follows."""
    *before, last = items or [(Blank.MISSING,)]
    *runs, end = last
    whole = f"{end.rstrip(' .')}./." if isinstance(end, str) else None
    return listed([*before, (*runs, whole) if whole else (*last, "./.")])
