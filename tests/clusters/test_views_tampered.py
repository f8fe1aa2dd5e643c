"""What a page carries for itself may come back as anything: it is answered, and changes nothing that it must not."""

import pytest
from django.urls import reverse

from clusters.choices import Phase
from clusters.models import Season
from tests.factories.clusters import CriterionFactory, ScoreFactory, SheetFactory

TAMPERED = pytest.mark.parametrize("text", ["²", "１", "9" * 5000, str(2**63)])


def url(page, *about):
    return reverse(f"clusters:{page}", args=about)


@TAMPERED
def test_a_tampered_version_is_no_version(text, season, reviewer, client_of):
    answer = client_of(reviewer).post(
        url("change_season", season.pk), {"seen": text[:40], "rules": "Mới.", "source": ""}
    )

    assert (answer.status_code, Season.objects.get(pk=season.pk).rules) == (302, "Mới.")


@TAMPERED
def test_an_order_of_members_is_read_from_whole_numbers_only(text, season, reviewer, client_of):
    client, member = client_of(reviewer), season.cast.member

    assert client.post(url("order_members", season.pk), {"move": f"{text}:up"}).status_code == 404
    answer = client.post(url("order_members", season.pk), {"move": f"{member.pk}:up", "seen": text})
    assert answer.status_code == 302


@TAMPERED
def test_the_lines_of_a_sheet_are_moved_and_added_whatever_the_page_carried(text, season, reviewer, client_of):
    line = CriterionFactory(sheet=SheetFactory(season=season))
    client = client_of(reviewer)

    assert client.post(url("move_criterion", line.pk), {"seen": text, "way": "up"}).status_code == 302
    page = url("add_criterion", line.sheet_id, "group")
    assert client.get(page, {"under": text}).status_code == 200


@TAMPERED
def test_points_are_accepted_for_the_lines_that_were_read_only(text, season, reviewer, client_of):
    Season.objects.filter(pk=season.pk).update(phase=Phase.APPRAISAL)
    score = ScoreFactory(member=season.cast.head, criterion__sheet__season=season)
    client, page = client_of(reviewer), url("scores_accept", season.cast.head.pk)
    season.cast.deputy.posts.all().delete()

    assert client.get(page, {"group": text}).status_code == 200
    for line in (f"{text}:0", f"{score.criterion_id}:{text}", text):
        assert client.post(page, {"line": line}).status_code == 302
    score.refresh_from_db()
    assert score.appraised_points is None


@TAMPERED
def test_a_year_that_is_none_finds_every_season(text, season, reviewer, client_of):
    client = client_of(reviewer)
    asked, every = (client.get(url("seasons"), told).context["page"] for told in ({"year": text * 4}, {}))

    assert [line.season for line in asked] == [line.season for line in every]
