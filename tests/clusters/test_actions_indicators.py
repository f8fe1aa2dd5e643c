import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from audit.models import Entry
from clusters import tokens
from clusters.actions import indicators
from clusters.choices import FITTING, IndicatorKind
from clusters.errors import Frozen, NotAllowedHere, Stale
from clusters.forms.indicators import USUAL
from clusters.models import Indicator
from clusters.queries.indicators import weighing
from tests.factories.clusters import FigureFactory, IndicatorFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
VALUES = {"name": "Tốc độ tăng trưởng GRDP", "kind": "percentage", "measure": "%", "direction": "higher"}


@pytest.fixture
def by(actor_of, reviewer):
    return actor_of(reviewer)


def test_an_indicator_is_defined_once_whatever_its_marks(by):
    indicators.create(VALUES, by=by)

    with pytest.raises(NotAllowedHere, match="exists already"):
        indicators.create(VALUES | {"name": "TOC DO TANG TRUONG grdp"}, by=by)

    assert [each.code for each in Indicator.objects.all()] == ["toc-do-tang-truong-grdp"]


def test_a_weighted_mean_names_its_weight_and_nothing_else_does(by):
    communes = IndicatorFactory(name="Số xã", kind="count")
    weighted = VALUES | {"aggregation": "weighted_mean"}

    made = indicators.create(weighted | {"weight": communes}, by=by)
    assert (made.aggregation, made.weight) == ("weighted_mean", communes)
    wrong = {
        "A weighted mean goes by another indicator. Choose it.": weighted,
        "Only a weighted mean goes by another indicator. Choose “Not weighted”.": VALUES | {"weight": communes},
    }
    for sentence, values in wrong.items():
        with pytest.raises(NotAllowedHere) as refusal:
            indicators.create(values | {"name": "Khác"}, by=by)
        assert (str(refusal.value), refusal.value.field) == (sentence, "weight")
    with pytest.raises(IntegrityError, match="a_weighted_mean_names_its_weight"), transaction.atomic():
        Indicator.objects.filter(pk=made.pk).update(weight=None)
    with pytest.raises(IntegrityError, match="no_indicator_weighs_itself"), transaction.atomic():
        Indicator.objects.filter(pk=made.pk).update(weight=made)


def test_figures_are_combined_only_in_ways_that_say_something_of_their_kind(by):
    answers = {"name": "Có đăng ký phong trào", "kind": "yes_no", "direction": "higher"}
    made = indicators.create(answers | {"aggregation": "count_yes"}, by=by)

    for act in (
        lambda: indicators.create(VALUES | {"aggregation": "sum"}, by=by),
        lambda: indicators.edit(made, {"aggregation": "mean"}, by=by),
        lambda: indicators.renew(made, answers | {"aggregation": "mean"}, by=by),
    ):
        with pytest.raises(NotAllowedHere, match="cannot be combined so") as refusal:
            act()
        assert refusal.value.field == "aggregation"

    assert str(refusal.value) == (
        "Figures of the kind “Yes or no” cannot be combined so. "
        "Choose one of: “Number of members that answered yes”, “List, not combined”."
    )
    assert [one.aggregation for one in Indicator.objects.all()] == ["count_yes"]


def test_the_trail_names_the_weight(by):
    communes = IndicatorFactory(name="Số xã", kind="count")
    made = indicators.create(VALUES | {"aggregation": "weighted_mean", "weight": communes}, by=by)

    indicators.edit(made, {"aggregation": "mean", "weight": None}, by=by)

    _created, edited = made_entries = Entry.objects.filter(subject_id=str(made.pk)).order_by("pk")
    assert len(made_entries) == 2
    assert edited.details["before"]["weight"] == {"id": communes.pk, "name": "Số xã"}
    assert edited.details["after"]["weight"] is None


def test_only_what_counts_or_measures_is_offered_as_a_weight():
    offered = [IndicatorFactory(kind=kind) for kind in ("count", "amount")]
    IndicatorFactory(kind="percentage")
    IndicatorFactory(kind="count", retired_on=dt.date(2020, 1, 1))

    assert list(weighing()) == offered
    assert list(weighing(offered[0])) == offered[1:]


