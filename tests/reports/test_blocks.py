"""What the blocks promise to those who fill them and to those who lay them out."""

import pytest

from reports.blocks import (
    Column,
    Document,
    DraftMark,
    HeadCell,
    Heading,
    Note,
    Orientation,
    Part,
    Row,
    Section,
    Table,
    heads,
    parts,
)


def test_neighbouring_columns_of_one_group_stand_under_one_head():
    columns = (
        Column("STT"),
        Column("Tự chấm", group="Hà Nam"),
        Column("Thống nhất", group="Hà Nam"),
        Column("Ghi"),
    )

    assert heads(columns) == (
        HeadCell("STT", 0, 0, rows=2),
        HeadCell("Hà Nam", 0, 1, columns=2),
        HeadCell("Ghi", 0, 3, rows=2),
        HeadCell("Tự chấm", 1, 1),
        HeadCell("Thống nhất", 1, 2),
    )


def test_without_groups_the_head_is_one_row():
    assert heads((Column("STT"), Column("Tỉnh"))) == (HeadCell("STT", 0, 0), HeadCell("Tỉnh", 0, 1))


def test_blocks_before_the_first_section_stand_in_a_portrait_one_and_the_draft_mark_in_none():
    annex = Section(Orientation.LANDSCAPE, "Phụ lục 1")
    paper = Document("Báo cáo", (DraftMark(), Heading("BÁO CÁO", 0), annex, Note("Số liệu minh họa")))

    assert parts(paper) == (Part(Section(), (Heading("BÁO CÁO", 0),)), Part(annex, (Note("Số liệu minh họa"),)))
    assert paper.draft == "DỰ THẢO"


def test_a_row_that_does_not_fit_its_table_is_refused_by_its_cells():
    with pytest.raises(ValueError, match="a row of 3 cells in a table of 2 columns"):
        Table((Column("STT"), Column("Tỉnh")), (Row((1, "Hà Nam", "thừa")),))
