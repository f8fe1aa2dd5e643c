"""Every page asks the database the same number of questions however much there is, and few: filled, refused, in error.

A portal is filled three times, each time larger, and everybody of the cast asks every route; one who gets a form sends
it back with nothing that it asks for. Where a page depends on the season's phase, it is asked in those that differ.
"""

import logging
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client, client
from django.urls import reverse

from accounts.roles import Role
from clusters.actions import ranking
from clusters.choices import PHASE_ORDER, Phase
from clusters.models import Figure
from organisations.choices import UnitKind
from tests.factories.accounts import AssignmentFactory, make_unit
from tests.factories.filled import BY, filled, move
from tests.matrix.walk import all_routes, all_rows
from tests.plugins.cast import CAST

pytestmark = pytest.mark.timeout(600)  # the first test waits for all pages of three portals
MOST = 20
ROWS = all_rows()
# Routes that answer somebody's POST with the form again.
FORMS = {row.route for row in ROWS if 200 in row.post.values()}
NEVER_THERE = {"reports:download"}  # no print here has a file
SIZES = (5, 50, 250)
# What each address is about, in the phase in which the pages are richest: appraised, ranked, and changed since.
ADDRESSES = {
    "home": lambda at: (),
    "audit_log": lambda at: (),
    "organisations:units": lambda at: (),
    "organisations:open_unit": lambda at: (at.cast.member_unit.pk,),
    "organisations:unit": lambda at: (at.cast.member_unit.pk,),
    "organisations:merge": lambda at: (at.cast.member_unit.pk,),
    "organisations:rename": lambda at: (at.cast.member_unit.pk,),
    "organisations:change_kind": lambda at: (at.cast.member_unit.pk,),
    "organisations:close": lambda at: (at.cast.member_unit.pk,),
    "organisations:link": lambda at: (at.cast.member_unit.pk,),
    "organisations:documents": lambda at: (),
    "organisations:add_document": lambda at: (),
    "organisations:document": lambda at: (at.document.pk,),
    "organisations:edit_document": lambda at: (at.document.pk,),
    "accounts:acting": lambda at: (),
    "accounts:password_change": lambda at: (),
    "accounts:profile": lambda at: (),
    "accounts:roles": lambda at: (),
    "accounts:mails": lambda at: (),
    "accounts:blocks": lambda at: (),
    "accounts:people": lambda at: (),
    "accounts:new_person": lambda at: (),
    "accounts:person": lambda at: (at.person.pk,),
    "accounts:edit_person": lambda at: (at.person.pk,),
    "accounts:deactivate_person": lambda at: (at.person.pk,),
    "accounts:set_password": lambda at: (at.person.pk,),
    "accounts:give_assignment": lambda at: (at.person.pk,),
    "accounts:end_assignment": lambda at: (at.assignment.pk,),
    "clusters:clusters": lambda at: (),
    "clusters:open_cluster": lambda at: (),
    "clusters:cluster": lambda at: (at.season.cluster_id,),
    "clusters:change_cluster": lambda at: (at.season.cluster_id,),
    "clusters:hand_over_cluster": lambda at: (at.season.cluster_id,),
    "clusters:close_cluster": lambda at: (at.season.cluster_id,),
    "clusters:seasons": lambda at: (),
    "clusters:open_season": lambda at: (at.season.cluster_id,),
    "clusters:season": lambda at: (at.season.pk,),
    "clusters:change_season": lambda at: (at.season.pk,),
    "clusters:deadlines": lambda at: (at.season.pk,),
    "clusters:move_season": lambda at: (at.season.pk, "published"),
    "clusters:members": lambda at: (at.season.pk,),
    "clusters:admit_member": lambda at: (at.season.pk,),
    "clusters:copy_members": lambda at: (at.season.pk,),
    "clusters:leave_member": lambda at: (at.member.pk,),
    "clusters:remove_member": lambda at: (at.member.pk,),
    "clusters:introduce_post": lambda at: (at.season.pk,),
    "clusters:decide_post": lambda at: (at.post.pk,),
    "clusters:end_post": lambda at: (at.post.pk,),
    "clusters:indicators": lambda at: (),
    "clusters:create_indicator": lambda at: (),
    "clusters:indicator": lambda at: (at.indicator.pk,),
    "clusters:edit_indicator": lambda at: (at.indicator.pk,),
    "clusters:renew_indicator": lambda at: (at.indicator.pk,),
    "clusters:retire_indicator": lambda at: (at.indicator.pk,),
    "clusters:sheets": lambda at: (at.season.pk,),
    "clusters:start_sheet": lambda at: (at.next.pk,),
    "clusters:sheet": lambda at: (at.sheet.pk,),
    "clusters:describe_sheet": lambda at: (at.draft.pk,),
    "clusters:sheet_rules": lambda at: (at.draft.pk, "ties"),
    "clusters:publish_sheet": lambda at: (at.draft.pk,),
    "clusters:renew_sheet": lambda at: (at.sheet.pk,),
    "clusters:drop_sheet": lambda at: (at.draft.pk,),
    "clusters:add_criterion": lambda at: (at.draft.pk, "item"),
    "clusters:edit_criterion": lambda at: (at.draft_line.pk,),
    "clusters:criterion_inputs": lambda at: (at.draft_check.pk,),
    "clusters:remove_criterion": lambda at: (at.draft_line.pk,),
    "clusters:not_assigned": lambda at: (at.season.pk,),
    "clusters:set_not_assigned": lambda at: (at.season.pk,),
    "clusters:clear_not_assigned": lambda at: (at.away.pk,),
    "clusters:figures_overview": lambda at: (at.season.pk,),
    "clusters:figures_indicator": lambda at: (at.season.pk, at.indicator.pk),
    "clusters:figures": lambda at: (at.submission.pk,),
    "clusters:submission_check": lambda at: (at.half.pk,),
    "clusters:submission_return": lambda at: (at.submission.pk,),
    "clusters:submission_reopen": lambda at: (at.submission.pk,),
    "clusters:figure": lambda at: (at.submission.pk, at.indicator.pk),
    "clusters:figure_history": lambda at: (at.submission.pk, at.indicator.pk),
    "clusters:plan": lambda at: (at.submission.pk, at.indicator.pk, "centre"),
    "clusters:scores_overview": lambda at: (at.season.pk,),
    "clusters:scores": lambda at: (at.member.pk,),
    "clusters:scores_accept": lambda at: (at.member.pk,),
    "clusters:explanation": lambda at: (at.member.pk, at.check.pk),
    "clusters:score": lambda at: (at.member.pk, at.manual.pk, "appraised"),
    "clusters:findings": lambda at: (at.member.pk,),
    "clusters:finding_withdraw": lambda at: (at.member.pk, at.finding.pk),
    "clusters:statements": lambda at: (at.season.pk,),
    "clusters:statement_new": lambda at: (at.season.pk,),
    "clusters:statement": lambda at: (at.statement.pk,),
    "clusters:unit_years": lambda at: (),
    "clusters:unit_year_new": lambda at: (),
    "clusters:unit_year": lambda at: (at.own_year.pk,),
    "clusters:unit_year_remove": lambda at: (at.own_year.pk,),
    "clusters:own_statement_new": lambda at: (at.own_year.pk,),
    "clusters:ranking": lambda at: (at.season.pk,),
    "clusters:conferences": lambda at: (at.season.pk,),
    "clusters:hold_conference": lambda at: (at.season.pk,),
    "clusters:change_conference": lambda at: (at.conference.pk,),
    "clusters:resolve": lambda at: (at.conference.pk,),
    "clusters:correct_resolution": lambda at: (at.resolution.pk,),
    "clusters:remove_resolution": lambda at: (at.resolution.pk,),
    "awards:index": lambda at: (),
    "awards:season": lambda at: (at.season.pk,),
    "awards:propose": lambda at: (at.season.pk,),
    "awards:add_quota": lambda at: (at.season.pk,),
    "awards:quota": lambda at: (at.season.pk, at.quota.pk),
    "awards:record_decision": lambda at: (at.season.pk,),
    "awards:nomination": lambda at: (at.nomination.pk,),
    "awards:complete": lambda at: (at.nomination.pk,),
    "awards:move": lambda at: (at.nomination.pk, "returned"),
    "awards:decision": lambda at: (at.decision.pk,),
    "awards:correct_decision": lambda at: (at.decision.pk,),
    "awards:remove_decision": lambda at: (at.decision.pk,),
    "awards:categories": lambda at: (),
    "awards:add_category": lambda at: (),
    "awards:category": lambda at: (at.award.pk,),
    "reports:papers": lambda at: (),
    "reports:season": lambda at: (at.season.pk,),
    "reports:unit_year": lambda at: (at.own_year.pk,),
    "reports:printed": lambda at: (at.print.pk,),
    "reports:download": lambda at: (at.print.pk,),
}
# Pages of strangers, and buttons and switches that show none.
ASIDE = {"health", "set_text_size", "set_language", "accounts:sign_in", "accounts:sign_out", "accounts:forgotten"}
ASIDE |= {"accounts:link_sent", "accounts:reset_password", "reports:document"}
PAPERS = {
    "summary": lambda at: at.season.pk,
    "half-year": lambda at: at.season.pk,
    "score-table": lambda at: at.season.pk,
    "own-year": lambda at: at.own_year.pk,
}
# Pages that are others while results are entered, and once they are published.
WHILE_ENTERED = ("figures", "figure", "plan", "submission_check", "submission_return", "submission_reopen")
WHILE_ENTERED += ("score", "scores", "season", "publish_sheet", "figures_overview")
ONCE_PUBLISHED = ("season", "members", "figures_overview", "figures_indicator", "scores_overview", "scores")
ONCE_PUBLISHED += ("explanation", "ranking", "statements", "conferences")
# Where each phase leads on to.
ON = dict(zip(PHASE_ORDER, (*PHASE_ORDER[1:], None), strict=True))
OF_AWARDS = ("awards:season", "awards:nomination", "awards:decision")
PHASES = {
    Phase.REPORTING: [f"clusters:{name}" for name in WHILE_ENTERED],
    Phase.APPRAISED: [*ADDRESSES, *PAPERS],
    Phase.PUBLISHED: ["home", *(f"clusters:{name}" for name in ONCE_PUBLISHED), *OF_AWARDS, "reports:season", *PAPERS],
}
PLACES = {
    "clerk": (Role.CLERK, "member_unit"),
    "leader": (Role.LEADER, "member_unit"),
    "secretariat": (Role.CLERK, "head_unit"),
    "deputy": (Role.CLERK, "deputy_unit"),
    "reviewer": (Role.REVIEWER, "central_board"),
    "administrator": (Role.ADMINISTRATOR, "central_board"),
    "province_administrator": (Role.ADMINISTRATOR, "member_unit"),
    "council_member": (Role.COUNCIL_MEMBER, "council"),
    "outsider": (Role.CLERK, "outside_unit"),
}


