from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from audit.models import Entry
from clusters.actions import findings, plans, statements, submissions, unit_years
from clusters.actions.plans import PlanEntry
from clusters.actions.statements import Said
from clusters.choices import Method, Period, Phase, SheetState, SubmissionState
from clusters.errors import Incomplete, NotAllowedHere, SeasonClosed, Stale
from clusters.models import Finding, Plan, Statement, Submission, UnitYear
from clusters.tokens import NO_PLAN, of_plan
from tests.factories import clusters as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(clerk, actor_of):
    return actor_of(clerk)


@pytest.fixture
def submission(member_unit):
    return make.SubmissionFactory(member__unit=member_unit)


def ask(season, **fields):
    """Publish a sheet whose one line takes in one indicator."""
    line = make.CriterionFactory(sheet__season=season, method=Method.PROPORTIONAL, derive="ratio")
    taken = make.CriterionInputFactory(criterion=line, **fields)
    line.sheet.state, line.sheet.published_at = SheetState.PUBLISHED, "2020-02-01T00:00Z"
    line.sheet.save()
    return taken


def test_opened_twice_it_is_one_submission(submission, by):
    again = [submissions.open_submission(submission.member, Period.HALF_YEAR, by=by) for _time in range(2)]
    assert again[0] == again[1]
    assert Submission.objects.count() == 2
    assert Entry.objects.count() == 1


def test_a_gap_stops_handing_in_and_is_named(submission, by):
    taken = ask(submission.member.season)
    with pytest.raises(Incomplete) as refused:
        submissions.submit(submission, by=by)
    assert refused.value.missing == (taken.indicator,)
    assert Submission.objects.get().state == SubmissionState.DRAFT


@pytest.mark.parametrize("figure", [{"value": 0}, {"value": None, "reason": "Chưa có số liệu."}])
def test_zero_and_a_reasoned_dash_are_answers(submission, by, figure):
    taken = ask(submission.member.season)
    make.FigureFactory(submission=submission, indicator=taken.indicator, **figure)
    assert submissions.submit(submission, by=by).state == SubmissionState.SUBMITTED


def test_what_does_not_apply_is_not_asked_for(submission, by):
    taken = ask(submission.member.season)
    make.NotAssignedFactory(member=submission.member, criterion=taken.criterion)
    assert submissions.submit(submission, by=by).state == SubmissionState.SUBMITTED


def test_half_year_results_are_not_asked_for_the_year(submission, by):
    ask(submission.member.season, period=Period.FULL_YEAR)
    half = make.SubmissionFactory(member=submission.member, period=Period.HALF_YEAR)
    assert submissions.submit(half, by=by).state == SubmissionState.SUBMITTED


def test_handing_in_twice_is_one_act(submission, by):
    for _time in range(2):
        submissions.submit(submission, by=by, token=0)
    assert [entry.action for entry in Entry.objects.all()] == ["submission.submitted"]


def test_what_somebody_changed_meanwhile_is_not_handed_in_unseen(submission, by):
    Submission.objects.filter(pk=submission.pk).update(version=1)

    with pytest.raises(Stale):
        submissions.submit(submission, by=by, token=0)

    assert Submission.objects.get(pk=submission.pk).state == SubmissionState.DRAFT
    assert submissions.submit(submission, by=by, token=1).state == SubmissionState.SUBMITTED


def test_sent_back_it_says_why_and_is_handed_in_again_even_under_appraisal(submission, by):
    submissions.submit(submission, by=by)
    season = submission.member.season
    season.phase = Phase.APPRAISAL
    season.save()
    with pytest.raises(Incomplete):
        submissions.return_for_completion(submission, " ", by=by)

    returned = submissions.return_for_completion(submission, "Thiếu nguồn.", by=by)
    assert (returned.state, returned.return_reason) == (SubmissionState.RETURNED, "Thiếu nguồn.")
    assert submissions.submit(submission, by=by).state == SubmissionState.SUBMITTED


