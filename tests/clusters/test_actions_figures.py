from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError

from audit.models import Entry as TrailEntry
from clusters.actions import figures, plans
from clusters.actions.figures import Entry
from clusters.choices import FigureStatus, IndicatorKind, Period, Phase, PreviousOrigin, SubmissionState
from clusters.errors import Incomplete, NotAllowedHere, SeasonClosed, Stale
from clusters.models import Figure
from clusters.queries import last_year
from tests.factories import clusters as make
from tests.factories.accounts import AssignmentFactory
from tests.factories.organisations import SuccessionFactory

pytestmark = pytest.mark.django_db
SCHOOLS = Entry(value=Decimal(96))


@pytest.fixture
def by(clerk, actor_of):
    return actor_of(clerk)


@pytest.fixture
def submission(member_unit):
    return make.SubmissionFactory(member__unit=member_unit)


@pytest.fixture
def indicator():
    return make.IndicatorFactory()


def test_a_new_revision_keeps_the_one_it_replaces(submission, indicator, by):
    figures.save_figure(submission, indicator, SCHOOLS, by=by)
    figures.save_figure(submission, indicator, replace(SCHOOLS, value=Decimal(97)), by=by, token=1)

    kept = list(submission.figures.order_by("revision").values_list("revision", "value", "current"))
    assert kept == [(1, Decimal(96), False), (2, Decimal(97), True)]


def test_the_same_entry_twice_is_one_revision_and_one_act(submission, indicator, by):
    for _time in range(2):
        figures.save_figure(submission, indicator, SCHOOLS, by=by, token=0)

    assert submission.figures.count() == 1
    assert TrailEntry.objects.count() == 1


def test_a_stale_form_learns_what_stands_now_and_changes_nothing(submission, indicator, by):
    figures.save_figure(submission, indicator, SCHOOLS, by=by, token=0)

    with pytest.raises(Stale) as refused:
        figures.save_figure(submission, indicator, replace(SCHOOLS, value=Decimal(5)), by=by, token=0)

    assert refused.value.current.value == 96
    assert Figure.objects.get().value == 96


def test_clearing_needs_a_reason_and_is_answered_by_not_reported(submission, indicator, by):
    figures.save_figure(submission, indicator, SCHOOLS, by=by)

    with pytest.raises(Incomplete):
        figures.save_figure(submission, indicator, Entry(), by=by)
    cleared = figures.save_figure(submission, indicator, Entry(reason="Chưa có số liệu chính thức."), by=by)

    assert (cleared.reported, cleared.revision) == (False, 2)
    assert submission.figures.current().get() == cleared


def test_clearing_again_for_another_reason_keeps_both_reasons_and_for_the_same_one_is_no_act(submission, indicator, by):
    """The reason is what such a cell says: who reads it must see the one that was given last."""
    first, other = Entry(reason="Chưa có số liệu."), Entry(reason="Cục Thống kê đính chính.")

    for entry in (first, first, other, other):
        figures.save_figure(submission, indicator, entry, by=by)

    kept = list(submission.figures.order_by("revision").values_list("revision", "reason", "current"))
    assert kept == [(1, first.reason, False), (2, other.reason, True)]
    assert list(TrailEntry.objects.order_by("pk").values_list("reason", flat=True)) == [first.reason, other.reason]


def test_zero_is_a_figure(submission, indicator, by):
    figure = figures.save_figure(submission, indicator, Entry(value=Decimal(0)), by=by)
    assert (figure.reported, figure.value) == (True, 0)


@pytest.mark.parametrize("phase", [Phase.APPRAISAL, Phase.APPRAISED])
def test_a_correction_after_entry_needs_a_reason(submission, indicator, by, phase):
    make.FigureFactory(submission=submission, indicator=indicator, value=1)
    submission.member.season.phase = phase
    submission.member.season.save()

    with pytest.raises(Incomplete, match="đã nộp"):
        figures.save_figure(submission, indicator, SCHOOLS, by=by)
    corrected = figures.save_figure(submission, indicator, replace(SCHOOLS, reason="Số chính thức."), by=by)

    assert (corrected.revision, corrected.reason) == (2, "Số chính thức.")
    assert TrailEntry.objects.get().action == "figure.corrected"
    assert TrailEntry.objects.get().details["before"] == "1"