# Who of them sends a form back: the first who gets it.
OF_EACH_SORT = ("clerk", "secretariat", "reviewer")
# A paper is long, and the same for everybody who may read it.
OF_PAPERS = {Phase.APPRAISED: ("clerk", "secretariat"), Phase.PUBLISHED: ("council_member",)}


class _TakenBack(Exception):
    """Empties the portal again, or takes back what one request wrote."""


@pytest.fixture(scope="module")
def counts(django_db_setup, django_db_blocker, tmp_path_factory):
    """{what was asked: {(how, in which phase, by whom): [(status, queries) for each size]}}."""
    found = {}
    logging.disable()  # what is refused is logged with its stack, some thousand times
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        # The files of a portal that runs from the same folder are none of the tests'.
        patch.setattr(settings, "MEDIA_ROOT", tmp_path_factory.mktemp("files"))
        patch.setattr(client, "store_rendered_templates", lambda *_rendered, **_told: None)  # nobody looks at them
        for size in SIZES:
            with _taken_back():
                _walk(found, filled(_cast(), size))
    logging.disable(logging.NOTSET)
    return found


@contextmanager
def _taken_back():
    try:
        with transaction.atomic():
            yield
            raise _TakenBack
    except _TakenBack:
        pass


def _cast():
    units = {
        "member_unit": make_unit("Nam Định", code="36"),
        "head_unit": make_unit("Quảng Ninh", code="22"),
        "deputy_unit": make_unit("Hà Nam", code="35"),
        "outside_unit": make_unit("Lào Cai", code="10"),
        "central_board": make_unit("Ban Thi đua - Khen thưởng Trung ương", code="TW", kind=UnitKind.CENTRAL_BOARD),
        "council": make_unit("Hội đồng Thi đua - Khen thưởng Trung ương", code="HĐ", kind=UnitKind.COUNCIL),
    }
    people = {
        name: AssignmentFactory(user__username=name, role=role, unit=units[unit]).user
        for name, (role, unit) in PLACES.items()
    }
    return SimpleNamespace(**people, **units)