def test_a_draft_is_not_handed_in_once_entry_is_over(submission, by):
    season = submission.member.season
    season.phase = Phase.APPRAISAL
    season.save()
    with pytest.raises(SeasonClosed):
        submissions.submit(submission, by=by)


def test_only_what_was_handed_in_is_sent_or_taken_back(submission, by):
    for act in (submissions.return_for_completion, submissions.reopen):
        with pytest.raises(NotAllowedHere):
            act(submission, "Vì sao.", by=by)


def test_two_givers_are_two_plans_and_a_plan_may_be_negative(submission, by):
    indicator = make.IndicatorFactory()
    for giver, value in (("centre", Decimal(-3)), ("council", Decimal(5))):
        plans.set_plan(submission.member, PlanEntry(indicator, giver, value), by=by, token=NO_PLAN)
    assert list(Plan.objects.order_by("giver").values_list("giver", "value")) == [("centre", -3), ("council", 5)]


def test_a_stale_plan_changes_nothing_and_the_same_plan_twice_is_one(submission, by):
    indicator = make.IndicatorFactory()
    entry = PlanEntry(indicator, "centre", Decimal(5))
    for _time in range(2):
        plans.set_plan(submission.member, entry, by=by, token=NO_PLAN)
    with pytest.raises(Stale):
        plans.set_plan(submission.member, PlanEntry(indicator, "centre", Decimal(6)), by=by, token=NO_PLAN)
    assert (Plan.objects.get().value, Plan.objects.get().version) == (5, 1)


def test_a_published_season_takes_no_statement_but_a_correction_with_its_reason(member_unit, by):
    season = make.MemberFactory(unit=member_unit).season
    said = Said(subject="Cờ thi đua", value=Decimal(36), source="Báo cáo")
    statement = statements.state(season, said, by=by)
    season.phase, season.published_at = Phase.PUBLISHED, "2021-02-01T00:00Z"
    season.save()

    assert statements.state(season, said, by=by) == statement
    with pytest.raises(SeasonClosed):
        statements.state(season, replace(said, value=Decimal(37)), by=by)
    with pytest.raises(Incomplete):
        statements.correct(statement, replace(said, value=Decimal(37)), " ", by=by)

    assert statements.correct(statement, replace(said, value=Decimal(37)), "Ghi nhầm.", by=by).value == 37
    assert Statement.objects.get().value == 37


def test_the_token_of_a_plan_taken_away_does_not_fit_the_one_assigned_anew(submission, by):
    indicator = make.IndicatorFactory()

    def assign(value, **told):
        entry = PlanEntry(indicator, "centre", value, reason="Giao lại.")
        return plans.set_plan(submission.member, entry, by=by, **told)

    seen = of_plan(assign(Decimal(5)))
    assign(None)
    assign(Decimal(7))

    with pytest.raises(Stale) as refused:
        assign(Decimal(6), token=seen)
    assert (refused.value.current.value, refused.value.current.version) == (7, 1)


def test_the_page_of_a_plan_shows_what_was_assigned_anew(submission, client_of, clerk):
    indicator = make.IndicatorFactory(kind="amount")
    page = reverse("clusters:plan", args=[submission.pk, indicator.pk, "centre"])
    plan = make.PlanFactory(member=submission.member, indicator=indicator, giver="centre", value=5, version=1)
    browser = client_of(clerk)
    seen = browser.get(page).context["form"]["token"].value()
    plan.delete()
    make.PlanFactory(member=submission.member, indicator=indicator, giver="centre", value=7, version=1)

    refused = browser.post(page, {"value": "6", "token": seen})

    assert Plan.objects.get().value == 7
    assert refused.context["form"].stale.value == 7
    browser.post(page, {"value": "6", "token": refused.context["form"]["token"].value()})
    assert Plan.objects.get().value == 6


