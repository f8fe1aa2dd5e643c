"""One season of the demo, from a typed figure to a printed report, as its secretariat and its reviewer do it."""

import pytest

from tests.journeys import awards, papers, ranking, season
from tests.journeys.hands import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


def test_a_season_goes_from_a_typed_figure_to_a_printed_report(page, demo, start_worker):
    sign_in(page, "quangninh", demo)
    season.the_season_of_2020_has_nine_members_a_head_and_no_deputy_named(page)
    season.the_season_of_2021_is_a_draft_with_its_head_and_two_deputies(page)
    season.a_figure_is_refused_asked_about_and_then_saved_as_typed(page)
    season.the_old_figure_stays_in_the_history(page)
    season.the_points_of_a_line_are_explained_in_words(page)

    ranking.a_run_is_queued_and_the_page_waits_for_it(page)
    start_worker()
    ranking.the_page_shows_the_ranking_by_itself(page)
    ranking.places_ties_and_gaps_can_be_read(page)

    awards.the_conclusion_of_the_conference_is_recorded(page)
    awards.three_units_are_proposed_and_handed_in(page)
    awards.one_more_is_refused_with_the_names_of_those_proposed(page)
    sign_in(page, "thamdinh", demo)
    awards.one_is_returned_with_a_reason(page)
    sign_in(page, "quangninh", demo)
    awards.it_is_mended_and_handed_in_again(page)
    sign_in(page, "thamdinh", demo)
    awards.all_are_agreed_and_a_decision_is_recorded(page)

    sign_in(page, "quangninh", demo)
    papers.the_table_of_points_holds_the_figures_of_the_ranking(page)
    papers.the_report_holds_the_figures_of_the_screen_and_what_was_proposed(page)
    sign_in(page, "hatinh", demo)
    season.nobody_of_another_cluster_finds_it(page)
