"""Twelve southwestern provinces, first half of 2018: no member's figure at all, everything stated for the whole."""

import datetime as dt

from clusters.actions import conferences
from clusters.choices import ConferenceKind, Period, ResolutionKind, StatementAggregate
from emulation_portal.demo.tools import BY, PUBLISHED, carry, open_season, state, unit

SOURCE = "Ban Thi đua - Khen thưởng, bài ngày 07/8/2018 (tác giả Bích Thuỷ)"
MEMBERS = (
    "Long An",
    "Tiền Giang",
    "Bến Tre",
    "Trà Vinh",
    "Vĩnh Long",
    "Đồng Tháp",
    "An Giang",
    "Kiên Giang",
    "Hậu Giang",
    "Sóc Trăng",
    "Bạc Liêu",
    "Cà Mau",
)
# The others follow from the area of the cluster.
NAMED = ("Bến Tre", "Đồng Tháp", "Hậu Giang", "An Giang")
HELD_ON = dt.date(2018, 7, 25)
HALF = {"period": Period.HALF_YEAR}
STATEMENTS = (
    {"indicator": "grdp", "aggregate": StatementAggregate.MEAN, "value": "7.48", "measure": "%"},
    {
        "indicator": "budget",
        "aggregate": StatementAggregate.SUM,
        "value": 52623,
        "measure": "tỷ đồng",
        "qualifier": "hơn",
    },
    {"indicator": "budget", "aggregate": StatementAggregate.PLAN_PERCENT, "value": "57.78", "measure": "%"},
    {
        "indicator": "exports",
        "aggregate": StatementAggregate.SUM,
        "value": "5.6",
        "measure": "tỷ USD",
        "qualifier": "hơn",
    },
    {"indicator": "exports", "aggregate": StatementAggregate.PLAN_PERCENT, "value": "46.36", "measure": "%"},
    {
        "subject": "Nhiều chỉ tiêu quan trọng so với kế hoạch năm",
        "aggregate": StatementAggregate.VALUE,
        "value": 45,
        "measure": "%",
        "qualifier": "trên",
    },
)
RESOLUTIONS = (
    (
        ResolutionKind.DISCUSSED,
        "Dự thảo Quy chế hoạt động bình xét thi đua Cụm thi đua Tây Nam Bộ năm 2018.",
    ),
    (
        ResolutionKind.PROPOSED,
        "Xem xét lại tiêu chuẩn sáng kiến đối với trường hợp khen cao cho lãnh đạo chủ chốt cấp tỉnh "
        "sao cho phù hợp với chức trách, nhiệm vụ được giao.",
    ),
    (
        ResolutionKind.PROPOSED,
        "Bổ sung các tiêu chí về chỉ số cải cách hành chính vào Quy chế chấm điểm của Cụm thi đua.",
    ),
    (ResolutionKind.DIRECTED, "Rà soát dứt điểm khen thưởng kháng chiến tồn đọng."),
    (
        ResolutionKind.DIRECTED,
        "Đẩy mạnh các phong trào thi đua mang tính đột phá, phù hợp với tình hình từng địa phương.",
    ),
)


def load():
    """Season 2018, published with its half-year review."""
    season = open_season("mekong", 2018, MEMBERS, source=SOURCE, named=NAMED)
    season = carry(season, PUBLISHED[0])
    state(season, SOURCE, *({**HALF, **told} for told in STATEMENTS))
    conference = conferences.hold(
        {"season": season},
        {
            "kind": ConferenceKind.HALF_YEAR,
            "title": "Hội nghị sơ kết giao ước thi đua 6 tháng đầu năm và triển khai nhiệm vụ 6 tháng cuối năm 2018",
            "held_on": HELD_ON,
            "place": "Thành phố Vị Thanh, tỉnh Hậu Giang",
            "host": unit("Hậu Giang", HELD_ON),
            "source": SOURCE,
        },
        by=BY,
    )
    for kind, text in RESOLUTIONS:
        values = {"kind": kind, "text": text, "on": HELD_ON, "source": SOURCE}
        conferences.resolve(conference, values, by=BY)
    carry(season, *PUBLISHED[1:])
