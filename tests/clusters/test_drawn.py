"""Parts of pages that are drawn once for a state of the portal: never stale, never another's, never with a token."""

import datetime as dt
import re
from decimal import Decimal
from functools import partial

import pytest
import time_machine
from django.core.cache import caches
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.actions import people, sign_ins
from accounts.actors import Actor
from accounts.choices import Language
from clusters.actions import plans, posts, scores, seasons, submissions
from clusters.actions.figures import Entry, save_figure
from clusters.actions.plans import PlanEntry
from clusters.choices import Phase
from clusters.models import Season, Submission
from clusters.queries import state
from tests.factories import clusters as make
from tests.factories.accounts import AssignmentFactory
from tests.factories.rankings import ranked

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def read(client_of):
    """The page of a user and the templates that were rendered for it."""

    def get(user, name, pk):
        answer = client_of(user).get(reverse(f"clusters:{name}", args=[pk]))
        return answer.content.decode(), {template.name for template in answer.templates}

    return get


@pytest.fixture
def submission(season, secretariat, actor_of):
    """Results of a member with one figure, entered by an act, so that the trail has an end."""
    sheet = make.SheetFactory(season=season)
    group = make.CriterionFactory(sheet=sheet, kind="group")
    line = make.CriterionFactory(sheet=sheet, parent=group, method="proportional", derive="ratio")
    taken = make.CriterionInputFactory(criterion=line)
    make.PlanFactory(member=season.cast.member, indicator=taken.indicator, value=Decimal(50))
    make.published(sheet)
    submission = make.SubmissionFactory(member=season.cast.member)
    submission.indicator = taken.indicator
    change(submission, "41.5", actor_of(secretariat))
    Season.objects.filter(pk=season.pk).update(phase=Phase.APPRAISAL)
    return submission


def change(submission, value, by):
    save_figure(submission, submission.indicator, Entry(value=Decimal(value), reason="Sửa theo báo cáo."), by=by)


def introduce(season, by):
    member = make.MemberFactory(season=season)
    return posts.introduce(member, {"kind": "deputy", "valid_from": dt.date(2020, 6, 1)}, by=by)


@pytest.mark.parametrize("name", ["season", "figures_overview"])
def test_a_page_of_the_season_is_drawn_once_and_anew_after_the_next_act(
    name, season, submission, reviewer, actor_of, read, django_assert_max_num_queries
):
    asked, shown = [], []
    for _visit in range(2):
        with django_assert_max_num_queries(60) as queries:
            shown.append(read(reviewer, name, season.pk)[0])
            asked.append(len(queries))
    post = introduce(season, actor_of(reviewer))
    changed, _drawn = read(reviewer, name, season.pk)

    assert asked[1] < asked[0]
    assert shown[0].count("<tr") == shown[1].count("<tr") == changed.count("<tr") - 1
    assert str(post.member) in changed


def test_a_grid_to_type_in_is_drawn_once_and_each_cell_bears_the_token_of_its_reader(
    season, submission, clerk, member_unit, client_of
):
    Season.objects.filter(pk=season.pk).update(phase=Phase.REPORTING)
    grid, cell = (
        reverse(f"clusters:{name}", args=[submission.pk, *about])
        for name, about in (("figures", ()), ("figure", (submission.indicator.pk,)))
    )

    def read(person):
        browser = client_of(person)
        browser.handler.enforce_csrf_checks = True
        answer = browser.get(grid)
        (token,) = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.content.decode().split("<main")[1])
        return browser, token, "clusters/_figure_row.html" in {one.name for one in answer.templates}

    def typed(browser, token):
        return browser.post(
            cell, {"csrfmiddlewaretoken": token, "brief": "1", "token": "1", "value": "abc"}
        ).status_code

    first, first_token, drawn = read(clerk)
    second, second_token, drawn_again = read(AssignmentFactory(unit=member_unit).user)

    assert (drawn, drawn_again) == (True, False)
    assert (typed(first, first_token), typed(second, second_token), typed(second, first_token)) == (200, 200, 403)


