"""Who reads which statements."""

from django.urls import reverse

from clusters.choices import Phase
from clusters.models import Statement


def test_before_publication_a_member_reads_only_statements_about_itself(season, client_of, clerk, reviewer):
    unit, other = season.cast.member.unit, season.cast.deputy.unit
    told = {"của mình": [unit], "của đơn vị khác": [other], "của cả hai": [unit, other], "của toàn cụm": []}
    for subject, units in told.items():
        stated = Statement.objects.create(
            season=season, subject=subject, qualifier="vượt", aggregate="value", position=1
        )
        stated.units.set(units)
    url = reverse("clusters:statements", args=[season.pk])

    def read(person):
        page = client_of(person).get(url).content.decode()
        return {subject for subject in told if f"{subject}" in page}

    assert read(clerk) == {"của mình"}
    pages = {each.subject: reverse("clusters:statement", args=[each.pk]) for each in Statement.objects.all()}
    assert {subject: client_of(clerk).get(page).status_code for subject, page in pages.items()} == {
        "của mình": 403,
        "của đơn vị khác": 404,
        "của cả hai": 404,
        "của toàn cụm": 404,
    }
    assert read(reviewer) == set(told)

    season.phase, season.published_at = Phase.PUBLISHED, "2021-02-01T00:00Z"
    season.save()
    assert read(clerk) == set(told)


def test_a_statement_without_a_number_is_not_called_a_stated_number(season, client_of, reviewer):
    words = {"subject": "Thu ngân sách", "qualifier": "một số tỉnh, như", "aggregate": "value"}
    Statement.objects.create(season=season, position=1, **words)
    Statement.objects.create(season=season, position=2, **words | {"subject": "GRDP", "value": 7})

    page = " ".join(client_of(reviewer).get(reverse("clusters:statements", args=[season.pk])).content.decode().split())

    assert "Thu ngân sách: <strong>một số tỉnh, như" in page
    assert "GRDP: số được nêu <strong>một số tỉnh, như 7" in page
