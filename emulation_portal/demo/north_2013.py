"""Seven northern border provinces, 2013: three growth figures of seven, the rest stated for the whole."""

import datetime as dt
from decimal import Decimal

from clusters.actions import conferences, posts
from clusters.choices import (
    ConferenceKind,
    Period,
    Phase,
    PostKind,
    ResolutionKind,
    StatementAggregate,
    StatementSection,
)
from emulation_portal.demo.tools import BY, PUBLISHED, carry, enter, member, open_season, state, unit

SOURCE = "Cổng thông tin điện tử, bài ngày 26/02/2014 (tác giả Nguyễn Thanh Thủy)"
MEMBERS = ("Cao Bằng", "Lạng Sơn", "Hà Giang", "Lào Cai", "Điện Biên", "Lai Châu", "Sơn La")
# The others follow from the area of the cluster.
NAMED = ("Lạng Sơn", "Hà Giang", "Lào Cai", "Lai Châu", "Sơn La")
GROWTH = {"Lai Châu": Decimal("14.1"), "Lào Cai": Decimal(14), "Sơn La": Decimal("10.02")}
ALL_THREE_FELL = ("Hà Giang", "Lạng Sơn", "Sơn La")
TITLE = "Hội nghị Tổng kết phong trào thi đua, công tác khen thưởng năm 2013 và triển khai nhiệm vụ năm 2014"
HELD_ON = dt.date(2014, 2, 25)
IN_WORDS = (
    {
        "subject": "Lập, phê duyệt quy hoạch chung và đề án xây dựng nông thôn mới các xã theo kế hoạch",
        "aggregate": StatementAggregate.VALUE,
        "qualifier": "cơ bản hoàn thành",
    },
    {
        "subject": "Hoạt động của Cụm, từ xây dựng kế hoạch hoạt động, ký kết giao ước thi đua, xây dựng tiêu chí "
        "thi đua từng năm cho đến bình xét khen thưởng",
        "section": StatementSection.CLUSTER,
        "aggregate": StatementAggregate.VALUE,
        "qualifier": "theo đúng quy định, hướng dẫn của Trung ương",
    },
)


def load():
    """Season 2013, published, and the draft of 2014 with the head that the conference agreed on."""
    season = open_season("north", 2013, MEMBERS, source=SOURCE, named=NAMED)
    season = carry(season, Phase.REPORTING)
    for name, growth in GROWTH.items():
        enter(member(season, name), Period.FULL_YEAR, {"grdp": growth}, source=SOURCE)
    _state(season)
    conference = _conference(season)
    carry(season, *PUBLISHED[1:])
    _next_year(conference)


def _state(season):
    named = tuple(unit(name, dt.date(2013, 1, 1)) for name in ALL_THREE_FELL)
    state(
        season,
        SOURCE,
        {"indicator": "grdp", "aggregate": StatementAggregate.MEAN, "value": "10.27", "measure": "%", "note": "GDP"},
        {
            "indicator": "budget",
            "aggregate": StatementAggregate.COUNT,
            "numerator": 7,
            "denominator": 7,
            "measure": "tỉnh",
            "qualifier": "đều vượt kế hoạch",
        },
        {"indicator": "accidents", "aggregate": StatementAggregate.CHANGE, "value": -157, "measure": "vụ"},
        {"indicator": "injuries", "aggregate": StatementAggregate.CHANGE, "value": -94, "measure": "người"},
        {"indicator": "deaths", "aggregate": StatementAggregate.CHANGE, "value": -130, "measure": "người"},
        {
            "subject": "Số tỉnh giảm cả 3 tiêu chí tai nạn giao thông (số vụ, số người chết, số bị thương)",
            "aggregate": StatementAggregate.COUNT,
            "numerator": 3,
            "denominator": 7,
            "measure": "tỉnh",
            "units": named,
        },
        *IN_WORDS,
        {
            "subject": "Số tỉnh ký kết giao ước thi đua năm 2014",
            "section": StatementSection.CLUSTER,
            "aggregate": StatementAggregate.COUNT,
            "numerator": 7,
            "denominator": 7,
            "measure": "tỉnh",
        },
    )


def _conference(season):
    conference = conferences.hold(
        {"season": season},
        {
            "kind": ConferenceKind.YEAR_END,
            "title": TITLE,
            "held_on": HELD_ON,
            "place": "Thành phố Sơn La",
            "host": unit("Sơn La", HELD_ON),
            "source": SOURCE,
        },
        by=BY,
    )
    for kind, text in (
        (
            ResolutionKind.DIRECTED,
            "Tuyên truyền, triển khai thực hiện Luật sửa đổi, bổ sung Luật Thi đua, khen thưởng năm 2013.",
        ),
        (ResolutionKind.DIRECTED, "Quan tâm khen thưởng người lao động trực tiếp nhiều hơn nữa."),
        (
            ResolutionKind.DIRECTED,
            "Đổi mới nội dung và chất lượng hoạt động của Hội đồng Thi đua khen thưởng các cấp, "
            "của các cụm, khối thi đua.",
        ),
        (ResolutionKind.CONCLUDED, "Thống nhất bàn giao nhiệm vụ Trưởng Cụm thi đua năm 2014 cho tỉnh Hà Giang."),
    ):
        values = {"kind": kind, "text": text, "on": HELD_ON, "source": SOURCE}
        conferences.resolve(conference, values, by=BY)
    return conference


def _next_year(conference):
    season = open_season("north", 2014, MEMBERS, source=SOURCE, named=NAMED)
    posts.introduce(
        member(season, "Hà Giang"),
        {
            "kind": PostKind.HEAD,
            "introduced_on": HELD_ON,
            "introduced_by": conference,
            "valid_from": HELD_ON,
            "holder_name": "Nguyễn Minh Tiến",
            "holder_title": "Phó Chủ tịch UBND tỉnh Hà Giang, nhận bàn giao Cờ luân lưu",
            "source": SOURCE,
        },
        by=BY,
    )
