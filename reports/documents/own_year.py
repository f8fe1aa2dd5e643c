"""Báo cáo tổng kết of a unit's own year, outside any cluster."""

from collections.abc import Iterator

from clusters.choices import ConferenceKind, Period, ResolutionKind, StatementSection
from clusters.queries import conferences, yearbook
from reports.blocks import (
    Block,
    Document,
    Heading,
    List,
    Orientation,
    Paragraph,
    Section,
)
from reports.documents import figures, frame
from reports.documents.kinds import Paper
from reports.documents.review import ASSESSMENT, closed, listed, sources
from reports.prose import NO_DATA, meetings, own, sorting
from reports.prose.pieces import Runs


def build(unit_year, now) -> Paper:
    """Return the report; it rests on no ranking, so it always bears the mark of a draft."""
    book = yearbook.of_unit_year(unit_year, Period.FULL_YEAR)
    conference = conferences.resolved(unit_year=unit_year, kind=ConferenceKind.YEAR_END).first()
    year = unit_year.year
    head = frame.letterhead_of(unit_year.unit, "BC", conference)
    subject = f"{unit_year.title or f'Phong trào thi đua và công tác khen thưởng năm {year}'}; nhiệm vụ năm {year + 1}"
    blocks = [
        *frame.opening(head, draft=True, illustrative=book.illustrative),
        Heading("BÁO CÁO", 0, f"Tổng kết {subject[0].lower()}{subject[1:]}"),
        Heading(f"Phần I. KẾT QUẢ NĂM {year}", 1),
        *_first_part(book, conference),
        Heading(f"Phần II. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM {year + 1}", 1),
        *listed(_resolved(conference, ResolutionKind.DIRECTED, ResolutionKind.CONCLUDED)),
        Heading("Phần III. ĐỀ XUẤT, KIẾN NGHỊ", 1),
        *closed(_resolved(conference, ResolutionKind.PROPOSED)),
        *frame.closing_of(unit_year.unit),
        Section(Orientation.LANDSCAPE, "Phụ lục 1"),
        Heading("PHỤ LỤC 1", 1, "Số liệu các chỉ tiêu"),
        *(figures.tables(book.lines, [unit_year.unit.name], year) or [Paragraph((NO_DATA,))]),
        *sources(book),
    ]
    return Paper(Document(f"Báo cáo tổng kết năm {year}", tuple(blocks), printed_at=now), "", book.illustrative)


def _first_part(book, conference) -> Iterator[Block]:
    said = sorting.by_section(book.statements, book.year)
    told = [own.of_line(line, book.year) for line in book.lines]
    sections = {
        "I. Đặc điểm tình hình": [("Thuận lợi: ", ""), ("Khó khăn: ", "")],
        "II. Kết quả thực hiện các chỉ tiêu": [*(each for each in told if each), *said[StatementSection.RESULTS]],
        "III. Tổ chức phong trào thi đua": said[StatementSection.MOVEMENTS],
        "IV. Công tác khen thưởng": said[StatementSection.AWARDS],
        "V. Hội nghị": [
            *([meetings.held(conference)] if conference else []),
            *_resolved(conference, ResolutionKind.DISCUSSED),
            *said[StatementSection.CLUSTER],
        ],
    }
    for heading, items in sections.items():
        yield Heading(heading, 2)
        yield from listed(items)
    yield Heading("VI. Đánh giá", 2)
    yield List(tuple((f"{word}: ", "") for word in ASSESSMENT))


def _resolved(conference, *kinds: ResolutionKind) -> list[Runs]:
    return meetings.resolved(conference, *kinds) if conference else []
