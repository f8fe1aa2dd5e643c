"""Last year's value beside this year's figure: shown to whoever may read the results that hold it, to nobody else."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from audit import trail
from clusters.actions.figures import Entry, save_figure
from clusters.choices import Period, Phase, PostKind, PreviousOrigin
from clusters.models import Figure, Season, UnitYear
from clusters.queries import last_year, submissions
from tests.factories import clusters as make
from tests.factories.accounts import AssignmentFactory

pytestmark = pytest.mark.django_db
SECRET = Decimal("7.77")


@pytest.fixture
def growth():
    return make.IndicatorFactory(name="Tăng trưởng GRDP", kind="percentage", measure="%")


@pytest.fixture
def now(season, growth, member_unit, deputy_unit):
    """Hà Nam's results of 2021, which Nam Định heads, while those of 2020 under Quảng Ninh are not published."""
    Season.objects.filter(pk=season.pk).update(phase=Phase.APPRAISED)
    make.FigureFactory(submission=make.SubmissionFactory(member=season.cast.deputy), indicator=growth, value=SECRET)
    following = make.SeasonFactory(cluster=season.cluster, year=2021)
    head, member = (
        make.MemberFactory(season=following, unit=unit, joined_on=dt.date(2021, 1, 1))
        for unit in (member_unit, deputy_unit)
    )
    make.PostFactory(member=head, kind=PostKind.HEAD, valid_from=dt.date(2021, 1, 1))
    return make.SubmissionFactory(member=member)


@pytest.fixture
def own_clerk(deputy_unit):
    return AssignmentFactory(unit=deputy_unit).user


def grid(browser, submission):
    page = browser.get(reverse("clusters:figures", args=[submission.pk]) + "?all=1")
    return page.content.decode()


def test_unpublished_results_of_last_year_do_not_show_through_this_years_grid(now, growth, clerk, client_of):
    details = reverse("clusters:figure_history", args=[now.pk, growth.pk])
    correct = reverse("clusters:figure", args=[now.pk, growth.pk])
    Season.objects.filter(pk=now.member.season_id).update(phase=Phase.APPRAISAL)
    head = client_of(clerk)

    shown = [grid(head, now), *(head.get(page).content.decode() for page in (details, correct))]

    assert ["7,77" in page for page in shown] == [False] * 3


@pytest.mark.parametrize(
    ("person", "reads"), [("own_clerk", True), ("reviewer", True), ("administrator", True), ("clerk", False)]
)
def test_last_years_value_is_read_by_exactly_those_who_may_read_last_years_results(
    person, reads, now, growth, actor_of, request
):
    actor = actor_of(request.getfixturevalue(person))
    holding = Figure.objects.get(value=SECRET).submission

    assert (last_year.carried(now, growth, actor) is not None) is reads
    assert (submissions.found(actor, holding.pk)[0] is not None) is reads


def test_once_published_last_years_value_is_read_by_all_who_read_this_years(now, season, growth, clerk, actor_of):
    Season.objects.filter(pk=season.pk).update(phase=Phase.PUBLISHED, published_at=timezone.now())

    assert last_year.carried(now, growth, actor_of(clerk)).value == SECRET


def test_an_own_year_of_another_unit_is_neither_shown_nor_named(
    season, growth, member_unit, secretariat, clerk, administrator, actor_of
):
    year = UnitYear.objects.create(unit=member_unit, year=2019)
    make.FigureFactory(submission=make.SubmissionFactory(member=None, unit_year=year), indicator=growth, value=SECRET)
    now = make.SubmissionFactory(member=season.cast.member)

    read = [last_year.carried(now, growth, actor_of(one)) for one in (secretariat, clerk, administrator)]

    assert [one and one.value for one in read] == [None, SECRET, SECRET]


@pytest.mark.django_db(transaction=True)
def test_what_was_drawn_for_one_reader_is_not_shown_to_another_nor_after_publication(
    now, season, reviewer, clerk, actor_of, client_of
):
    save_figure(now, make.IndicatorFactory(), Entry(value=Decimal(1)), by=actor_of(clerk))
    Season.objects.filter(pk=now.member.season_id).update(phase=Phase.APPRAISAL)

    before = [grid(client_of(one), now) for one in (reviewer, clerk)]
    with transaction.atomic():
        Season.objects.filter(pk=season.pk).update(phase=Phase.PUBLISHED, published_at=timezone.now())
        trail.record("season.moved", season, by=actor_of(reviewer), before="appraised", after="published")
    after = grid(client_of(clerk), now)

    assert ["7,77" in page for page in (*before, after)] == [True, False, True]


def test_who_may_not_read_last_years_value_neither_carries_it_nor_takes_away_what_was_carried(
    now, growth, own_clerk, clerk, actor_of
):
    wanted = Entry(value=Decimal(8), previous_origin=PreviousOrigin.CARRIED, reason="Sửa theo báo cáo.")
    hidden = save_figure(now, growth, wanted, by=actor_of(clerk))
    carried = save_figure(now, growth, replace(wanted, value=Decimal(9)), by=actor_of(own_clerk))
    told = {"previous": SECRET, "previous_origin": PreviousOrigin.TYPED}
    corrected = save_figure(now, growth, replace(wanted, value=Decimal(10), **told), by=actor_of(clerk))

    assert [(one.previous, one.previous_origin) for one in (hidden, carried, corrected)] == [
        (None, ""),
        (SECRET, PreviousOrigin.CARRIED),
        (SECRET, PreviousOrigin.CARRIED),
    ]


def test_the_half_of_last_year_is_not_taken_for_the_whole(now, growth, own_clerk, actor_of):
    half = make.SubmissionFactory(member=now.member, period=Period.HALF_YEAR)

    assert last_year.carried(half, growth, actor_of(own_clerk)) is None


def test_last_years_values_are_looked_up_in_as_many_questions_for_one_figure_as_for_many(
    now, reviewer, actor_of, django_assert_num_queries
):
    holding = Figure.objects.get(value=SECRET).submission
    indicators = [make.FigureFactory(submission=holding, indicator=make.IndicatorFactory()).indicator for _ in "abc"]
    actor = actor_of(reviewer)

    for many in (indicators[:1], indicators):
        with django_assert_num_queries(3):
            assert len(last_year.carried_all(now, many, actor)) == len(many)