def test_a_figure_that_was_handed_in_is_corrected_with_a_reason(submission, indicator, by):
    submission.state, submission.submitted_at = SubmissionState.SUBMITTED, "2020-12-20T00:00Z"
    submission.save()
    with pytest.raises(Incomplete, match="đã nộp"):
        figures.save_figure(submission, indicator, SCHOOLS, by=by)
    assert not Figure.objects.exists()


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.PUBLISHED])
def test_a_season_that_is_not_open_takes_no_figures(indicator, by, phase):
    submission = make.SubmissionFactory(member__season__phase=phase)
    with pytest.raises(SeasonClosed):
        figures.save_figure(submission, indicator, replace(SCHOOLS, reason="Vì sao."), by=by)
    assert not Figure.objects.exists()
    assert not TrailEntry.objects.exists()


def test_an_estimate_becomes_final_in_a_new_revision(submission, indicator, by):
    figures.save_figure(submission, indicator, replace(SCHOOLS, status=FigureStatus.ESTIMATE), by=by)
    final = figures.save_figure(submission, indicator, SCHOOLS, by=by)
    assert (final.revision, final.status) == (2, FigureStatus.FINAL)


def test_a_ratio_needs_its_two_numbers(submission, by):
    ratio = make.IndicatorFactory(kind=IndicatorKind.RATIO)
    with pytest.raises(NotAllowedHere):
        figures.save_figure(submission, ratio, SCHOOLS, by=by)
    kept = figures.save_figure(submission, ratio, Entry(numerator=Decimal(65), denominator=Decimal(181)), by=by)
    assert (kept.value, kept.numerator, kept.denominator) == (None, 65, 181)


UNCOUNTABLE = [
    (IndicatorKind.COUNT, {"value": Decimal(-2)}),
    (IndicatorKind.COUNT, {"value": Decimal("2.5")}),
    (IndicatorKind.COUNT, {"value": Decimal(2), "previous": Decimal(-1), "previous_origin": PreviousOrigin.TYPED}),
    (IndicatorKind.RATIO, {"numerator": Decimal(-65), "denominator": Decimal(181)}),
    (IndicatorKind.RATIO, {"numerator": Decimal(65), "denominator": Decimal(-181)}),
    (IndicatorKind.RANK, {"value": Decimal(0), "denominator": Decimal(63)}),
    (IndicatorKind.RANK, {"value": Decimal(5), "denominator": Decimal("6.5")}),
]


@pytest.mark.parametrize(("kind", "numbers"), UNCOUNTABLE)
def test_what_cannot_be_counted_is_refused_and_not_kept(submission, by, kind, numbers):
    counted = make.IndicatorFactory(kind=kind)
    with pytest.raises(NotAllowedHere, match=str(counted)):
        figures.save_figure(submission, counted, Entry(**numbers), by=by)
    assert not Figure.objects.exists()
    assert not TrailEntry.objects.exists()


@pytest.mark.parametrize(("kind", "numbers"), UNCOUNTABLE)
def test_the_database_itself_refuses_what_cannot_be_counted(submission, kind, numbers):
    figure = make.FigureFactory.build(submission=submission, indicator=make.IndicatorFactory(kind=kind))
    for name, number in ({"value": None} | numbers).items():
        setattr(figure, name, number)
    with pytest.raises(IntegrityError, match="whole numbers"):
        figure.save()


@pytest.mark.parametrize("kind", [IndicatorKind.AMOUNT, IndicatorKind.PERCENTAGE])
def test_amounts_and_percentages_may_be_below_zero(submission, by, kind):
    growth = make.IndicatorFactory(kind=kind)
    assert figures.save_figure(submission, growth, Entry(value=Decimal("-1.36")), by=by).value == Decimal("-1.36")


@pytest.mark.parametrize("planned", [Decimal(-1), Decimal("0.5")])
def test_what_is_counted_is_planned_in_whole_numbers_from_zero_on(submission, by, planned):
    counted = make.IndicatorFactory(kind=IndicatorKind.COUNT)
    with pytest.raises(NotAllowedHere):
        plans.set_plan(submission.member, plans.PlanEntry(counted, "centre", planned), by=by)
    with pytest.raises(IntegrityError, match="whole numbers"):
        make.PlanFactory(member=submission.member, indicator=counted, value=planned)