def test_a_refused_weight_stands_at_its_field_and_what_was_typed_is_kept(client_of, reviewer):
    communes = IndicatorFactory(name="Số xã", kind="count")
    typed = VALUES | {"places": 2, "aggregation": "mean", "weight": communes.pk}

    form = client_of(reviewer).post(reverse("clusters:create_indicator"), typed).context["form"]

    assert list(form.errors) == ["weight"]
    assert (form["weight"].value(), form["name"].value()) == (str(communes.pk), VALUES["name"])
    assert list(Indicator.objects.all()) == [communes]


@pytest.mark.parametrize("kind", IndicatorKind)
def test_figures_are_combined_as_fits_the_kind_where_nobody_says_how_and_the_page_tells(kind, client_of, reviewer):
    typed = VALUES | {"kind": kind, "places": 2, "aggregation": ""}

    page = client_of(reviewer).post(reverse("clusters:create_indicator"), typed, follow=True)

    made = Indicator.objects.get()
    assert (made.aggregation, made.aggregation in FITTING[kind]) == (USUAL[kind], True)
    with override("vi"):
        told = f"được tổng hợp theo cách: {made.get_aggregation_display()} ("
    # That it is defined is said before.
    assert [told in str(one) for one in page.context["messages"]] == [False, True]


def test_an_indicator_nobody_has_reported_may_change_its_meaning(by):
    indicator = indicators.create(VALUES, by=by)

    assert indicators.edit(indicator, {"direction": "lower"}, by=by).direction == "lower"


@pytest.mark.parametrize(
    ("field", "value"), [("kind", "count"), ("measure", "người"), ("direction", "lower"), ("name", "Khác")]
)
def test_a_reported_indicator_keeps_its_meaning(by, field, value):
    indicator = FigureFactory().indicator

    with pytest.raises(Frozen, match="Make a new version"):
        indicators.edit(indicator, {field: value}, by=by)


def test_the_database_keeps_by_what_a_reported_indicator_is_weighted():
    communes, districts = IndicatorFactory(kind="count"), IndicatorFactory(kind="count")
    weighted = FigureFactory(indicator__aggregation="weighted_mean", indicator__weight=communes).indicator

    with pytest.raises(IntegrityError, match="its meaning is frozen"):
        Indicator.objects.filter(pk=weighted.pk).update(weight=districts)


def test_the_hint_of_a_reported_indicator_may_change(by):
    indicator = FigureFactory().indicator

    assert indicators.edit(indicator, {"hint": "Nguồn: Cục Thống kê."}, by=by).hint == "Nguồn: Cục Thống kê."


def test_a_new_version_retires_the_old_one_and_leaves_its_figures(by):
    figure = FigureFactory()

    renewed = indicators.renew(figure.indicator, VALUES, by=by)

    figure.indicator.refresh_from_db()
    assert (renewed.code, renewed.version) == (figure.indicator.code, 2)
    assert figure.indicator.retired_on is not None
    assert renewed.figures.count() == 0


def test_an_old_version_gets_no_second_successor(by):
    old = IndicatorFactory()
    indicators.renew(old, VALUES, by=by)

    with pytest.raises(NotAllowedHere, match="newer version"):
        indicators.renew(old, VALUES, by=by)


def test_the_second_of_two_writers_sees_what_the_first_wrote(by):
    indicator = IndicatorFactory()
    seen = tokens.token(indicator, tokens.INDICATOR)
    indicators.edit(indicator, {"hint": "Một"}, by=by, seen=seen)

    with pytest.raises(Stale) as refusal:
        indicators.edit(indicator, {"hint": "Hai"}, by=by, seen=seen)

    assert refusal.value.current.hint == "Một"


def test_a_retired_indicator_says_from_when(by):
    retired = indicators.retire(IndicatorFactory(), dt.date(2025, 7, 1), by=by, reason="Không còn cấp huyện.")

    assert retired.retired_on == dt.date(2025, 7, 1)