@pytest.mark.parametrize("name", ["figures", "scores", "scores_overview"])
def test_a_part_is_drawn_once_and_anew_after_the_next_act(name, submission, reviewer, secretariat, actor_of, read):
    row = {"figures": "clusters/_figure_row.html", "scores": "clusters/_score_row.html"}.get(name)
    pk = {"figures": submission.pk, "scores": submission.member_id}.get(name, submission.member.season_id)

    first, drawn = read(reviewer, name, pk)
    again, kept = read(reviewer, name, pk)
    change(submission, "43.5", actor_of(secretariat))
    changed, drawn_anew = read(reviewer, name, pk)

    assert again.count("<tr") == first.count("<tr") > 1
    assert (row in drawn, row in kept, row in drawn_anew) == ((True, False, True) if row else (False,) * 3)
    shown = {"figures": ("41,5", "43,5"), "scores": ("8,30", "8,70"), "scores_overview": ("8,30", "8,70")}[name]
    assert (shown[0] in again, shown[1] in again) == (True, False)
    assert (shown[0] in changed, shown[1] in changed) == (False, True)


def test_the_ranking_is_drawn_once_for_each_language_and_order_and_anew_after_the_next_act(
    season, reviewer, actor_of, client_of
):
    ranked(season)
    post = introduce(season, actor_of(reviewer))
    table, client = "clusters/_ranking_table.html", client_of(reviewer)

    def read(query=""):
        answer = client.get(reverse("clusters:ranking", args=[season.pk]) + query)
        page = answer.content.decode()
        return page[page.index("ranking-table") :], table in {template.name for template in answer.templates}

    first, again, falling, again_falling = read(), read(), read("?sort=-place"), read("?sort=-place")
    client.cookies["django_language"] = "en"
    english = read()
    posts.end(post, dt.date(2020, 9, 1), by=actor_of(reviewer), reason="Chuyển công tác.")
    anew = read()

    assert [drawn for _text, drawn in (first, again)] == [True, False]
    assert [drawn for _text, drawn in (falling, again_falling)] == [True, False]
    assert [drawn for _text, drawn in (english, anew)] == [True, True]
    assert first[0] == again[0] != falling[0] == again_falling[0]
    assert ("Ahead of the next" in first[0], "Ahead of the next" in english[0]) == (False, True)


def test_a_season_is_late_from_the_minute_of_its_deadline_though_nobody_acts(
    season, submission, reviewer, actor_of, read
):
    noon = dt.datetime(2021, 3, 2, 12, tzinfo=timezone.get_default_timezone())
    season.refresh_from_db()
    seasons.set_deadlines(season, {season.phase: noon}, by=actor_of(reviewer))

    with time_machine.travel(noon - dt.timedelta(minutes=1), tick=False):
        before, _drawn = read(reviewer, "season", season.pk)
    with time_machine.travel(noon + dt.timedelta(minutes=1), tick=False):
        after, _drawn = read(reviewer, "season", season.pk)

    assert ("⚠" in before, "⚠" in after) == (False, True)


def test_signing_in_and_out_and_choosing_a_language_draws_nothing_anew(season, submission, reviewer, actor_of, read):
    _first, drawn = read(reviewer, "figures", submission.pk)
    sign_ins.record(reviewer, by=actor_of(reviewer))
    sign_ins.record_end(reviewer, by=actor_of(reviewer))
    people.choose_language(reviewer, Language.ENGLISH, by=actor_of(reviewer))
    _again, kept = read(reviewer, "figures", submission.pk)

    row = "clusters/_figure_row.html"
    assert (row in drawn, row in kept) == (True, False)


def test_what_an_act_leaves_undone_is_not_taken_for_a_change(submission, actor_of, secretariat):
    about = ("submission", submission.pk)
    before = state.of(*about)

    change(submission, "41.5", actor_of(secretariat))

    assert state.of(*about) == before is not None