def _walk(found, world):
    clients = {who: _signed_in(getattr(world.cast, who)) for who in PLACES}
    for phase, names in PHASES.items():
        move(world, phase)
        for name in names:
            readers = OF_PAPERS[phase] if name in PAPERS else PLACES
            asked = {who: clients[who] for who in readers}
            for key, answer in _answers(asked, name, _address(name, world), phase):
                found.setdefault(name, {}).setdefault(key, []).append(answer)


def _answers(clients, name, address, phase):
    answers = {who: _asked(browser.get, address) for who, browser in clients.items()}
    yield from ((("get", phase, who), answer) for who, answer in answers.items())
    writer = next((who for who in (*OF_EACH_SORT, *answers) if answers.get(who, [0])[0] == 200), None)
    if name in FORMS and writer and phase == Phase.APPRAISED:
        yield ("post", phase, writer), _asked(clients[writer].post, address)


def _signed_in(user):
    browser = Client()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    browser.get(reverse("accounts:profile"))  # the first request of a session writes it
    return browser


def _address(name, world):
    if name in PAPERS:
        return reverse("reports:document", args=(name, PAPERS[name](world)))
    return reverse(name, args=ADDRESSES[name](world))


def _asked(ask, address):
    """The status of an answer, and how many questions it took, those aside that begin an act or take it back."""
    caches["frozen"].clear()
    asked = []

    def note(execute, sql, *rest):
        asked.append(sql)
        return execute(sql, *rest)

    with _taken_back(), connection.execute_wrapper(note):
        answer = ask(address)
    return answer.status_code, sum(not sql.startswith(("SAVEPOINT", "ROLLBACK TO", "RELEASE")) for sql in asked)


