"""Nine Red River Delta provinces, 2020: appraised and unpublished, with the draft of 2021."""

import datetime as dt
from decimal import Decimal

from awards.actions import quotas
from awards.models import AwardCategory
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
from emulation_portal.demo import delta_2020_points
from emulation_portal.demo.catalogue import NO_DAY
from emulation_portal.demo.tools import BY, carry, enter, member, open_season, state, unit

SOURCE = "Ban Thi đua - Khen thưởng Trung ương, bài ngày 19/01/2021"
MEMBERS = (
    "Hải Dương",
    "Bắc Ninh",
    "Vĩnh Phúc",
    "Hưng Yên",
    "Thái Bình",
    "Nam Định",
    "Hà Nam",
    "Ninh Bình",
    "Quảng Ninh",
)
HELD_ON = dt.date(2021, 1, 18)
GROWTH = {
    "Quảng Ninh": Decimal("10.05"),
    "Hà Nam": Decimal("7.02"),
    "Nam Định": Decimal("6.97"),
    "Ninh Bình": Decimal("6.78"),
    "Hưng Yên": Decimal("6.46"),
    "Hải Dương": Decimal("3.24"),
    "Thái Bình": Decimal("3.23"),
    "Vĩnh Phúc": Decimal("2.21"),
    "Bắc Ninh": Decimal("1.36"),
}
# Of 63 provinces; the article names no year for PAPI, and none for the three years that PAR put Quảng Ninh first.
RANKS = {
    "Quảng Ninh": {
        "par": {"value": Decimal(1), "source": f"{SOURCE}: “3 năm liền đứng đầu cả nước”; nguồn không nêu năm"},
        "sipas": {"value": Decimal(1), "reference_year": 2019},
        "papi": {"value": Decimal(3), "source": f"{SOURCE}; nguồn không nêu năm"},
        "orders": {"value": Decimal(1), "source": f"{SOURCE}: Huân chương Lao động hạng Ba"},
    },
    "Hải Dương": {"par": {"value": Decimal(33), "denominator": Decimal(63), "reference_year": 2019}},
}
STATEMENTS = (
    {"indicator": "communes", "aggregate": StatementAggregate.RATIO, "numerator": 1241, "denominator": 1310},
    {"indicator": "districts", "aggregate": StatementAggregate.RATIO, "numerator": 64, "denominator": 84},
    {
        "subject": "Chỉ số cải cách hành chính (PAR Index) đứng đầu cả nước",
        "aggregate": StatementAggregate.VALUE,
        "value": 3,
        "measure": "năm liền",
        "units": ("Quảng Ninh",),
    },
    {
        "subject": "Thứ hạng chỉ số cải cách hành chính năm 2019 so với năm 2018",
        "aggregate": StatementAggregate.CHANGE,
        "value": 8,
        "measure": "bậc",
        "qualifier": "tăng",
        "units": ("Hải Dương",),
        "reference_year": 2019,
    },
    {
        "subject": "Huân chương Lao động hạng Ba của Chủ tịch nước về công tác giảm nghèo",
        "section": StatementSection.AWARDS,
        "aggregate": StatementAggregate.VALUE,
        "value": 1,
        "measure": "tỉnh",
        "units": ("Quảng Ninh",),
    },
    {
        "subject": "Cá nhân được tặng Bằng khen của Chủ tịch UBND tỉnh Quảng Ninh vì thành tích tham mưu tổ chức "
        "các hoạt động cụm, khối thi đua năm 2020",
        "section": StatementSection.AWARDS,
        "aggregate": StatementAggregate.VALUE,
        "value": 18,
        "measure": "cá nhân",
    },
    {
        "subject": "Tỉnh đã hoàn thành dứt điểm thẩm định hồ sơ khen thưởng thành tích tham gia kháng chiến",
        "section": StatementSection.AWARDS,
        "aggregate": StatementAggregate.VALUE,
        "qualifier": "một số tỉnh, như",
        "units": ("Quảng Ninh", "Hà Nam", "Ninh Bình"),
    },
)
QUOTA = {"co-chinh-phu": 1, "bk-thu-tuong": 2}
CONCLUSION = (
    "Hội nghị thống nhất đề nghị tặng Cờ thi đua của Chính phủ cho nhân dân và cán bộ tỉnh Quảng Ninh; Bằng khen của "
    "Thủ tướng Chính phủ cho tỉnh Nam Định và Hà Nam."
)
PROPOSED = (("Quảng Ninh", "co-chinh-phu"), ("Nam Định", "bk-thu-tuong"), ("Hà Nam", "bk-thu-tuong"))
NEXT_POSTS = "Hội nghị thống nhất tỉnh Hưng Yên là đơn vị Cụm trưởng năm 2021; tỉnh Bắc Ninh và Vĩnh Phúc là Cụm phó."


