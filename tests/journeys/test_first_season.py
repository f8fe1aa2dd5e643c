"""From an empty portal to the first ranking, as an administrator and a clerk who have nobody to ask."""

import pytest
from django.core.management import call_command

from tests.journeys import first_ranking as then
from tests.journeys import first_season as first
from tests.journeys.hands import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


@pytest.fixture
def superuser(installation, monkeypatch):
    """The administrator that `manage.py createsuperuser` makes; his password."""
    password = "cua-song-bach-dang-1288"
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", password)
    call_command(
        "createsuperuser",
        interactive=False,
        username="quantri",
        full_name="Quản trị",
        email="quantri@example.vn",
        verbosity=0,
    )
    return password


def test_an_administrator_and_a_clerk_are_led_from_nothing_to_a_first_ranking(page, superuser, worker):
    sign_in(page, "quantri", superuser)
    first.the_first_page_lists_the_steps(page)
    first.a_clerk_of_quang_ninh_gets_an_account(page)
    first.a_cluster_is_set_up(page)
    first.a_season_is_opened_with_members_and_a_head(page)
    first.an_indicator_is_defined(page)
    first.a_sheet_is_written_line_by_line_and_published(page)
    first.the_season_is_opened_for_entry(page)

    sign_in(page, "canbo", first.FIRST_PASSWORD)
    first.the_clerk_chooses_a_password_of_his_own(page)
    first.the_clerk_types_a_figure_a_plan_and_points(page)
    then.the_clerk_types_a_plan_and_his_own_points_and_hands_in(page)
    then.the_secretariat_appraises_the_others_and_records_what_was_agreed(page)
    then.nobody_but_the_organiser_appraises_the_head(page)

    sign_in(page, "quantri", superuser)
    then.the_administrator_appraises_the_head_as_proposed(page)
    then.the_ranking_is_asked_for_and_read(page)