def test_every_page_is_counted():
    pages = {row.route for row in ROWS if not {200, 302, 404}.isdisjoint(row.get.values())}

    assert (pages & all_routes()) - ASIDE - set(ADDRESSES) == set()


def test_everybody_of_the_cast_asks():
    """Who holds no assignment is turned away before any page."""
    assert set(PLACES) - {"deputy"} == set(CAST) - {"deputy", "nobody"}


@pytest.mark.parametrize("name", [*ADDRESSES, *PAPERS])
def test_a_page_asks_the_same_however_much_there_is(name, counts):
    told = counts[name]

    # An act that succeeded is no page, and may have much to do.
    pages = {key: answers for key, answers in told.items() if key[0] == "get" or answers[0][0] != 302}
    assert {key: answers for key, answers in pages.items() if len(set(answers)) != 1} == {}
    assert {key: answers for key, answers in pages.items() if answers[0][1] > MOST} == {}
    # Somebody gets the page.
    assert name in NEVER_THERE or any(answers[0][0] in (200, 302) for answers in told.values())


def test_pages_in_error_and_refused_are_among_those_counted(counts):
    seen = {(key[0], answers[0][0]) for told in counts.values() for key, answers in told.items()}

    assert {("get", 200), ("get", 403), ("get", 404), ("post", 200)} <= seen


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["secretariat", "reviewer"])
def test_the_season_and_the_way_on_ask_little_in_every_phase_where_much_has_to_be_compared(who):
    """Nominations cite an older ranking, the last one rests on what stands, and one member has no growth."""
    asked = {}
    for size in SIZES[:2]:
        with _taken_back():
            world = filled(_cast(), size)
            left_out = {"submission__member": world.others[0], "indicator__aggregation": "mean", "current": True}
            Figure.objects.filter(**left_out).update(current=False)
            assert ranking.compute(ranking.request_run(world.season, by=BY).pk).state == "done"
            browser = _signed_in(getattr(world.cast, who))
            for key, answer in _of_the_season(browser, world):
                asked.setdefault(key, []).append(answer)

    assert {key: answers for key, answers in asked.items() if len(set(answers)) != 1} == {}
    assert {key: answers for key, answers in asked.items() if answers[0][1] > MOST} == {}
    assert {answers[0][0] for answers in asked.values()} == {200}


def _of_the_season(browser, world):
    for phase, to in ON.items():
        move(world, phase)
        yield ("season", phase), _asked(browser.get, reverse("clusters:season", args=(world.season.pk,)))
        if to:
            way_on = reverse("clusters:move_season", args=(world.season.pk, to))
            yield ("move_season", phase), _asked(browser.get, way_on)