def load():
    """Season 2020 up to the agreed points, its conference, and the draft of 2021 with its posts."""
    season = open_season("delta", 2020, MEMBERS, source=SOURCE)
    posts.introduce(
        member(season, "Quảng Ninh"),
        {
            "kind": PostKind.HEAD,
            "valid_from": dt.date(2020, 1, 1),
            "holder_name": "Nguyễn Tường Văn",
            "holder_title": "Chủ tịch UBND tỉnh Quảng Ninh",
            "source": f"{SOURCE}. {NO_DAY}",
        },
        by=BY,
    )
    sheet = delta_2020_points.write_sheet(season)
    season = carry(season, Phase.REPORTING)
    for name, growth in GROWTH.items():
        enter(member(season, name), Period.FULL_YEAR, {"grdp": growth, **RANKS.get(name, {})}, source=SOURCE)
    delta_2020_points.enter_figures(season)
    delta_2020_points.give_points(season, sheet, "self")
    delta_2020_points.hand_in(season)
    _state(season)
    season = carry(season, Phase.APPRAISAL)
    delta_2020_points.give_points(season, sheet, "appraised")
    delta_2020_points.give_points(season, sheet, "agreed")
    season = carry(season, Phase.APPRAISED)
    for code, most in QUOTA.items():
        told = {"most": most, "legal_basis": "Theo số lượng nêu trong nguồn; mẫu tham khảo."}
        quotas.set_quota(season, AwardCategory.objects.get(code=code), by=BY, **told)
    _next_year(_conference(season))


def _state(season):
    for told in STATEMENTS:
        named = tuple(unit(name, HELD_ON) for name in told.get("units", ()))
        state(season, SOURCE, {**told, "units": named})


def _conference(season):
    conference = conferences.hold(
        {"season": season},
        {
            "kind": ConferenceKind.YEAR_END,
            "title": "Hội nghị tổng kết công tác năm 2020 và triển khai nhiệm vụ năm 2021",
            "held_on": HELD_ON,
            "place": "Tỉnh Quảng Ninh",
            "host": unit("Quảng Ninh", HELD_ON),
            "note": "Cụm thi đua đầu tiên trong cả nước tổ chức Hội nghị tổng kết năm 2020.",
            "source": SOURCE,
        },
        by=BY,
    )
    told = {"kind": ResolutionKind.CONCLUDED, "text": NEXT_POSTS, "on": HELD_ON, "source": SOURCE}
    conferences.resolve(conference, told, by=BY)
    return conference


def _next_year(conference):
    season = open_season("delta", 2021, MEMBERS, source=SOURCE)
    holders = {
        "Hưng Yên": (PostKind.HEAD, "Trần Quốc Văn", "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Hưng Yên"),
        "Bắc Ninh": (PostKind.DEPUTY, "", ""),
        "Vĩnh Phúc": (PostKind.DEPUTY, "", ""),
    }
    for name, (kind, holder, title) in holders.items():
        told = {
            "kind": kind,
            "introduced_on": HELD_ON,
            "introduced_by": conference,
            "valid_from": HELD_ON,
            "holder_name": holder,
            "holder_title": title,
            "source": SOURCE,
        }
        posts.introduce(member(season, name), told, by=BY)