def test_a_plan_is_taken_away_and_the_trail_keeps_it(submission, by):
    plan = make.PlanFactory(member=submission.member, value=5)
    taken_away = PlanEntry(plan.indicator, plan.giver, None, reason="Giao nhầm.")
    with pytest.raises(Incomplete):
        plans.set_plan(submission.member, replace(taken_away, reason=" "), by=by)
    plans.set_plan(submission.member, taken_away, by=by)
    assert not Plan.objects.exists()
    assert Entry.objects.get().details["before"] == "5"


def test_a_plan_of_what_was_handed_in_is_changed_only_with_a_reason(submission, by):
    plan = make.PlanFactory(member=submission.member, value=5)
    submissions.submit(submission, by=by)
    changed = PlanEntry(plan.indicator, plan.giver, Decimal(6))

    with pytest.raises(Incomplete):
        plans.set_plan(submission.member, changed, by=by)
    plans.set_plan(submission.member, replace(changed, reason="Giao lại."), by=by)

    assert Plan.objects.get().value == 6


def test_a_statement_posted_twice_is_one(submission, by):
    said = Said(subject="Thu ngân sách", qualifier="hơn", value=Decimal(52623), source="Bài viết")
    made = [statements.state(submission.member.season, said, by=by) for _time in range(2)]
    assert made[0] == made[1]
    assert Statement.objects.count() == 1


def test_the_same_words_about_other_units_are_another_statement(submission, by, member_unit, head_unit):
    said = Said(subject="Vượt kế hoạch thu ngân sách", units=(member_unit,))

    made = [
        statements.state(submission.member.season, replace(said, units=units), by=by)
        for units in ((member_unit,), (head_unit,), (member_unit, head_unit), (head_unit, member_unit))
    ]

    assert made[2] == made[3]
    assert [set(each.units.all()) for each in made[:3]] == [{member_unit}, {head_unit}, {member_unit, head_unit}]
    assert Entry.objects.filter(action="statement.stated").count() == 3


def test_a_statement_is_corrected_with_a_reason_and_the_trail_keeps_the_old(submission, by):
    first = Said(subject="Thu ngân sách", value=Decimal(1))
    statement = statements.state(submission.member.season, first, by=by)
    with pytest.raises(Incomplete):
        statements.correct(statement, Said(subject="Thu ngân sách", value=Decimal(2)), "", by=by)
    statements.correct(statement, Said(subject="Thu ngân sách", value=Decimal(2)), "Gõ nhầm.", by=by, token=0)

    assert Statement.objects.get().value == 2
    trail = Entry.objects.get(action="statement.corrected")
    assert (trail.details["before"], trail.details["after"], trail.reason) == ("1", "2", "Gõ nhầm.")


def test_an_own_year_has_results_without_members(by, member_unit):
    year = unit_years.open_year(member_unit, 2020, by=by)
    assert unit_years.open_year(member_unit, 2020, by=by) == year == UnitYear.objects.get()
    own = submissions.open_submission(year, Period.FULL_YEAR, by=by)
    assert submissions.submit(own, by=by).state == SubmissionState.SUBMITTED


def test_a_finding_needs_a_rule_and_a_basis_and_is_withdrawn_rather_than_deleted(submission, by):
    member = submission.member
    gates = [{"when": "finding", "code": "reprimand", "effect": "held", "label": "Khiển trách"}]
    make.SheetFactory(season=member.season, gates=gates, state=SheetState.PUBLISHED, published_at="2020-02-01T00:00Z")
    with pytest.raises(NotAllowedHere):
        findings.record_finding(member, "other", "Quyết định số 1", by=by)
    made = [findings.record_finding(member, "reprimand", "Quyết định số 1", by=by) for _time in range(2)]
    assert made[0] == made[1]
    with pytest.raises(Incomplete):
        findings.withdraw(made[0], "", by=by)
    findings.withdraw(made[0], "Quyết định đã hủy.", by=by)
    assert Finding.objects.get().withdrawn_reason == "Quyết định đã hủy."
