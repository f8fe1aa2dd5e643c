"""Every page asks the database the same number of questions however much there is, and few: filled, refused, in error.

A portal is filled three times, each time larger, and everybody of the cast asks every route. Where a page depends on
the season's phase, it is asked in the phases that differ.
"""

import logging
from types import SimpleNamespace

import pytest
from django.core.cache import caches
from django.db import connection, reset_queries, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from clusters.choices import Phase
from organisations.choices import UnitKind
from tests.factories.accounts import AssignmentFactory, UserFactory, make_unit
from tests.factories.filled import filled, move
from tests.matrix.walk import all_routes, all_rows
from tests.plugins.cast import CAST

MOST = 20
SIZES = (5, 20)
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
    "clusters:submission_check": lambda at: (at.submission.pk,),
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
    "clusters:own_statement_new": lambda at: (at.own_year.pk,),
    "clusters:ranking": lambda at: (at.season.pk,),
    "clusters:conferences": lambda at: (at.season.pk,),
    "clusters:hold_conference": lambda at: (at.season.pk,),
    "clusters:change_conference": lambda at: (at.conference.pk,),
    "clusters:resolve": lambda at: (at.conference.pk,),
    "clusters:correct_resolution": lambda at: (at.resolution.pk,),
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
    "awards:categories": lambda at: (),
    "awards:add_category": lambda at: (),
    "awards:category": lambda at: (at.award.pk,),
    "reports:papers": lambda at: (),
    "reports:season": lambda at: (at.season.pk,),
    "reports:unit_year": lambda at: (at.own_year.pk,),
    "reports:printed": lambda at: (at.print.pk,),
    "reports:download": lambda at: (at.print.pk,),
    "reports:document": lambda at: ("summary", at.season.pk),
}
# Pages of strangers, and buttons and switches that show none.
ASIDE = {"health", "set_text_size", "set_language", "accounts:sign_in", "accounts:sign_out", "accounts:forgotten"}
ASIDE |= {"accounts:link_sent", "accounts:reset_password"}
PAPERS = {
    "summary": lambda at: at.season.pk,
    "half-year": lambda at: at.season.pk,
    "score-table": lambda at: at.season.pk,
    "own-year": lambda at: at.own_year.pk,
}
BEFORE = {
    "clusters:figures",
    "clusters:figure",
    "clusters:plan",
    "clusters:submission_check",
    "clusters:submission_reopen",
}
BEFORE |= {
    "clusters:score",
    "clusters:scores",
    "clusters:season",
    "clusters:publish_sheet",
    "clusters:figures_overview",
}
AFTER = {
    "home",
    "clusters:season",
    "clusters:figures_overview",
    "clusters:figures_indicator",
    "clusters:scores_overview",
}
AFTER |= {"clusters:scores", "clusters:explanation", "clusters:ranking", "clusters:statements", "clusters:conferences"}
AFTER |= {
    "awards:season",
    "awards:nomination",
    "awards:decision",
    "reports:season",
    "reports:papers",
    "clusters:members",
}
PHASES = {Phase.REPORTING: BEFORE, Phase.APPRAISED: set(ADDRESSES), Phase.PUBLISHED: AFTER}


class _TakenBack(Exception):
    """Empties the portal again, or takes back what one request wrote."""


@pytest.fixture(scope="module")
def counts(django_db_setup, django_db_blocker):
    """{(what was asked, in which phase, by whom): [(status, queries) for each size]}."""
    found = {}
    logging.disable()  # what is refused is logged with its stack, some thousand times
    with django_db_blocker.unblock():
        for size in SIZES:
            try:
                with transaction.atomic():
                    _counted(found, filled(_cast(), size))
                    raise _TakenBack
            except _TakenBack:
                pass
    logging.disable(logging.NOTSET)
    import json

    json.dump(
        {" | ".join(map(str, k)): v for k, v in found.items()},
        open("/tmp/robust2/counts.json", "w"),
        ensure_ascii=False,
    )
    return found


def _cast():
    member, head = make_unit("Nam Định", code="36"), make_unit("Quảng Ninh", code="22")
    board = make_unit("Ban Thi đua - Khen thưởng Trung ương", code="TW", kind=UnitKind.CENTRAL_BOARD)
    council = make_unit("Hội đồng Thi đua - Khen thưởng Trung ương", code="HĐ", kind=UnitKind.COUNCIL)
    deputy, outside = make_unit("Hà Nam", code="35"), make_unit("Lào Cai", code="10")
    places = {
        "clerk": (Role.CLERK, member),
        "leader": (Role.LEADER, member),
        "secretariat": (Role.CLERK, head),
        "deputy": (Role.CLERK, deputy),
        "reviewer": (Role.REVIEWER, board),
        "administrator": (Role.ADMINISTRATOR, board),
        "province_administrator": (Role.ADMINISTRATOR, member),
        "council_member": (Role.COUNCIL_MEMBER, council),
        "outsider": (Role.CLERK, outside),
    }
    people = {
        name: AssignmentFactory(user__username=name, role=role, unit=unit).user for name, (role, unit) in places.items()
    }
    people["nobody"] = UserFactory(username="nobody")
    assert set(people) == {*CAST, "deputy"}
    units = {"member_unit": member, "head_unit": head, "deputy_unit": deputy, "outside_unit": outside}
    return SimpleNamespace(**people, **units, central_board=board, people=people)


def _counted(found, world):
    clients = {}
    for who, user in world.cast.people.items():
        clients[who] = Client()
        clients[who].force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        clients[who].get(reverse("accounts:profile"))  # the first request of a session writes it
    for phase, names in PHASES.items():
        move(world, phase)
        asked = {(name, "get"): (reverse(name, args=ADDRESSES[name](world)), {}) for name in sorted(names)}
        if phase != Phase.REPORTING:
            for kind, subject in PAPERS.items():
                asked[f"paper {kind}", "get"] = (reverse("reports:document", args=(kind, subject(world))), {})
        if phase == Phase.APPRAISED:
            asked |= {
                (name, "post"): (asked[name, "get"][0], {"number": "1,2,3"})
                for name in _forms()
                if (name, "get") in asked
            }
        for (name, method), (address, data) in asked.items():
            for who, client in clients.items():
                found.setdefault((f"{method} {name}", phase, who), []).append(_asked(client, method, address, data))


def _forms():
    """Routes that answer a POST with the form again."""
    return {row.route for row in all_rows() if 200 in row.post.values() or 302 in row.post.values()}


def _asked(client, method, address, data):
    for name in caches:
        caches[name].clear()
    reset_queries()  # the log of a connection has an end
    try:
        with transaction.atomic():
            with CaptureQueriesContext(connection) as queries:
                answer = getattr(client, method)(address, data)
            raise _TakenBack
    except _TakenBack:
        return answer.status_code, len(queries)


def test_every_page_is_counted():
    pages = {row.route for row in all_rows() if 200 in row.get.values() or 404 in row.get.values()}

    assert pages & all_routes() - ASIDE - set(ADDRESSES) == set()


def _of(counts, route):
    return {key: told for key, told in counts.items() if key[0].split(" ", 1)[1] == route}


@pytest.mark.parametrize("route", [*ADDRESSES, *(f"paper {kind}" for kind in PAPERS)])
def test_a_page_asks_the_same_however_much_there_is(route, counts):
    told = _of(counts, route)

    assert {key: answers for key, answers in told.items() if len(set(answers)) != 1} == {}
    assert {key: answers for key, answers in told.items() if answers[0][1] > MOST} == {}
    assert any(answers[0][0] in (200, 302) for answers in told.values())
