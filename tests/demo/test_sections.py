"""Each sentence that an article has in a part of its own stands in that part of the report, and nowhere else."""

import pytest

from clusters.models import Statement
from reports.blocks import Heading, List

RESULTS, AWARDS, CLUSTER = "II. Kết quả", "IV. Công tác khen thưởng", "V. Hoạt động của"
PLACED = {
    ("summary", 2013): {
        "Số tỉnh giảm cả 3 tiêu chí tai nạn giao thông": RESULTS,
        "Lập, phê duyệt quy hoạch chung và đề án xây dựng nông thôn mới": RESULTS,
        "Hoạt động của Cụm": CLUSTER,
        "Số tỉnh ký kết giao ước thi đua năm 2014": CLUSTER,
    },
    ("half-year", 2018): {"Nhiều chỉ tiêu quan trọng so với kế hoạch năm": RESULTS},
    ("summary", 2020): {
        "Chỉ số cải cách hành chính (PAR Index) đứng đầu cả nước": RESULTS,
        "Thứ hạng chỉ số cải cách hành chính năm 2019": RESULTS,
        "Huân chương Lao động hạng Ba": AWARDS,
        "Cá nhân được tặng Bằng khen của Chủ tịch UBND tỉnh Quảng Ninh": AWARDS,
        "Tỉnh đã hoàn thành dứt điểm thẩm định hồ sơ khen thưởng": AWARDS,
    },
    ("own-year", 2020): {
        "Thu ngân sách so với dự toán Trung ương giao": RESULTS,
        "Thu ngân sách so với dự toán HĐND tỉnh giao": RESULTS,
        "Thu ngân sách so với năm 2019": RESULTS,
        "Xã đạt chuẩn nông thôn mới trong năm so với kế hoạch": RESULTS,
        "Tập thể được tặng Huân chương Lao động hạng Nhất, Nhì, Ba": AWARDS,
        "Tập thể, cá nhân được tặng Bằng khen của Thủ tướng Chính phủ": AWARDS,
        "Tập thể được tặng Cờ thi đua của UBND tỉnh": AWARDS,
        "Tập thể được tặng Bằng khen của UBND tỉnh": AWARDS,
    },
    ("summary", 2023): {},
}


def items(document):
    """Every item of the document's lists with the heading that it stands under."""
    heading = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            heading = block.text
        if isinstance(block, List):
            yield from ((heading, "".join(run if isinstance(run, str) else "" for run in item)) for item in block.items)


@pytest.mark.parametrize("paper", PLACED, ids=str)
def test_what_an_article_says_of_a_subject_stands_in_its_part_of_the_report_and_nowhere_else(paper, demo):
    found = list(items(demo.paper(*paper).document))
    stands = {words: [heading for heading, text in found if text.startswith(words)] for words in PLACED[paper]}

    assert {words: [under[: len(PLACED[paper][words])] for under in told] for words, told in stands.items()} == {
        words: [part] for words, part in PLACED[paper].items()
    }


def test_what_a_conference_discussed_is_told_as_discussed_and_is_none_of_its_proposals(demo):
    found = list(items(demo.paper("half-year", 2018).document))
    discussed = [(heading, text) for heading, text in found if "Quy chế hoạt động bình xét" in text]
    proposed = [text for heading, text in found if heading.startswith("Phần III. ĐỀ XUẤT, KIẾN NGHỊ")]

    assert discussed == [
        (
            "V. Hoạt động của Cụm",
            "Hội nghị đã thảo luận: Dự thảo Quy chế hoạt động bình xét thi đua Cụm thi đua Tây Nam Bộ năm 2018.",
        )
    ]
    assert [text[:12] for text in proposed] == ["Xem xét lại ", "Bổ sung các "]


def test_no_sentence_of_the_demo_is_without_its_part(demo):
    subjects = Statement.objects.filter(indicator=None).values_list("subject", flat=True)
    placed = tuple(words for told in PLACED.values() for words in told)

    assert [subject for subject in subjects if not subject.startswith(placed)] == []
    assert len(subjects) == len(placed)