def test_last_years_value_is_carried_from_the_unit_itself(submission, indicator, by, member_unit):
    make.FigureFactory(
        submission__member__unit=member_unit,
        submission__member__season__year=2019,
        indicator=indicator,
        value=Decimal("6.5"),
    )
    carried = replace(SCHOOLS, previous_origin=PreviousOrigin.CARRIED)
    figure = figures.save_figure(submission, indicator, carried, by=by)
    assert (figure.previous, figure.previous_origin) == (Decimal("6.5"), PreviousOrigin.CARRIED)


def test_last_years_value_is_carried_from_the_one_predecessor_that_reported(indicator, actor_of):
    before = make.FigureFactory(submission__member__season__year=2025, indicator=indicator, value=Decimal(7))
    heir = SuccessionFactory(predecessor=before.submission.member.unit).successor
    by = actor_of(AssignmentFactory(unit=heir).user)
    submission = make.SubmissionFactory(member__unit=heir, member__season__year=2026)

    carried = replace(SCHOOLS, previous_origin=PreviousOrigin.CARRIED)
    assert figures.save_figure(submission, indicator, carried, by=by).previous == 7


@pytest.mark.parametrize(("period", "previous"), [(Period.HALF_YEAR, None), (Period.FULL_YEAR, Decimal("6.5"))])
def test_a_half_year_of_last_year_is_not_carried_to_a_full_year(
    submission, indicator, by, member_unit, period, previous
):
    before = {"submission__member__unit": member_unit, "submission__member__season__year": 2019}
    make.FigureFactory(indicator=indicator, value=Decimal("6.5"), submission__period=period, **before)

    carried = replace(SCHOOLS, previous_origin=PreviousOrigin.CARRIED)
    assert figures.save_figure(submission, indicator, carried, by=by).previous == previous


def test_last_years_made_up_value_is_carried_with_its_mark(submission, indicator, by, member_unit):
    before = {"submission__member__unit": member_unit, "submission__member__season__year": 2019}
    make.FigureFactory(indicator=indicator, value=Decimal("6.5"), illustrative=True, **before)

    carried = replace(SCHOOLS, previous_origin=PreviousOrigin.CARRIED)
    assert figures.save_figure(submission, indicator, carried, by=by).illustrative
    assert not figures.save_figure(submission, indicator, replace(SCHOOLS, reason="Gõ lại."), by=by).illustrative


def test_a_made_up_value_that_others_carried_keeps_its_mark_by_whoever_may_not_read_it(
    submission, indicator, by, member_unit, monkeypatch
):
    before = {"submission__member__unit": member_unit, "submission__member__season__year": 2019}
    make.FigureFactory(indicator=indicator, value=Decimal("6.5"), illustrative=True, **before)
    carried = replace(SCHOOLS, previous_origin=PreviousOrigin.CARRIED)
    stands = figures.save_figure(submission, indicator, carried, by=by)
    kept = replace(SCHOOLS, previous=stands.previous, previous_origin=PreviousOrigin.CARRIED, value=Decimal(9))

    monkeypatch.setattr(last_year, "carried", lambda *asked: None)
    figure = figures.save_figure(submission, indicator, replace(kept, reason="Gõ lại."), by=by)

    assert (figure.value, figure.previous, figure.illustrative) == (9, Decimal("6.5"), True)


def test_what_two_predecessors_reported_is_left_to_be_typed(indicator, actor_of):
    before = make.FigureFactory(submission__member__season__year=2025, indicator=indicator, value=Decimal(7))
    heir = SuccessionFactory(predecessor=before.submission.member.unit).successor
    other = make.FigureFactory(submission__member__season__year=2025, indicator=indicator, value=Decimal(9))
    SuccessionFactory(predecessor=other.submission.member.unit, successor=heir)
    by = actor_of(AssignmentFactory(unit=heir).user)
    submission = make.SubmissionFactory(member__unit=heir, member__season__year=2026)

    carried = replace(SCHOOLS, previous_origin=PreviousOrigin.CARRIED)
    figure = figures.save_figure(submission, indicator, carried, by=by)
    assert (figure.previous, figure.previous_origin) == (None, "")


def test_text_is_stored_composed(submission, indicator, by):
    figure = figures.save_figure(submission, indicator, replace(SCHOOLS, source="Báo cáo"), by=by)
    figure.refresh_from_db()
    assert figure.source == "Báo cáo"


def test_half_year_and_full_year_are_apart(submission, indicator, by):
    half = make.SubmissionFactory(member=submission.member, period=Period.HALF_YEAR)
    figures.save_figure(half, indicator, SCHOOLS, by=by)
    assert not submission.figures.exists()