def drawn_anew(browser, submission):
    """Whether the grid of the submission is drawn now, not kept from before."""
    answer = browser.get(reverse("clusters:figures", args=[submission.pk]))
    return "clusters/_figure_row.html" in {template.name for template in answer.templates}


def test_what_is_done_within_one_season_draws_nothing_of_another_anew(
    submission, secretariat, reviewer, actor_of, client_of
):
    other = make.SubmissionFactory(member__season__phase=Phase.REPORTING)
    other.indicator, by, browser = submission.indicator, actor_of(secretariat), client_of(reviewer)
    acts = {
        "a figure": lambda: change(other, "7", by),
        "a plan": lambda: plans.set_plan(other.member, PlanEntry(other.indicator, "centre", Decimal(9)), by=by),
        "results opened": lambda: submissions.open_submission(other.member, "H1", by=by),
        "a season": lambda: seasons.change(other.member.season, {"rules": "Quy chế.", "source": ""}, by=by),
    }
    drawn_anew(browser, submission)
    drawn_anew(browser, other)

    told = {}
    for name, act in acts.items():
        act()
        told[name] = [drawn_anew(browser, one) for one in (submission, other)]

    assert told == {key: [False, True] for key in acts} | {"a season": [True, True]}


def test_while_a_season_of_the_year_before_is_open_its_acts_draw_this_one_anew(
    submission, secretariat, reviewer, actor_of, client_of
):
    """Its figures are last year's values here."""
    season = submission.member.season
    before = make.SubmissionFactory(
        member__unit=submission.member.unit,
        member__season__cluster=season.cluster,
        member__season__year=season.year - 1,
        member__season__phase=Phase.REPORTING,
        period=submission.period,
    )
    before.indicator, browser = submission.indicator, client_of(reviewer)
    drawn_anew(browser, submission)
    change(before, "7", actor_of(secretariat))

    assert [drawn_anew(browser, submission) for _visit in range(2)] == [True, False]


def test_each_act_that_stays_within_a_season_is_told_by_that_season_alone(submission, secretariat, actor_of):
    """Points by every stage, figures, plans and what is done with results as a whole."""
    member, by = submission.member, actor_of(secretariat)
    season, other = member.season, make.SeasonFactory()
    line = season.sheets.get().criteria.get(kind="item")
    marked = {"sent back": lambda: submissions.return_for_completion(submission, "Thiếu.", by=by)}
    marked |= {
        stage: partial(give, member, line, scores.Mark(Decimal(1), "Có cơ sở."), by=by)
        for stage, give in scores.GIVE.items()
        if stage != "self"
    }
    Submission.objects.filter(pk=submission.pk).update(state="submitted", submitted_at=timezone.now())

    for name, act in marked.items():
        before = [state.of("season", one.pk) for one in (season, other)]
        act()
        after = [state.of("season", one.pk) for one in (season, other)]
        assert [was == now for was, now in zip(before, after, strict=True)] == [False, True], name


def test_each_reads_the_part_of_his_own_standing(season, submission, reviewer, clerk, read):
    whole, _drawn = read(reviewer, "scores_overview", season.pk)
    own, _drawn = read(clerk, "scores_overview", season.pk)

    assert [whole.count(str(member)) > 0 for member in (season.cast.deputy, season.cast.member)] == [True, True]
    assert [own.count(f'<th scope="row">{member}') for member in (season.cast.deputy, season.cast.member)] == [0, 1]


