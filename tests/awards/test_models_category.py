import datetime as dt

import pytest

from awards.models import AwardCategory


@pytest.mark.parametrize(
    ("day", "cited"),
    [
        (dt.date(2021, 1, 18), ""),
        (dt.date(2024, 1, 1), "Điều 25"),
        (dt.date(2026, 9, 30), "Điều 25"),
        (dt.date(2026, 10, 1), ""),
        (None, ""),
    ],
    ids=["before the law", "its first day", "its last day", "after it", "on no known day"],
)
def test_a_law_is_cited_only_for_what_was_concluded_under_it(day, cited):
    award = AwardCategory(legal_basis="Điều 25", effective_from=dt.date(2024, 1, 1), effective_to=dt.date(2026, 10, 1))

    assert award.legal_basis_on(day) == cited
