"""Charts are drawings that read without colour, at 390 px, and to those who cannot see them."""

import re
from decimal import Decimal

import pytest
from lxml import etree

from clusters import charts
from clusters.charts import Bar, Stack

SVG = "{http://www.w3.org/2000/svg}"
BARS = (
    Bar("Quảng Ninh", Decimal("10.05")),
    Bar("Hà Nam", None),
    Bar("Nam Định", Decimal("-2.5")),
    Bar("Hà Nội", Decimal(0)),
)


def drawn(svg):
    return etree.fromstring(str(svg))


def texts(svg):
    return [text.text for text in drawn(svg).iter(f"{SVG}text")]


def bars_of(svg):
    return [rect for rect in drawn(svg).iter(f"{SVG}rect") if rect.get("fill").startswith("url(")]


def test_every_bar_carries_its_figure_and_what_is_not_known_has_a_dash_and_no_bar():
    svg = charts.bars("Tăng trưởng", BARS, mean=Decimal("2.52"), mean_name="Bình quân", unit="%")

    assert texts(svg) == [
        *("Quảng Ninh", "Hà Nam", "Nam Định", "Hà Nội", "Bình quân: 2,52%"),
        *("10,05%", "—", "−2,5%", "0%"),
    ]
    assert len(bars_of(svg)) == 3


def test_each_figure_bears_its_own_decimals():
    bars = (Bar("Nam Định", Decimal("6250.500000")), Bar("Hà Nam", Decimal(10235)))

    svg = charts.bars("Thu ngân sách", bars, mean=Decimal("8242.75"), mean_name="Bình quân")

    assert texts(svg) == ["Nam Định", "Hà Nam", "Bình quân: 8.242,75", "6.250,5", "10.235"]


def test_a_figure_stands_on_white_wider_and_higher_than_itself_over_the_line_of_the_mean():
    svg = drawn(charts.bars("Tăng trưởng", (Bar("Hải Dương", Decimal("3.24")),), mean=Decimal(5), unit="%"))
    pieces = list(svg)
    [at] = [place for place, piece in enumerate(pieces) if piece.text == "3,24%"]
    white, text = pieces[at - 1], pieces[at]

    assert white.get("fill") == "#ffffff"
    assert float(white.get("x")) + float(white.get("width")) >= float(text.get("x")) + 44  # as measured in a browser
    assert float(white.get("y")) <= float(text.get("y")) - 16
    assert float(white.get("y")) + float(white.get("height")) >= float(text.get("y")) + 6
    assert all("stroke-dasharray" not in piece.attrib for piece in pieces[at:])


def test_bars_are_as_long_as_their_values_and_begin_at_one_zero():
    first, second, none = bars_of(charts.bars("Tăng trưởng", BARS))
    ends = [(float(bar.get("x")), float(bar.get("x")) + float(bar.get("width"))) for bar in (first, second, none)]

    assert ends[0][0] == pytest.approx(ends[1][1], abs=0.11) == ends[2][0]
    assert float(first.get("width")) / float(second.get("width")) == pytest.approx(10.05 / 2.5, rel=0.01)
    assert none.get("width") == "0.0"


def test_without_a_mean_no_line_is_drawn():
    assert "stroke-dasharray" not in charts.bars("Tăng trưởng", BARS)


def test_groups_are_told_apart_by_hatches_that_all_differ():
    strokes = [hatch for _, hatch in charts.HATCHES if hatch]
    plain = [shade for shade, hatch in charts.HATCHES if not hatch]

    assert len(set(strokes)) == len(strokes) == 6
    assert len(set(plain)) == 2


def test_stacked_bars_lie_end_to_end_with_the_total_after_them():
    stacks = (Stack("Hà Nam", (Decimal(60), None, Decimal(30), Decimal(-5))), Stack("Nam Định", (None,) * 4))
    svg = charts.stacked("Điểm", ("I", "II", "III", "Trừ"), stacks, places=0)
    parts = [(float(bar.get("x")), float(bar.get("width"))) for bar in bars_of(svg)][:3]

    assert parts[0][0] + parts[0][1] == pytest.approx(parts[1][0], abs=0.2)
    assert parts[2][0] + parts[2][1] == pytest.approx(parts[0][0], abs=0.2)
    assert texts(svg) == ["Hà Nam", "85", "Nam Định", "—", "I", "II", "III", "Trừ"]


def test_long_names_wrap_between_words_and_lose_nothing():
    name = "Bà Rịa – Vũng Tàu và những đơn vị có tên rất dài"

    assert " ".join(charts.wrapped(name)) == name
    assert len(charts.wrapped(name)) > 2


@pytest.mark.parametrize("count", [1, 9, 34])
def test_everything_drawn_lies_within_the_drawing(count):
    svg = charts.bars("Tăng trưởng", tuple(Bar(f"Tỉnh {n}", Decimal(n - 5)) for n in range(count)), mean=Decimal(count))
    width, height = map(float, drawn(svg).get("viewBox").split()[2:])
    rows = [float(text.get("y")) for text in drawn(svg).iter(f"{SVG}text")]

    assert width == 400
    assert max(rows) < height
    assert all(0 <= float(bar.get("x")) <= width for bar in bars_of(svg))


def test_a_drawing_says_what_it_shows_and_needs_no_inline_style():
    svg = charts.bars('Tăng trưởng <"năm 2020">', BARS, unit="%")

    assert drawn(svg).findtext(f"{SVG}title") == 'Tăng trưởng <"năm 2020">'
    assert "Quảng Ninh: 10,05%; Hà Nam: —" in drawn(svg).findtext(f"{SVG}desc")
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=", svg)
    assert drawn(svg).get("font-size") == "14"


def test_values_that_are_all_zero_or_absent_still_draw():
    assert texts(charts.bars("Không", (Bar("Hà Nam", Decimal(0)), Bar("Hà Nội", None)))) == [
        "Hà Nam",
        "Hà Nội",
        "0",
        "—",
    ]
    assert texts(charts.bars("Không", ())) == []