def test_a_part_is_named_by_its_page_the_reader_what_is_asked_for_and_the_day(
    season, submission, reviewer, secretariat, clerk, client_of
):
    member, head = submission.member, season.cast.head
    Season.objects.filter(pk=season.pk).update(phase=Phase.APPRAISED)
    make.ConferenceFactory(season=season)
    addresses = [
        *(reverse(f"clusters:{name}", args=[season.pk]) for name in ("season", "scores_overview", "figures_overview")),
        *(reverse("clusters:scores", args=[each.pk]) for each in (member, head)),
        reverse("clusters:figures", args=[submission.pk]),
    ]
    asked = [(reverse("clusters:scores_overview", args=[season.pk]), {"sort": "unit"})]
    asked += [(reverse("clusters:figures_overview", args=[season.pk]), {key: value}) for key, value in WANTED]
    asked += [(reverse("clusters:figures", args=[submission.pk]), {"all": ""})]

    def names():
        for user in (reviewer, clerk):
            for address in addresses:
                answer = client_of(user).get(address)
                if answer.status_code == 200:
                    yield user.pk, address, answer.context["drawing"]
        for address, query in asked:
            yield address, str(query), client_of(reviewer).get(address, query).context["drawing"]

    today = list(names())
    with time_machine.travel(timezone.now() + dt.timedelta(days=1), tick=False):
        tomorrow = list(names())

    drawings = [drawing for *_what, drawing in (*today, *tomorrow)]
    assert len(today) > 12
    assert len(set(drawings)) == len(drawings)


WANTED = (("sort", "unit"), ("period", "H1"))


@pytest.mark.parametrize("name", ["season", "figures_overview", "scores_overview", "scores", "figures", "ranking"])
def test_every_page_with_a_drawn_part_asks_for_the_state_first(
    name, season, submission, reviewer, client_of, monkeypatch
):
    """Asked for later, it would name by an act that was committed in between what was read before it."""
    pk = {"figures": submission.pk, "scores": submission.member_id}.get(name, season.pk)
    client, order = client_of(reviewer), []
    address = reverse(f"clusters:{name}", args=[pk])
    client.get(address)
    known = state.of
    monkeypatch.setattr(state, "of", lambda *about: order.append("state") or known(*about))

    def asked(execute, sql, *rest):
        if "clusters_" in sql:
            order.append("read")
        return execute(sql, *rest)

    with connection.execute_wrapper(asked):
        client.get(address)

    assert order[0] == "state"
    assert "read" in order


def test_no_token_is_ever_kept(season, submission, clerk, read):
    Season.objects.filter(pk=season.pk).update(phase=Phase.REPORTING)

    typed, _drawn = read(clerk, "figures", submission.pk)
    read(clerk, "scores", submission.member_id)

    (token,) = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', typed))
    kept = caches["frozen"]._cache.values()
    assert [token.encode() in part for part in kept] == [False, False]


MADE_UP = ["sort=--unit", "sort=-", "sort=unit&sort=unit", "sort=007", *(f"sort={n}" for n in range(9_000, 9_096))]


@pytest.mark.parametrize("name", ["ranking", "scores_overview", "figures_overview"])
def test_orders_that_a_reader_makes_up_are_drawn_and_push_out_nothing(name, season, reviewer, client_of):
    run = ranked(season)
    column = run.sheet.criteria.filter(parent=None).first().pk
    introduce(season, Actor.system("tests"))
    address, client = reverse(f"clusters:{name}", args=[season.pk]), client_of(reviewer)
    known = {
        "ranking": f"?sort=-{column}",
        "scores_overview": "?sort=-agreed",
        "figures_overview": "?period=H1&sort=unit",
    }
    plain, sorted_by = client.get(address), client.get(address + known[name])
    kept = {*caches["frozen"]._cache}

    shown = {client.get(f"{address}?{query}").status_code for query in MADE_UP}

    assert plain.context["drawing"] != sorted_by.context["drawing"]
    assert (len(kept), shown) == (2, {200})
    assert {*caches["frozen"]._cache} == kept


def test_with_an_empty_trail_nothing_is_kept(season, reviewer, read):
    read(reviewer, "scores_overview", season.pk)

    assert state.of("season", season.pk) is None
    assert caches["frozen"]._cache == {}
