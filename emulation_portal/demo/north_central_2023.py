"""Six north central provinces, 2023: posts, a conclusion and proposals, and no number at all."""

import datetime as dt

from awards.actions import nominations, quotas
from awards.choices import Stage
from awards.models import AwardCategory
from clusters.actions import conferences, posts
from clusters.choices import ConferenceKind, PostKind, ResolutionKind
from emulation_portal.demo.catalogue import NO_DAY
from emulation_portal.demo.tools import BY, PUBLISHED, carry, member, open_season, unit

SOURCE = "Báo Quảng Trị, bài “Cụm Thi đua các tỉnh Bắc Trung Bộ: Triển khai nhiệm vụ năm 2024” (tác giả Tú Linh)"
MEMBERS = ("Thanh Hóa", "Nghệ An", "Hà Tĩnh", "Quảng Bình", "Quảng Trị", "Thừa Thiên Huế")
# The others follow from the area of the cluster.
NAMED = ("Hà Tĩnh", "Quảng Bình", "Quảng Trị", "Thừa Thiên Huế")
HELD_ON = dt.date(2024, 3, 14)
CONCLUSION = (
    "Bình xét thi đua, suy tôn tỉnh Hà Tĩnh để đề nghị Chính phủ tặng Cờ thi đua; tỉnh Quảng Bình và Quảng Trị đề nghị "
    "Thủ tướng Chính phủ tặng Bằng khen. Giới thiệu tỉnh Thừa Thiên Huế là Cụm trưởng, tỉnh Hà Tĩnh làm Cụm phó "
    "năm 2024 để đề nghị Hội đồng Thi đua - Khen thưởng Trung ương quyết định; thảo luận, thống nhất nội dung và ký "
    "kết giao ước thi đua năm 2024."
)
DIRECTED = (
    "Thực hiện có hiệu quả Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị về tiếp tục đổi mới công tác thi đua, "
    "khen thưởng.",
    "Thực hiện hiệu quả Đề án “Tuyên truyền gương điển hình tiên tiến giai đoạn 2022 - 2025” theo Quyết định số "
    "1526/QĐ-TTg ngày 09/12/2022 của Thủ tướng Chính phủ.",
    "Tuyên dương gương điển hình tiên tiến tại Đại hội thi đua yêu nước cấp tỉnh năm 2025.",
    "Tăng cường vai trò của các thành viên hội đồng trong hướng dẫn, đôn đốc, kiểm tra, giám sát.",
)
PROPOSED = (("Hà Tĩnh", "co-chinh-phu"), ("Quảng Bình", "bk-thu-tuong"), ("Quảng Trị", "bk-thu-tuong"))
QUOTA = {"co-chinh-phu": 1, "bk-thu-tuong": 2}
NO_POINTS = "Nguồn chỉ ghi kết luận của hội nghị, không ghi điểm và xếp hạng."


def load():
    """Season 2023, published, and the draft of 2024 with the posts that the conference introduced."""
    season = open_season("north_central", 2023, MEMBERS, source=SOURCE, named=NAMED)
    posts.introduce(
        member(season, "Quảng Trị"),
        {
            "kind": PostKind.HEAD,
            "valid_from": dt.date(2023, 1, 1),
            "holder_name": "Võ Văn Hưng",
            "holder_title": "Chủ tịch UBND tỉnh, Chủ tịch Hội đồng Thi đua - Khen thưởng tỉnh Quảng Trị",
            "source": f"{SOURCE}. {NO_DAY}",
        },
        by=BY,
    )
    season = carry(season, *PUBLISHED[:3])
    conference = _conference(season)
    _propose(season, conference)
    carry(season, PUBLISHED[3])
    _next_year(conference)


def _conference(season):
    return conferences.hold(
        {"season": season},
        {
            "kind": ConferenceKind.YEAR_END,
            "title": "Hội nghị tổng kết công tác thi đua năm 2023, triển khai nhiệm vụ năm 2024",
            "held_on": HELD_ON,
            "place": "Thành phố Đông Hà, tỉnh Quảng Trị",
            "host": unit("Quảng Trị", HELD_ON),
            "note": "Năm tổ chức được suy ra: bài chỉ ghi ngày 14/3.",
            "source": SOURCE,
        },
        by=BY,
    )


def _propose(season, conference):
    for kind, text in (*((ResolutionKind.DIRECTED, text) for text in DIRECTED), (ResolutionKind.CONCLUDED, CONCLUSION)):
        told = {"kind": kind, "text": text, "on": HELD_ON, "source": SOURCE}
        resolution = conferences.resolve(conference, told, by=BY)
    for code, most in QUOTA.items():
        told = {"most": most, "legal_basis": "Theo số lượng nêu trong nguồn; mẫu tham khảo."}
        quotas.set_quota(season, AwardCategory.objects.get(code=code), by=BY, **told)
    for name, code in PROPOSED:
        category = AwardCategory.objects.get(code=code)
        told = {"conclusion": resolution, "departure": NO_POINTS, "source": SOURCE}
        nomination = nominations.propose(member(season, name), category, by=BY, **told)
        nominations.move(nomination, Stage.SUBMITTED, by=BY, token=nomination.version)


def _next_year(conference):
    season = open_season("north_central", 2024, MEMBERS, source=SOURCE, named=NAMED)
    for name, kind in (("Thừa Thiên Huế", PostKind.HEAD), ("Hà Tĩnh", PostKind.DEPUTY)):
        told = {
            "kind": kind,
            "introduced_on": HELD_ON,
            "introduced_by": conference,
            "valid_from": HELD_ON,
            "source": SOURCE,
        }
        posts.introduce(member(season, name), told, by=BY)
