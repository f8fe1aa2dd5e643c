import datetime as dt

import pytest
from django.urls import reverse

from awards.models import AwardCategory
from tests.factories.awards import CategoryFactory


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


def test_where_the_law_changes_the_award_is_ended_and_opened_anew_and_the_old_nomination_keeps_its_law(
    administrator, client_of
):
    old = CategoryFactory(code="co", legal_basis="Điều 25 Luật cũ", effective_from=dt.date(2024, 1, 1))
    told = {
        "code": "co",
        "name": "Cờ thi đua của Chính phủ",
        "level": "state",
        "recipient": "collective",
        "position": "1",
    }
    told |= {"deciding_body": "Thủ tướng Chính phủ", "legal_basis": "Điều 30 Luật mới", "effective_from": "01/10/2026"}
    desk, add = client_of(administrator), reverse("awards:add_category")

    refused = desk.post(add, told)
    AwardCategory.objects.filter(pk=old.pk).update(effective_to=dt.date(2026, 10, 1))
    added = desk.post(add, told)

    assert "có mã này đang có hiệu lực trong cùng thời gian" in refused.content.decode()
    assert added.status_code == 302
    rows = {row.legal_basis_on(day) for row in AwardCategory.objects.all() for day in (dt.date(2026, 9, 30),)}
    assert rows == {"Điều 25 Luật cũ", ""}
    page = desk.get(reverse("awards:categories")).content.decode()
    assert all(
        said in page for said in ("Hiệu lực từ 01/01/2024", "Hết hiệu lực từ 01/10/2026", "Hiệu lực từ 01/10/2026")
    )
