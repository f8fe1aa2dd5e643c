"""The clusters, indicators and awards that the seasons of the demo share."""

from awards.choices import Level, Recipient
from clusters.choices import Aggregation, Direction, IndicatorKind

CLUSTERS = {
    "cities": "Cụm thi đua 5 thành phố trực thuộc Trung ương",
    "north": "Cụm thi đua 7 tỉnh biên giới phía Bắc",
    "midland": "Cụm thi đua 7 tỉnh trung du và miền núi phía Bắc",
    "delta": "Cụm thi đua các tỉnh Đồng bằng sông Hồng",
    "north_central": "Cụm thi đua các tỉnh Bắc Trung Bộ",
    "south_central": "Cụm thi đua các tỉnh Duyên hải miền Trung - Tây Nguyên",
    "southeast": "Cụm thi đua các tỉnh Đông Nam Bộ",
    "mekong": "Cụm thi đua các tỉnh Tây Nam Bộ",
}

AMOUNT, PERCENTAGE, RATIO = IndicatorKind.AMOUNT, IndicatorKind.PERCENTAGE, IndicatorKind.RATIO
COUNT, RANK = IndicatorKind.COUNT, IndicatorKind.RANK
HIGHER, LOWER = Direction.HIGHER, Direction.LOWER

# key: name, kind, measure, direction, aggregation, places, hint
INDICATORS = {
    "grdp": (
        "Tốc độ tăng trưởng kinh tế (GRDP)",
        PERCENTAGE,
        "%",
        HIGHER,
        Aggregation.MEAN,
        2,
        "Năm 2013 nguồn ghi GDP.",
    ),
    "budget": ("Thu ngân sách nhà nước trên địa bàn", AMOUNT, "tỷ đồng", HIGHER, Aggregation.SUM, 0, ""),
    "exports": ("Kim ngạch xuất khẩu", AMOUNT, "tỷ USD", HIGHER, Aggregation.SUM, 1, ""),
    "accidents": ("Số vụ tai nạn giao thông", COUNT, "vụ", LOWER, Aggregation.SUM, 0, ""),
    "deaths": ("Số người chết do tai nạn giao thông", COUNT, "người", LOWER, Aggregation.SUM, 0, ""),
    "injuries": ("Số người bị thương do tai nạn giao thông", COUNT, "người", LOWER, Aggregation.SUM, 0, ""),
    "communes": ("Xã đạt chuẩn nông thôn mới", RATIO, "xã", HIGHER, Aggregation.RATIO_OF_SUMS, 2, ""),
    "districts": ("Huyện đạt chuẩn nông thôn mới", RATIO, "huyện", HIGHER, Aggregation.RATIO_OF_SUMS, 2, ""),
    "new_communes": ("Xã đạt chuẩn nông thôn mới trong năm", COUNT, "xã", HIGHER, Aggregation.SUM, 0, ""),
    "advanced_communes": ("Xã đạt chuẩn nông thôn mới nâng cao trong năm", COUNT, "xã", HIGHER, Aggregation.SUM, 0, ""),
    "commune_criteria": (
        "Số tiêu chí nông thôn mới bình quân một xã",
        AMOUNT,
        "tiêu chí",
        HIGHER,
        Aggregation.MEAN,
        1,
        "",
    ),
    "poverty": ("Tỷ lệ hộ nghèo", PERCENTAGE, "%", LOWER, Aggregation.MEAN, 2, ""),
    "poverty_cut": (
        "Mức giảm tỷ lệ hộ nghèo",
        AMOUNT,
        "điểm %",
        HIGHER,
        Aggregation.MEAN,
        2,
        "Số điểm phần trăm giảm trong năm.",
    ),
    "par": ("Thứ hạng chỉ số cải cách hành chính (PAR Index)", RANK, "hạng", LOWER, Aggregation.LIST, 0, ""),
    "sipas": ("Thứ hạng chỉ số hài lòng (SIPAS)", RANK, "hạng", LOWER, Aggregation.LIST, 0, ""),
    "papi": ("Thứ hạng chỉ số hiệu quả quản trị (PAPI)", RANK, "hạng", LOWER, Aggregation.LIST, 0, ""),
    "orders": ("Huân chương được Chủ tịch nước tặng trong năm", COUNT, "huân chương", HIGHER, Aggregation.SUM, 0, ""),
    "late": ("Số lần gửi báo cáo chậm", COUNT, "lần", LOWER, Aggregation.SUM, 0, ""),
}

NO_DECISION = "Ngày lập cụm là mẫu tham khảo: nguồn không nêu."
NO_DAY = "Ngày là mốc quy ước: nguồn không nêu"
NOT_NAMED = "Nguồn không nêu tên, suy ra từ địa bàn của cụm"
DEDUCED = "Danh sách thành viên suy ra từ địa bàn của cụm, bài chỉ nêu tên %(named)s"
LAW_2022 = "Luật Thi đua, khen thưởng số 06/2022/QH15"
# code, name, level, recipient, deciding body, legal basis
AWARDS = (
    ("co-chinh-phu", "Cờ thi đua của Chính phủ", Level.STATE, Recipient.COLLECTIVE, "Thủ tướng Chính phủ", "Điều 25"),
    (
        "bk-thu-tuong",
        "Bằng khen của Thủ tướng Chính phủ",
        Level.STATE,
        Recipient.BOTH,
        "Thủ tướng Chính phủ",
        "Điều 73",
    ),
    ("co-tinh", "Cờ thi đua của tỉnh", Level.PROVINCE, Recipient.COLLECTIVE, "Chủ tịch UBND tỉnh", "Điều 26"),
    ("bk-tinh", "Bằng khen của tỉnh", Level.PROVINCE, Recipient.BOTH, "Chủ tịch UBND tỉnh", "Điều 74"),
)
