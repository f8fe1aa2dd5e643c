"""The demo has no season open for entry; the guide says how to come to one, and what a member then does."""

import pytest

from tests.journeys import entry
from tests.journeys.hands import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def test_a_member_of_the_demo_enters_a_figure_once_the_secretariat_has_put_the_season_back(page, demo):
    sign_in(page, "quangninh", demo)
    entry.the_secretariat_puts_the_season_back_to_entry(page)
    sign_in(page, "ninhbinh", demo)
    entry.a_member_takes_its_results_back(page)

    entry.a_number_in_a_cell_is_refused_with_an_example(page)
    entry.a_number_that_may_be_two_is_asked_about_in_its_cell(page)
    entry.a_number_is_saved_when_its_cell_is_left(page)
    entry.the_member_reads_what_it_hands_in_and_hands_it_in(page)
