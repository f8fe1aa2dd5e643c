"""Every route, for everybody: no page without a verdict, no answer but the expected one."""

import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from emulation_portal.urls import urlpatterns as portal
from tests.matrix.objects import build_world
from tests.matrix.table import Row, everybody, only
from tests.matrix.walk import all_routes, all_rows, answers, deviations

ROWS = all_rows()


def test_every_route_stands_in_the_matrix():
    assert all_routes() - {row.route for row in ROWS} == set()


def test_every_row_names_a_route_that_exists():
    assert {row.route for row in ROWS} - all_routes() == set()


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everybody_is_answered_as_the_matrix_says(row, request, client_of):
    world = build_world(request.getfixturevalue)

    assert deviations(row, answers(row, world, client_of)) == {}


def leaky(request, number):
    return HttpResponse("a figure of another province")


urlpatterns = [*portal, path("leaky/<int:number>/", leaky, name="leaky")]


def test_a_route_missing_from_the_matrix_is_found():
    before = all_routes()

    with override_settings(ROOT_URLCONF=__name__):
        assert all_routes() - {row.route for row in ROWS} - before == {"leaky"}


@pytest.mark.django_db
def test_a_page_that_shows_a_stranger_too_much_is_found(request, client_of):
    world = build_world(request.getfixturevalue)
    row = Row("leaky", "member_unit", get=only("clerk"), post=everybody(405))

    with override_settings(ROOT_URLCONF=__name__):
        found = deviations(row, answers(row, world, client_of))

    assert found["get", "outsider"].endswith(", not 404")
    assert found["post", "clerk"].endswith(", not 405")


@pytest.mark.django_db
def test_a_page_with_english_on_it_is_found(request, client_of):
    world = build_world(request.getfixturevalue)

    with override_settings(ROOT_URLCONF=__name__):
        found = answers(Row("leaky", "member_unit"), world, client_of)

    assert found["get"]["clerk"] == "200, but not in Vietnamese: figure, of, another, province"
