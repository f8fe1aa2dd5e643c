"""Lạng Sơn's own year 2020: a unit and a year, with figures and statements of its own."""

import datetime as dt
from decimal import Decimal

from clusters.actions import conferences, plans, unit_years
from clusters.choices import ConferenceKind, Period, PlanGiver, ResolutionKind, StatementAggregate, StatementSection
from emulation_portal.demo.tools import BY, enter, indicator, state, unit

SOURCE = "Trang tin Ban Thi đua - Khen thưởng tỉnh Lạng Sơn, bài ngày 09/02/2021 (tác giả Hoàng Quốc Thịnh)"
TITLE = "Hội nghị tổng kết phong trào thi đua, công tác khen thưởng năm 2020, triển khai nhiệm vụ năm 2021"
HELD_ON = dt.date(2021, 2, 6)
FIGURES = {
    "budget": Decimal(7218),
    "poverty": Decimal("7.89"),
    "poverty_cut": Decimal(3),
    "new_communes": Decimal(16),
    "advanced_communes": Decimal(4),
    "commune_criteria": Decimal("12.5"),
    "communes": {"numerator": Decimal(65), "denominator": Decimal(181)},
}
STATEMENTS = (
    {
        "subject": "Thu ngân sách so với dự toán Trung ương giao",
        "aggregate": StatementAggregate.VALUE,
        "qualifier": "vượt",
    },
    {
        "subject": "Thu ngân sách so với dự toán HĐND tỉnh giao",
        "aggregate": StatementAggregate.VALUE,
        "qualifier": "vượt",
    },
    {"subject": "Thu ngân sách so với năm 2019", "aggregate": StatementAggregate.VALUE, "qualifier": "vượt"},
    {
        "subject": "Xã đạt chuẩn nông thôn mới trong năm so với kế hoạch",
        "aggregate": StatementAggregate.VALUE,
        "value": 3,
        "measure": "xã",
        "qualifier": "vượt",
    },
    {
        "subject": "Tập thể được tặng Huân chương Lao động hạng Nhất, Nhì, Ba (thành tích từ năm 2015 đến năm 2019)",
        "section": StatementSection.AWARDS,
        "aggregate": StatementAggregate.VALUE,
        "value": 4,
        "measure": "tập thể",
    },
    {
        "subject": "Tập thể, cá nhân được tặng Bằng khen của Thủ tướng Chính phủ",
        "section": StatementSection.AWARDS,
        "aggregate": StatementAggregate.VALUE,
        "value": 16,
        "measure": "tập thể, cá nhân",
        "note": "Phòng, chống dịch Covid-19; vì người nghèo 2016 - 2020; toàn dân đoàn kết xây dựng đời sống văn hóa.",
    },
    {
        "subject": "Tập thể được tặng Cờ thi đua của UBND tỉnh",
        "section": StatementSection.AWARDS,
        "aggregate": StatementAggregate.VALUE,
        "value": 36,
        "measure": "tập thể",
    },
    {
        "subject": "Tập thể được tặng Bằng khen của UBND tỉnh, được bình xét trong các cụm thi đua năm 2020",
        "section": StatementSection.AWARDS,
        "aggregate": StatementAggregate.VALUE,
        "value": 29,
        "measure": "tập thể",
    },
)


def load():
    """The own year with its figures, statements and conference."""
    own_year = unit_years.open_year(
        unit("Lạng Sơn", HELD_ON),
        2020,
        by=BY,
        title="Phong trào thi đua, công tác khen thưởng tỉnh Lạng Sơn năm 2020",
        source=SOURCE,
    )
    plan = plans.PlanEntry(
        indicator("new_communes"), PlanGiver.OWN, Decimal(13), source=f"{SOURCE}; suy ra từ “vượt 3 xã so với kế hoạch”"
    )
    plans.set_plan(own_year, plan, by=BY)
    enter(own_year, Period.FULL_YEAR, FIGURES, source=SOURCE)
    state(own_year, SOURCE, *STATEMENTS)
    conference = conferences.hold(
        {"unit_year": own_year},
        {
            "kind": ConferenceKind.YEAR_END,
            "title": TITLE,
            "held_on": HELD_ON,
            "place": "Trung tâm Hội nghị tỉnh Lạng Sơn",
            "host": unit("Lạng Sơn", HELD_ON),
            "source": SOURCE,
        },
        by=BY,
    )
    text = "Tiếp tục đẩy mạnh ứng dụng công nghệ thông tin trong theo dõi, quản lý và trình khen thưởng."
    conferences.resolve(
        conference, {"kind": ResolutionKind.DIRECTED, "text": text, "on": HELD_ON, "source": SOURCE}, by=BY
    )
