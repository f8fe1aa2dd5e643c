"""One paper with every block and every kind of cell, for the tests of the writers."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

from clusters import charts
from reports.blocks import (
    Blank,
    Chart,
    Column,
    ColumnKind,
    Document,
    DraftMark,
    Heading,
    Letterhead,
    List,
    Note,
    Number,
    Orientation,
    Paragraph,
    Recipients,
    Row,
    RowKind,
    Section,
    SignatureGrid,
    Signer,
    Sum,
    Table,
    Text,
)

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
MEMBERS = (
    ("Quảng Ninh", Decimal("10.05"), Decimal("49320")),
    ("Hải Dương", Decimal("2.15"), Decimal("17325.5")),
    ("Hưng Yên", None, Blank.NOT_APPLICABLE),
    ("Bà Rịa – Vũng Tàu và những đơn vị có tên rất dài phải xuống dòng", Decimal("-2.5"), Decimal(0)),
)
INJECTION = '=1+1&cmd|"/c calc"!A1'
LETTERS = "ươ ề ễ ộ ữ đ Đ ẵ ẳ ỷ ỹ Ử Ặ Ỡ Ộ ằ ợ"


def growth_table() -> Table:
    """Four members, one figure missing, one not applicable, a sum down the column."""
    rows = [Row(("Các tỉnh trong Cụm",), RowKind.GROUP)]
    for place, (name, growth, income) in enumerate(MEMBERS, start=1):
        rows.append(Row((place, name, Blank.NOT_REPORTED if growth is None else growth, income)))
    rows.append(Row(("", "Cộng", Blank.NOT_APPLICABLE, Sum(Decimal("66645.5"), 1)), RowKind.TOTAL))
    return Table(
        columns=(
            Column("STT", ColumnKind.ORDINAL, 0.6),
            Column("Tỉnh, thành phố", width=3),
            Column("Tăng trưởng GRDP (%)", ColumnKind.NUMBER, 1.5, places=2),
            Column("Thu ngân sách", ColumnKind.NUMBER, 1.5, places=1),
        ),
        rows=tuple(rows),
        title="Bảng 1. Tăng trưởng và thu ngân sách",
        unit="tỷ đồng",
        footnotes=("“—”: chưa báo cáo; “KAD”: không áp dụng.",),
    )


def wide_table(members: int = 34, columns: int = 20) -> Table:
    """A landscape annex: two heads, many columns, more rows than a page holds."""
    groups = (columns - 2) // 3
    cells = tuple(
        Column(kind, ColumnKind.NUMBER, places=2, group=f"Nhóm tiêu chí {group + 1}")
        for group in range(groups)
        for kind in ("Tự chấm", "Thẩm định", "Thống nhất")
    )
    rows = tuple(
        Row((place, f"Tỉnh thứ {place} có tên dài", *(Decimal(place * 100 + at) / 8 for at in range(groups * 3))))
        for place in range(1, members + 1)
    )
    heads = (Column("STT", ColumnKind.ORDINAL, 0.7), Column("Đơn vị", width=2.4), *cells)
    return Table(heads, rows, title="Phụ lục 1. Bảng tổng hợp điểm")


def chart() -> Chart:
    drawn = charts.bars(
        "Tăng trưởng GRDP các tỉnh trong Cụm",
        tuple(charts.Bar(name, growth) for name, growth, _ in MEMBERS),
        mean=Decimal("3.23"),
        mean_name="Bình quân",
        unit="%",
        places=2,
    )
    return Chart("Hình 1. Tăng trưởng GRDP", drawn, growth_table())


def stacked_chart() -> Chart:
    groups = ("Nhóm I. Kinh tế - xã hội", "Nhóm II. Xây dựng Đảng", "Nhóm III. Thi đua, khen thưởng")
    points = {"Quảng Ninh": (60, 25, 10), "Hà Nam": (55, 22, 9), "Nam Định": (58, None, -3)}
    stacks = tuple(
        charts.Stack(name, tuple(None if part is None else Decimal(part) for part in parts))
        for name, parts in points.items()
    )
    table = Table(
        (
            Column("Tỉnh", width=2),
            *(Column(group, ColumnKind.NUMBER, places=0) for group in groups),
            Column("Tổng", ColumnKind.NUMBER, places=0),
        ),
        tuple(_points_row(stack) for stack in stacks),
    )
    return Chart("Hình 2. Điểm theo nhóm", charts.stacked("Điểm theo nhóm", groups, stacks, places=0), table)


def _points_row(stack: charts.Stack) -> Row:
    cells = (Blank.NOT_REPORTED if value is None else value for value in stack.values)
    total = sum((value for value in stack.values if value is not None), Decimal(0))
    return Row((stack.name, *cells, Sum(total, columns=(1, 2, 3))))


def body() -> tuple:
    return (
        Letterhead(
            "UBND TỈNH QUẢNG NINH", "CỤM THI ĐUA CÁC TỈNH ĐỒNG BẰNG SÔNG HỒNG", "", "BC-CTĐ", "Quảng Ninh", None
        ),
        Heading("BÁO CÁO", 0, "Tổng kết phong trào thi đua và công tác khen thưởng năm 2020"),
        Note("Số liệu minh họa: giấy này dựa trên số liệu chưa có nguồn."),
        Heading("Phần I. KẾT QUẢ NĂM 2020", 1),
        Heading("I. Kết quả thực hiện chỉ tiêu", 2),
        Heading("1. Kinh tế", 3),
        Heading("a) Tăng trưởng", 4),
        Paragraph(
            (
                "Tăng trưởng GRDP bình quân đạt ",
                Number(Decimal("3.23"), 2, "%", bold=True),
                "; thu ngân sách ",
                Number(Decimal("66645.5"), 1, "tỷ đồng"),
                ", cao nhất là ",
                Text("Quảng Ninh", bold=True, italic=True),
                f". Chữ Việt: {LETTERS}. ",
                "Trong năm 2020, các tỉnh trong Cụm đã bám sát nội dung giao ước thi đua đã ký kết, cụ thể hóa thành"
                " các chỉ tiêu, giải pháp phù hợp với điều kiện thực tế của địa phương, tạo không khí thi đua sôi nổi.",
            )
        ),
        List((("Hà Nam: ", Number(7218), " việc"), (INJECTION,), (Blank.MISSING,))),
        List((("Cờ thi đua của Chính phủ",), ("Bằng khen của Thủ tướng",)), numbered=True),
        growth_table(),
        chart(),
        stacked_chart(),
        Recipients(("Hội đồng TĐKT Trung ương", "Thành viên Cụm", "Lưu: VT, NV")),
        SignatureGrid((Signer("CHỦ TỊCH", "", "TM. ỦY BAN NHÂN DÂN"),)),
        Section(Orientation.LANDSCAPE, "Phụ lục 1"),
        wide_table(),
        SignatureGrid(
            tuple(Signer("CHỦ TỊCH", unit=f"UBND TỈNH {name.upper()}") for name, _, _ in MEMBERS[:3]), columns=3
        ),
    )


def paper(*, draft: bool = True) -> Document:
    blocks = (DraftMark(), *body()) if draft else body()
    printed = dt.datetime(2021, 2, 6, 9, 5, tzinfo=HANOI)
    return Document("Báo cáo tổng kết năm 2020", blocks, "7f3a9c2e11d0b4a5", printed)
