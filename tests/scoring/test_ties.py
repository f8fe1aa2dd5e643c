"""Equal totals: what parts them, told by both sides; and what does not."""

import pytest

from tests.scoring.season import group, item, sheet, table

TWO = sheet(group("A"), item("A.1", "A", points="60"), item("A.2", "A", points="40"))
TIED = {"1": "5", "2": "5", "P": {"actual": "1"}}
CHAIN = sheet(
    group("A"),
    item("1", "A"),
    item("2", None),
    item("P", None, "count", None, {"pts": "-1"}, floor="-5"),
    item("G", None, "bands", "5", {"bands": [["0", "5"]]}),
)


@pytest.mark.parametrize(
    ("step", "a", "b", "own", "other"),
    [
        ({"by": "line", "line": "A"}, {"1": "6", "2": "4"}, {}, "6.00", "5.00"),
        ({"by": "penalties"}, {"2": "4", "P": {"actual": "0"}}, {}, "0.00", "-1.00"),
        ({"by": "figure", "line": "G", "better": "lower"}, {"G": {"actual": "1"}}, {}, "1", "2"),
        (
            {"by": "figure", "line": "G", "better": "higher"},
            {"G": {"numerator": "84", "denominator": "100"}},
            {"G": {"numerator": "82", "denominator": "100"}},
            "84",
            "82",
        ),
        # Two numbers part what their rounded shares would not.
        (
            {"by": "figure", "line": "G", "better": "higher"},
            {"G": {"numerator": "1", "denominator": "3"}},
            {"G": {"numerator": "333333", "denominator": "1000000"}},
            "33.33333",
            "33.33330",
        ),
        (
            {"by": "given", "name": "ballot"},
            {"rest": {"given": {"ballot": "7"}}},
            {"rest": {"given": {"ballot": "2"}}},
            "7",
            "2",
        ),
    ],
)
def test_a_tie_is_broken_by_its_step_and_both_rows_say_so(step, a, b, own, other):
    cells = TIED | {"G": {"actual": "2"}}
    given = CHAIN | {"ties": [{"by": "given", "name": "unknown"}, step]}

    assert table(given, "place", "shared", "gap", "won", "lost", b=cells | b, a=cells | a) == [
        ("a", 1, False, "0.00", [1, own, other, "b"], None),
        ("b", 2, False, None, None, [1, other, own, "a"]),
    ]


def test_two_ratios_that_are_one_share_part_nobody():
    shares = {"a": ("60", "100"), "b": ("3", "5")}
    told = {key: TIED | {"G": dict(zip(("numerator", "denominator"), of, strict=True))} for key, of in shares.items()}

    found = table(CHAIN | {"ties": [{"by": "figure", "line": "G", "better": "higher"}]}, "place", "shared", **told)

    assert found == [("a", 1, True), ("b", 1, True)]


def test_equal_in_everything_share_a_place_and_the_next_place_is_skipped():
    rows = table(
        TWO,
        "place",
        "shared",
        "gap",
        **{key: {"A.1": mark, "A.2": "1"} for key, mark in {"d": "1", "c": "2", "b": "2", "a": "3"}.items()},
    )

    assert rows == [
        ("a", 1, False, "1.00"),
        ("b", 2, True, "0.00"),
        ("c", 2, True, "1.00"),
        ("d", 4, False, None),
    ]
