"""The main menu marks the one entry to which a page belongs."""

import pytest
from django.test import RequestFactory

from emulation_portal.templatetags.portal import navigation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "entry"),
    [
        ("/", "My work"),
        ("/clusters/", "Clusters"),
        ("/clusters/3/", "Clusters"),
        ("/clusters/seasons/3/", "Seasons"),
        ("/clusters/seasons/3/ranking/", "Seasons"),
        ("/clusters/figures/3/7/", "Seasons"),
        ("/clusters/members/3/scores/", "Seasons"),
        ("/clusters/statements/3/", "Seasons"),
        ("/clusters/sheets/3/", "Seasons"),
        ("/clusters/criteria/3/edit/", "Seasons"),
        ("/clusters/conferences/3/change/", "Seasons"),
        ("/clusters/own-years/3/", "Own years"),
    ],
)
def test_the_menu_lights_the_entry_that_a_page_belongs_to(path, entry, actor_of, clerk, english):
    request = RequestFactory().get(path)
    request.actor = actor_of(clerk)

    entries = navigation({"request": request})["entries"]

    assert [str(one["label"]) for one in entries if one["current"]] == [entry]
